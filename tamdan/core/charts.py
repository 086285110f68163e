"""The geometry of bar charts as numbers that a template can draw: no script, no picture, the page's own font and colours."""

from collections.abc import Sequence
from dataclasses import dataclass

FILLS = ("a", "b", "c", "d")
"""Classes of the fills, in the order of the series; more than four kinds cannot be told apart in print."""


@dataclass(frozen=True)
class Part:
    """One piece of a bar; ``x`` and ``width`` in per cent of the chart's width."""

    css: str
    x: str
    width: str


@dataclass(frozen=True)
class Bar:
    label: str
    total: int
    parts: tuple[Part, ...]
    url: str = ""


@dataclass(frozen=True)
class Cell:
    """A number of the table, with the address of what it counts (empty for none)."""

    number: int
    url: str = ""


@dataclass(frozen=True)
class Legend:
    label: str
    css: str


@dataclass(frozen=True)
class BarChart:
    """Bars, or stacked bars where there is more than one series.

    ``rows`` are (label, one count for each of ``series``). ``finding`` is the sentence that the chart shows, ``head`` names
    what a row is, ``id`` is unique on the page. ``links`` has for each row the address of what the whole bar counts, and one for
    each of ``series``; empty addresses lead nowhere.
    """

    id: str
    finding: str
    head: str
    series: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]]
    explanation: str = ""
    links: Sequence[tuple[str, Sequence[str]]] = ()

    def __post_init__(self) -> None:
        assert len(self.series) <= len(FILLS), "more series than fills"
        assert all(len(counts) == len(self.series) for _label, counts in self.rows), "a count for each series"
        assert not self.links or len(self.links) == len(self.rows), "addresses for each row"

    @property
    def legend(self) -> list[Legend]:
        return [Legend(label, css) for label, css in zip(self.series, FILLS, strict=False)]

    @property
    def bars(self) -> list[Bar]:
        longest = max((sum(counts) for _label, counts in self.rows), default=0) or 1
        return [
            Bar(label, sum(counts), _parts(counts, longest), url)
            for (label, counts), (url, _urls) in zip(self.rows, self._links, strict=True)
        ]

    @property
    def columns(self) -> list[str]:
        return [self.head, *self.series]

    @property
    def table(self) -> list[tuple[str, str, list[Cell]]]:
        """Label, address of all that the row counts, and a cell for each of ``series``. Nothing leads to an empty list."""
        return [
            (label, url, [Cell(count, to if count else "") for count, to in zip(counts, urls, strict=True)])
            for (label, counts), (url, urls) in zip(self.rows, self._links, strict=True)
        ]

    @property
    def _links(self) -> Sequence[tuple[str, Sequence[str]]]:
        return self.links or [("", [""] * len(self.series))] * len(self.rows)


def _parts(counts: Sequence[int], longest: int) -> tuple[Part, ...]:
    parts, x = [], 0.0
    for count, css in zip(counts, FILLS, strict=False):
        width = 100 * count / longest
        if count:
            parts.append(Part(css, f"{x:.2f}", f"{width:.2f}"))
        x += width
    return tuple(parts)
