"""How many recommendations and pairs a selection holds, and how many each facet would leave: one statement for a page."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from tamdan.core.access import Viewer
from tamdan.core.pagination import COUNT_CAP
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.selection import Selection

_COUNTS = """
WITH chosen AS MATERIALIZED ({sql})
SELECT '', '', count(*) FROM chosen
UNION ALL
SELECT '', facet, count(*) FROM (SELECT unnest(facets) AS facet FROM chosen) AS each GROUP BY facet
"""
_WITHOUT_ONE = """
UNION ALL
SELECT %s, facet, count(*) FROM (SELECT unnest(facets) AS facet FROM ({sql}) AS wider) AS each
WHERE starts_with(facet, %s) GROUP BY facet
"""


@dataclass(frozen=True)
class Counts:
    """``facets`` is facet -> code -> number of recommendations, exact up to COUNT_CAP recommendations.

    Past it (``capped``) everything was counted over the first COUNT_CAP, so each number is a "more than". A facet in which
    something is chosen is counted as if nothing were, so that its other values show what they would add.
    """

    recommendations: int
    capped: bool
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    pairs: int = 0


def count(user: Viewer, selection: Selection) -> Counts:
    """One query, whatever is chosen."""
    sql, parameters = _limited(user, selection)
    statement, values = _COUNTS.format(sql=sql), list(parameters)
    for facet in selection.chosen:
        sql, parameters = _limited(user, selection, but=facet)
        statement += _WITHOUT_ONE.format(sql=sql)
        values += [facet, *parameters, f"{facet}:"]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return _read(cursor.fetchall(), set(selection.chosen))


def _limited(user: Viewer, selection: Selection, but: str = "") -> tuple[str, tuple[Any, ...]]:
    rows = selection.recommendations(user, but).order_by().values_list("facets")[: COUNT_CAP + 1]
    sql, parameters = rows.query.sql_with_params()
    return sql, tuple(parameters)


def _read(rows: list[tuple[str, str, int]], chosen: set[str]) -> Counts:
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    total = pairs = 0
    for group, entry, number in rows:
        facet, _colon, code = entry.partition(":")
        if not entry:
            total = number
        elif group or facet not in chosen:
            facets[facet][code] = number
        if not group and facet == Facet.BY:
            pairs += number
    return Counts(min(total, COUNT_CAP), total > COUNT_CAP, dict(facets), pairs)
