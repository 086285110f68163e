"""Recommendations as the lists show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import get_language

from tamdan.core.access import Viewer
from tamdan.core.pagination import COUNT_CAP, Page, paginate
from tamdan.language.analyse import Query
from tamdan.language.highlight import Snippet, highlight
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Facet, Position, TextKind
from tamdan.recommendations.labels import NO_POSITION, Table, label_of
from tamdan.recommendations.models import Recommendation, RecommendationQuerySet, RecommendationText
from tamdan.recommendations.selection import Selection
from tamdan.search.access import matching, scored
from tamdan.search.models import Document
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
    texts = list(recommendation.texts.all())
    own = [text for text in texts if text.language == get_language()]
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


def row_of(recommendation: Recommendation, asked: Query, known: Table, above: str = "") -> Row:
    """``above`` is the address of the register, for a caller that makes many rows."""
    text = best_text(recommendation)
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
        url=f"{above or reverse('recommendations:register')}{recommendation.pk}/",
    )


def page_of(user: Viewer, selection: Selection, token: str, known: Table) -> Page:
    """A page of rows in the order of the selection; two queries, three by relevance."""
    page = page_of_records(user, selection, token, PAGE_SIZE)
    above = reverse("recommendations:register")
    rows = [row_of(recommendation, selection.asked, known, above) for recommendation in page.rows]
    return Page(rows, page.next, page.previous)


def page_of_records(user: Viewer, selection: Selection, token: str, size: int) -> Page:
    """The same without what the list shows of them."""
    if selection.sort == "relevance":
        page = paginate(_ranked(user, selection), ("-rank", "-weight", "-id"), token, size)
        found = list(_in_order(user, [document.object_id for document in page.rows]))
        return Page(found, page.next, page.previous)
    rows, order = _sorted(user, selection)
    return paginate(rows.prefetch_related("texts"), order, token, size)


def all_of(user: Viewer, selection: Selection) -> Iterator[Recommendation]:
    """Every recommendation of the selection in its order, with its texts; two queries for each CHUNK of them."""
    if selection.sort == "relevance":
        ranked = _ranked(user, selection).order_by("-rank", "-weight", "-id").values_list("object_id", flat=True)
        for ids in batched(list(ranked), CHUNK):
            yield from _in_order(user, ids)
    else:
        rows, order = _sorted(user, selection)
        yield from rows.order_by(*order).prefetch_related("texts").iterator(chunk_size=CHUNK)


def batched(ids: list[int], size: int) -> Iterator[list[int]]:
    yield from (ids[start : start + size] for start in range(0, len(ids), size))


def _sorted(user: Viewer, selection: Selection) -> tuple[RecommendationQuerySet, tuple[str, ...]]:
    found = selection.recommendations(user)
    if selection.sort == "newest":
        return found.annotate(newest=Coalesce("session", Value(0))), ("-newest", "sort_key", "id")
    return found, ("sort_key", "id")


def _ranked(user: Viewer, selection: Selection) -> QuerySet[Any, Any]:
    """The ranked documents of the selection's words, as far as their recommendations are in the selection."""
    first = matching(user, KIND, selection.asked).values("pk")[: COUNT_CAP + 1]
    found = Document.objects.filter(pk__in=first)
    if selection.chosen:
        inside = Recommendation.objects.visible_to(user).filter(selection.condition())
        found = found.filter(object_id__in=inside.values("pk"))
    # A whole number, so that the token of a page holds exactly what is compared.
    ranked = scored(found, selection.asked).annotate(rank=Cast(F("score") * 1_000_000, BigIntegerField()))
    wanted: QuerySet[Any, Any] = ranked.only("object_id", "weight")
    return wanted


def _in_order(user: Viewer, ids: list[int]) -> Iterator[Recommendation]:
    found = Recommendation.objects.visible_to(user).prefetch_related("texts").in_bulk(ids)
    return (found[number] for number in ids if number in found)
