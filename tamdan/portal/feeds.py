"""News of the register as Atom feeds (RFC 4287), page by page (RFC 5005): the whole register, any list of it, one record."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.crossing import open_to_other_sites
from tamdan.core.pagination import Page, paginate
from tamdan.institutions.models import Installation
from tamdan.portal.access import public_record_or_404, query_of, selection_of
from tamdan.portal.emails import name_of_list
from tamdan.portal.models import News, NewsQuerySet
from tamdan.portal.news import SUBJECT, headline, news_about, news_of, ready, what_happened
from tamdan.recommendations.documents import KIND, title_of
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import Table, label_of, table
from tamdan.recommendations.rows import best_text
from tamdan.recommendations.selection import Selection
from tamdan.search.reference import REFERENCE

SIZE = 50


@dataclass(frozen=True)
class Paged:
    """One page of the news of something: its name, the address of its page, its own address without a token."""

    name: str
    page_url: str
    feed_url: str
    page: Page
    known: Table

    def turned(self, token: str) -> str:
        """The address of another page of the feed; the first one for none."""
        if not token:
            return self.feed_url
        return f"{self.feed_url}{'&' if '?' in self.feed_url else '?'}{urlencode({'page': token})}"


if TYPE_CHECKING:
    FeedOfNews = Feed[News, Paged]
else:
    FeedOfNews = Feed


class PagedAtom(Atom1Feed):
    """With links to the first page and its neighbours (RFC 5005, section 3)."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for rel in ("first", "next", "previous"):
            if self.feed.get(rel):
                handler.addQuickElement("link", "", {"rel": rel, "href": self.feed[rel]})


class NewsFeed(FeedOfNews):
    """An entry for each piece of news. What is no longer public has none: its entries are gone."""

    feed_type = PagedAtom

    def __init__(self, paged: Paged) -> None:
        self.paged = paged

    def get_object(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> Paged:
        self.root = request.build_absolute_uri("/").removesuffix("/")
        return self.paged

    def title(self, obj: Paged) -> str:
        return _("%(name)s: what is new") % {"name": obj.name}

    def link(self, obj: Paged) -> str:
        return obj.page_url

    def feed_url(self, obj: Paged) -> str:
        return obj.feed_url

    def feed_guid(self, obj: Paged) -> str:
        return self.root + obj.feed_url

    def author_name(self, _obj: Paged) -> str:
        installation = Installation.current()
        return str(installation.body) if installation else "Tamdan"

    def feed_extra_kwargs(self, obj: Paged) -> dict[str, Any]:
        turned = {"next": obj.page.next, "previous": obj.page.previous}
        links = {rel: self.root + obj.turned(token) for rel, token in turned.items() if token}
        return links | {"first": self.root + obj.feed_url}

    def items(self, obj: Paged) -> Sequence[News]:
        return obj.page.rows

    def item_title(self, item: News) -> str:
        return headline(item, self.paged.known)

    def item_description(self, item: News) -> str:
        """HTML, as readers take it."""
        text = best_text(item.recommendation)
        words = f'<blockquote lang="{escape(text.language)}">{escape(text.text)}</blockquote>' if text else ""
        return "".join(f"<p>{escape(one)}</p>" for one in what_happened(item, self.paged.known)) + words

    def item_link(self, item: News) -> str:
        return reverse("recommendations:detail", args=[item.recommendation_id])

    def item_guid(self, item: News) -> str:
        return f"urn:uuid:{item.uuid}"

    def item_updateddate(self, item: News) -> datetime.datetime:
        return item.bulletin.at

    def item_categories(self, item: News) -> list[str]:
        facets = {Facet.STATE: item.recommendation.state_id, Facet.POSITION: item.recommendation.position}
        return [label_of(self.paged.known, facet, code).text for facet, code in facets.items() if code]


def address_of_page(number: int | None, query: str) -> str:
    """Of the record, or of the list."""
    if number is not None:
        return reverse("recommendations:detail", args=[number])
    return reverse("recommendations:register") + (f"?{query}" if query else "")


def address_of_feed(number: int | None, query: str) -> str:
    """The same address with ``feed`` behind it."""
    if number is not None:
        return reverse("record_feed", args=[number])
    return reverse("feed") + (f"?{query}" if query else "")


@public
@open_to_other_sites
@unless_unchanged(KIND, REFERENCE, SUBJECT)
@reads
def feed(request: HttpRequest) -> HttpResponse:
    """Any address of the list with ``feed/`` behind the path: news of what the list holds."""
    query = query_of(Selection.read(request.GET))
    known = table()
    return _feed(request, news_of(selection_of(query)), name_of_list(query, known), None, query, known)


@public
@open_to_other_sites
@unless_unchanged(KIND, REFERENCE, SUBJECT)
@reads
def record_feed(request: HttpRequest, number: int) -> HttpResponse:
    """News of one record and its parts."""
    record, known = public_record_or_404(number), table()
    return _feed(request, news_about(record.pk), title_of(record, known), record.pk, "", known)


def _feed(
    request: HttpRequest, rows: NewsQuerySet, name: str, number: int | None, query: str, known: Table
) -> HttpResponse:
    page = paginate(ready(rows), ("-id",), request.GET.get("page", ""), SIZE)
    paged = Paged(name, address_of_page(number, query), address_of_feed(number, query), page, known)
    return NewsFeed(paged)(request)
