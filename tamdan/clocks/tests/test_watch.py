"""Time itself: who is told when, what is handed over, and that each happens once."""

import threading
from typing import Any

import pytest
from django.db import connection

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.clocks.actions import Seen, extend_clock, pause_clock, start_clock
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock
from tamdan.clocks.tests.conftest import Starter, day
from tamdan.clocks.watch import escalate, holders, watch
from tamdan.notices.models import Notice
from tests.cast import Cast, make_cast, make_user


def due_in(clock: Clock, days: int, started: int = -60) -> Clock:
    Clock.objects.filter(pk=clock.pk).update(due_on=day(days), started_on=day(started))
    return Clock.objects.get(pk=clock.pk)


def told() -> list[tuple[str, str]]:
    return [(notice.user.email.split(".")[0], notice.kind) for notice in Notice.objects.order_by("id")]


def test_people_are_told_before_at_and_after_the_last_day(start: Starter, focal_point: User, secretary: User) -> None:
    clock = start()
    for days, expected in [(4, []), (3, [("focal_point", "clocks.near")]), (0, [("focal_point", "clocks.due")])]:
        Notice.objects.all().delete()
        due_in(clock, days)
        watch()
        watch()
        assert told() == expected
    Notice.objects.all().delete()
    due_in(clock, -1)
    watch()
    assert sorted(told()) == [("secretariat", "clocks.escalated"), ("secretariat", "clocks.late")]


def test_after_an_absence_only_the_latest_telling_is_sent(start: Starter, focal_point: User) -> None:
    clock = due_in(start(), 0)
    assert watch().told == 1
    assert told() == [("focal_point", "clocks.due")]
    assert set(clock.told.values_list("offset", flat=True)) == {-3, 0}


def test_telling_that_lay_before_the_start_is_not_sent(start: Starter, focal_point: User) -> None:
    due_in(start(), 2, started=0)
    assert watch().told == 0
    assert told() == []


def test_late_clock_is_handed_over_once(start: Starter, secretary: User) -> None:
    clock = due_in(start(), -1)
    assert [watch().escalated for _turn in range(3)] == [1, 0, 0]
    assert Event.objects.filter(verb="clocks.escalated", object_id=str(clock.pk)).count() == 1
    assert Notice.objects.filter(kind="clocks.escalated").count() == 1
    assert Clock.objects.get(pk=clock.pk).escalated_at is not None


def test_clock_that_was_extended_and_is_late_again_is_handed_over_again(start: Starter, secretary: User) -> None:
    clock = due_in(start(), -1)
    watch()
    extend_clock(clock, to=day(5), reason="more time", by=None)
    assert watch().escalated == 0
    assert watch(day(6)).escalated == 1


def test_state_is_looked_at_again_before_handing_over(start: Starter, secretary: User) -> None:
    clock = due_in(start(), -1)
    late = list(Clock.objects.to_escalate(day(0)).values_list("pk", flat=True))
    Clock.objects.filter(pk=clock.pk).update(stopped_on=day(0), outcome=Outcome.DONE)
    assert [escalate(pk, day=day(0)) for pk in late] == [False]


def test_paused_clock_tells_nobody(start: Starter, focal_point: User, secretary: User) -> None:
    clock = start()
    pause_clock(clock, reason="before-a-court", by=None)
    due_in(clock, -1)
    watched = watch()
    assert (watched.told, watched.escalated) == (0, 0)


def test_people_of_a_role_are_looked_for_upwards(cast: Cast, focal_point: User, secretary: User) -> None:
    assert holders(Role.FOCAL_POINT, cast.ministry, day(0)) == [focal_point]
    assert holders(Role.SECRETARIAT, cast.ministry, day(0)) == [secretary]
    assert holders(Role.MONITOR, cast.ministry, day(0)) == []
    secretary.memberships.update(end=day(-1))
    assert holders(Role.SECRETARIAT, cast.ministry, day(0)) == []


@pytest.mark.commits
def test_two_workers_hand_over_a_clock_once(committing_db: str) -> None:
    cast = make_cast()
    make_user(cast.committee, Role.SECRETARIAT)
    clock = start_clock("reply", on=cast.committee, seen=Seen(cast.ministry, "Reply"), by=None)
    Clock.objects.filter(pk=clock.pk).update(due_on=day(-1))
    together, done = threading.Barrier(2), []

    def work() -> None:
        connection.settings_dict["NAME"] = committing_db
        try:
            together.wait(10)
            done.append(watch().escalated)
        finally:
            connection.close()

    before: Any = connection.settings_dict
    threads = [threading.Thread(target=work) for _worker in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert before is connection.settings_dict
    assert sum(done) == 1
    assert Notice.objects.filter(kind="clocks.escalated").count() == 1
