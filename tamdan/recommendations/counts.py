"""How many recommendations and pairs a selection holds, and how many each facet would leave: one statement for a page."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum
from django.db.models.expressions import RawSQL

from tamdan.core.access import Viewer
from tamdan.core.pagination import COUNT_CAP
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.models import Recommendation, Tally
from tamdan.recommendations.selection import Selection
from tamdan.search.access import matching

_COUNTS = """
WITH matched AS MATERIALIZED ({matched}), chosen AS MATERIALIZED ({chosen})
SELECT '', '', count(*) FROM chosen
UNION ALL SELECT 'matched', '', count(*) FROM matched
UNION ALL
SELECT '', facet, count(*) FROM (SELECT unnest(facets) AS facet FROM chosen) AS each GROUP BY facet
"""
_WITHOUT_ONE = """
UNION ALL
SELECT %s, facet, count(*) FROM (SELECT unnest(facets) AS facet FROM ({wider}) AS wider) AS each
WHERE starts_with(facet, %s) GROUP BY facet
"""
Counted = tuple[str, str, int]
"""The facet that was left out (empty for none), an entry of the facets (empty for all), a number."""
_MATCHED = RawSQL("SELECT object_id FROM matched", ())


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
    return len(selection.chosen) == 1 and selection.asked.is_empty


def _tallies(user: Viewer, facet: str = "") -> list[Counted]:
    """Of the whole register: every entry, or those of one facet."""
    tallies = Tally.objects.visible_to(user).order_by()
    if facet:
        tallies = tallies.filter(entry__startswith=f"{facet}:")
    rows = tallies.values_list("entry").annotate(Sum("number")).filter(number__sum__gt=0)
    return [("", entry, number) for entry, number in rows]


def _counted(user: Viewer, selection: Selection) -> list[Counted]:
    matched, values = _matched(user, selection)
    chosen, parameters = _limited(user, selection)
    statement = _COUNTS.format(matched=matched, chosen=chosen)
    values += parameters
    for facet in () if _is_one_facet(selection) else selection.chosen:
        wider, parameters = _limited(user, selection, but=facet)
        statement += _WITHOUT_ONE.format(wider=wider)
        values += [facet, *parameters, f"{facet}:"]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Counted] = cursor.fetchall()
    return rows


def _matched(user: Viewer, selection: Selection) -> tuple[str, list[Any]]:
    """The recommendations whose documents hold the words; no row where no word was asked."""
    if selection.asked.is_empty:
        return "SELECT NULL::bigint AS object_id WHERE false", []
    return _sql(matching(user, KIND, selection.asked).values_list("object_id")[: COUNT_CAP + 1])


def _limited(user: Viewer, selection: Selection, but: str = "") -> tuple[str, list[Any]]:
    rows = Recommendation.objects.visible_to(user).filter(selection.condition(but))
    if not selection.asked.is_empty:
        rows = rows.filter(pk__in=_MATCHED)
    return _sql(rows.order_by().values_list("facets")[: COUNT_CAP + 1])


def _sql(rows: QuerySet[Any, Any]) -> tuple[str, list[Any]]:
    sql, parameters = rows.query.sql_with_params()
    return sql, list(parameters)


def _read(rows: list[Counted], chosen: set[str]) -> Counts:
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    totals: dict[str, int] = {}
    pairs = 0
    for group, entry, number in rows:
        facet, _colon, code = entry.partition(":")
        if not entry:
            totals[group] = number
        elif group or facet not in chosen:
            facets[facet][code] = number
        if not group and facet == Facet.BY:
            pairs += number
    more = "matched" in totals and max(totals.values()) > COUNT_CAP
    return Counts(min(totals.get("", 0), COUNT_CAP) if more else totals.get("", 0), more, dict(facets), pairs)
