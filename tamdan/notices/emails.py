"""What a mail holds: the sentences of its notices, links to their pages, and the way out of the mails. Never anything else."""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from tamdan.accounts.models import User
from tamdan.institutions.models import Installation
from tamdan.language.templatetags.language import localnum
from tamdan.notices.models import Notice

SALT = "tamdan.notices.stop"


def mail_for(notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """One mail about some notices of one person, in that person's language."""
    user = notices[0].user
    installation = Installation.current()
    with override(user.language):
        stop = settings.ORIGIN + reverse("notices:stop", args=[stop_token(user)])
        context = {
            "groups": _grouped(notices),
            "origin": settings.ORIGIN,
            "stop": stop,
            "language": user.language,
            "preferences": settings.ORIGIN + reverse("notices:preferences"),
            "sender": installation.body if installation else None,
        }  # fmt: skip
        mail = EmailMultiAlternatives(
            subject=_subject(notices),
            body=render_to_string("notices/emails/mail.txt", context),
            from_email=(installation and installation.mail_from) or settings.DEFAULT_FROM_EMAIL,
            to=[user.email],
            headers=_headers(notices, stop, user.language),
        )
        mail.attach_alternative(render_to_string("notices/emails/mail.html", context), "text/html")
    return mail


def _grouped(notices: Sequence[Notice]) -> list[tuple[str, list[Notice]]]:
    """By kind, under its label."""
    ordered = sorted(notices, key=lambda notice: notice.label)
    return [(label, list(found)) for label, found in groupby(ordered, lambda notice: notice.label)]


def _subject(notices: Sequence[Notice]) -> str:
    if len(notices) == 1:
        return " ".join(notices[0].text.split())
    number = len(notices)
    return ngettext("%(shown)s notice", "%(shown)s notices", number) % {"shown": localnum(number)}


def _headers(notices: Sequence[Notice], stop: str, language: str) -> dict[str, str]:
    """The same Message-ID at each attempt, so that a mail that arrived twice is shown once; and how to stop (RFC 8058)."""
    host = urlsplit(settings.ORIGIN).hostname or "localhost"
    return {
        "Message-ID": f"<notice.{notices[0].pk}.{notices[0].made_at:%Y%m%d%H%M%S}@{host}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def stop_token(user: User) -> str:
    """Names the person in the address that stops their mails, without signing in."""
    return signing.dumps(str(user.uuid), salt=SALT)


def user_of(token: str) -> User | None:
    """Whom a token names; None for one that we did not make."""
    try:
        uuid = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return User.objects.filter(uuid=uuid).first()
