"""What is on the page of equality as a file: the same numbers, the same ones kept back."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from tamdan.core.ledger import record
from tamdan.grievances.equality import Period
from tamdan.grievances.equality_shown import COLUMNS, Cell, Compared, Row

EXPORTED = "grievances.equality_exported"
KEPT_BACK = "<5"
HEAD = ("by", "code", "name", *(name for column in COLUMNS for name in (column, f"{column}_of")))


def table(compared: Compared) -> tuple[list[str], list[list[object]]]:
    """HEAD, and a row for all, each channel and each province. Days and means have two decimals; ``_of`` is what a share or mean is of."""
    found = (("all", [compared.total]), ("channel", compared.channels), ("province", compared.provinces))
    return list(HEAD), [[by, row.code, row.label, *_numbers(row)] for by, rows in found for row in rows]


def as_json(compared: Compared, period: Period) -> dict[str, Any]:
    head, body = table(compared)
    days = {"since": period.since.isoformat(), "until": period.until.isoformat()}
    return {**days, "rows": [dict(zip(head, row, strict=True)) for row in body]}


@transaction.atomic
def taken(*, by: Any) -> None:
    """The event that the table left the house."""
    record(EXPORTED, None, by=by)


def _numbers(row: Row) -> Iterator[object]:
    for name in COLUMNS:
        cell = row.cells[name]
        yield KEPT_BACK if cell.is_kept_back else _exact(cell)
        yield "" if cell.is_kept_back or cell.of is None else cell.of


def _exact(cell: Cell) -> object:
    return "" if cell.value is None else round(cell.value, 2)
