"""Which clocks a person may see, and who may do something with them. Out of reach is 404, within reach but not allowed 403."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.clocks.enums import ALLOWED
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


def acts_by_hand(user: Viewer, clock: Clock) -> frozenset[str]:
    """Of pause, resume, extend and stop what this person may do on the pages of clocks, however the clock stands now.

    Where the record's room says so (``panels.CLOCK_ACTS``), less than all: a clock that waits for an act ends with that act.
    """
    if clock.owner_id not in reach_of(user).bodies or not roles_of(user) & KEEPERS:
        return frozenset()
    told_by_room = merged("CLOCK_ACTS").get(clock.kind)
    return frozenset(told_by_room(user, clock)) & ALLOWED.keys() if told_by_room else frozenset(ALLOWED)


def nothing_by_hand(_user: Viewer, _clock: Clock) -> frozenset[str]:
    """For ``CLOCK_ACTS``: the clock follows what happens to its record."""
    return frozenset()


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
