"""Who may open a recommendation's page and what lies behind it. Records come from ``Recommendation.objects.visible_to``."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.core.access import Viewer, reach_of, roles_of
from tamdan.core.models import BulkAct, BulkActQuerySet
from tamdan.institutions.models import Body
from tamdan.recommendations.actions import PUBLISHED
from tamdan.recommendations.models import Recommendation

PUBLISHERS = (Role.ADMINISTRATOR, Role.SECRETARIAT)


def can_see_history(user: Viewer, recommendation: Recommendation) -> bool:
    """Former states show drafts and who wrote them: for people of the owning body, and its staff."""
    return recommendation.owner_id in reach_of(user).bodies or bool(roles_of(user) & STAFF_ROLES)


def can_publish(user: Viewer) -> bool:
    """Release a review, and take it back."""
    return bool(roles_of(user) & set(PUBLISHERS))


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
