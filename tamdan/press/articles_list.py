"""The list of articles: words of both languages, what narrows it (outlet, month, language, theme, state), its order, its rows as files."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.narrowing import Facet, Option
from tamdan.core.pagination import Page, capped_count, paginate
from tamdan.core.statements import filled, subquery, value
from tamdan.language.analyse import Query, query
from tamdan.language.highlight import Snippet, highlight
from tamdan.language.normalise import order
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.press.documents import KIND as INDEXED
from tamdan.press.enums import ArticleKind, Language
from tamdan.press.models import Article, Outlet
from tamdan.press.narrowing import month_name
from tamdan.press.tables import as_file
from tamdan.search.access import matching
from tamdan.search.hits import has_match
from tamdan.taxonomy.models import Theme

KIND = "press.article"
PAGE_SIZE, PAGE_OF_WORDS = 50, 20
"""Of a list, and of one that shows the words that were asked for: finding them costs a few milliseconds an article."""
_WORDED = "SELECT object_id FROM search_document WHERE {found} LIMIT {most}"
_MOST_FOUND, _MOST_LETTERS, _SNIPPET = 20_000, 20_000, 200
SORTS = {
    "newest": (_("Newest first"), ("-day", "-id")),
    "oldest": (_("Oldest first"), ("day", "id")),
    "title": (_("Title"), ("title", "id")),
}
STATES = {
    "waiting": (_("Not looked through yet"), Q(decision=Decision.SUGGESTED)),
    "done": (_("Looked through"), Q(decision=Decision.ACCEPTED)),
    "aside": (_("Set aside"), Q(decision=Decision.REFUSED)),
    "relevant": (_("About human rights"), Q(is_relevant=True)),
    "repeats": (_("Repeats another article"), Q(republication__isnull=False)),
}
_MOST_OPTIONS = 15
COLUMNS = (
    "id", "day", "published", "outlet", "title", "author", "language", "kind", "relevant", "decision", "address", "quotations",
    "captured", "sha256",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """What the address of the list asks; values that nothing has are left out, so an old link still opens the list."""

    q: str = ""
    outlets: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sort: str = "newest"
    token: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> "Question":
        return cls(
            q=order(query.get("q", "")).strip()[:400].replace("\0", ""),
            outlets=tuple(one for one in query.getlist("outlet") if one.isdecimal() and len(one) < 18),
            months=tuple(one for one in query.getlist("month") if _month(one)),
            languages=tuple(one for one in query.getlist("language") if one in Language.values),
            themes=tuple(one.replace("\0", "")[:80] for one in query.getlist("theme")),
            states=tuple(one for one in query.getlist("state") if one in STATES),
            kinds=tuple(one for one in query.getlist("kind") if one in ArticleKind.values),
            sort=query.get("sort", "") if query.get("sort") in SORTS else "newest",
            token=query.get("page", ""),
        )

    @cached_property
    def asked(self) -> Query:
        return query(self.q)

    @property
    def keep(self) -> list[tuple[str, str]]:
        """What the form that narrows the list carries along."""
        return [(name, value) for name, value in (("q", self.q), ("sort", self.sort)) if value]

    def as_query(self, **changed: tuple[str, ...]) -> str:
        """Of an address that asks the same, with some values changed."""
        asked: dict[str, Any] = {
            "q": self.q, "outlet": self.outlets, "month": self.months, "language": self.languages, "theme": self.themes,
            "state": self.states, "kind": self.kinds,
        }  # fmt: skip
        return urlencode({name: value for name, value in (asked | changed).items() if value}, doseq=True)

    def rows(self, user: Viewer, *, without: str = "") -> QuerySet[Article]:
        """The articles asked for; ``without`` leaves one facet out, whose own numbers are then counted."""
        rows = Article.objects.visible_to(user).filter(removed_at__isnull=True)
        conditions = {
            "outlet": Q(outlet__in=self.outlets) if self.outlets else Q(),
            "month": _any(Q(day__gte=first, day__lt=end) for first, end in filter(None, map(_month, self.months))),
            "language": Q(language__in=self.languages) if self.languages else Q(),
            "kind": Q(kind__in=self.kinds) if self.kinds else Q(),
            "state": _any(STATES[one][1] for one in self.states),
            "theme": Q(pk__in=_tagged(self.themes)) if self.themes else Q(),
        }
        for name, condition in conditions.items():
            if name != without:
                rows = rows.filter(condition)
        if "aside" not in self.states:
            rows = rows.exclude(decision=Decision.REFUSED)
        return rows if self.asked.is_empty else rows.filter(self._worded(user))

    def _worded(self, user: Viewer) -> Q:
        """Every word of it, in any form, anywhere in the article. What was set aside has left the index and is looked through."""
        found = filled(_WORDED, found=matching(user, INDEXED, self.asked), most=value(_MOST_FOUND))
        aside = Q(decision=Decision.REFUSED) & (Q(title__icontains=self.q) | Q(text__icontains=self.q))
        return Q(pk__in=subquery(found)) | aside if "aside" in self.states else Q(pk__in=subquery(found))


def _any(conditions: Iterable[Q]) -> Q:
    found = Q()
    for condition in conditions:
        found |= condition
    return found


def _month(text: str) -> tuple[datetime.date, datetime.date] | None:
    """The first day of a month and of the next one, from YYYY-MM."""
    try:
        first = datetime.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return (first, (first + datetime.timedelta(days=31)).replace(day=1)) if first.year < 9999 else None


def _tagged(codes: Iterable[str]) -> QuerySet[Tag, Any]:
    tags = Tag.objects.filter(kind=KIND, scheme="theme", code__in=list(codes)).exclude(decision=Decision.REFUSED)
    return tags.values("object_id")


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


def facets(user: Viewer, question: Question) -> list[Facet]:
    """One statement for each facet."""
    outlets = _counts(question.rows(user, without="outlet"), "outlet")
    names = {str(one.pk): one.name for one in Outlet.objects.filter(pk__in=[pk for pk in outlets if pk])}
    months = question.rows(user, without="month").order_by().annotate(month=TruncMonth("day"))
    by_month = {f"{row['month']:%Y-%m}": row["number"] for row in months.values("month").annotate(number=Count("pk"))}
    month_names = {one: month_name(one) for one in by_month}
    themes = _themes(question.rows(user, without="theme"))
    theme_names = {row.code: str(row) for row in Theme.objects.filter(code__in=themes)}
    of_language = _counts(question.rows(user, without="language"), "language")
    of_kind = _counts(question.rows(user, without="kind"), "kind")
    states = question.rows(user, without="state")
    asked = states.aggregate(**{code: Count("pk", filter=condition) for code, (_label, condition) in STATES.items()})
    return [
        _facet("state", _("Standing"), {code: label for code, (label, _c) in STATES.items()}, asked, question.states),
        _facet("outlet", _("Outlet"), names, {str(pk): number for pk, number in outlets.items() if pk}, question.outlets),
        _facet("month", _("Month"), month_names, by_month, question.months, by_value=True),
        _facet("language", _("Language"), dict(Language.choices), of_language, question.languages),
        _facet("kind", _("Kind"), dict(ArticleKind.choices), of_kind, question.kinds),
        _facet("theme", _("Theme"), theme_names, themes, question.themes),
    ]  # fmt: skip


def _counts(rows: QuerySet[Article], field: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(field).annotate(number=Count("pk")))


def tags_of(rows: QuerySet[Article]) -> QuerySet[Tag]:
    """Themes of these articles that nobody refused."""
    tags = Tag.objects.filter(kind=KIND, scheme="theme", object_id__in=rows.order_by().values("pk"))
    return tags.exclude(decision=Decision.REFUSED)


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


def download(user: Viewer, question: Question, suffix: str) -> HttpResponseBase:
    """What is on the screen, all pages of it, as ``csv``, ``xlsx`` or ``json``."""
    rows = question.rows(user).select_related("outlet", "capture").annotate(
        spoken=Count("quotations", filter=~Q(quotations__decision=Decision.REFUSED))
    ).defer("text", "signature", "bands", "capture__text").order_by(*SORTS[question.sort][1])  # fmt: skip
    return as_file("articles", COLUMNS, (_values(article) for article in rows.iterator(chunk_size=1000)), suffix)


def _values(article: Any) -> list[object]:
    return [
        str(article.uuid), str(article.day), str(article.published_on or ""),
        article.outlet.name if article.outlet else article.outlet_name,
        article.title, article.author, article.language, article.kind, article.is_relevant, article.decision, article.address,
        article.spoken, article.capture.captured_at.isoformat(), article.capture.digest,
    ]  # fmt: skip
