"""Looking at feeds: conditionally, politely, one after the other; what is new becomes a capture.

A failure is kept on the feed as a sentence, and the time until the next look doubles with each in a row, up to a day; a server that names
a longer time (Retry-After, RFC 9110) is left alone for it, up to a day too.
"""

import calendar
import datetime
import enum
import hashlib
import logging
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tamdan.core.errors import DomainError
from tamdan.imports.errors import kept
from tamdan.press import actions, fetching
from tamdan.press.enums import FeedState, How, Takes
from tamdan.press.errors import (
    Answered,
    CapturedAlready,
    NoFeed,
    NotAllowedByRobots,
    NotReached,
    PressRefused,
    ReadingBroke,
    RemovedBefore,
    TooSlow,
)
from tamdan.press.extracting.page import of_page
from tamdan.press.models import Capture, Feed
from tamdan.press.models.captures import NOT_HAD
from tamdan.press.outlets import host_of
from tamdan.press.tasks import read

MOST_ENTRIES = 1000
"""Entries of a feed that are looked at, in the order in which it gives them."""
MOST_FRESH = 50
"""Of those the new ones that are taken in one look; the next look takes the rest."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""What a server answers that may be over soon (RFC 9110, 15.5 and 15.6; RFC 6585)."""
PATIENCE = datetime.timedelta(days=2)
"""How long after its day a page that cannot be had for now is asked for again before what the feed carries is kept alone."""
MOST_FEEDS = 200
LONGEST_WAIT = datetime.timedelta(days=1)
NO_TIME = datetime.timedelta()
_HALVES = re.compile(
    rb"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*(?:5529[6-9]|55[3-9]\d\d|56\d{3}|57[0-2]\d\d|573[0-3]\d|5734[0-3]));"
)
"""Half signs (surrogates) by number, which XML forbids and feedparser stumbles on."""
logger = logging.getLogger(__name__)


class Taken(enum.Enum):
    """What became of an entry."""

    KEPT = enum.auto()
    NOTHING = enum.auto()
    LATER = enum.auto()


@dataclass(frozen=True)
class Entry:
    """One entry as the feed gives it. ``text`` is what it carries, as a page's markup."""

    id: str
    title: str
    address: str
    author: str
    published: str
    text: str

    @property
    def key(self) -> str:
        return hashlib.sha256(self.id.encode()).hexdigest()

    @property
    def is_recent(self) -> bool:
        return self.published >= (timezone.localdate() - PATIENCE).isoformat()

    @property
    def told(self) -> dict[str, str]:
        told = {"title": self.title, "author": self.author, "published": self.published}
        return {name: value for name, value in told.items() if value}


def poll_due() -> int:
    """Look at the feeds that are due; returns how many captures came of it."""
    waits: dict[str, float] = {}
    feeds = Feed.objects.due().select_related("outlet", "owner")[:MOST_FEEDS]
    return sum(_whatever_it_holds(feed, waits) for feed in feeds)


def _whatever_it_holds(feed: Feed, waits: dict[str, float]) -> int:
    """A feed on which the program fails is put back like one that cannot be had, so that those behind it have their turn."""
    try:
        return poll(feed, waits)
    except Exception:
        logger.exception("feed %s", feed.pk)
        _failed(Feed.objects.get(pk=feed.pk), ReadingBroke())
        return 0


def poll(feed: Feed, waits: dict[str, float] | None = None) -> int:
    """Look at one feed now. ``waits`` holds for each host the moment before which it is not asked again."""
    waits = {} if waits is None else waits
    try:
        made = _look(feed, waits)
    except DomainError as error:
        _failed(feed, error)
        return 0
    return made


def _look(feed: Feed, waits: dict[str, float]) -> int:
    _wait(feed.address, waits)
    got = fetching.fetch(feed.address, etag=feed.etag, last_modified=feed.last_modified)
    digest = hashlib.sha256(got.body).hexdigest()
    if got.is_unchanged or digest == feed.digest:
        _looked(feed, FeedState.UNCHANGED)
        return 0
    title, entries = entries_of(got.body, got.address)
    known = set(
        Capture.objects.filter(owner=feed.owner, entry__in=[one.key for one in entries]).values_list("entry", flat=True)
    )
    fresh = [one for one in entries if one.key not in known]
    taken = [_take(feed, one, got, waits) for one in fresh[:MOST_FRESH]]
    made = taken.count(Taken.KEPT)
    if len(fresh) > MOST_FRESH or Taken.LATER in taken:
        feed.etag = feed.last_modified = feed.digest = ""
    else:
        feed.etag, feed.last_modified, feed.digest = got.etag, got.last_modified, digest
    feed.title = feed.title or title
    if made:
        feed.last_entry_at = timezone.now()
    _looked(feed, FeedState.FRESH)
    return made


def entries_of(body: bytes, address: str) -> tuple[str, list[Entry]]:
    """The feed's title and its entries. Raises NoFeed for anything that is none."""
    found: Any = feedparser.parse(
        _HALVES.sub(b"&#xFFFD;", body), response_headers={"content-location": address}, sanitize_html=True
    )
    if not found.version:
        raise NoFeed
    return _plain(found.feed.get("title"), 300), [_entry(one, address) for one in found.entries[:MOST_ENTRIES]]


def _entry(one: Any, base: str) -> Entry:
    link = _plain(one.get("link"), 2000)
    contents = [str(part.get("value", "")) for part in one.get("content", [])]
    title, day = _plain(one.get("title"), 500), _day(one.get("published_parsed") or one.get("updated_parsed"))
    return Entry(
        id=_plain(one.get("id") or link or f"{title} {day}"),
        title=title,
        address=urljoin(base, link) if link else "",
        author=_plain(one.get("author"), 300),
        published=day,
        text=_plain(max([*contents, str(one.get("summary", ""))], key=len)),
    )


def _plain(value: Any, length: int | None = None) -> str:
    """What a feed gives as text, without signs that no database keeps."""
    return str(value or "").replace("\0", "").encode("utf-8", "replace").decode()[:length]


def _day(when: Any) -> str:
    """The local day of an entry, as YYYY-MM-DD; empty for none and for one that is in no calendar."""
    try:
        at = datetime.datetime.fromtimestamp(calendar.timegm(when), datetime.UTC) if when else None
        return timezone.localdate(at).isoformat() if at else ""
    except (ValueError, OverflowError, OSError):
        return ""


def _take(feed: Feed, entry: Entry, got: fetching.Fetched, waits: dict[str, float]) -> Taken:
    """Keep an entry and hand it to the reader. A page that cannot be had for now waits for the next look; one that cannot be had at all
    leaves what the feed carries, and the capture says why."""
    chunks, told, address = [got.body], dict[str, Any](entry.told), entry.address
    text = ""
    try:
        if feed.takes == Takes.PAGE and entry.address:
            page = _page(feed, entry, waits)
            chunks, address = [page.body], page.address
        else:
            text = _carried(entry)
    except PressRefused as error:
        if _is_passing(error) and entry.is_recent:
            return Taken.LATER
        text, told[NOT_HAD] = _carried(entry), kept(error)
    if chunks == [got.body] and not text.strip():
        return Taken.NOTHING
    return _store(feed, entry, chunks, (text, address, told))


def _is_passing(error: PressRefused) -> bool:
    return isinstance(error, (NotReached, TooSlow)) or (
        isinstance(error, Answered) and error.values["status"] in PASSING
    )


def _page(feed: Feed, entry: Entry, waits: dict[str, float]) -> fetching.Fetched:
    """The page behind an entry, if its outlet's robots.txt lets programs read it. Raises PressRefused."""
    if not fetching.is_allowed(entry.address):
        raise NotAllowedByRobots
    _wait(entry.address, waits, fetching.delay_of(entry.address, settings.PRESS_HOST_SECONDS))
    return fetching.fetch(entry.address)


def _carried(entry: Entry) -> str:
    """What the feed itself carries of an entry."""
    try:
        body = of_page(f"<html><body>{entry.text}</body></html>".encode()).text if entry.text else ""
    except PressRefused:
        body = ""
    return "\n\n".join(filter(None, (entry.title, body)))


def _store(feed: Feed, entry: Entry, chunks: Iterable[bytes], found: tuple[str, str, dict[str, Any]]) -> Taken:
    text, address, told = found
    source = actions.From(How.FEED, name=entry.title[:255], address=address, feed=feed, entry=entry.key)
    try:
        with transaction.atomic():
            capture = actions.capture_bytes(
                chunks, source=source, name=f"{host_of(address) or 'feed'}.txt", owner=feed.owner, by=None
            )
            capture.text, capture.told = text, told
            capture.save(update_fields=["text", "told"])
            actions.begin_reading(capture)
            read.defer(capture_id=capture.pk)
    except (CapturedAlready, RemovedBefore):
        return Taken.NOTHING
    return Taken.KEPT


def _wait(address: str, waits: dict[str, float], seconds: float | None = None) -> None:
    """Let a host rest between two requests, ``seconds`` or what is set."""
    host = urlsplit(address).netloc
    time.sleep(max(0.0, waits.get(host, 0.0) - time.monotonic()))
    waits[host] = time.monotonic() + (settings.PRESS_HOST_SECONDS if seconds is None else seconds)


def _looked(feed: Feed, state: str) -> None:
    feed.state, feed.failures, feed.error = state, 0, None
    _save(feed, datetime.timedelta(minutes=feed.every))


def _failed(feed: Feed, error: DomainError) -> None:
    feed.state, feed.failures = FeedState.FAILED, feed.failures + 1
    feed.error = kept(error)
    wait = datetime.timedelta(minutes=feed.every) * 2 ** min(feed.failures, 12)
    asked = datetime.timedelta(seconds=int(str(error.values["after"]))) if isinstance(error, Answered) else NO_TIME
    _save(feed, min(LONGEST_WAIT, max(wait, asked)))


def _save(feed: Feed, wait: datetime.timedelta) -> None:
    feed.last_fetched_at = timezone.now()
    feed.next_due = feed.last_fetched_at + wait
    feed.save(
        update_fields=[
            "state", "failures", "error", "last_fetched_at", "next_due", "etag", "last_modified", "digest", "title", "last_entry_at",
        ]
    )  # fmt: skip
