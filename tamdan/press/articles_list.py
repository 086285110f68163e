"""The list of articles: what narrows it (outlet, month, language, theme, state), how it is sorted, its rows as files."""

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.http import HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.narrowing import Facet, Option
from tamdan.core.pagination import capped_count, paginate
from tamdan.language.normalise import order
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.press.enums import ArticleKind, Language
from tamdan.press.models import Article, Outlet
from tamdan.recommendations.downloads import csv_lines, named, safe_cell, sheets_response
from tamdan.taxonomy.models import Theme

KIND = "press.article"
PAGE_SIZE = 50
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

    @property
    def keep(self) -> list[tuple[str, str]]:
        """What the form that narrows the list carries along."""
        return [(name, value) for name, value in (("q", self.q), ("sort", self.sort)) if value]

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
        return rows.filter(Q(title__icontains=self.q) | Q(text__icontains=self.q)) if self.q else rows


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
    page = paginate(
        shown.defer("text", "signature", "bands", "skipped"), SORTS[question.sort][1], question.token, PAGE_SIZE
    )
    return {
        "page": page, "count": capped_count(rows), "facets": facets(user, question), "question": question,
        "sorts": [(code, label, code == question.sort) for code, (label, _order) in SORTS.items()],
    }  # fmt: skip


def facets(user: Viewer, question: Question) -> list[Facet]:
    """One statement for each facet."""
    outlets = _counts(question.rows(user, without="outlet"), "outlet")
    names = {str(one.pk): one.name for one in Outlet.objects.filter(pk__in=[pk for pk in outlets if pk])}
    months = question.rows(user, without="month").order_by().annotate(month=TruncMonth("day"))
    by_month = {f"{row['month']:%Y-%m}": row["number"] for row in months.values("month").annotate(number=Count("pk"))}
    month_names = {one: date_format(datetime.date.fromisoformat(f"{one}-01"), "YEAR_MONTH_FORMAT") for one in by_month}
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


def _themes(rows: QuerySet[Article]) -> dict[str, int]:
    tags = Tag.objects.filter(kind=KIND, scheme="theme", object_id__in=rows.order_by().values("pk")).exclude(
        decision=Decision.REFUSED
    )
    return dict(Counter(tags.values_list("code", flat=True)).most_common(_MOST_OPTIONS))


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
    values = (_values(article) for article in rows.iterator(chunk_size=1000))
    if suffix == "xlsx":
        return named(sheets_response({"articles": (list(COLUMNS), list(values))}), "articles", suffix)
    if suffix == "json":
        return named(StreamingHttpResponse(_json(values), content_type="application/json"), "articles", suffix)
    lines = csv_lines([list(COLUMNS), *([safe_cell(value) for value in row] for row in values)])
    return named(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), "articles", suffix)


def _values(article: Any) -> list[object]:
    return [
        str(article.uuid), str(article.day), str(article.published_on or ""),
        article.outlet.name if article.outlet else article.outlet_name,
        article.title, article.author, article.language, article.kind, article.is_relevant, article.decision, article.address,
        article.spoken, article.capture.captured_at.isoformat(), article.capture.digest,
    ]  # fmt: skip


def _json(rows: Iterable[list[object]]) -> Iterator[str]:
    opening = "[\n"
    for row in rows:
        yield opening + json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False)
        opening = ",\n"
    yield "\n]\n" if opening == ",\n" else "[]\n"
