"""Fetching a page or feed that somebody named: only public addresses, few redirects, limited in bytes and time (docs/adr/0024).

The name is resolved once, the address checked and connected to as it is (requests-hardened). Each redirect passes the same door, and
what comes with it is not read. What comes back is taken for what its bytes are, not for what the server calls it.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from protego import Protego
from requests_hardened import Config, HTTPSession
from requests_hardened.ip_filter import InvalidIPAddress
from urllib3.exceptions import HTTPError, LocationParseError

from tamdan.press.addresses import check_address
from tamdan.press.connections import ended_after, watch
from tamdan.press.enums import How
from tamdan.press.errors import (
    AddressRefused,
    AddressWrong,
    Answered,
    LyingType,
    NotReached,
    PressRefused,
    TooLargeToFetch,
    TooManyRedirects,
    TooSlow,
)
from tamdan.press.extracting.kinds import kind_of

LARGEST = 20 * 2**20
"""Bytes of a page or feed."""
MOST_REDIRECTS = 5
CONNECT_SECONDS, READ_SECONDS, WHOLE_SECONDS = 10, 20, 60
_CHUNK = 1 << 16
_LONGEST_NUMBER, _DAY = 15, 86_400
_TEXT_KINDS = (How.PAGE, How.TEXT, How.EMAIL)
_NO_TEXT = ("image/", "audio/", "video/", "font/")


@dataclass(frozen=True)
class Fetched:
    """What came from ``address`` (behind all redirects). ``is_unchanged``: the server said that nothing is new, and sent nothing."""

    address: str
    body: bytes = b""
    kind: str = ""
    etag: str = ""
    last_modified: str = ""
    is_unchanged: bool = False


def user_agent() -> str:
    """Names the program, its release and this installation, so that an outlet knows whom to ask."""
    return f"Tamdan/{version('tamdan')} (+{settings.ORIGIN})"


def fetch(address: str, *, etag: str = "", last_modified: str = "", limit: int = LARGEST) -> Fetched:
    """Ask for an address, conditionally where ``etag`` or ``last_modified`` are known.

    Raises AddressWrong, AddressRefused, TooManyRedirects, NotReached, TooSlow, TooLargeToFetch, Answered and LyingType.
    """
    asked = check_address(address)
    host = urlsplit(asked).hostname or ""
    headers = {"User-Agent": user_agent(), "Accept-Encoding": "gzip, deflate"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": last_modified} if last_modified else {}
    until = time.monotonic() + WHOLE_SECONDS
    try:
        with ended_after(WHOLE_SECONDS), _session() as session:
            return _followed(session, asked, headers, limit)
    except InvalidIPAddress as error:
        raise AddressRefused(address=host) from error
    except requests.Timeout as error:
        raise TooSlow(host=host, seconds=READ_SECONDS) from error
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, LocationParseError) as error:
        raise AddressWrong from error
    except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
        if time.monotonic() >= until:
            raise TooSlow(host=host, seconds=WHOLE_SECONDS) from error
        raise NotReached(host=host) from error


def _followed(session: "_Session", address: str, headers: Mapping[str, str], limit: int) -> Fetched:
    """The answer behind redirects, none of whose bodies is read."""
    until = time.monotonic() + WHOLE_SECONDS
    for _step in range(MOST_REDIRECTS + 1):
        with session.get(address, headers=headers, stream=True, allow_redirects=False) as answer:
            if not answer.is_redirect:
                return _taken(answer, urlsplit(address).hostname or "", limit, until)
            address = check_address(urljoin(address, answer.headers["Location"]))
    raise TooManyRedirects(limit=MOST_REDIRECTS)


class _Session(HTTPSession):  # type: ignore[misc]
    """Follows nothing by itself: requests would read what comes with a redirect whole, however much it is."""

    def resolve_redirects(self, *_args: Any, **_more: Any) -> Any:
        return iter(())


def _session() -> _Session:
    """A session of one page, without the proxies and passwords that the machine's environment may name."""
    session = _Session(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=settings.PRESS_LOOPBACK,
            never_redirect=False,
            default_timeout=(CONNECT_SECONDS, READ_SECONDS),
        )
    )
    session.trust_env = False
    watch(session)
    return session


def _taken(answer: requests.Response, host: str, limit: int, until: float) -> Fetched:
    if answer.status_code == requests.codes.not_modified:
        return Fetched(answer.url, is_unchanged=True)
    if answer.status_code != requests.codes.ok:
        raise Answered(host=host, status=answer.status_code, after=_after(answer.headers.get("Retry-After", "")))
    said = answer.headers.get("Content-Length", "")
    if said.isdecimal() and (len(said) > _LONGEST_NUMBER or int(said) > limit):
        raise TooLargeToFetch(limit=limit >> 20)
    body = _body(answer, host, limit, until)
    kind = _kind(answer.headers, body)
    return Fetched(
        answer.url, body, kind, answer.headers.get("ETag", "")[:500], answer.headers.get("Last-Modified", "")[:100]
    )


def _after(said: str) -> int:
    """Seconds of a Retry-After, at most a day; a date says nothing here, because clocks differ."""
    return min(int(said), _DAY) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else 0


def _body(answer: requests.Response, host: str, limit: int, until: float) -> bytes:
    """The bytes, unpacked, counted as they come: what a server says of their number is not believed."""
    pieces, size = [], 0
    for piece in iter(lambda: answer.raw.read1(_CHUNK, decode_content=True), b""):
        size += len(piece)
        if size > limit:
            raise TooLargeToFetch(limit=limit >> 20)
        pieces.append(piece)
    if time.monotonic() >= until:
        raise TooSlow(host=host, seconds=WHOLE_SECONDS)
    return b"".join(pieces)


def _kind(headers: Mapping[str, str], body: bytes) -> str:
    """What the bytes are, which has to agree with what the server says of them. Raises LyingType."""
    said = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    try:
        kind = str(kind_of(body[:4096])) if body else str(How.TEXT)
    except PressRefused as error:
        raise LyingType(said=said or "?", found="binary") from error
    is_pdf = said == "application/pdf"
    if said.startswith(_NO_TEXT) or (
        said and (is_pdf != (kind == How.PDF) or (kind not in _TEXT_KINDS and kind != How.PDF))
    ):
        raise LyingType(said=said, found=kind)
    return kind


@lru_cache(maxsize=500)
def _rules(origin: str, hour: int) -> Protego | None:
    """robots.txt of a host, asked for once an hour; a host without one (or with an unreadable one) forbids nothing."""
    try:
        return Protego.parse(fetch(f"{origin}/robots.txt", limit=1 << 19).body.decode("utf-8", errors="replace"))
    except PressRefused:
        return None


def is_allowed(address: str) -> bool:
    """Whether the outlet's robots.txt lets programs read a page."""
    parts = urlsplit(check_address(address))
    rules = _rules(f"{parts.scheme}://{parts.netloc}", int(time.time() // 3600))
    return rules is None or bool(rules.can_fetch(address, user_agent()))


def delay_of(address: str, least: float) -> float:
    """Seconds between two requests to a host: what its robots.txt asks for up to a minute, at least ``least``."""
    parts = urlsplit(address)
    rules = _rules(f"{parts.scheme}://{parts.netloc}", int(time.time() // 3600))
    asked = rules.crawl_delay(user_agent()) if rules else None
    return max(least, min(float(asked or 0), 60.0))
