"""What stands around every page: menu, languages, the person, the band of a demonstration, the ledger's last line."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from babel import Locale
from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.models import User
from tamdan.core.access import roles_of
from tamdan.core.integrity import integrity
from tamdan.core.panels import MenuEntry, listed
from tamdan.institutions.models import Body
from tamdan.portal.access import is_public, query_of
from tamdan.recommendations.selection import Selection

DESK = MenuEntry(_("My desk"), "desk")


@dataclass(frozen=True)
class Entry:
    """A link of a menu; ``current`` is the value of aria-current, empty elsewhere."""

    title: str
    url: str
    current: str = ""


@dataclass(frozen=True)
class Language:
    """This page in one language, named in that language."""

    code: str
    name: str
    url: str
    current: bool


def in_language(path: str, code: str) -> str:
    """The same page in another language. A path without a language (an address for machines) leads to the first page."""
    codes = [known for known, _name in settings.LANGUAGES]
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{code}/{rest}" if first in codes else f"/{code}/"


@dataclass(frozen=True)
class NewsOf:
    """The addresses at which a page is followed."""

    feed: str
    mail: str


def _of_list(query: str) -> NewsOf:
    asked = f"?{query}" if query else ""
    return NewsOf(reverse("feed") + asked, reverse("follow") + asked)


def _of_record(request: HttpRequest, number: int) -> NewsOf | None:
    """A visitor sees public records alone; of others the staff's page says nothing."""
    if not request.user.is_anonymous and not is_public(number):
        return None
    return NewsOf(reverse("record_feed", args=[number]), f"{reverse('follow')}?record={number}")


FOLLOWED: dict[str, Callable[..., NewsOf | None]] = {
    "recommendations:register": lambda request: _of_list(query_of(Selection.read(request.GET))),
    "recommendations:state": lambda _request, code: _of_list(urlencode({"state": code})),
    "recommendations:about": lambda _request, facet, code: _of_list(urlencode({facet: code})),
    "recommendations:detail": _of_record,
}
"""The pages that can be followed, by the names of their views."""


@dataclass(frozen=True)
class Installed:
    """The body that keeps this installation, by its names."""

    body: Body
    is_demonstration: bool


@dataclass(frozen=True)
class Signed:
    """Size and time of the ledger's last checkpoint."""

    size: int
    at: datetime.datetime


_AROUND = """
SELECT installation.is_demonstration, body.name_en, body.name_km, signed.size, signed.at FROM (SELECT 1) AS one
LEFT JOIN institutions_installation AS installation ON true LEFT JOIN institutions_body AS body ON body.id = installation.body_id
LEFT JOIN (SELECT size, at FROM audit_checkpoint ORDER BY log_id DESC, size DESC LIMIT 1) AS signed ON true
"""


class Frame:
    """Lazy throughout: a fragment that shows none of it costs no query. A whole page costs a small one."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def _around(self) -> tuple[Installed | None, Signed | None]:
        """Both ends of every page in one statement; compiling two for each page took longer than running them."""
        with connection.cursor() as cursor:
            cursor.execute(_AROUND)
            is_demonstration, english, khmer, size, at = cursor.fetchone()
        installed = (
            None if is_demonstration is None else Installed(Body(name_en=english, name_km=khmer), is_demonstration)
        )
        return installed, None if size is None else Signed(size, at)

    @property
    def integrity(self) -> str:
        """What the browser compares the page's own small script with: no script goes without, least of all beside sealed letters."""
        return integrity("face.js")

    @property
    def installation(self) -> Installed | None:
        return self._around[0]

    @property
    def is_demonstration(self) -> bool:
        return self.installation is not None and self.installation.is_demonstration

    @property
    def ledger(self) -> Signed | None:
        """The last signed checkpoint, None before the first."""
        return self._around[1]

    @property
    def person(self) -> User | None:
        user = getattr(self.request, "user", None)  # absent where an earlier middleware answered
        return user if isinstance(user, User) else None

    @property
    def layout(self) -> str:
        """Of a page that anybody may come upon: what is refused leaves the menu of those who are signed in where it was."""
        return f"layouts/{'office' if self.person else 'public'}.html"

    @cached_property
    def languages(self) -> list[Language]:
        active, path = get_language(), self.request.get_full_path()
        return [
            Language(code, _own_name(code), in_language(path, code), code == active)
            for code, _name in settings.LANGUAGES
        ]

    @property
    def menu(self) -> list[Entry]:
        """The entries for everybody."""
        return self._entries([entry for entry in _sorted("MENU") if not entry.roles])

    @property
    def office_menu(self) -> list[Entry]:
        """The desk, what the person's roles give, then what everybody has."""
        user = self.request.user
        roles = roles_of(user)
        found = [entry for entry in _sorted("MENU") if entry.roles & roles]
        own = [entry for entry in found if entry.for_whom is None or entry.for_whom(user)]
        return self._entries([DESK, *own, *(entry for entry in _sorted("MENU") if not entry.roles)])

    @property
    def footer(self) -> list[Entry]:
        return self._entries(_sorted("FOOTER"))

    @cached_property
    def news(self) -> NewsOf | None:
        """How to follow what this page shows; None where nothing of it can be followed."""
        match = self.request.resolver_match
        found = FOLLOWED.get(match.view_name) if match else None
        return found(self.request, **match.kwargs) if match and found else None

    def _entries(self, entries: list[MenuEntry]) -> list[Entry]:
        """The entries with their addresses; the one that leads nearest to this page is marked."""
        language = get_language()
        urls = [_address(entry.url_name, language) for entry in entries]
        path = self.request.path
        nearest = max((url for url in urls if path.startswith(url)), key=len, default="")
        current = "page" if path == nearest else "true"
        return [
            Entry(str(entry.title), url, current if url == nearest else "")
            for entry, url in zip(entries, urls, strict=True)
        ]


@lru_cache(maxsize=20)
def _own_name(code: str) -> str:
    return str(Locale.parse(code).display_name)


@lru_cache(maxsize=200)
def _address(url_name: str, language: str | None) -> str:
    """Every page has a menu and a foot, whose addresses differ by language alone."""
    return reverse(url_name)


def _sorted(name: str) -> list[MenuEntry]:
    return sorted(listed(name), key=lambda entry: entry.order)


def frame(request: HttpRequest) -> dict[str, Frame]:
    """The context processor."""
    return {"frame": Frame(request)}
