"""What somebody was writing when their session ended: kept on the server, returned after signing in, to them alone.

The page that they sent cannot be stored without knowing who they are. So the fields wait in the new, still anonymous
session, marked with the person who last signed in with this browser (a signed cookie says who that was). After signing in
the same person decides whether to send them again (docs/adr/0006-simultaneous-edits.md).
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict

from tamdan.accounts.models import User

COOKIE = "tamdan_writer"
COOKIE_SECONDS = 30 * 24 * 3600
SESSION_KEY = "kept_form"
SALT = "tamdan.accounts.kept"
WAITING_SECONDS = 3600
"""How long the fields wait for somebody to sign in."""


@dataclass(frozen=True)
class Kept:
    """A form that was sent without a session: the address it was sent to, its fields, whose it is (a user's uuid)."""

    path: str
    fields: str
    writer: str

    def pairs(self) -> list[tuple[str, str]]:
        """The fields in their order, one pair for each value."""
        return [(name, value) for name, values in QueryDict(self.fields).lists() for value in values]

    def texts(self) -> list[str]:
        """What a person typed, as far as it can be told from codes and numbers: values with a space or beyond ASCII."""
        return [
            value for name, value in self.pairs() if name != "seen" and (" " in value.strip() or not value.isascii())
        ]


def remember_writer(response: HttpResponse, user: User) -> None:
    """Mark the browser as this person's; called at each sign-in."""
    response.set_cookie(
        COOKIE, signing.dumps(str(user.uuid), salt=SALT), max_age=COOKIE_SECONDS, httponly=True,
        samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def keep(request: HttpRequest) -> bool:
    """Keep the fields of a form that was sent without a session; False where nobody is known to have signed in here.

    Files and passwords are never kept.
    """
    try:
        writer: str = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_SECONDS)
    except signing.BadSignature:
        return False
    fields = request.POST.copy()
    for name in list(fields):
        if name == "csrfmiddlewaretoken" or "password" in name:
            del fields[name]
    kept = Kept(request.get_full_path(), fields.urlencode(), writer)
    request.session[SESSION_KEY] = asdict(kept)
    request.session.set_expiry(WAITING_SECONDS)
    return True


def kept_for(request: HttpRequest, user: User) -> Kept | None:
    """What waits for this person; never what waits for somebody else."""
    found: dict[str, Any] | None = request.session.get(SESSION_KEY)
    return Kept(**found) if found and found["writer"] == str(user.uuid) else None


def drop(request: HttpRequest) -> None:
    """Forget what was kept: it was sent, or thrown away."""
    request.session.pop(SESSION_KEY, None)
