"""For ``tamdan doctor``: whether somebody can sign in here, and safely."""

from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.adapter import MFAAdapter
from tamdan.accounts.errors import SecondFactorUnreadable
from tamdan.core.health import Finding
from tamdan.institutions.models import Installation

SEALED = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""Second factors whose secret lies in the database under a key of this machine, and what it is called there."""


def findings() -> Iterator[Finding]:
    if not Installation.objects.exists():
        do = _("Run: `tamdan serve`, and open the page that it names.")
        yield Finding("set up", "warn", _("Nothing is set up yet: nobody can sign in."), do)
    yield from _second_factors()
    yield from _plain_text()


def _second_factors() -> Iterator[Finding]:
    """One key for all, so the last one tells; a restore without the keys loses it."""
    last = Authenticator.objects.filter(type__in=SEALED).order_by("-id").first()
    sealed = last.data.get(SEALED[last.type]) if last else None
    if not sealed:
        return
    try:
        MFAAdapter().decrypt(sealed)
    except SecondFactorUnreadable:
        yield Finding(
            "second factors", "bad", _("Sign-in: second factors were stored with another key than this machine has."),
            _("Put the file `secrets/second-factor` back, or run: `tamdan user reset-second-factor ADDRESS`"),
        )  # fmt: skip
    else:
        yield Finding("second factors", "ok", _("Sign-in: second factors can be read."))


def _plain_text() -> Iterator[Finding]:
    """Passwords and cookies pass in the open where other machines are served without TLS."""
    others = [host for host in settings.ALLOWED_HOSTS if host not in ("localhost", "127.0.0.1", "[::1]", "testserver")]
    if others and not settings.SESSION_COOKIE_SECURE:
        said = _("Address: %(hosts)s is served without TLS, so passwords can be read on the way.")
        do = _("Put a proxy with TLS before it and set `TAMDAN_TLS=1` (`docs/operations.md`).")
        yield Finding("tls", "bad", said, do, {"hosts": ", ".join(others)})
