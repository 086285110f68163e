"""Who may hold, admit, name, sign and read. An administrator sets up and opens nothing (docs/domain/sealing.md)."""

import uuid

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tamdan.accounts.access import Person
from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.accounts.models import Membership, User
from tamdan.core.access import Viewer, reach_of, roles_of
from tamdan.sealing.enums import HOLDERS, SERVING, Purpose
from tamdan.sealing.models import (
    JoinRequest,
    KeyListVersion,
    KitCopy,
    Office,
    OfficeCopy,
    OfficeQuerySet,
    OfficerKey,
    Steward,
)

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
STEWARDS = frozenset(STAFF_ROLES) - ADMINISTRATORS
"""Who may be named a steward."""


def key_of(user: Person) -> OfficerKey | None:
    """The person's key in use."""
    return OfficerKey.objects.filter(user=user.pk or 0, retired_at__isnull=True).first()


def may_hold_a_key(user: Person) -> bool:
    return bool(roles_of(user) & HOLDERS)


def reading_offices(user: Viewer) -> QuerySet[Office]:
    """The offices that read letters and belong to this person's bodies, or to one below them (as ``can_serve``). One query."""
    bodies = sorted(reach_of(user).bodies)
    within = Q(body__in=bodies) | Q(body__parent__in=bodies) | Q(body__parent__parent__in=bodies)
    return Office.objects.filter(within, purpose=Purpose.OFFICE)


def can_serve(user: User, office: Office) -> bool:
    """Whether the person's role of today, in the office's body or (but for referrals) in a body above it, lets them hold its key."""
    bodies = [office.body] if office.purpose == Purpose.REFERRAL else [office.body, *office.body.above()]
    held = Membership.objects.on(timezone.localdate()).filter(
        user=user, user__is_active=True, body__in=bodies, role__in=SERVING[Purpose(office.purpose)]
    )
    return bool(held.exists())


def holds(user: Person, office: Office) -> bool:
    """Whether the person has a copy of the office's present key and may still use it."""
    return copies_for(user).filter(epoch__office=office, epoch__retired_at__isnull=True).exists()


def copies_for(user: Person) -> QuerySet[OfficeCopy]:
    """Files that this person's key opens: every epoch of the offices that they serve today, the newest first."""
    found = (
        OfficeCopy.objects.filter(officer_key__user=user.pk or 0, officer_key__retired_at__isnull=True)
        .select_related("epoch__office__body", "officer_key")
        .order_by("epoch__office", "-epoch__number")
    )
    if user.is_anonymous:
        return found.none()
    member: User = user
    served = [office.pk for office in {copy.epoch.office for copy in found} if can_serve(member, office)]
    return found.filter(epoch__office__in=served)


def officers_of(office: Office) -> list[OfficerKey]:
    """The keys that hold the office's present key, of people who may serve today, in the order in which they came."""
    keys = OfficerKey.objects.filter(
        copies__epoch__office=office, copies__epoch__retired_at__isnull=True, retired_at__isnull=True
    ).select_related("user")
    return [key for key in keys.order_by("copies__id") if can_serve(key.user, office)]


def can_set_up(user: Person) -> bool:
    """Offices, stewards, the recovery kit."""
    return Role.ADMINISTRATOR in roles_of(user)


def steward_of(user: Person) -> Steward | None:
    """What the person is among the stewards, if they are named one now."""
    return Steward.objects.filter(user=user.pk or 0, retired_at__isnull=True).first()


def can_draft(user: Person) -> bool:
    return can_set_up(user) or steward_of(user) is not None


def offices(user: Person) -> OfficeQuerySet:
    return Office.objects.visible_to(user).select_related("body").prefetch_related("epochs")


def office_or_404(user: Person, wanted: uuid.UUID) -> Office:
    return get_object_or_404(offices(user), uuid=wanted)


def served_or_404(user: User, wanted: uuid.UUID) -> Office:
    """An office that the person's role of today lets them serve."""
    found = office_or_404(user, wanted)
    if not can_serve(user, found):
        raise Http404
    return found


def request_or_404(office: Office, pk: int) -> JoinRequest:
    return get_object_or_404(office.join_requests.select_related("officer_key__user"), pk=pk)


def officer_or_404(office: Office, pk: int) -> OfficerKey:
    found = next((key for key in officers_of(office) if key.pk == pk), None)
    if found is None:
        raise Http404
    return found


def steward_or_404(user: Person, pk: int) -> Steward:
    """A steward in office, for those who name them."""
    if not can_set_up(user):
        raise Http404
    return get_object_or_404(Steward, pk=pk, retired_at__isnull=True)


def draft() -> KeyListVersion | None:
    """The version that waits for signatures."""
    return KeyListVersion.objects.filter(published_at__isnull=True, dropped_at__isnull=True).first()


def kit_copy_or_404(user: Person, pk: int) -> KitCopy:
    """A file that two sheets open; it may leave the house, so administrators alone take it."""
    if not can_set_up(user):
        raise Http404
    return get_object_or_404(KitCopy, pk=pk)


def candidates() -> QuerySet[User]:
    """People whom an administrator may name stewards."""
    held = Membership.objects.on(timezone.localdate()).with_ours().filter(is_ours=True, role__in=STEWARDS)
    serving = Steward.objects.filter(retired_at__isnull=True, user__isnull=False).values("user")
    return User.objects.filter(is_active=True, memberships__in=held).exclude(pk__in=serving).distinct()
