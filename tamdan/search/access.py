"""The query: what a person may see of the index, ranked, with what was counted and where counting stopped."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
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

KEY_BONUS = 1000.0
"""Added to the rank of the document whose whole identifier was asked for."""


@dataclass(frozen=True)
class Span:
    """Which part of the ranked list is wanted."""

    kinds: list[str]
    after: After | None
    limit: int


# One record may have been found in two languages or pieces: it counts once, at its best rank, in the reader's language if that is
# among them.
_ONE_PAGE = """
WITH found AS MATERIALIZED ({found}),
single AS (
    SELECT DISTINCT ON (kind, object_id) id, kind, weight, max(score) OVER (PARTITION BY kind, object_id) AS score
    FROM found ORDER BY kind, object_id, language = %s DESC, found.score DESC, id
),
page AS (
    SELECT id, weight, score FROM single WHERE kind = ANY (%s) AND {beyond} ORDER BY score DESC, weight DESC, id DESC LIMIT %s
)
SELECT (SELECT jsonb_object_agg(kind, numbers) FROM (
           SELECT kind, jsonb_build_array(count(DISTINCT object_id), count(*)) AS numbers FROM found GROUP BY kind) AS counted),
       (SELECT jsonb_agg(jsonb_build_array(score, weight, id) ORDER BY score DESC, weight DESC, id DESC) FROM page)
"""


def matching(user: Viewer, kind: str, asked: Query) -> DocumentQuerySet:
    """The documents of a kind within this person's reach that hold what was asked; all of them where nothing was asked."""
    seen = Document.objects.visible_to(user).filter(kind=kind)
    wanted = match(asked)
    return seen if wanted is None else seen.filter(Q(terms=wanted) | Q(key=fold(asked.text)))


def scored(documents: DocumentQuerySet, asked: Query) -> QuerySet[Any, Any]:
    """Annotates ``score``: whole words and the other words raise it, Khmer that is only part of a longer word does not."""
    by_words = ranking(asked)
    rank = Coalesce(SearchRank(F("terms"), by_words), 0.0, output_field=FloatField()) if by_words else Value(0.0)
    bonus = Case(When(key=fold(asked.text), then=Value(KEY_BONUS)), default=Value(0.0), output_field=FloatField())
    return documents.annotate(score=rank + bonus)


def search(user: Viewer, text: str, kinds: Iterable[str] = (), limit: int = 20, after: After | None = None) -> Results:
    """What ``user`` may see that holds every word of ``text``: whole words before parts of words. Two queries.

    All kinds are counted; ``kinds`` limits the hits to some of them. ``after`` is the ``next`` of the page before.
    """
    asked, known = query(text), sources()
    if asked.is_empty or not known:
        return Results(asked)
    wanted = [kind for kind in kinds if kind in known] or list(known)
    counts, rows = _ranked(user, asked, known, Span(wanted, after, limit + 1))
    documents = Document.objects.visible_to(user).defer("terms").in_bulk([row[2] for row in rows[:limit]])
    found = [(documents[row[2]], row[0]) for row in rows[:limit] if row[2] in documents]
    headings = _headings([document for document, _score in found], known)
    return Results(
        query=asked,
        hits=tuple(
            Hit(document, known[document.kind], asked, score, headings.get((document.kind, document.object_id), ""))
            for document, score in found
        ),
        counts={kind: min(counts[kind][0], COUNT_CAP) for kind in known if kind in counts},
        capped=frozenset(kind for kind, (_records, documents_found) in counts.items() if documents_found > COUNT_CAP),
        next=rows[limit - 1] if len(rows) > limit else None,
    )


def _headings(documents: list[Document], known: dict[str, Source]) -> dict[tuple[str, int], str]:
    """One query for each kind whose source names its records itself."""
    found: dict[tuple[str, int], str] = {}
    for kind, source in known.items():
        ids = [document.object_id for document in documents if document.kind == kind]
        if ids and source.titles:
            found |= {(kind, number): title for number, title in source.titles(ids).items()}
    return found


def _ranked(user: Viewer, asked: Query, known: Iterable[str], span: Span) -> tuple[dict[str, list[int]], list[After]]:
    """Numbers of records and of documents by kind, and score, weight and id of a page. Each kind is cut before it is ranked."""
    statements: list[str] = []
    parameters: list[Any] = []
    for kind in known:
        found = scored(matching(user, kind, asked), asked)
        columns = found.values_list("id", "kind", "object_id", "language", "weight", "score")
        sql, values = columns[: COUNT_CAP + 1].query.sql_with_params()
        statements.append(f"({sql})")
        parameters += values
    beyond = "(score, weight, id) < (%s::float8, %s, %s)" if span.after else "true"
    statement = _ONE_PAGE.format(found=" UNION ALL ".join(statements), beyond=beyond)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, get_language() or "en", span.kinds, *(span.after or ()), span.limit])
        counts, rows = (json.loads(value or "null") for value in cursor.fetchone())
    return counts or {}, [tuple(row) for row in rows or []]
