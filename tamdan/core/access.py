"""Who may see what, in one place: a person's reach, the visibility of a record, and the decorators that views carry.

Fetching a record through ``visible_to(user)`` is the access check. Out of reach is 404, within reach but not allowed is 403.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol

from django.core.exceptions import PermissionDenied
from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.urls import resolve
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    """How far a record of a body may be seen. Nothing but reference data is public by default."""

    OWNER = "owner", _("Its own body only")
    SHARED = "shared", _("Shared with named bodies")
    STAFF = "staff", _("Staff of this installation")
    PUBLIC = "public", _("Public")


@dataclass(frozen=True)
class Reach:
    """What a signed-in person's memberships let them see on this day."""

    bodies: frozenset[int] = frozenset()
    sees_staff: bool = False

    def condition(self, prefix: str = "") -> models.Q:
        """The rows of an owned model (or of one reached through ``prefix``) within this reach, as a query condition."""
        seen = models.Q(**{f"{prefix}visibility": Visibility.PUBLIC})
        if self.sees_staff:
            seen |= models.Q(**{f"{prefix}visibility": Visibility.STAFF})
        if self.bodies:
            bodies = sorted(self.bodies)
            seen |= models.Q(**{f"{prefix}owner__in": bodies})
            seen |= models.Q(**{f"{prefix}visibility": Visibility.SHARED, f"{prefix}shared_with__overlap": bodies})
        return seen


PUBLIC_REACH = Reach()


class Viewer(Protocol):
    """A visitor or a user: what access rules ask of ``request.user``."""

    @property
    def is_anonymous(self) -> bool: ...


class Member(Viewer, Protocol):
    def reach(self) -> Reach: ...

    def roles(self) -> frozenset[str]: ...


def reach_of(user: Viewer) -> Reach:
    """A visitor reaches what is public; a user what their memberships of today give."""
    if user.is_anonymous:
        return PUBLIC_REACH
    member: Member = user  # type: ignore[assignment]
    return member.reach()


def roles_of(user: Viewer) -> frozenset[str]:
    if user.is_anonymous:
        return frozenset()
    member: Member = user  # type: ignore[assignment]
    return member.roles()


View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Opens a view to visitors; without it every page asks to sign in (accounts.middleware)."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def reads(view: View) -> View:
    """GET and HEAD only, and the database refuses every write meanwhile."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        with transaction.atomic():
            if not connection.in_atomic_block or not connection.savepoint_ids:
                connection.cursor().execute("SET TRANSACTION READ ONLY")
            return view(request, *args, **kwargs)

    inner.access = "reads"  # type: ignore[attr-defined]
    return inner


def writes(view: View) -> View:
    """POST only, in one transaction: everything that the view changed or nothing."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with transaction.atomic():
            return view(request, *args, **kwargs)

    inner.access = "writes"  # type: ignore[attr-defined]
    return inner


def form(view: View) -> View:
    """GET shows a form, POST takes it, in one transaction."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "POST"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        with transaction.atomic():
            return view(request, *args, **kwargs)

    inner.access = "form"  # type: ignore[attr-defined]
    return inner


def role_required(*roles: str) -> Callable[[View], View]:
    """Asks for one of the roles; anybody else who is signed in gets 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not roles_of(request.user) & set(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        inner.roles = frozenset(roles)  # type: ignore[attr-defined]
        return inner

    return decorate


def may_follow(user: Viewer, address: str) -> bool:
    """Whether the page at ``address``, a path of this site, asks for no role or for one that this person has.

    It says nothing of the record behind the page: whoever shows the link has found that within reach.
    """
    asked: frozenset[str] | None = getattr(resolve(address).func, "roles", None)
    return asked is None or bool(roles_of(user) & asked)
