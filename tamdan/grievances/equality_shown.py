"""Measures as cells of a table: shares with what they are of, small numbers kept back, each number with the list that it counts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamdan.core.charts import BarChart
from tamdan.grievances.enums import Status
from tamdan.grievances.equality import Measured, Measures, Period
from tamdan.grievances.queue import labels
from tamdan.intake.vocabularies import Channel
from tamdan.language.templatetags.language import localnum
from tamdan.places.models import Place

FEWEST = 5
"""Files below which a number is not shown to those who see no file: fewer could be one person whom somebody knows."""
STEP = 5
"""To what their numbers are rounded: neither a total, nor the same page of another day or for one day less, leads to one person."""
FEWEST_OF_DECILE = 10
"""Below it the ninth decile is the one or two slowest files."""
COLUMNS: dict[str, str | Promise] = {
    "received": gettext_lazy("Received"),
    "in_time": gettext_lazy("Answered in time"),
    "decision_median": gettext_lazy("Days to the decision, median"),
    "decision_p90": gettext_lazy("Days to the decision, nine of ten"),
    "answer_median": gettext_lazy("Days to the answer, median"),
    "answer_p90": gettext_lazy("Days to the answer, nine of ten"),
    "overdue": gettext_lazy("Overdue now"),
    "refused": gettext_lazy("Not for this office"),
    "contested": gettext_lazy("Contested or reopened"),
    "rating": gettext_lazy("Satisfaction, of 5"),
}


@dataclass(frozen=True)
class Cell:
    """``value``: a number, a share in per cent, a mean; None where there is nothing. ``of``: what it is a share or mean of.

    ``is_kept_back``: too few files. ``url``: the list of what ``value`` counts, for those who may see it.
    """

    value: float | int | None = None
    of: int | None = None
    kind: str = "count"
    is_kept_back: bool = False
    url: str = ""

    @property
    def text(self) -> str:
        if self.is_kept_back:
            return _("fewer than %(number)s") % {"number": localnum(FEWEST)}
        if self.value is None:
            return _("none")
        if self.kind == "share":
            return _("%(percent)s %%, of %(number)s") % {
                "percent": localnum(round(self.value)),
                "number": localnum(self.of),
            }
        if self.kind == "mean":
            return _("%(mean)s, of %(number)s") % {"mean": localnum(round(self.value, 1)), "number": localnum(self.of)}
        return str(localnum(round(self.value)))


@dataclass(frozen=True)
class Row:
    """A channel, a province or all."""

    code: str
    label: str
    cells: dict[str, Cell]

    @property
    def ordered(self) -> list[tuple[str | Promise, Cell]]:
        return [(label, self.cells[name]) for name, label in COLUMNS.items()]


@dataclass(frozen=True)
class Compared:
    """Two tables with the same columns, and the row of everything."""

    total: Row
    channels: list[Row]
    provinces: list[Row]


def compared(measured: Measured, period: Period, *, guarded: bool) -> Compared:
    """``guarded``: small numbers are kept back, others are rounded to STEP, and nothing leads to a list."""
    channels, provinces = labels(Channel), {one.code: str(one) for one in Place.objects.filter(parent__isnull=True)}
    nowhere = _("No district given")

    def table(found: dict[str, Measures], facet: str, names: dict[str, str]) -> list[Row]:
        rows = [
            Row(code, names.get(code, code) if code else nowhere, _cells(one, guarded, _lists(period, facet, code)))
            for code, one in found.items()
        ]
        return sorted(rows, key=lambda row: (not row.code, row.label))

    total = Row("", _("All"), _cells(measured.total, guarded, _lists(period, "", "")))
    return Compared(
        total, table(measured.by_channel, "channel", channels), table(measured.by_province, "province", provinces)
    )


def _cells(one: Measures, guarded: bool, lists: Callable[[str], str]) -> dict[str, Cell]:
    rough = _rough if guarded else _as_it_is

    def count(number: int, only: str = "") -> Cell:
        return Cell(
            rough(number), url=lists(only) if number and not guarded else "", is_kept_back=guarded and _few(number)
        )

    def share(number: int, of: int, only: str) -> Cell:
        small = guarded and (_few(of) or _few(number) or _few(of - number))
        value = rough(100 * number / of) if of else None
        return Cell(value, rough(of), "share", small, lists(only) if number and not guarded else "")

    def days(found: tuple[float, float] | None, of: int, place: int) -> Cell:
        small = guarded and 0 < of < (FEWEST_OF_DECILE if place else FEWEST)
        return Cell(found[place] if found else None, rough(of), "days", small)

    return {
        "received": count(one.received),
        "in_time": share(one.in_time, one.due, "in_time"),
        "decision_median": days(one.decision, one.decided, 0),
        "decision_p90": days(one.decision, one.decided, 1),
        "answer_median": days(one.answer, one.answered, 0),
        "answer_p90": days(one.answer, one.answered, 1),
        "overdue": count(one.overdue, "late"),
        "refused": share(one.refused, one.decided, "refused"),
        "contested": share(one.contested, one.ended, "contested"),
        "rating": Cell(one.rating, rough(one.rated), "mean", guarded and _few(one.rated)),
    }


def _few(number: int) -> bool:
    return 0 < number < FEWEST


def _rough(number: float) -> int:
    """To the nearest multiple of STEP."""
    return STEP * int(number / STEP + 0.5)


def _as_it_is(number: float) -> Any:
    return number


def _lists(period: Period, facet: str, code: str) -> Callable[[str], str]:
    """The address of the queue with the same files; of files without a province there is no list."""

    def address(only: str) -> str:
        if facet and not code:
            return ""
        asked = QueryDict(mutable=True)
        asked.setlist("status", [] if only == "late" else list(Status.values))
        chosen = {facet: code, "only": only, "since": period.since.isoformat(), "until": period.until.isoformat()}
        for name, value in chosen.items():
            if name and value:
                asked[name] = value
        return f"{reverse('grievances:queue')}?{asked.urlencode()}"

    return address


def chart(rows: list[Row], name: str, finding: str, head: str) -> BarChart | None:
    """Median days to the answer; nothing where fewer than two can be compared, or all were answered on the same day."""
    shown = [(row.label, [round(found)]) for row in rows if (found := _days(row)) is not None]
    if len(shown) < 2 or not any(days for _label, (days,) in shown):
        return None
    return BarChart(id=name, finding=finding, head=head, series=[_("Days")], rows=shown, explanation=_spread(rows))


def charts(found: Compared) -> list[BarChart]:
    """By channel and by province."""
    made = (
        chart(
            found.channels, "days-by-channel",
            _("Days until half of the complaints were answered, by channel"), _("Came by"),
        ),
        chart(
            found.provinces, "days-by-province",
            _("Days until half of the complaints were answered, by province"), _("Province"),
        ),
    )  # fmt: skip
    return [one for one in made if one]


def _spread(rows: list[Row]) -> str:
    """How many times as long the slowest takes as the fastest."""
    found = sorted((days, row.label) for row in rows if (days := _days(row)))
    if len(found) < 2 or round(found[-1][0] / found[0][0], 1) <= 1:
        return ""
    values: dict[str, Any] = {
        "slowest": found[-1][1], "times": localnum(round(found[-1][0] / found[0][0], 1)), "fastest": found[0][1],
    }  # fmt: skip
    return _("“%(slowest)s” takes %(times)s times as long as “%(fastest)s”.") % values


def _days(row: Row) -> float | None:
    cell = row.cells["answer_median"]
    return None if cell.is_kept_back else cell.value
