"""The geometry of bar charts as numbers that a template can draw: no script, no picture, the page's own font and colours."""

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 46
"""Height of a bar with its label above it, in pixels."""
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
    y: int
    text_y: int
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Legend:
    label: str
    css: str


@dataclass(frozen=True)
class BarChart:
    """Bars, or stacked bars where there is more than one series.

    ``rows`` are (label, one count for each of ``series``). ``finding`` is the sentence that the chart shows, ``head`` names
    what a row is, ``id`` is unique on the page.
    """

    id: str
    finding: str
    head: str
    series: Sequence[str]
    rows: Sequence[tuple[str, Sequence[int]]]
    explanation: str = ""

    def __post_init__(self) -> None:
        assert len(self.series) <= len(FILLS), "more series than fills"
        assert all(len(counts) == len(self.series) for _label, counts in self.rows), "a count for each series"

    @property
    def height(self) -> int:
        return ROW * len(self.rows)

    @property
    def legend(self) -> list[Legend]:
        return [Legend(label, css) for label, css in zip(self.series, FILLS, strict=False)]

    @property
    def bars(self) -> list[Bar]:
        longest = max((sum(counts) for _label, counts in self.rows), default=0) or 1
        return [
            Bar(label, sum(counts), ROW * place + 24, ROW * place + 16, _parts(counts, longest))
            for place, (label, counts) in enumerate(self.rows)
        ]

    @property
    def columns(self) -> list[str]:
        return [self.head, *self.series]

    @property
    def table(self) -> list[list[str | int]]:
        return [[label, *counts] for label, counts in self.rows]


def _parts(counts: Sequence[int], longest: int) -> tuple[Part, ...]:
    parts, x = [], 0.0
    for count, css in zip(counts, FILLS, strict=False):
        width = 100 * count / longest
        if count:
            parts.append(Part(css, f"{x:.2f}", f"{width:.2f}"))
        x += width
    return tuple(parts)
