"""How many recommendations and pairs a selection holds, and how many each facet would leave: one statement for a page.

Where words are asked their documents are read once (``matched``), for the counts and for the page of best matches alike. The
records of these are asked for by their numbers in order: pages of the table are then read one after another, each once.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field

from tamdan.core.access import Viewer, reach_of
from tamdan.core.pagination import COUNT_CAP, Page, paginated
from tamdan.core.statements import Fragment, filled, joined, within
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import NO_POSITION
from tamdan.recommendations.models import Tally
from tamdan.recommendations.selection import MOST, Selection
from tamdan.search.access import score

_COUNTS = """
WITH matched AS MATERIALIZED ({matched}), chosen AS MATERIALIZED ({chosen})
SELECT '', '', count(*) FROM chosen
UNION ALL SELECT 'matched', '', count(*) FROM matched
UNION ALL
SELECT '', facet, count(*) FROM (SELECT unnest(facets) AS facet FROM chosen) AS each GROUP BY facet
"""
_WITHOUT_ONE = """
UNION ALL
SELECT {facet}, facet, count(*) FROM (SELECT unnest(facets || {start}::varchar) AS facet FROM ({wider}) AS wider) AS each
WHERE starts_with(facet, {again}) GROUP BY facet
"""
_WITHOUT_ONE_SINGLE = """
UNION ALL
SELECT {facet}, concat({start}, one), count(*) FROM ({wider}) AS wider GROUP BY ROLLUP (one)
"""
_SINGLE = {
    Facet.STATE: "state_id", Facet.BODY: "mechanism_id", Facet.KIND: "kind", Facet.SESSION: "session", Facet.CYCLE: "cycle",
    Facet.POSITION: f"CASE position WHEN '' THEN '{NO_POSITION}' ELSE position END",
}  # fmt: skip
"""Facet of which a record has one value at most -> its column, which is counted faster than entries of an array."""
_ONE_OF = """
SELECT {column} AS one FROM recommendations_recommendation
WHERE {inside} AND {among} AND parent_id IS NULL AND {again} IS NOT NULL LIMIT {most}
"""
_LIMITED = "SELECT id, facets FROM recommendations_recommendation WHERE {inside} AND {among} LIMIT {most}"
_AMONG = "id = ANY (ARRAY(SELECT DISTINCT object_id FROM matched ORDER BY object_id))"
_RANKED = "SELECT rank, weight, id, object_id FROM matched WHERE {inside}"
_OF_CHOSEN = "object_id IN (SELECT id FROM chosen)"
_PAGE = """
UNION ALL
SELECT 'page', coalesce(jsonb_agg(jsonb_build_array(rank, weight, id, object_id))::text, '[]'), 0 FROM ({page}) AS page
"""
RANKED = ("-rank", "-weight", "-id")
"""The order of best matches. The rank is a whole number, so that a page's token holds exactly what is compared."""
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
    capped: frozenset[str] = frozenset()
    """Facets in which something is chosen and without which there are more than COUNT_CAP: their numbers are "more than" too."""


def count(user: Viewer, selection: Selection) -> Counts:
    """One query for the whole register or for several facets, two where one facet is chosen."""
    if selection.is_open:
        return _read(_tallies(user), set())
    return _completed(user, selection, _counted(user, selection, Fragment("object_id")).fetch())


def counted_page(user: Viewer, selection: Selection, token: str, size: int) -> tuple[Counts, Page]:
    """The counts, and a page of the recommendations' numbers by best match; as many queries as the counts alone."""
    columns = filled("(({score}) * 1000000)::bigint AS rank, weight, id, object_id", score=score(selection.asked))
    inside = Fragment(_OF_CHOSEN if selection.is_narrowed else "true")
    statement, page = paginated(filled(_RANKED, inside=inside), RANKED, token, size)
    rows = joined("", [_counted(user, selection, columns), filled(_PAGE, page=statement)]).fetch()
    of_page = json.loads(rows.pop()[1])
    return _completed(user, selection, rows), page(of_page)


def _completed(user: Viewer, selection: Selection, rows: list[Counted]) -> Counts:
    only = next(iter(selection.chosen), "") if _is_one_facet(selection) else ""
    if only:
        rows = rows + [(only, entry, number) for _group, entry, number in _tallies(user, only)]
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


def _counted(user: Viewer, selection: Selection, columns: Fragment) -> Fragment:
    """The statement of the counts; ``columns`` are those of the documents that hold the words."""
    matched = _matched(user, selection, columns)
    parts = [filled(_COUNTS, matched=matched, chosen=_limited(user, selection))]
    others = () if _is_one_facet(selection) else selection.chosen
    return joined("", [*parts, *(_without(user, selection, facet) for facet in others)])


def _without(user: Viewer, selection: Selection, facet: str) -> Fragment:
    """What each value of a facet would leave if none of it were chosen."""
    facet_, start = Fragment("%s", (facet,)), Fragment("%s", (f"{facet}:",))
    if column := _SINGLE.get(Facet(facet)):
        inside, among = selection.narrowed(user, facet), _among(selection)
        held = Fragment(column)
        wider = filled(_ONE_OF, column=held, inside=inside, among=among, again=held, most=MOST)
        return filled(_WITHOUT_ONE_SINGLE, facet=facet_, start=start, wider=wider)
    return filled(_WITHOUT_ONE, facet=facet_, wider=_limited(user, selection, but=facet), start=start, again=start)


def _matched(user: Viewer, selection: Selection, columns: Fragment) -> Fragment:
    """The recommendations whose documents hold the words; no row where no word was asked."""
    if selection.asked.is_empty:
        return Fragment("SELECT NULL::bigint AS object_id WHERE false")
    return selection.worded(user, columns)


def _limited(user: Viewer, selection: Selection, but: str = "") -> Fragment:
    return filled(_LIMITED, inside=selection.narrowed(user, but), among=_among(selection), most=MOST)


def _among(selection: Selection) -> Fragment:
    return Fragment("true" if selection.asked.is_empty else _AMONG)


def _read(rows: list[Counted], chosen: set[str]) -> Counts:
    """An entry without a code, such as "theme:", counts all that is left without the facet."""
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    totals: dict[str, int] = {}
    capped: set[str] = set()
    pairs = 0
    for group, entry, number in rows:
        facet, _colon, code = entry.partition(":")
        if not entry:
            totals[group] = number
        elif not code:
            capped |= {facet} if number > COUNT_CAP else set()
        elif group or facet not in chosen:
            facets[facet][code] = number
        if facet == Facet.BY and not group:
            pairs += number
    more = "matched" in totals and max(totals.values()) > COUNT_CAP
    number = min(totals.get("", 0), COUNT_CAP) if more else totals.get("", 0)
    return Counts(number, more, dict(facets), pairs, frozenset(capped))
