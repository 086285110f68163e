"""The query: what a person may see of the index, ranked, with what was counted and where counting stopped."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import get_language

from tamdan.core.access import Viewer, reach_of
from tamdan.core.statements import Fragment, compiled, filled, joined, value, within
from tamdan.language.analyse import Query, query
from tamdan.language.normalise import fold
from tamdan.search.hits import FOUND_CAP, After, Hit, Results
from tamdan.search.models import Document
from tamdan.search.reference import REFERENCE_KINDS
from tamdan.search.sources import Source, sources
from tamdan.search.terms import match, named, ranking

KEY_BONUS, NAME_BONUS = 1000.0, 100.0
"""Added to the rank of the document whose whole identifier, or whole title or name, was asked for."""
SHOWN = tuple(field.attname for field in Document._meta.concrete_fields if field.attname != "terms")
"""The fields of a document that hits are made of."""


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
SELECT {kind} AS kind, object_id, max(weight) AS weight, max((by_words + sign(by_name)) * {standing} + by_name) AS score,
       count(*) AS documents
FROM (SELECT object_id, weight, {by_words} AS by_words, {by_name} AS by_name
      FROM search_document WHERE {found} LIMIT {most}) AS found
GROUP BY object_id
"""
_DOCUMENTS = """
SELECT {shown}, {score} AS score FROM search_document WHERE {seen} AND {held} AND ({inside})
"""
_ONE_PAGE = """
WITH single AS MATERIALIZED ({kinds}),
page AS (
    SELECT score, weight, object_id, kind FROM single WHERE kind = ANY ({wanted}) AND {beyond}
    ORDER BY score DESC, weight DESC, object_id DESC, kind DESC LIMIT {limit}
)
SELECT (SELECT jsonb_object_agg(kind, numbers) FROM (
           SELECT kind, jsonb_build_array(count(*), sum(documents)) AS numbers FROM single GROUP BY kind) AS counted),
       (SELECT jsonb_agg(jsonb_build_array(score, weight, object_id, kind)) FROM page)
"""


def matching(user: Viewer, kind: str, asked: Query) -> Fragment:
    """The documents of a kind within this person's reach that hold what was asked, all of them where nothing was: a condition.

    Reference rows have an index of their own, which their condition names: few of a kind among many recommendations.
    """
    own = Fragment("owner_id IS NULL" if kind in REFERENCE_KINDS else "true")
    return filled(
        "{seen} AND kind = {kind} AND {own} AND {held}",
        seen=within(reach_of(user), Document), kind=value(kind), own=own, held=_holding(asked),
    )  # fmt: skip


def _holding(asked: Query) -> Fragment:
    if asked.is_empty:
        return Fragment("true")
    return filled("(terms @@ ({wanted}) OR key = {key})", wanted=match(asked), key=value(fold(asked.text)))


def score(asked: Query) -> Fragment:
    """What ranks the documents of one kind that is no reference."""
    return filled("{words} + {name}", words=_by_words(asked), name=_by_name(asked, is_reference=False))


def _by_words(asked: Query) -> Fragment:
    """Whole words and the other words raise it, Khmer that is only part of a longer word does not."""
    words = ranking(asked)
    return filled("coalesce(ts_rank(terms, {words}), 0)", words=words) if words else Fragment("0")


def _by_name(asked: Query, *, is_reference: bool) -> Fragment:
    """For what was named exactly, of reference rows also by title or name."""
    called = f"WHEN terms @@ {{called}} THEN {NAME_BONUS} " if is_reference else ""
    return filled(
        f"(CASE WHEN key = {{key}} THEN {KEY_BONUS} {called}ELSE 0 END)::float8",
        key=value(fold(asked.text)), called=named(asked),
    )  # fmt: skip


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
        counts={kind: min(counted[kind][0], FOUND_CAP) for kind in known if kind in counted},
        capped=frozenset(kind for kind, (_records, documents) in counted.items() if documents > FOUND_CAP),
        next=page[limit - 1] if len(page) > limit else None,
    )


def _hits(user: Viewer, asked: Query, page: list[After], known: dict[str, Source]) -> tuple[Hit, ...]:
    """The documents of the records of a page: of each the one in the reader's language, otherwise the one that ranks best."""
    ids: dict[str, list[int]] = {}
    for _score, _weight, number, kind in page:
        ids.setdefault(kind, []).append(number)
    if not ids:
        return ()
    language = get_language()
    best: dict[tuple[str, int], Document] = {}
    for document, _score in sorted(
        _documents(user, asked, ids), key=lambda one: (one[0].language == language, one[1], -one[0].piece)
    ):
        best[document.kind, document.object_id] = document
    headings = _headings(ids, known)
    return tuple(
        Hit(best[kind, number], known[kind], asked, score, headings.get((kind, number), ""))
        for score, _weight, number, kind in page
        if (kind, number) in best
    )


def _documents(user: Viewer, asked: Query, ids: dict[str, list[int]]) -> Iterator[tuple[Document, float]]:
    """Those of the records (kind -> ids) that hold what was asked, each with its score. One query."""
    of_records = [
        filled("(kind = {kind} AND object_id = ANY ({numbers}))", kind=value(kind), numbers=value(numbers))
        for kind, numbers in ids.items()
    ]
    rows = filled(
        _DOCUMENTS,
        shown=Fragment(", ".join(SHOWN)),
        score=score(asked),
        seen=within(reach_of(user), Document),
        held=_holding(asked),
        inside=joined(" OR ", of_records),
    )
    for *fields, rank in rows.fetch():
        yield Document.from_db("default", SHOWN, fields), rank


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
    single = [_of_a_kind(user, asked, source, everywhere=span.everywhere) for source in known.values()]
    row = Fragment("(%s::float8, %s, %s, %s)", span.after or ())
    beyond = filled("(score, weight, object_id, kind) < {row}", row=row) if span.after else Fragment("true")
    statement = filled(
        _ONE_PAGE, kinds=joined(" UNION ALL ", single), wanted=value(span.kinds), beyond=beyond, limit=value(span.limit)
    )
    counted, page = (json.loads(found or "null") for found in statement.fetch()[0])
    return counted or {}, [tuple(row) for row in page or []]


def _of_a_kind(user: Viewer, asked: Query, source: Source, *, everywhere: bool) -> Fragment:
    found = matching(user, source.kind, asked)
    if source.at_home and not everywhere:
        found = filled("{found} AND {home}", found=found, home=compiled(Document.objects.filter(source.at_home())))
    return filled(
        _OF_A_KIND,
        kind=value(source.kind),
        standing=value(source.standing),
        by_words=_by_words(asked),
        by_name=_by_name(asked, is_reference=source.kind in REFERENCE_KINDS),
        found=found,
        most=value(FOUND_CAP + 1),
    )
