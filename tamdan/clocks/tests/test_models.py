"""How a clock stands, and the lists of clocks."""

import pytest

from tamdan.accounts.models import User
from tamdan.clocks import actions
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock
from tamdan.clocks.tests.conftest import Starter, day
from tamdan.core.access import Visibility
from tests.cast import Cast


def with_days(clock: Clock, days: int) -> Clock:
    """The clock with its last day so many days from today."""
    Clock.objects.filter(pk=clock.pk).update(due_on=day(days), started_on=day(min(days, 0) - 5))
    return Clock.objects.get(pk=clock.pk)


@pytest.mark.parametrize(("days", "left", "late"), [(3, 3, 0), (0, 0, 0), (-4, -4, 4)])
def test_days_left_and_late(start: Starter, days: int, left: int, late: int) -> None:
    clock = with_days(start(), days)
    assert (clock.days_left, clock.days_late) == (left, late)


def test_clock_that_was_stopped_stays_as_late_as_it_was(start: Starter) -> None:
    clock = with_days(start(), -10)
    actions.stop_clock(clock, outcome=Outcome.DONE, by=None, day=day(-8))
    assert Clock.objects.get(pk=clock.pk).days_late == 2


def test_dropped_clock_is_not_late(start: Starter) -> None:
    clock = actions.stop_clock(with_days(start(), -10), outcome=Outcome.DROPPED, by=None)
    assert clock.days_late == 0


def test_overdue_begins_the_day_after_the_last(start: Starter) -> None:
    clock = with_days(start(), 0)
    assert list(Clock.objects.overdue()) == []
    assert list(Clock.objects.overdue(day(1))) == [clock]
    assert list(Clock.objects.due_within(0)) == [clock]
    assert list(Clock.objects.due_within(6, day(1))) == []


def test_paused_and_stopped_clocks_are_not_overdue(start: Starter, cast: Cast) -> None:
    paused, stopped = start(), start(on=cast.ministry)
    actions.pause_clock(paused, reason="before-a-court", by=None)
    actions.stop_clock(stopped, outcome=Outcome.DONE, by=None)
    assert not Clock.objects.overdue(day(300)).exists()
    assert not Clock.objects.due_within(300).exists()
    assert list(Clock.objects.running()) == [paused]


def test_clock_is_seen_by_those_who_see_its_record(
    start: Starter, focal_point: User, secretary: User, outsider: User
) -> None:
    clock = start()
    assert list(Clock.objects.visible_to(focal_point)) == [clock]
    assert list(Clock.objects.visible_to(secretary)) == []
    assert list(Clock.objects.visible_to(outsider)) == []
    Clock.objects.update(visibility=Visibility.STAFF)
    assert list(Clock.objects.visible_to(secretary)) == [clock]
    assert list(Clock.objects.visible_to(outsider)) == []
