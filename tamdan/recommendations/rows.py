"""Recommendations as the lists show them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language

from tamdan.core.access import Viewer, reach_of
from tamdan.core.pagination import Page, paginate_statement
from tamdan.core.statements import Fragment, filled, within
from tamdan.language.analyse import Query
from tamdan.language.highlight import Snippet, highlight
from tamdan.recommendations.counts import RANKED, Counts, count, counted_page
from tamdan.recommendations.enums import Facet, Position, TextKind
from tamdan.recommendations.labels import NO_POSITION, Table, label_of
from tamdan.recommendations.models import Recommendation, RecommendationQuerySet, RecommendationText
from tamdan.recommendations.selection import Selection
from tamdan.search.access import score
from tamdan.taxonomy.naming import Label

PAGE_SIZE = 20
TEXT_CLUSTERS = 700
"""Of a text in a list; the longest of the UN's are three times as long."""
CHIPS: dict[str, str] = {
    Position.SUPPORTED: "ok",
    Position.NOTED: "no",
    Position.PARTIALLY_SUPPORTED: "wait",
    Position.UNDER_CONSIDERATION: "stale",
}
"""Position -> kind of chip (components/chip.html)."""
FEW_STATES = 3
CHUNK = 2000
NEWEST, BY_STATE = ("-newest", "sort_key", "id"), ("sort_key", "id")
_SHOWN = """
SELECT one.id, one.visibility, one.session, one.symbol, one.paragraph, one.position, one.facets, said.language, said.text, said.kind
FROM (SELECT * FROM recommendations_recommendation WHERE id = ANY ({wanted}) AND {seen}) AS one
LEFT JOIN recommendations_recommendationtext AS said ON said.recommendation_id = one.id ORDER BY said.kind, said.language
"""
RECORD = ("id", "visibility", "session", "symbol", "paragraph", "position", "facets")
TEXT = ("language", "text", "kind")
"""The fields of _SHOWN, in the order of their models."""
_BY_STATE = "SELECT sort_key, id FROM recommendations_recommendation WHERE {listed} {apart}"
_BY_SESSION = """
SELECT coalesce(session, 0) AS newest, sort_key, id FROM recommendations_recommendation WHERE {listed} AND {session} {apart}
"""
_APART = "OFFSET 0"
"""What stands before it is found first and sorted then. Otherwise PostgreSQL may go through the whole register in its order
until it met a page of a list that is short, or stands all at the end."""
_RANKED = "SELECT object_id FROM ({ranked}) AS ranked ORDER BY rank DESC, weight DESC, id DESC"
_RANKED_INSIDE = """
SELECT * FROM ({found}) AS found WHERE object_id IN (SELECT id FROM recommendations_recommendation WHERE {inside})
"""


@dataclass(frozen=True)
class Row:
    """One recommendation of a list; ``others`` counts the recommending States that are not named."""

    recommendation: Recommendation
    text: RecommendationText | None
    snippet: Snippet
    state: Label
    by: list[Label]
    others: int
    position: Label
    chip: str

    url: str


def best_text(recommendation: Recommendation) -> RecommendationText | None:
    """In the reader's language if there is one, otherwise the official text."""
    return _best(list(recommendation.texts.all()), get_language())


def _best(texts: list[RecommendationText], language: str | None) -> RecommendationText | None:
    own = [text for text in texts if text.language == language]
    official = [text for text in texts if text.kind == TextKind.OFFICIAL]
    return next(iter([*own, *official, *texts]), None)


def codes_of(recommendation: Recommendation, facet: Facet) -> list[str]:
    start = f"{facet}:"
    return [entry.removeprefix(start) for entry in recommendation.facets if entry.startswith(start)]


def position_of(recommendation: Recommendation, known: Table) -> Label:
    """The last position that the UN recorded, or that there is none."""
    return label_of(known, Facet.POSITION, recommendation.position or NO_POSITION)


def _snippet(text: str, asked: Query) -> Snippet:
    if asked.is_empty and len(text) <= TEXT_CLUSTERS:
        return Snippet(((text, False),), cut_before=False, cut_after=False)
    return highlight(text, asked, TEXT_CLUSTERS)


def row_of(recommendation: Recommendation, asked: Query, known: Table) -> Row:
    """For a caller that has the record with its texts."""
    return _row(recommendation, best_text(recommendation), asked, known, reverse("recommendations:register"))


def _row(
    recommendation: Recommendation, text: RecommendationText | None, asked: Query, known: Table, above: str
) -> Row:
    """``above`` is the address of the register."""
    by = codes_of(recommendation, Facet.BY)
    state = next(iter(codes_of(recommendation, Facet.STATE)), "")
    return Row(
        recommendation=recommendation,
        text=text,
        snippet=_snippet(text.text if text else "", asked),
        state=label_of(known, Facet.STATE, state),
        by=[label_of(known, Facet.BY, code) for code in by[:FEW_STATES]],
        others=max(0, len(by) - FEW_STATES),
        position=position_of(recommendation, known),
        chip=CHIPS.get(recommendation.position, ""),
        url=f"{above}{recommendation.pk}/",
    )


def page_of(user: Viewer, selection: Selection, token: str, known: Table) -> tuple[Counts, Page]:
    """What the selection holds, and a page of rows in its order; three or four queries."""
    counts, page = _found(user, selection, token, PAGE_SIZE)
    above, language = reverse("recommendations:register"), get_language()
    rows = [
        _row(one, _best(texts, language), selection.asked, known, above) for one, texts in _shown(user, list(page.rows))
    ]
    return counts, Page(rows, page.next, page.previous)


def page_of_records(user: Viewer, selection: Selection, token: str, size: int) -> tuple[Counts, Page]:
    """The same as whole records with their texts."""
    counts, page = _found(user, selection, token, size)
    return counts, Page(list(_in_order(user, list(page.rows))), page.next, page.previous)


def all_of(user: Viewer, selection: Selection) -> Iterator[Recommendation]:
    """Every recommendation of the selection in its order, with its texts; two queries for each CHUNK of them."""
    if selection.sort == "relevance":
        ranked = _ranked(user, selection)
        found = filled(_RANKED, ranked=ranked).fetch()
        for ids in batched([row[-1] for row in found], CHUNK):
            yield from _in_order(user, ids)
    else:
        rows, order = _sorted(user, selection)
        yield from rows.order_by(*order).prefetch_related("texts").iterator(chunk_size=CHUNK)


def batched(ids: list[int], size: int) -> Iterator[list[int]]:
    yield from (ids[start : start + size] for start in range(0, len(ids), size))


def _found(user: Viewer, selection: Selection, token: str, size: int) -> tuple[Counts, Page]:
    """The counts and a page of the recommendations' numbers."""
    if selection.sort == "relevance" and not selection.asked.is_empty:
        counts, page = counted_page(user, selection, token, size)
    else:
        counts = count(user, selection)
        page = _sorted_page(user, selection, token, size, is_short=not (selection.is_open or counts.more))
    return counts, Page([row[-1] for row in page.rows], page.next, page.previous)


def _sorted_page(user: Viewer, selection: Selection, token: str, size: int, *, is_short: bool) -> Page:
    if selection.sort == "relevance":
        return paginate_statement(_ranked(user, selection), RANKED, token, size)
    listed, apart = selection.listed(user), Fragment(_APART if is_short else "")
    if selection.sort == "newest":
        rows = filled(_BY_SESSION, listed=listed, session=selection.of_session, apart=apart)
        return paginate_statement(rows, NEWEST, token, size)
    return paginate_statement(filled(_BY_STATE, listed=listed, apart=apart), BY_STATE, token, size)


def _ranked(user: Viewer, selection: Selection) -> Fragment:
    """Rank, weight and id of the documents of the selection's words, as far as their recommendations are in the selection, and
    the number of each one's recommendation. The rank is a whole number, so that a page's token holds exactly what is compared.
    """
    columns = filled("(({score}) * 1000000)::bigint AS rank, weight, id, object_id", score=score(selection.asked))
    found = selection.worded(user, columns)
    return filled(_RANKED_INSIDE, found=found, inside=selection.narrowed(user)) if selection.is_narrowed else found


def _shown(user: Viewer, numbers: list[int]) -> Iterator[tuple[Recommendation, list[RecommendationText]]]:
    """What a list shows of records, in the order of their numbers; one query. Their other fields are not read."""
    wanted = Fragment("%s", (numbers,))
    found: dict[int, tuple[Recommendation, list[RecommendationText]]] = {}
    for row in filled(_SHOWN, wanted=wanted, seen=within(reach_of(user), Recommendation)).fetch():
        of_record, of_text = row[: len(RECORD)], row[len(RECORD) :]
        if row[0] not in found:
            found[row[0]] = Recommendation.from_db("default", RECORD, of_record), []
        if of_text[0]:
            found[row[0]][1].append(RecommendationText.from_db("default", TEXT, of_text))
    return (found[number] for number in numbers if number in found)


def _sorted(user: Viewer, selection: Selection) -> tuple[RecommendationQuerySet, tuple[str, ...]]:
    found = selection.recommendations(user)
    if selection.sort == "newest":
        return found.annotate(newest=Coalesce("session", Value(0))), NEWEST
    return found, BY_STATE


def _in_order(user: Viewer, ids: list[int]) -> Iterator[Recommendation]:
    found = Recommendation.objects.visible_to(user).prefetch_related("texts").in_bulk(ids)
    return (found[number] for number in ids if number in found)
