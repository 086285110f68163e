"""The permission matrix: what each room declares of its pages in ``tamdan/<room>/tests/matrix.py`` as ``ROWS``.

One Row for each name in the URLconf. From it the expected status follows by rule for every role, for an object of one's own
body and of another body (docs/domain/accounts.md, "The permission matrix").
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tamdan.accounts.access import just_proved
from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.accounts.models import Membership, User
from tamdan.institutions.models import Body
from tests.cast import make_cast, make_user

EVERYBODY = frozenset({"everybody"})
SIGNED_IN = frozenset({"signed in"})
STAFF = frozenset(map(str, STAFF_ROLES))
NOBODY: frozenset[str] = frozenset()

Make = Callable[[User, Body], Mapping[str, Any]]
"""Makes an object that belongs to this body (and, where it belongs to a person, to this user); gives the address's arguments."""


@dataclass(frozen=True)
class Row:
    """One page of the URLconf.

    ``opens``: EVERYBODY, SIGNED_IN, or the roles that may. ``make``: needed for an address with arguments.
    ``sees_all``: roles (or EVERYBODY, SIGNED_IN) that reach objects of every body; others reach their own body's alone.
    ``post``: what is sent, for a page that takes POST; otherwise it is opened with GET. ``status``: the answer to somebody who
    may. ``visitor``: the answer to a visitor, where it is neither ``status`` nor the way to signing in.
    """

    name: str
    opens: frozenset[str]
    make: Make | None = None
    sees_all: frozenset[str] = NOBODY
    post: Mapping[str, Any] | Callable[[User, Body], Mapping[str, Any]] | None = None
    status: int = 200
    visitor: int | None = None

    def expected(self, role: Role | None, *, is_own: bool) -> int:
        """Not signed in: to signing in. Without the role: 403. Out of reach: 404. Otherwise ``status``."""
        if role is None:
            return self._for_visitor(is_own)
        if self.refuses(role):
            return 403
        return self.status if is_own or self._reaches_all(role) else 404

    def refuses(self, role: Role | None) -> bool:
        """Whatever the object: somebody who is signed in and lacks the role."""
        return role is not None and self.opens not in (EVERYBODY, SIGNED_IN) and role not in self.opens

    @property
    def is_alike_for_everybody(self) -> bool:
        return self.opens == EVERYBODY and (self.make is None or self.sees_all == EVERYBODY)

    def _for_visitor(self, is_own: bool) -> int:
        if self.visitor is not None:
            return self.visitor
        if self.opens != EVERYBODY:
            return 302
        return self.status if is_own or self.make is None or self.sees_all == EVERYBODY else 404

    def _reaches_all(self, role: Role) -> bool:
        return self.make is None or self.sees_all in (EVERYBODY, SIGNED_IN) or role in self.sees_all


def rooms() -> list[str]:
    return [name.removeprefix("tamdan.") for name in settings.INSTALLED_APPS if name.startswith("tamdan.")]


def rows_of(room: str) -> list[Row]:
    """What the room declares; nothing when it has no pages."""
    module = f"tamdan.{room}.tests.matrix"
    return list(import_module(module).ROWS) if find_spec(module) else []


def all_rows() -> list[Row]:
    return [row for room in rooms() for row in rows_of(room)]


@dataclass(frozen=True)
class Page:
    """A pattern of the URLconf: its full name, its arguments, its view."""

    name: str
    arguments: frozenset[str]
    view: Callable[..., Any]


def pages(patterns: list[Any] | None = None, namespace: str = "", outer: frozenset[str] = NOBODY) -> Iterator[Page]:
    """Every page of the URLconf, with namespaces and the arguments of what it is included in."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        arguments = outer | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from pages(pattern.url_patterns, inner, arguments)
        elif isinstance(pattern, URLPattern):
            yield Page(f"{namespace}{pattern.name}", arguments, pattern.callback)


def body_for(role: Role, bodies: Mapping[str, Body]) -> Body:
    """Where a person with this role sits in the cast."""
    if role in STAFF_ROLES:
        return bodies["committee"]
    return bodies["rights_group"] if role == Role.RIGHTS_GROUP else bodies["ministry"]


@dataclass
class People:
    """The cast's bodies by name, somebody of every role with a session key, and one of each of two bodies who left a post.

    ``users`` and ``sessions`` are by role; a visitor's objects are those of somebody of a rights group.
    """

    bodies: dict[str, Body]
    users: dict[Role, User]
    sessions: dict[Role, str]
    strangers: dict[str, User]

    def somebody(self, role: Role | None) -> tuple[User, Body]:
        """Whose objects are this role's own, and of which body."""
        return self.users[role or Role.RIGHTS_GROUP], body_for(role or Role.RIGHTS_GROUP, self.bodies)

    def stranger(self, role: Role | None) -> tuple[User, Body]:
        """Somebody of another body."""
        other = "rights_group" if self.somebody(role)[1] == self.bodies["ministry"] else "ministry"
        return self.strangers[other], self.bodies[other]

    def client(self, role: Role | None) -> Client:
        made = Client()
        if role is not None:
            made.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return made


def make_people() -> People:
    cast = make_cast()
    bodies = {"committee": cast.committee, "ministry": cast.ministry, "rights_group": cast.rights_group}
    users = {role: make_user(body_for(role, bodies), role) for role in Role}
    sessions = {}
    for role, user in users.items():
        client = Client()
        sign_in(client, user)
        sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
    strangers = {name: make_user(bodies[name], Role.MONITOR) for name in ("ministry", "rights_group")}
    Membership.objects.filter(user__in=strangers.values()).update(role=Role.FOCAL_POINT, end=datetime.date(2021, 1, 1))
    return People(bodies, users, sessions, strangers)


def sign_in(client: Client, user: User) -> None:
    """Signed in with a second factor, and having typed the password a moment ago, as sensitive acts ask."""
    Authenticator.objects.get_or_create(user=user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}})
    client.force_login(user)
    request: Any = client.get("/").wsgi_request
    request.session = client.session
    just_proved(request, user)
    request.session.save()


@dataclass(frozen=True)
class Question:
    """An address, and what is sent to it if it is not only opened."""

    url: str
    sent: Mapping[str, Any] | None


def question(row: Row, owner: User, body: Body) -> Question:
    """About a new object of ``owner`` in ``body``."""
    arguments = dict(row.make(owner, body)) if row.make else {}
    return Question(reverse(row.name, kwargs=arguments), row.post(owner, body) if callable(row.post) else row.post)


def ask(client: Client, asked: Question) -> int:
    """The status of the answer."""
    url, sent = asked.url, asked.sent
    response: Any = client.get(url) if sent is None else client.post(url, dict(sent))
    if response.streaming:
        b"".join(response.streaming_content)  # a file that is sent is open until it was read to its end
    status: int = response.status_code
    return status
