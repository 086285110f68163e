"""The queue as a table for a spreadsheet: what is open of each file, and nothing that was sealed."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tamdan.core.ledger import record
from tamdan.grievances.queue import SORTS, Wanted, mark_those_to_call, names
from tamdan.recommendations.downloads import csv_lines, safe_cell

EXPORTED = "grievances.queue_exported"
MOST = 10_000
COLUMNS = (
    "number", "status", "kind", "urgency", "channel", "province", "district", "week", "received_on", "next_day", "office",
    "officer", "closed_on", "closing_reason", "about", "danger", "came_by", "standing", "wants_call",
)  # fmt: skip


@transaction.atomic
def lines(wanted: Wanted, *, by: Any) -> Iterator[str]:
    """The first MOST rows of a list in its order. The event is written before the first line leaves."""
    found = wanted.rows(by).select_related("officer", "province", "office").order_by(*SORTS[wanted.sort][1])[:MOST]
    mark_those_to_call(found)
    called = names()
    rows = [[safe_cell(cell) for cell in (*_cells(case), *_words(case, called))] for case in found]
    record(EXPORTED, None, by=by, count=len(rows))
    return csv_lines([list(COLUMNS), *rows])


def _cells(case: Any) -> list[object]:
    due = "" if case.days_left is None else case.due_on
    closed = timezone.localdate(case.closed_at) if case.closed_at else ""
    return [
        case.number, case.status, case.kind, case.urgency, case.channel, case.province or "", case.district, case.week,
        case.received_on, due, case.office, case.officer or "", closed, case.closing_reason_id or "",
    ]  # fmt: skip


def _words(case: Any, called: dict[str, dict[str, str]]) -> list[object]:
    """What the list on the screen says of the codes, in the reader's language."""
    danger = called["urgency"].get(case.urgency, case.urgency) if case.is_in_danger else ""
    kind, channel = called["kind"].get(case.kind, case.kind), called["channel"].get(case.channel, case.channel)
    return [kind, danger, channel, case.get_status_display(), _("yes") if case.wants_call else ""]
