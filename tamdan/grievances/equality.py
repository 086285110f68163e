"""Whether every way to complain, and every province, is served alike: measured over the files of a period, in one statement.

Officers who read letters measure the files that they may see. The secretariat, administrators and auditors see no file; they get the
measures of all of them, without small numbers (equality_shown.py), so that nothing leads back to one person.
"""

import datetime
from dataclasses import dataclass
from typing import Any, Self

from django.db import connection
from django.utils.dateparse import parse_date

from tamdan.accounts.enums import Role
from tamdan.clocks.days import today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Rule
from tamdan.core.access import Viewer, roles_of
from tamdan.grievances.access import READERS, cases_of
from tamdan.grievances.enums import Status
from tamdan.grievances.models import Case, CaseQuerySet
from tamdan.grievances.timing import ANSWER, DECISION, KIND
from tamdan.intake.enums import Code

OVERSEERS = frozenset({Role.SECRETARIAT, Role.ADMINISTRATOR, Role.AUDITOR})
"""Who see the measures of all files and no file."""
SEERS = READERS | OVERSEERS
YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Period:
    """Days on which complaints were received, both included."""

    since: datetime.date
    until: datetime.date

    @classmethod
    def read(cls, since: str, until: str) -> Self:
        """From an address; the last year where nothing, or no day, is given. A period that ends before it begins is turned round."""
        last = _day(until) or today()
        first = _day(since) or last - YEAR
        return cls(min(first, last), max(first, last))


def _day(text: str) -> datetime.date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@dataclass(frozen=True)
class Measures:
    """Of one channel, one province or of all. ``due``: answered, or past the last day without an answer; ``in_time`` of them were
    answered by it. ``decision`` and ``answer``: median and ninth decile of days, None of nothing. ``ended``: answered or closed;
    ``contested`` of them the complainant contested or reopened. ``rating`` is the mean of the last ratings (1 to 5) of ``rated``."""

    received: int = 0
    due: int = 0
    in_time: int = 0
    decided: int = 0
    refused: int = 0
    decision: tuple[float, float] | None = None
    answered: int = 0
    answer: tuple[float, float] | None = None
    overdue: int = 0
    ended: int = 0
    contested: int = 0
    rated: int = 0
    rating: float | None = None


@dataclass(frozen=True)
class Measured:
    """The measures of all files, by channel and by province (codes; "" where none was given)."""

    total: Measures
    by_channel: dict[str, Measures]
    by_province: dict[str, Measures]


def oversees(user: Viewer) -> bool:
    return bool(roles_of(user) & OVERSEERS)


def files(user: Viewer, period: Period) -> CaseQuerySet:
    """What is measured for this person."""
    seen = Case.objects.all() if oversees(user) else cases_of(user)
    return seen.filter(received_on__range=(period.since, period.until))


MEASURES = """
WITH chosen AS ({chosen}),
clock AS MATERIALIZED (
  SELECT DISTINCT ON (k.object_id, k.rule_id)
    k.object_id, k.rule_id, k.due_on, k.stopped_on, k.stopped_on - k.started_on AS days, k.outcome
  FROM clocks_clock k WHERE k.kind = %s AND k.rule_id IN (%s, %s) AND k.object_id IN (SELECT id FROM chosen)
  ORDER BY k.object_id, k.rule_id, k.id
),
said AS (
  SELECT d.thread_id, bool_or(d.code IN (%s, %s)) AS contested,
    (array_agg(d.value ORDER BY d.id DESC) FILTER (WHERE d.code = %s))[1]::int AS stars
  FROM intake_decision d WHERE d.code IN (%s, %s, %s) AND d.thread_id IN (SELECT letter_id FROM chosen) GROUP BY d.thread_id
)
SELECT CASE WHEN GROUPING(chosen.channel) = 0 THEN 'channel' WHEN GROUPING(chosen.province_id) = 0 THEN 'province' ELSE '' END,
  chosen.channel, chosen.province_id,
  count(*),
  count(*) FILTER (WHERE a.outcome = %s OR a.stopped_on IS NULL AND a.due_on < %s),
  count(*) FILTER (WHERE a.outcome = %s AND a.stopped_on <= a.due_on),
  count(*) FILTER (WHERE chosen.is_admissible IS NOT NULL),
  count(*) FILTER (WHERE NOT chosen.is_admissible),
  percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY b.days) FILTER (WHERE b.outcome = %s),
  count(*) FILTER (WHERE a.outcome = %s),
  percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY a.days) FILTER (WHERE a.outcome = %s),
  count(*) FILTER (WHERE chosen.status <> %s AND chosen.due_on < %s),
  count(*) FILTER (WHERE chosen.answered_on IS NOT NULL OR chosen.status = %s),
  count(*) FILTER (WHERE said.contested),
  count(said.stars), avg(said.stars)
FROM chosen
LEFT JOIN clock b ON b.object_id = chosen.id AND b.rule_id = %s
LEFT JOIN clock a ON a.object_id = chosen.id AND a.rule_id = %s
LEFT JOIN said ON said.thread_id = chosen.letter_id
GROUP BY GROUPING SETS ((), (chosen.channel), (chosen.province_id))
"""
"""``clock``: the one with which a file began, not one of a file that was opened again."""


def measure(found: CaseQuerySet) -> Measured:
    """Two queries whatever the number of files."""
    columns = (
        "id",
        "letter_id",
        "channel",
        "province_id",
        "status",
        "due_on",
        "answered_on",
        "admissibility__is_admissible",
    )
    chosen, given = found.order_by().values_list(*columns).query.sql_with_params()
    names = "id, letter_id, channel, province_id, status, due_on, answered_on, is_admissible"
    rules = dict(Rule.objects.filter(code__in=(DECISION, ANSWER)).values_list("code", "pk"))
    decision, answer = rules.get(DECISION, 0), rules.get(ANSWER, 0)
    done, day = Outcome.DONE, today()
    parameters = [
        *given, KIND, decision, answer, Code.CONTEST, Code.REOPEN, Code.RATE, Code.CONTEST, Code.REOPEN, Code.RATE,
        done, day, done, done, done, done, Status.CLOSED, day, Status.CLOSED, decision, answer,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(MEASURES.replace("chosen AS ({chosen})", f"chosen ({names}) AS ({chosen})"), parameters)
        rows = cursor.fetchall()
    by: dict[str, dict[str, Measures]] = {"": {}, "channel": {}, "province": {}}
    for kind, channel, province, *numbers in rows:
        by[kind][(channel if kind == "channel" else province) or ""] = _measures(numbers)
    return Measured(by[""].get("", Measures()), by["channel"], by["province"])


def _measures(numbers: list[Any]) -> Measures:
    *counts, rating = numbers
    for place in (5, 7):
        counts[place] = tuple(counts[place]) if counts[place] else None
    return Measures(*[*counts, None if rating is None else float(rating)])
