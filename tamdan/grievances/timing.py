"""The clocks of a complaint (``country/<code>/clocks.yaml``): what starts and stops them, and the next day of a file."""

import datetime
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Min

from tamdan.clocks.actions import Seen, new_clock, resume_clock, start_clock, stop_clock
from tamdan.clocks.days import add, counted, today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, ClockQuerySet, Rule
from tamdan.grievances.enums import Rank
from tamdan.grievances.models import NEVER, Case
from tamdan.institutions.models import Body
from tamdan.intake.vocabularies import KNOWN_SECONDS, Kind, Urgency, known

ACKNOWLEDGED, DECISION, ANSWER = "letter-acknowledged", "letter-decision", "letter-answer"
FOR_COMPLAINANT = "waiting-for-complainant"
"""The reason for which a question to the complainant stops the time."""
KIND = "grievances.case"
_remembered: dict[tuple[str, str], tuple[float, list[Rule]]] = {}


def seen_as(case: Case, owner: Body) -> Seen:
    """A clock's title stands in mails, so it holds the number alone. Bodies of the other offices that hold the letter see it too."""
    return Seen(
        owner=owner,
        title_en=f"Complaint {case.number}",
        title_km=f"បណ្តឹងលេខ {case.number}",
        visibility=case.visibility,
        shared_with=case.shared_with,
    )


def first_clocks(case: Case, day: datetime.date) -> list[Clock]:
    """The clocks with which a file begins, not stored yet. The acknowledgement is done: the receipt says it at once.

    A rule that the country does not have is passed over: a letter is not refused for it.
    """
    seen = seen_as(case, Body(pk=case.owner_id))  # the clocks need its key alone, so its row is not asked for
    made = [new_clock(rule, on=case, seen=seen, day=day) for rule in _first_rules()]
    for clock in made:
        if clock.rule.code == ACKNOWLEDGED:
            clock.stopped_on, clock.outcome = day, Outcome.DONE
    return made


def _first_rules() -> list[Rule]:
    """Rules change with a release, so they are asked once a minute and not for each letter (as ``intake.vocabularies.known``)."""
    name = (str(connection.settings_dict["NAME"]), settings.COUNTRY)
    at, found = _remembered.get(name, (0.0, list[Rule]()))
    if not found or time.monotonic() - at > KNOWN_SECONDS:
        found = list(Rule.objects.current().filter(code__in=(ACKNOWLEDGED, DECISION, ANSWER)))
        _remembered[name] = (time.monotonic(), found)
    return found


def earliest(clocks: list[Clock]) -> datetime.date:
    return min((clock.due_on for clock in clocks if clock.stopped_on is None), default=NEVER)


def clocks_of(case: Case) -> ClockQuerySet:
    return Clock.objects.on(case).select_related("rule").order_by("started_on", "id")


def running(case: Case, code: str) -> Clock | None:
    return clocks_of(case).running().filter(rule__code=code).first()


def finish(case: Case, code: str, *, by: Any) -> None:
    """The clock of a rule stops because what it asked for was done."""
    clock = running(case, code)
    if clock:
        stop_clock(clock, outcome=Outcome.DONE, by=by)


def drop_all(case: Case, *, by: Any) -> None:
    """Nothing of a closed file runs on."""
    for clock in clocks_of(case).running():
        stop_clock(clock, outcome=Outcome.DROPPED, by=by)


def let_run(case: Case, *, by: Any) -> None:
    """What stood still because the complainant was asked runs again."""
    standing = clocks_of(case).running().filter(pauses__until__isnull=True, pauses__reason__code=FOR_COMPLAINANT)
    for clock in standing:
        resume_clock(clock, by=by)


def start_again(case: Case, *, by: Any) -> None:
    """A complaint that was opened again is answered within the same time as a new one."""
    if running(case, ANSWER) is None and Rule.objects.current().filter(code=ANSWER).exists():
        follow(start_clock(ANSWER, on=case, seen=seen_as(case, case.owner), by=by))


def has_more_time(clock: Clock) -> bool:
    """Whether somebody moved the last day beyond what the rule and the pauses give. Needs the pauses, prefetched or not."""
    unit = clock.rule.unit
    stood = sum(counted(one.since, one.until, unit) for one in clock.pauses.all() if one.until)
    return clock.due_on > add(add(clock.started_on, clock.rule.amount or 0, unit), stood, unit)


def next_day(case: Case) -> datetime.date:
    """The last day of the ticking clock that runs out first; another body that has the complaint has a clock of its own."""
    found: datetime.date | None = Clock.objects.on(case).ticking().aggregate(first=Min("due_on"))["first"]
    abroad: datetime.date | None = case.referrals.open().aggregate(first=Min("due_on"))["first"]
    return min(found or NEVER, abroad or NEVER)


def rank_of(urgency: str, kind: str, due_on: datetime.date) -> Rank:
    """Danger first, then kinds that often are dangerous and whatever is past its day; by the country's lists of the last minute."""
    if urgency in known(Urgency, is_dangerous=True):
        return Rank.DANGER
    return Rank.WATCHED if due_on < today() or kind in known(Kind, is_dangerous=True) else Rank.USUAL


def raise_overdue() -> int:
    """Files whose day has passed since come before those of usual kinds that are in time; gives how many."""
    return Case.objects.overdue().filter(rank=Rank.USUAL).update(rank=Rank.WATCHED)


def follow(clock: Clock) -> None:
    """Keeps a file's next day when one of its clocks changed, also on the pages of clocks."""
    case = Case.objects.filter(pk=clock.object_id).first()
    if case:
        keep_next_day(case)


def keep_next_day(case: Case) -> None:
    """And its place in the queue, which the day decides too. The version stays: no words change."""
    due_on = next_day(case)
    Case.objects.filter(pk=case.pk).update(due_on=due_on, rank=rank_of(case.urgency, case.kind, due_on))
