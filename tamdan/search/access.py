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
from tamdan.search.reference import REFERENCE_KINDS
from tamdan.search.sources import Source, sources
from tamdan.search.terms import match, named, ranking

ANY_KIND = "\0"
"""Stands for a kind while a statement is compiled; no text that is searched for holds it."""
KEY_BONUS, NAME_BONUS = 1000.0, 100.0
"""Added to the rank of the document whose whole identifier, or whole title or name, was asked for."""


@dataclass(frozen=True)
class Span:
    """Which part of the ranked list is wanted."""

    kinds: list[str]
    after: After | None
    limit: int
    everywhere: bool = False


# One record may have been found in two languages or pieces: it counts once, at its best rank. Rank is multiplied by the kind's
# standing, which also parts those that were named exactly.
_OF_A_KIND = """
SELECT %s AS kind, object_id, max(weight) AS weight, max((by_words + sign(by_name)) * %s + by_name) AS score, count(*) AS documents
FROM ({found}) AS found GROUP BY object_id
"""
_ONE_PAGE = """
WITH single AS MATERIALIZED ({kinds}),
page AS (
    SELECT score, weight, object_id, kind FROM single WHERE kind = ANY (%s) AND {beyond}
    ORDER BY score DESC, weight DESC, object_id DESC, kind DESC LIMIT %s
)
SELECT (SELECT jsonb_object_agg(kind, numbers) FROM (
           SELECT kind, jsonb_build_array(count(*), sum(documents)) AS numbers FROM single GROUP BY kind) AS counted),
       (SELECT jsonb_agg(jsonb_build_array(score, weight, object_id, kind)) FROM page)
"""


def _holding(documents: DocumentQuerySet, asked: Query) -> DocumentQuerySet:
    wanted = match(asked)
    return documents if wanted is None else documents.filter(Q(terms=wanted) | Q(key=fold(asked.text)))


def _of_kind(user: Viewer, kind: str, *, is_reference: bool) -> DocumentQuerySet:
    """Reference rows have an index of their own, which their condition names: few of a kind among many recommendations."""
    seen = Document.objects.visible_to(user).filter(kind=kind)
    return seen.filter(owner__isnull=True) if is_reference else seen


def matching(user: Viewer, kind: str, asked: Query) -> DocumentQuerySet:
    """The documents of a kind within this person's reach that hold what was asked; all of them where nothing was asked."""
    return _holding(_of_kind(user, kind, is_reference=kind in REFERENCE_KINDS), asked)


def scored(documents: DocumentQuerySet, asked: Query, *, is_reference: bool = False) -> QuerySet[Any, Any]:
    """Annotates ``by_words``: whole words and the other words raise it, Khmer that is only part of a longer word does not; and
    ``by_name`` for what was named exactly, of reference rows also by title or name; ``score`` is their sum, for one kind alone.
    """
    words = ranking(asked)
    rank = Coalesce(SearchRank(F("terms"), words), 0.0, output_field=FloatField()) if words else Value(0.0)
    exact = [When(key=fold(asked.text), then=Value(KEY_BONUS))]
    if is_reference:
        exact.append(When(terms=named(asked), then=Value(NAME_BONUS)))
    bonus = Case(*exact, default=Value(0.0), output_field=FloatField())
    return documents.annotate(by_words=rank, by_name=bonus, score=F("by_words") + F("by_name"))


def search(
    user: Viewer,
    text: str,
    kinds: Iterable[str] = (),
    limit: int = 20,
    after: After | None = None,
    *,
    everywhere: bool = False,
) -> Results:
    """What ``user`` may see that holds every word of ``text``: what bears that name, then whole words before parts of words.

    All kinds are counted; ``kinds`` limits the hits to some of them. ``after`` is the ``next`` of the page before.
    ``everywhere`` includes what is not at home, such as places of other countries. Two queries, and one for each kind whose
    source names its records itself.
    """
    asked, known = query(text), sources()
    if asked.is_empty or not known:
        return Results(asked)
    wanted = [kind for kind in kinds if kind in known] or list(known)
    counted, page = _ranked(user, asked, known, Span(wanted, after, limit + 1, everywhere))
    return Results(
        query=asked,
        hits=_hits(user, asked, page[:limit], known),
        counts={kind: min(counted[kind][0], COUNT_CAP) for kind in known if kind in counted},
        capped=frozenset(kind for kind, (_records, documents) in counted.items() if documents > COUNT_CAP),
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
    user: Viewer, asked: Query, known: dict[str, Source], span: Span
) -> tuple[dict[str, list[int]], list[After]]:
    """Numbers of records and of documents by kind, and a page of ranked records. Each kind is cut before it is ranked."""
    homes = {} if span.everywhere else {kind: one.at_home() for kind, one in known.items() if one.at_home}
    compiled = {
        is_reference: _compiled(user, asked, homes, is_reference=is_reference) for is_reference in (True, False)
    }
    statements: list[str] = []
    parameters: list[Any] = []
    for kind, source in known.items():
        sql, values = compiled[kind in REFERENCE_KINDS]
        statements.append(sql)
        parameters += [kind, source.standing, *(kind if value == ANY_KIND else value for value in values)]
    beyond = "(score, weight, object_id, kind) < (%s::float8, %s, %s, %s)" if span.after else "true"
    statement = _ONE_PAGE.format(kinds=" UNION ALL ".join(statements), beyond=beyond)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*parameters, span.kinds, *(span.after or ()), span.limit])
        counted, page = (json.loads(value or "null") for value in cursor.fetchone())
    return counted or {}, [tuple(row) for row in page or []]


def _compiled(user: Viewer, asked: Query, homes: dict[str, Q], *, is_reference: bool) -> tuple[str, list[Any]]:
    """What is asked of one kind, and its values after kind and standing, for which ANY_KIND stands: compiling is not cheap."""
    documents = _holding(_of_kind(user, ANY_KIND, is_reference=is_reference), asked)
    for kind, home in homes.items():
        if is_reference == (kind in REFERENCE_KINDS):
            documents = documents.filter(~Q(kind=kind) | home)
    columns = scored(documents, asked, is_reference=is_reference).values_list(
        "object_id", "weight", "by_words", "by_name"
    )
    sql, values = columns[: COUNT_CAP + 1].query.sql_with_params()
    return _OF_A_KIND.format(found=sql), list(values)
