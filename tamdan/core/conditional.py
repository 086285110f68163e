"""Public pages that are sent again only when something changed (RFC 9110, sections 8.8 and 13).

The room that counts changes lies below most rooms that have pages, so it registers here at start-up, as the ledger does
(core.ledger). How a process knows of changes without asking: docs/adr/0017-stamps-by-notification.md.
"""

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import version
from typing import Any, Protocol

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language

SITE = "site"
"""Subject of what stands around every page: this installation and its body."""
_RELEASE = version("tamdan")
"""Read once: it is parsed from a file."""
Page = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Stamped:
    """How often the subjects changed, and when last (UTC); ``at`` is None before the first change."""

    number: int
    at: datetime.datetime | None


class Stamper(Protocol):
    """Reads the count of the named subjects, of all of them for none, in one query."""

    def __call__(self, *subjects: str) -> Stamped: ...


class Memory(Protocol):
    """The same from memory; None where that is not sure."""

    def __call__(self, *subjects: str) -> Stamped | None: ...


@dataclass(frozen=True)
class Clockwork:
    """What is registered: how changes are counted, what is remembered of it, and which day it is in the home State, because
    pages say what is past."""

    stamped: Stamper
    remembered: Memory
    today: Callable[[], datetime.date]


_registered: list[Clockwork] = []


def register(clockwork: Clockwork) -> None:
    """Called once when the room that counts is ready."""
    _registered[:] = [clockwork]


def unless_unchanged(*subjects: str) -> Callable[[Page], Page]:
    """Answers a visitor's repeated request with 304 while the ``subjects`` are what they were: from memory, or one small query.

    Without subjects any change counts: for pages with panels, whose rooms the page does not know. The tag is weak: the ledger's
    line at the foot, which moves with every act of the office, may be as old as the page. Signed-in people get the page.
    """

    def decorate(view: Page) -> Page:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_anonymous or request.method not in ("GET", "HEAD"):
                return view(request, *args, **kwargs)
            # Read before the page is made: a change meanwhile makes the tag older than the page, never the page than the tag.
            stamp = _stamp(*subjects, *([SITE] if subjects else []))
            tag = _tag(request, stamp)
            response = _not_modified(request, tag) or view(request, *args, **kwargs)
            if response.status_code in (200, 304):
                _describe(response, tag, stamp)
            return response

        return inner

    return decorate


def _stamp(*subjects: str) -> Stamped:
    clockwork = _registered[0]
    return clockwork.remembered(*subjects) or clockwork.stamped(*subjects)


def _not_modified(request: HttpRequest, tag: str) -> HttpResponseBase | None:
    """The 304, when the visitor names this very tag. ``*`` asks whether there is a page at all, which only the view knows."""
    if request.headers.get("If-None-Match", "").strip() == "*":
        return None
    return get_conditional_response(request, etag=tag)


def _tag(request: HttpRequest, stamp: Stamped) -> str:
    parts = (
        request.get_full_path(), request.headers.get("HX-Request"), get_language(), stamp.number, _registered[0].today(),
        _RELEASE,
    )  # fmt: skip
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _describe(response: HttpResponseBase, tag: str, stamp: Stamped) -> None:
    """Caches may keep the page and must ask each time whether it is still good."""
    response["ETag"] = tag
    if stamp.at:
        response["Last-Modified"] = http_date(stamp.at.timestamp())
    patch_cache_control(response, no_cache=True)
