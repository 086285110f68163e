"""The list of articles: words of both languages, what narrows it (outlet, month, language, theme, state), its order, its rows as files."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.statements import filled, subquery, value
from tamdan.language.analyse import Query, query
from tamdan.language.normalise import order
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.press.documents import KIND as INDEXED
from tamdan.press.enums import ArticleKind, Language
from tamdan.press.models import Article
from tamdan.press.models.articles import ArticleQuerySet
from tamdan.press.tables import as_file
from tamdan.search.access import matching

KIND = "press.article"
_WORDED = "SELECT object_id FROM search_document WHERE {found} LIMIT {most}"
_MOST_FOUND = 20_000
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
    captures: tuple[str, ...] = ()
    sort: str = "newest"
    token: str = ""

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        return cls(
            q=order(query.get("q", "")).strip()[:400].replace("\0", ""),
            outlets=tuple(one for one in query.getlist("outlet") if one.isdecimal() and len(one) < 18),
            months=tuple(one for one in query.getlist("month") if _month(one)),
            languages=tuple(one for one in query.getlist("language") if one in Language.values),
            themes=tuple(one.replace("\0", "")[:80] for one in query.getlist("theme")),
            states=tuple(one for one in query.getlist("state") if one in STATES),
            kinds=tuple(one for one in query.getlist("kind") if one in ArticleKind.values),
            captures=tuple(filter(None, map(_uuid, query.getlist("capture")))),
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
            "state": self.states, "kind": self.kinds, "capture": self.captures,
        }  # fmt: skip
        return urlencode({name: value for name, value in (asked | changed).items() if value}, doseq=True)

    def rows(self, user: Viewer, *, without: str = "") -> ArticleQuerySet:
        """The articles asked for; ``without`` leaves one facet out, whose own numbers are then counted."""
        rows = Article.objects.visible_to(user).filter(removed_at__isnull=True)
        conditions = {
            "outlet": Q(outlet__in=self.outlets) if self.outlets else Q(),
            "month": _any(Q(day__gte=first, day__lt=end) for first, end in filter(None, map(_month, self.months))),
            "language": Q(language__in=self.languages) if self.languages else Q(),
            "kind": Q(kind__in=self.kinds) if self.kinds else Q(),
            "state": _any(STATES[one][1] for one in self.states),
            "theme": Q(pk__in=_tagged(self.themes)) if self.themes else Q(),
            "capture": Q(capture__uuid__in=self.captures) if self.captures else Q(),
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


def _uuid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


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


def tags_of(rows: QuerySet[Article]) -> QuerySet[Tag]:
    """Themes of these articles that nobody refused."""
    tags = Tag.objects.filter(kind=KIND, scheme="theme", object_id__in=rows.order_by().values("pk"))
    return tags.exclude(decision=Decision.REFUSED)


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
