"""The list of complaints passed on, in both directions, as a table for a spreadsheet: nothing that was sealed."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone

from tamdan.core.ledger import record
from tamdan.grievances.referral.list import ORDER, Wanted
from tamdan.grievances.referral.models import NEVER, Referral
from tamdan.recommendations.downloads import csv_lines, safe_cell

EXPORTED = "grievances.referrals_exported"
MOST = 10_000
COLUMNS = (
    "number", "standing", "from_office", "to_body", "kind", "urgency", "passed_on", "decided_on", "answered_on", "ended_on",
    "next_day", "reason", "parts", "as_file",
)  # fmt: skip


@transaction.atomic
def lines(wanted: Wanted, *, by: Any) -> Iterator[str]:
    """The first MOST rows of the list. The event is written before the first line leaves."""
    found = wanted.rows(by).select_related("case__office", "office").prefetch_related("given").order_by(*ORDER)[:MOST]
    rows = [[safe_cell(cell) for cell in _cells(one)] for one in found]
    record(EXPORTED, None, by=by, count=len(rows))
    return csv_lines([list(COLUMNS), *rows])


def _cells(one: Referral) -> list[object]:
    days = [
        timezone.localdate(at) if at else "" for at in (one.passed_at, one.decided_at, one.answered_at, one.ended_at)
    ]
    return [
        one.number, one.standing, one.case.office, one.office, one.case.kind, one.case.urgency, *days,
        "" if one.due_on == NEVER else one.due_on, one.reason_id or "", len(one.given.all()), "yes" if one.is_file else "no",
    ]  # fmt: skip
