"""What pages and downloads show of complaint boxes and forums."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel import Locale
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.clocks.models import Clock
from tamdan.core.ledger import record
from tamdan.grievances.access_boxes import CONFIRM, LATE, SLIPS, boxes_of, counted, sessions_of
from tamdan.grievances.models import Case
from tamdan.intake.boxes import Box, Opening, Taken
from tamdan.intake.forums import ForumSession
from tamdan.intake.opening_boxes import boxes_of_clocks
from tamdan.recommendations.downloads import csv_lines, safe_cell

EXPORTED, PRINTED = "grievances.boxes_exported", "grievances.custody_record_printed"
COLUMNS = (
    "box", "box_km", "institution", "place", "seal", "in_use", "next_opening_by", "opened_at", "record", "first", "second", "second_post",
    "confirmed_at", "disputed", "absent", "seal_expected", "seal_found", "seal_state", "slips", "counted_by_second",
    "written_down", "new_seal",
)  # fmt: skip
ONLY = {
    LATE: _("boxes past their day"),
    SLIPS: _("boxes with slips not written down"),
    CONFIRM: _("boxes whose opening you have to confirm"),
}
"""Narrowings of the list of boxes, which the desk counts too."""


@dataclass(frozen=True)
class Row:
    """A box in the list. ``left``: slips of all its openings that are no letters yet."""

    box: Box
    clock: Clock | None
    left: int

    @property
    def is_late(self) -> bool:
        return self.clock is not None and self.clock.days_left < 0


def rows(user: Any, only: str = "") -> list[Row]:
    """Every box, those past their day first. Eight queries whatever their number."""
    found = list(boxes_of(user, only).with_all())
    clocks = boxes_of_clocks([box.pk for box in found])
    made = [Row(box, clocks.get(box.pk), sum(one.left for one in box.openings.all())) for box in found]
    return sorted(made, key=lambda row: (row.clock is None, row.clock.due_on if row.clock else None, row.box.pk))


def counts(user: Any) -> list[tuple[str, int, Any]]:
    return [(only, counted(user, only), label) for only, label in ONLY.items()]


@dataclass(frozen=True)
class Line:
    """One slip or line of a sheet that is a letter: its number, and the file where this person may see it."""

    number: int
    taken: Taken
    case: Case | None


def lines(taken: list[Any], user: Any) -> list[Line]:
    """Two queries."""
    cases = {
        one.letter_id: one for one in Case.objects.visible_to(user).filter(letter__in=[one.letter_id for one in taken])
    }
    return [Line(one.number, one, cases.get(one.letter_id)) for one in taken]


@transaction.atomic
def table(user: Any) -> Iterator[str]:
    """Every opening with its newest record, a row each; boxes that nobody opened have one. The event is written first."""
    cells = [row for box in rows(user) for row in _rows_of(box)]
    record(EXPORTED, None, by=user, count=len(cells))
    return csv_lines([list(COLUMNS), *([safe_cell(cell) for cell in row] for row in cells)])


def _rows_of(row: Row) -> list[list[object]]:
    box = row.box
    about = [
        box.name_en, box.name_km, box.body or "", box.place or "", box.seal, "no" if box.resting else "yes",
        row.clock.due_on if row.clock else "",
    ]  # fmt: skip
    openings = sorted(box.openings.all(), key=lambda one: one.opened_at)
    return [[*about, *_cells(one)] for one in openings] or [[*about, *([""] * (len(COLUMNS) - len(about)))]]


def _cells(opening: Opening) -> list[object]:
    said = opening.record
    return [
        timezone.localtime(said.opened_at).isoformat(timespec="minutes"), said.number, said.first, said.second or said.second_name,
        said.second_post, timezone.localtime(said.confirmed_at).isoformat(timespec="minutes") if said.confirmed_at else "",
        "yes" if said.is_disputed else "no", said.absent, said.seal_expected, said.seal_found, said.seal_state, said.slips,
        "" if said.counted is None else said.counted, opening.written, said.seal_new,
    ]  # fmt: skip


def sessions(user: Any) -> list[ForumSession]:
    return list(sessions_of(user).with_all())


def language_names(codes: list[str]) -> str:
    shown = Locale.parse(get_language() or "en").languages
    return ", ".join(shown.get(code, code) for code in codes)
