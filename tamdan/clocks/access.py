"""Which clocks a person may see, and who may do something with them. Out of reach is 404, within reach but not allowed 403."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.clocks.models import Clock, ClockQuerySet
from tamdan.clocks.un_calendar import KIND, Step, of_state, steps
from tamdan.core.access import PUBLIC_REACH, Viewer, reach_of, roles_of
from tamdan.core.panels import merged

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT, Role.CASE_OFFICER, Role.FOCAL_POINT})
"""Who may pause, extend and stop the clocks of their own bodies."""
READERS = frozenset({*KEEPERS, Role.INTAKE_OFFICER, Role.LAWYER, Role.MONITOR, Role.VALIDATOR, Role.AUDITOR})
"""Whose desk counts clocks."""


def clocks_of(user: Viewer) -> ClockQuerySet:
    """Clocks of the bodies that a person belongs to: the ones that they answer for."""
    bodies = sorted(reach_of(user).bodies)
    return _seen(user).filter(owner__in=bodies)


def clock_or_404(user: Viewer, uuid: UUID) -> Clock:
    found = _seen(user).select_related("rule", "owner").prefetch_related("pauses__reason")
    return get_object_or_404(found, uuid=uuid)


def _seen(user: Viewer) -> ClockQuerySet:
    """Within reach, without those on records that are kept from this person (``panels.CLOCKS_HIDDEN``); one query for each kind."""
    found = Clock.objects.visible_to(user)
    for kind, hidden in merged("CLOCKS_HIDDEN").items():
        if ids := list(hidden(user)):
            found = found.exclude(kind=kind, object_id__in=ids)
    return found


def can_keep(user: Viewer, clock: Clock) -> bool:
    """Pause, resume, extend and stop it."""
    return clock.owner_id in reach_of(user).bodies and bool(roles_of(user) & KEEPERS)


def public_clocks() -> ClockQuerySet:
    """What the public calendar, its feeds and its documents show."""
    return Clock.objects.filter(PUBLIC_REACH.condition(), kind=KIND).select_related("rule").prefetch_related("pauses")


def deadlines_for(state: str) -> list[Step]:
    """The calendar's steps that concern a State (ISO 3166 alpha-3), the earliest first. Four queries."""
    return steps(of_state(state).select_related("rule").prefetch_related("pauses").order_by("due_on", "id"))


def reviewed_or_404(code: str) -> str:
    """A State of the calendar by its code in an address."""
    if not code.isalpha() or not of_state(code).exists():
        raise Http404
    return code
