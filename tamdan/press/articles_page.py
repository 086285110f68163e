"""A page of the list of articles: its rows with the places of the words that were asked for, and what narrows it, counted."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.narrowing import Facet, Option
from tamdan.core.pagination import Page, capped_count, paginate
from tamdan.language.analyse import Query
from tamdan.language.highlight import Snippet, highlight
from tamdan.links.enums import Decision
from tamdan.press.articles_list import SORTS, STATES, Question, tags_of
from tamdan.press.enums import ArticleKind, Language
from tamdan.press.models import Article, Capture, Outlet
from tamdan.press.narrowing import month_name
from tamdan.search.hits import has_match
from tamdan.taxonomy.models import Theme

PAGE_SIZE, PAGE_OF_WORDS = 50, 20
"""Of a list, and of one that shows the words that were asked for: finding them costs a few milliseconds an article."""
_MOST_LETTERS, _SNIPPET, _MOST_OPTIONS = 20_000, 200, 15


def page_of(user: Viewer, question: Question) -> dict[str, Any]:
    """The page of the list with its facets."""
    rows = question.rows(user)
    shown = rows.select_related("outlet", "republication").annotate(
        spoken=Count("quotations", filter=~Q(quotations__decision=Decision.REFUSED))
    )
    unread, size = (("text",), PAGE_SIZE) if question.asked.is_empty else ((), PAGE_OF_WORDS)
    page = paginate(
        shown.defer(*unread, "signature", "bands", "skipped"), SORTS[question.sort][1], question.token, size
    )
    return {
        "page": page, "rows": _with_places(page, question.asked), "count": capped_count(rows), "facets": facets(user, question),
        "question": question,
        "sorts": [(code, label, code == question.sort) for code, (label, _order) in SORTS.items()],
    }  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where an article holds most of what was asked."""

    snippet: Snippet

    @property
    def words(self) -> str:
        return "".join(piece for piece, _found in self.snippet.pieces)


def _with_places(page: Page, asked: Query) -> list[tuple[Article, Place | None]]:
    """Each article with the words that were asked for; nothing where its title or outlet alone holds them."""
    if asked.is_empty:
        return [(article, None) for article in page.rows]
    found = [(article, highlight(article.text[:_MOST_LETTERS], asked, _SNIPPET)) for article in page.rows]
    return [(article, Place(snippet) if has_match(snippet) else None) for article, snippet in found]


def facets(user: Viewer, question: Question, names: Iterable[str] = ()) -> list[Facet]:
    """Those of ``names`` in this order, all of the list for none. A statement for each, and one for names of outlets, themes, captures."""
    return [_FACETS[name](user, question) for name in names or _OF_THE_LIST]


def _by_state(user: Viewer, question: Question) -> Facet:
    wanted = {code: Count("pk", filter=condition) for code, (_label, condition) in STATES.items()}
    numbers = question.rows(user, without="state").aggregate(**wanted)
    return _facet(
        "state", _("Standing"), {code: label for code, (label, _c) in STATES.items()}, numbers, question.states
    )


def _by_outlet(user: Viewer, question: Question) -> Facet:
    found = _counts(question.rows(user, without="outlet"), "outlet")
    names = {str(one.pk): one.name for one in Outlet.objects.filter(pk__in=[pk for pk in found if pk])}
    return _facet("outlet", _("Outlet"), names, {str(pk): number for pk, number in found.items()}, question.outlets)


def _by_month(user: Viewer, question: Question) -> Facet:
    months = question.rows(user, without="month").order_by().annotate(month=TruncMonth("day")).values("month")
    found = {f"{row['month']:%Y-%m}": row["number"] for row in months.annotate(number=Count("pk"))}
    labels = {one: month_name(one) for one in found}
    return _facet("month", _("Month"), labels, found, question.months, by_value=True)


def _by_language(user: Viewer, question: Question) -> Facet:
    found = _counts(question.rows(user, without="language"), "language")
    return _facet("language", _("Language"), dict(Language.choices), found, question.languages)


def _by_kind(user: Viewer, question: Question) -> Facet:
    found = _counts(question.rows(user, without="kind"), "kind")
    return _facet("kind", _("Kind"), dict(ArticleKind.choices), found, question.kinds)


def _by_theme(user: Viewer, question: Question) -> Facet:
    found = _themes(question.rows(user, without="theme"))
    names = {row.code: str(row) for row in Theme.objects.filter(code__in=found)}
    return _facet("theme", _("Theme"), names, found, question.themes)


def _by_capture(user: Viewer, question: Question) -> Facet:
    """Those alone that were chosen: one comes here from the capture's page, and a feed makes a capture of each entry."""
    chosen = Capture.objects.visible_to(user).filter(uuid__in=question.captures).defer("text")
    names = {str(one.uuid): str(one) for one in chosen}
    found = _counts(question.rows(user), "capture__uuid") if names else {}
    return _facet(
        "capture", _("Capture"), names, {str(uuid): number for uuid, number in found.items()}, question.captures
    )


_FACETS: dict[str, Callable[[Viewer, Question], Facet]] = {
    "capture": _by_capture, "state": _by_state, "outlet": _by_outlet, "month": _by_month, "language": _by_language,
    "kind": _by_kind, "theme": _by_theme,
}  # fmt: skip
_OF_THE_LIST = tuple(_FACETS)


def _counts(rows: QuerySet[Article], field: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(field).annotate(number=Count("pk")))


def _themes(rows: QuerySet[Article]) -> dict[str, int]:
    return dict(Counter(tags_of(rows).values_list("code", flat=True)).most_common(_MOST_OPTIONS))


def _facet(
    name: str,
    title: Any,
    labels: dict[Any, Any],
    numbers: dict[Any, int],
    chosen: tuple[str, ...],
    *,
    by_value: bool = False,
) -> Facet:
    options = [
        Option(str(value), label, numbers.get(value, 0), str(value) in chosen)
        for value, label in labels.items() if numbers.get(value) or str(value) in chosen
    ]  # fmt: skip
    options.sort(key=lambda one: one.value if by_value else int(one.count), reverse=True)
    return Facet(name, title, options[:_MOST_OPTIONS])
