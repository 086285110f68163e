"""Looking at feeds: conditionally, politely, one after the other; what is new becomes a capture.

A failure is kept on the feed as a sentence, and the time until the next look doubles with each in a row, up to a day.
"""

import calendar
import datetime
import hashlib
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
from tamdan.press.errors import CapturedAlready, NoFeed, NotAllowedByRobots, PressRefused, RemovedBefore
from tamdan.press.extracting.page import of_page
from tamdan.press.models import Capture, Feed
from tamdan.press.models.captures import NOT_HAD
from tamdan.press.outlets import host_of
from tamdan.press.tasks import read

MOST_ENTRIES = 50
"""Entries of a feed that are looked at, the newest first as feeds give them; the next look finds the rest."""
MOST_FEEDS = 200
LONGEST_WAIT = datetime.timedelta(days=1)


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
    def told(self) -> dict[str, str]:
        told = {"title": self.title, "author": self.author, "published": self.published}
        return {name: value for name, value in told.items() if value}


def poll_due() -> int:
    """Look at the feeds that are due; returns how many captures came of it."""
    waits: dict[str, float] = {}
    return sum(poll(feed, waits) for feed in Feed.objects.due().select_related("outlet", "owner")[:MOST_FEEDS])


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
    made = sum(_take(feed, one, got, waits) for one in fresh)
    feed.etag, feed.last_modified, feed.digest = got.etag, got.last_modified, digest
    feed.title = feed.title or title
    if made:
        feed.last_entry_at = timezone.now()
    _looked(feed, FeedState.FRESH)
    return made


def entries_of(body: bytes, address: str) -> tuple[str, list[Entry]]:
    """The feed's title and its entries. Raises NoFeed for anything that is none."""
    found: Any = feedparser.parse(body, response_headers={"content-location": address}, sanitize_html=True)
    if not found.version:
        raise NoFeed
    return str(found.feed.get("title", ""))[:300], [_entry(one, address) for one in found.entries[:MOST_ENTRIES]]


def _entry(one: Any, base: str) -> Entry:
    link = urljoin(base, str(one.get("link", "")))[:2000]
    when = one.get("published_parsed") or one.get("updated_parsed")
    at = datetime.datetime.fromtimestamp(calendar.timegm(when), datetime.UTC) if when else None
    day = timezone.localdate(at).isoformat() if at else ""
    contents = [str(part.get("value", "")) for part in one.get("content", [])]
    text = max([*contents, str(one.get("summary", ""))], key=len)
    title = str(one.get("title", ""))[:500]
    return Entry(
        str(one.get("id") or link or f"{title} {day}"), title, link, str(one.get("author", ""))[:300], day, text
    )


def _take(feed: Feed, entry: Entry, got: fetching.Fetched, waits: dict[str, float]) -> int:
    """Keep an entry and hand it to the reader; 1 where that made a capture. A page that cannot be had leaves what the feed carries,
    and the capture says why."""
    chunks, told, address = [got.body], dict[str, Any](entry.told), entry.address
    text = ""
    try:
        if feed.takes == Takes.PAGE and entry.address:
            page = _page(feed, entry, waits)
            chunks, address = [page.body], page.address
        else:
            text = _carried(entry)
    except PressRefused as error:
        text, told[NOT_HAD] = _carried(entry), kept(error)
    if chunks == [got.body] and not text.strip():
        return 0
    return _store(feed, entry, chunks, (text, address, told))


def _page(feed: Feed, entry: Entry, waits: dict[str, float]) -> fetching.Fetched:
    """The page behind an entry, if its outlet's robots.txt lets programs read it. Raises PressRefused."""
    if not fetching.is_allowed(entry.address):
        raise NotAllowedByRobots
    _wait(entry.address, waits)
    return fetching.fetch(entry.address)


def _carried(entry: Entry) -> str:
    """What the feed itself carries of an entry."""
    try:
        body = of_page(f"<html><body>{entry.text}</body></html>".encode()).text if entry.text else ""
    except PressRefused:
        body = ""
    return "\n\n".join(filter(None, (entry.title, body)))


def _store(feed: Feed, entry: Entry, chunks: Iterable[bytes], found: tuple[str, str, dict[str, Any]]) -> int:
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
        return 0
    return 1


def _wait(address: str, waits: dict[str, float]) -> None:
    """Let a host rest between two requests."""
    host = urlsplit(address).netloc
    time.sleep(max(0.0, waits.get(host, 0.0) - time.monotonic()))
    waits[host] = time.monotonic() + settings.PRESS_HOST_SECONDS


def _looked(feed: Feed, state: str) -> None:
    feed.state, feed.failures, feed.error = state, 0, None
    _save(feed, datetime.timedelta(minutes=feed.every))


def _failed(feed: Feed, error: DomainError) -> None:
    feed.state, feed.failures = FeedState.FAILED, feed.failures + 1
    feed.error = kept(error)
    _save(feed, min(LONGEST_WAIT, datetime.timedelta(minutes=feed.every) * 2 ** min(feed.failures, 12)))


def _save(feed: Feed, wait: datetime.timedelta) -> None:
    feed.last_fetched_at = timezone.now()
    feed.next_due = feed.last_fetched_at + wait
    feed.save(
        update_fields=[
            "state", "failures", "error", "last_fetched_at", "next_due", "etag", "last_modified", "digest", "title", "last_entry_at",
        ]
    )  # fmt: skip
