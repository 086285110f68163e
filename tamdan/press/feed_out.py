"""Released quotations as an Atom feed (RFC 4287), narrowed as the list is. What is taken down has no entry any more."""

import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html
from django.utils.translation import gettext as _

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.crossing import open_to_other_sites
from tamdan.institutions.models import Installation
from tamdan.press.listed import Shown, all_shown, ready
from tamdan.press.narrowing import Narrowed, narrowed
from tamdan.press.releasing import KIND
from tamdan.search.reference import REFERENCE

SIZE = 50
if TYPE_CHECKING:
    FeedOfWords = Feed[Shown, Narrowed]
else:
    FeedOfWords = Feed


class WordsFeed(FeedOfWords):
    """An entry for each quotation, the newest release first."""

    feed_type = Atom1Feed

    def __init__(self, asked: Narrowed) -> None:
        self.asked = asked

    def get_object(self, _request: HttpRequest) -> Narrowed:
        return self.asked

    def title(self, _obj: Narrowed) -> str:
        return _("Words in the press")

    def link(self, obj: Narrowed) -> str:
        return reverse("quotations:list") + (f"?{obj.query}" if obj.query else "")

    def feed_url(self, obj: Narrowed) -> str:
        return reverse("quotations:feed") + (f"?{obj.query}" if obj.query else "")

    def author_name(self, _obj: Narrowed) -> str:
        installation = Installation.current()
        return str(installation.body) if installation else "Tamdan"

    def items(self, obj: Narrowed) -> list[Shown]:
        return all_shown(list(ready(narrowed(obj)).order_by("-released_at", "-pk")[:SIZE]))

    def item_title(self, item: Shown) -> str:
        return f"{item.release.speaker}, {item.release.office}".removesuffix(", ")

    def item_description(self, item: Shown) -> str:
        """HTML, as readers take it: the words, then where they stand."""
        release = item.release
        address = release.quotation.article.address
        words = format_html('<blockquote lang="{}">{}</blockquote>', release.language, release.quotation.exact)
        return words + format_html('<p><a href="{}">{}</a>, {}</p>', address, item.outlet, release.said_on.isoformat())

    def item_link(self, item: Shown) -> str:
        return item.release.get_absolute_url()

    def item_guid(self, item: Shown) -> str:
        return f"urn:uuid:{item.release.uuid}"

    def item_pubdate(self, item: Shown) -> datetime.datetime | None:
        return item.release.released_at

    def item_updateddate(self, item: Shown) -> datetime.datetime | None:
        """A note or a reply beside it makes it new."""
        times = [one.decided_at for one in (*item.notes, *item.replies) if one.decided_at]
        return max([*times, *([item.release.released_at] if item.release.released_at else [])], default=None)


@public
@open_to_other_sites
@unless_unchanged(KIND, REFERENCE)
@reads
def feed(request: HttpRequest) -> HttpResponse:
    return WordsFeed(Narrowed.read(request.GET))(request)
