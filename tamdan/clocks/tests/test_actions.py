"""What may be done with a clock, what it does to the last day, and what is refused."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.clocks import actions, errors
from tamdan.clocks.days import add, counted
from tamdan.clocks.enums import Outcome, State, Unit
from tamdan.clocks.models import Clock, Pause, Told
from tamdan.clocks.tests.conftest import Starter, day
from tests.cast import Cast

WORKING = Unit.WORKING_DAYS


def verbs() -> list[str]:
    return list(Event.objects.filter(verb__startswith="clocks.").order_by("id").values_list("verb", flat=True))


def test_starting_works_out_the_last_day_and_writes_an_event(start: Starter, cast: Cast) -> None:
    clock = start(day=date(2026, 8, 19))
    assert clock.due_on == add(date(2026, 8, 19), 15, WORKING) == date(2026, 9, 10)  # Harvest Day in between
    assert clock.subject() == cast.committee
    event = Event.objects.get(verb="clocks.started")
    assert (event.object_id, event.about_id, event.who) == (str(clock.pk), str(cast.committee.pk), "system")


def test_one_clock_of_a_rule_runs_on_a_record(start: Starter) -> None:
    clock = start()
    with pytest.raises(errors.RunsAlready):
        start()
    actions.stop_clock(clock, outcome=Outcome.DONE, by=None)
    assert start().pk != clock.pk


def test_rule_that_the_country_lacks_is_refused(start: Starter) -> None:
    with pytest.raises(errors.UnknownRule, match="no-such-rule"):
        start("no-such-rule")


def test_rule_of_a_given_day_needs_that_day(start: Starter) -> None:
    with pytest.raises(errors.DayMissing):
        start("upr-addendum")
    assert start("upr-addendum", due_on=day(40)).due_on == day(40)


def test_pause_moves_the_last_day_by_the_days_that_counted(start: Starter, secretary: User) -> None:
    clock = start(day=date(2026, 8, 10))
    due = clock.due_on
    actions.pause_clock(clock, reason="before-a-court", by=secretary, day=date(2026, 8, 17))
    assert Clock.objects.get(pk=clock.pk).state == State.PAUSED
    moved = actions.resume_clock(clock, by=secretary, day=date(2026, 8, 24))
    lost = counted(date(2026, 8, 17), date(2026, 8, 24), WORKING)
    assert lost == 4  # Harvest Day is the fifth
    assert moved.due_on == add(due, 4, WORKING)
    # Counted from the start without the pause, the same day comes out.
    used = (
        counted(date(2026, 8, 11), date(2026, 8, 17), WORKING) + counted(date(2026, 8, 24), moved.due_on, WORKING) + 1
    )
    assert used == 15
    assert verbs() == ["clocks.started", "clocks.paused", "clocks.resumed"]


def test_pause_of_a_single_day_that_does_not_count_moves_nothing(start: Starter) -> None:
    clock = start(day=date(2026, 8, 10))
    actions.pause_clock(clock, reason="before-a-court", by=None, day=date(2026, 8, 15))
    assert actions.resume_clock(clock, by=None, day=date(2026, 8, 17)).due_on == clock.due_on


def test_pause_needs_a_reason_that_the_rule_allows(start: Starter, cast: Cast) -> None:
    with pytest.raises(errors.NoSuchReason):
        actions.pause_clock(start(), reason="tired", by=None)
    with pytest.raises(errors.NoSuchReason):
        actions.pause_clock(start("appeal", on=cast.ministry), reason="before-a-court", by=None)


def test_pause_cannot_hide_that_a_clock_is_late(start: Starter) -> None:
    clock = start(day=day(-60))
    with pytest.raises(errors.TooLateToPause):
        actions.pause_clock(clock, reason="before-a-court", by=None)


def test_what_the_state_does_not_allow_is_refused(start: Starter) -> None:
    clock = start()
    with pytest.raises(errors.NotNow, match="Running"):
        actions.resume_clock(clock, by=None)
    actions.pause_clock(clock, reason="before-a-court", by=None)
    with pytest.raises(errors.NotNow, match="Paused"):
        actions.pause_clock(clock, reason="before-a-court", by=None)
    actions.stop_clock(clock, outcome=Outcome.DROPPED, by=None)
    with pytest.raises(errors.NotNow, match="Stopped"):
        actions.stop_clock(clock, outcome=Outcome.DONE, by=None)


def test_extension_counts_working_days_after_the_last_one(start: Starter, settings: Any) -> None:
    clock = start(day=date(2026, 3, 24))
    settings.COUNTRY = "kh"
    Clock.objects.filter(pk=clock.pk).update(due_on=date(2026, 4, 10))
    moved = actions.extend_clock(clock, days=3, reason="Khmer New Year", by=None)
    assert moved.due_on == date(2026, 4, 20)


def test_extension_to_a_date_keeps_its_reason_in_the_ledger(start: Starter) -> None:
    clock = start()
    moved = actions.extend_clock(clock, to=day(90), reason="Records are in another province", by=None)
    assert moved.due_on == day(90)
    detail = bytes(Event.objects.get(verb="clocks.extended").detail.detail).decode()
    assert "Records are in another province" in detail


def test_extension_leads_to_a_later_day(start: Starter) -> None:
    clock = start()
    with pytest.raises(errors.NotLater):
        actions.extend_clock(clock, to=clock.due_on, reason="none", by=None)


def test_rule_that_a_source_sets_is_not_extended(start: Starter) -> None:
    clock = start("upr-addendum", due_on=day(5))
    with pytest.raises(errors.NotExtendable, match="A/HRC/RES/16/21"):
        actions.extend_clock(clock, days=3, reason="busy", by=None)


def test_extending_lets_people_be_told_again(start: Starter) -> None:
    clock = start()
    Told.objects.bulk_create([Told(clock=clock, offset=-3), Told(clock=clock, offset=0)])
    actions.extend_clock(clock, to=day(60), reason="more time", by=None)
    assert not clock.told.exists()


def test_stopping_ends_a_standing_pause(start: Starter) -> None:
    clock = start()
    actions.pause_clock(clock, reason="before-a-court", by=None)
    stopped = actions.stop_clock(clock, outcome=Outcome.DONE, by=None)
    assert stopped.state == State.STOPPED
    assert not Pause.objects.filter(until__isnull=True).exists()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"stopped_on": date(2026, 1, 1)}, "clocks_clock_stops_with_an_outcome"),
        ({"outcome": "done"}, "clocks_clock_stops_with_an_outcome"),
        ({"title_en": "", "title_km": ""}, "clocks_clock_has_a_title"),
    ],
)
def test_what_must_never_be_false(start: Starter, values: dict[str, Any], name: str) -> None:
    clock = start()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Clock.objects.filter(pk=clock.pk).update(**values)


def test_second_standing_pause_is_impossible(start: Starter) -> None:
    clock = start()
    pause = actions.pause_clock(clock, reason="before-a-court", by=None)
    with pytest.raises(IntegrityError, match="clocks_pause_one_at_a_time"), transaction.atomic():
        Pause.objects.create(clock=clock, reason=pause.reason, since=day(0))
    with pytest.raises(IntegrityError, match="clocks_pause_ends_after_start"), transaction.atomic():
        Pause.objects.filter(pk=pause.pk).update(until=day(-1))
