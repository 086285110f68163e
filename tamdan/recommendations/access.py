"""Who may open a recommendation's page and what lies behind it. Records come from ``Recommendation.objects.visible_to``."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.core.access import Viewer, reach_of, roles_of
from tamdan.core.models import BulkAct, BulkActQuerySet
from tamdan.institutions.models import Body
from tamdan.links.models import Tag
from tamdan.recommendations.actions import PUBLISHED
from tamdan.recommendations.imports.demand import SCHEMES
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.models import Disagreement, Merge, NearCase, Recommendation

PUBLISHERS = (Role.ADMINISTRATOR, Role.SECRETARIAT)
DECIDERS = PUBLISHERS
"""Who says whether two records are one, which source is right, and what the parts of a recommendation are."""
EDITORS = (*PUBLISHERS, Role.RIGHTS_GROUP)
"""Who types recommendations and changes them: each those of their own body. A rights group adds its demands beside the UN's."""


def can_see_history(user: Viewer, recommendation: Recommendation) -> bool:
    """Former states show drafts and who wrote them: for people of the owning body, and its staff."""
    return recommendation.owner_id in reach_of(user).bodies or bool(roles_of(user) & STAFF_ROLES)


def can_publish(user: Viewer) -> bool:
    """Release a review, and take it back."""
    return bool(roles_of(user) & set(PUBLISHERS))


def can_edit(user: Viewer, recommendation: Recommendation) -> bool:
    """Revise, answer, translate, tag: a record of one's own body."""
    return recommendation.owner_id in reach_of(user).bodies and bool(roles_of(user) & set(EDITORS))


def can_add(user: Viewer) -> bool:
    return bool(reach_of(user).bodies) and bool(roles_of(user) & set(EDITORS))


def own_bodies(user: Viewer) -> QuerySet[Body]:
    """For which a person may type; Http404 for none."""
    found = Body.objects.filter(pk__in=reach_of(user).bodies).order_by("pk")
    if not found:
        raise Http404
    return found


def editable_or_404(user: Viewer, number: int) -> Recommendation:
    """A record to change: 404 where it cannot be seen, 403 where it is another body's."""
    found = get_object_or_404(Recommendation.objects.visible_to(user).select_related("parent", "owner"), pk=number)
    if not can_edit(user, found):
        raise PermissionDenied
    return found


def locked_or_404(user: Viewer, number: int) -> Recommendation:
    """A record to change, locked until the transaction ends: what a form saw is compared with what nobody else is changing."""
    found = editable_or_404(user, number)
    Recommendation.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return found


def form_target_or_404(request: HttpRequest, number: int) -> Recommendation:
    """For a form: locked where it was sent, only read where it is opened, so that opening one waits for no import."""
    find = locked_or_404 if request.method == "POST" else editable_or_404
    return find(request.user, number)


def near_case_or_404(user: Viewer, pk: int) -> NearCase:
    return get_object_or_404(NearCase.objects.filter(recommendation__owner__in=reach_of(user).bodies), pk=pk)


def disagreement_or_404(user: Viewer, pk: int) -> Disagreement:
    return get_object_or_404(Disagreement.objects.filter(recommendation__owner__in=reach_of(user).bodies), pk=pk)


def merges_of(user: Viewer) -> QuerySet[Merge]:
    """What persons merged of the person's bodies; those that an import made go with their import."""
    return Merge.objects.filter(owner__in=reach_of(user).bodies, by__isnull=False)


def tag_or_404(number: int, pk: int) -> Tag:
    """A theme, group or other tag of a recommendation that the caller may change."""
    return get_object_or_404(Tag.objects.on(KIND, number).filter(scheme__in=SCHEMES), pk=pk)


def own_body_or_404(user: Viewer, code: str) -> Body:
    """One of the person's own bodies."""
    return get_object_or_404(Body, code=code, pk__in=reach_of(user).bodies)


def publications(user: Viewer, acts: BulkActQuerySet) -> list[BulkAct]:
    """Those of the person's bodies: an act is of one body, that of any of its records. One query beside the acts'."""
    found = list(acts)
    owners = dict(Recommendation.objects.filter(pk__in=[_first(act) for act in found]).values_list("pk", "owner"))
    return [act for act in found if owners.get(_first(act)) in reach_of(user).bodies]


def publication_or_404(user: Viewer, pk: int) -> BulkAct:
    """What one act of the person's bodies published."""
    found = publications(user, BulkAct.objects.filter(pk=pk, verb=PUBLISHED))
    if not found:
        raise Http404
    return found[0]


def _first(act: BulkAct) -> int:
    return int(next(iter(act.before)))
