"""Who may open and change the pages of bodies. A body out of reach is 404; editing without the role is 403."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from tamdan.core.access import Viewer, roles_of
from tamdan.core.models import BulkAct
from tamdan.institutions.models import Body, BodyQuerySet, FocalPoint, Holding, Post

EDITORS = ("administrator", "secretariat")
"""Names of ``accounts.enums.Role``, which is a later room."""
CONFIRMED_MANY = "institutions.bodies.confirmed"


def can_edit(user: Viewer) -> bool:
    """Add, edit, confirm, succeed, and name people to posts."""
    return bool(roles_of(user) & set(EDITORS))


def bodies(user: Viewer) -> BodyQuerySet:
    return Body.objects.visible_to(user)


def body_or_404(user: Viewer, code: str) -> Body:
    found: Body = get_object_or_404(bodies(user).select_related("parent", "successor"), code=code)
    return found


def post_or_404(user: Viewer, code: str, pk: int) -> Post:
    return get_object_or_404(Post.objects.select_related("body").filter(body__in=bodies(user)), body__code=code, pk=pk)


def holding_or_404(user: Viewer, code: str, pk: int) -> Holding:
    found: Holding = get_object_or_404(
        Holding.objects.filter(post__body__in=bodies(user)), post__body__code=code, pk=pk
    )
    return found


def focal_point_or_404(user: Viewer, code: str, pk: int) -> FocalPoint:
    found: FocalPoint = get_object_or_404(FocalPoint.objects.filter(body__in=bodies(user)), body__code=code, pk=pk)
    return found


def confirming_or_404(user: Viewer, pk: int) -> BulkAct:
    """An act that confirmed many bodies; whoever may confirm may take it back."""
    if not can_edit(user):
        raise Http404
    return get_object_or_404(BulkAct, pk=pk, verb=CONFIRMED_MANY)
