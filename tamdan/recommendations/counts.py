"""How many recommendations and pairs a selection holds, and how many each facet would leave: one statement for a page."""

from collections import defaultdict
from dataclasses import dataclass, field

from tamdan.core.access import Viewer, reach_of
from tamdan.core.pagination import COUNT_CAP
from tamdan.core.statements import Fragment, filled, joined, within
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.models import Tally
from tamdan.recommendations.selection import MOST, Selection

_COUNTS = """
WITH matched AS MATERIALIZED ({matched}), chosen AS MATERIALIZED ({chosen})
SELECT '', '', count(*) FROM chosen
UNION ALL SELECT 'matched', '', count(*) FROM matched
UNION ALL
SELECT '', facet, count(*) FROM (SELECT unnest(facets) AS facet FROM chosen) AS each GROUP BY facet
"""
_WITHOUT_ONE = """
UNION ALL
SELECT {facet}, facet, count(*) FROM (SELECT unnest(facets) AS facet FROM ({wider}) AS wider) AS each
WHERE starts_with(facet, {start}) GROUP BY facet
"""
_LIMITED = "SELECT facets FROM recommendations_recommendation WHERE {inside} AND {among} LIMIT {most}"
_TALLIES = """
SELECT entry, sum(number) FROM recommendations_tally WHERE {seen} AND {start} GROUP BY entry HAVING sum(number) > 0
"""
Counted = tuple[str, str, int]
"""The facet that was left out (empty for none), an entry of the facets (empty for all), a number."""


@dataclass(frozen=True)
class Counts:
    """``facets`` is facet -> code -> number of recommendations; ``pairs`` are pairs of a recommendation and a State.

    The whole register is counted exactly, however large (models.Tally). A selection is exact up to COUNT_CAP; with
    ``more`` there are more, and every number is a "more than". A facet in which something is chosen is counted as if
    nothing were, so that its other values show what they would add.
    """

    recommendations: int
    more: bool = False
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    pairs: int = 0


def count(user: Viewer, selection: Selection) -> Counts:
    """One query for the whole register or for several facets, two where one facet is chosen."""
    if selection.is_open:
        return _read(_tallies(user), set())
    rows = _counted(user, selection)
    only = next(iter(selection.chosen), "") if _is_one_facet(selection) else ""
    if only:
        rows += [(only, entry, number) for _group, entry, number in _tallies(user, only)]
    return _read(rows, set(selection.chosen))


def of_facet(user: Viewer, facet: str) -> dict[str, int]:
    """Code -> number of recommendations, over the whole register; one query, however large it is."""
    return {entry.partition(":")[2]: number for _group, entry, number in _tallies(user, facet)}


def _is_one_facet(selection: Selection) -> bool:
    """Without that facet the whole register is left, which is counted already."""
    return len(selection.chosen) == 1 and selection.asked.is_empty and selection.run is None


def _tallies(user: Viewer, facet: str = "") -> list[Counted]:
    """Of the whole register: every entry, or those of one facet."""
    start = Fragment("starts_with(entry, %s)", (f"{facet}:",)) if facet else Fragment("true")
    rows = filled(_TALLIES, seen=within(reach_of(user), Tally), start=start).fetch()
    return [("", entry, number) for entry, number in rows]


def _counted(user: Viewer, selection: Selection) -> list[Counted]:
    parts = [filled(_COUNTS, matched=_matched(user, selection), chosen=_limited(user, selection))]
    for facet in () if _is_one_facet(selection) else selection.chosen:
        facet_, start = Fragment("%s", (facet,)), Fragment("%s", (f"{facet}:",))
        parts.append(filled(_WITHOUT_ONE, facet=facet_, wider=_limited(user, selection, but=facet), start=start))
    return [(group, entry, number) for group, entry, number in joined("", parts).fetch()]


def _matched(user: Viewer, selection: Selection) -> Fragment:
    """The recommendations whose documents hold the words; no row where no word was asked."""
    if selection.asked.is_empty:
        return Fragment("SELECT NULL::bigint AS object_id WHERE false")
    return selection.worded(user, Fragment("object_id"))


def _limited(user: Viewer, selection: Selection, but: str = "") -> Fragment:
    among = Fragment("true" if selection.asked.is_empty else "id IN (SELECT object_id FROM matched)")
    return filled(_LIMITED, inside=selection.narrowed(user, but), among=among, most=MOST)


def _read(rows: list[Counted], chosen: set[str]) -> Counts:
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    totals: dict[str, int] = {}
    pairs = 0
    by = str(Facet.BY)
    for group, entry, number in rows:
        if not entry:
            totals[group] = number
            continue
        facet, _colon, code = entry.partition(":")
        if group or facet not in chosen:
            facets[facet][code] = number
        if facet == by and not group:
            pairs += number
    more = "matched" in totals and max(totals.values()) > COUNT_CAP
    return Counts(min(totals.get("", 0), COUNT_CAP) if more else totals.get("", 0), more, dict(facets), pairs)
