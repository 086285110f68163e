"""The query: what a person may see of the index, ranked, with what was counted and where counting stopped."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.postgres.search import SearchRank
from django.db import connection
from django.db.models import Case, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from tamdan.core.access import Viewer
from tamdan.core.pagination import COUNT_CAP
from tamdan.language.analyse import Query, query
from tamdan.language.normalise import fold
from tamdan.search.hits import After, Hit, Results
from tamdan.search.models import Document, DocumentQuerySet
from tamdan.search.sources import Source, sources
from tamdan.search.terms import match, ranking

ANY_KIND = "\0"
"""Stands for a kind while a statement is compiled; no text that is searched for holds it."""
KEY_BONUS = 1000.0
"""Added to the rank of the document whose whole identifier was asked for."""


@dataclass(frozen=True)
class Span:
    """Which part of the ranked list is wanted."""

    kinds: list[str]
    after: After | None
    limit: int


# One record may have been found in two languages or pieces: it counts once, at its best rank.
_ONE_PAGE = """
WITH found AS MATERIALIZED ({found}),
single AS MATERIALIZED (
    SELECT kind, object_id, max(weight) AS weight, max(score) AS score FROM found GROUP BY kind, object_id
),
page AS (
    SELECT score, weight, object_id, kind FROM single WHERE kind = ANY (%s) AND {beyond}
    ORDER BY score DESC, weight DESC, object_id DESC, kind DESC LIMIT %s
)
SELECT (SELECT jsonb_object_agg(kind, number) FROM (SELECT kind, count(*) AS number FROM single GROUP BY kind) AS records),
       (SELECT jsonb_object_agg(kind, number) FROM (SELECT kind, count(*) AS number FROM found GROUP BY kind) AS documents),
       (SELECT jsonb_agg(jsonb_build_array(score, weight, object_id, kind)) FROM page)
"""


def _holding(documents: DocumentQuerySet, asked: Query) -> DocumentQuerySet:
    wanted = match(asked)
    return documents if wanted is None else documents.filter(Q(terms=wanted) | Q(key=fold(asked.text)))


def matching(user: Viewer, kind: str, asked: Query) -> DocumentQuerySet:
    """The documents of a kind within this person's reach that hold what was asked; all of them where nothing was asked."""
    return _holding(Document.objects.visible_to(user).filter(kind=kind), asked)


def scored(documents: DocumentQuerySet, asked: Query) -> QuerySet[Any, Any]:
    """Annotates ``score``: whole words and the other words raise it, Khmer that is only part of a longer word does not."""
    by_words = ranking(asked)
    rank = Coalesce(SearchRank(F("terms"), by_words), 0.0, output_field=FloatField()) if by_words else Value(0.0)
    bonus = Case(When(key=fold(asked.text), then=Value(KEY_BONUS)), default=Value(0.0), output_field=FloatField())
    return documents.annotate(score=rank + bonus)


def search(user: Viewer, text: str, kinds: Iterable[str] = (), limit: int = 20, after: After | None = None) -> Results:
    """What ``user`` may see that holds every word of ``text``: whole words before parts of words.

    All kinds are counted; ``kinds`` limits the hits to some of them. ``after`` is the ``next`` of the page before. Two
    queries, and one for each kind whose source names its records itself.
    """
    asked, known = query(text), sources()
    if asked.is_empty or not known:
        return Results(asked)
    wanted = [kind for kind in kinds if kind in known] or list(known)
    records, documents, page = _ranked(user, asked, known, Span(wanted, after, limit + 1))
    return Results(
        query=asked,
        hits=_hits(user, asked, page[:limit], known),
        counts={kind: min(records[kind], COUNT_CAP) for kind in known if kind in records},
        capped=frozenset(kind for kind, number in documents.items() if number > COUNT_CAP),
        next=page[limit - 1] if len(page) > limit else None,
    )


def _hits(user: Viewer, asked: Query, page: list[After], known: dict[str, Source]) -> tuple[Hit, ...]:
    """The documents of the records of a page: of each the one in the reader's language, otherwise the one that ranks best."""
    ids: dict[str, list[int]] = {}
    for _score, _weight, number, kind in page:
        ids.setdefault(kind, []).append(number)
    if not ids:
        return ()
    of_page = reduce(or_, (Q(kind=kind, object_id__in=numbers) for kind, numbers in ids.items()))
    found = scored(_holding(Document.objects.visible_to(user).filter(of_page), asked), asked)
    language = get_language()
    best: dict[tuple[str, int], Any] = {}
    for document in sorted(found.defer("terms"), key=lambda one: (one.language == language, one.score, -one.piece)):
        best[document.kind, document.object_id] = document
    headings = _headings(ids, known)
    return tuple(
        Hit(best[kind, number], known[kind], asked, score, headings.get((kind, number), ""))
        for score, _weight, number, kind in page
        if (kind, number) in best
    )


def _headings(ids: dict[str, list[int]], known: dict[str, Source]) -> dict[tuple[str, int], str]:
    """One query for each kind whose source names its records itself."""
    found: dict[tuple[str, int], str] = {}
    for kind, numbers in ids.items():
        titles = known[kind].titles
        if titles:
            found |= {(kind, number): title for number, title in titles(numbers).items()}
    return found


def _ranked(
    user: Viewer, asked: Query, known: Iterable[str], span: Span
) -> tuple[dict[str, int], dict[str, int], list[After]]:
    """Numbers of records and of documents by kind, and a page of ranked records. Each kind is cut before it is ranked."""
    columns = scored(matching(user, ANY_KIND, asked), asked).values_list("kind", "object_id", "weight", "score")
    # Compiled once: the statements of the kinds differ in one value only.
    sql, values = columns[: COUNT_CAP + 1].query.sql_with_params()
    kinds = list(known)
    parameters = [kind if value == ANY_KIND else value for kind in kinds for value in values]
    beyond = "(score, weight, object_id, kind) < (%s::float8, %s, %s, %s)" if span.after else "true"
    statement = _ONE_PAGE.format(found=" UNION ALL ".join([f"({sql})"] * len(kinds)), beyond=beyond)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, span.kinds, *(span.after or ()), span.limit])
        records, documents, page = (json.loads(value or "null") for value in cursor.fetchone())
    return records or {}, documents or {}, [tuple(row) for row in page or []]
