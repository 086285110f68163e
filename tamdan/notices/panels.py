"""What this room declares to the rest (core.panels)."""

from collections.abc import Iterator, Sequence
from typing import cast

from django.utils.translation import gettext_lazy as _

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.core.access import Viewer
from tamdan.core.health import Finding
from tamdan.core.panels import DeskEntry, MenuEntry
from tamdan.notices.access import POSTMASTERS, inbox_of, troubled_mail
from tamdan.notices.enums import Mail
from tamdan.notices.models import Notice

EVERYBODY = frozenset(Role)


def _unread(user: Viewer) -> int:
    return inbox_of(cast(User, user)).unread().count()


def _failed(_user: Viewer) -> int:
    return troubled_mail().filter(mail=Mail.FAILED).count()


def mail_health() -> Iterator[Finding]:
    """For ``tamdan doctor``: mails that were given up."""
    failed = Notice.objects.filter(mail=Mail.FAILED)
    number = failed.count()
    if number:
        said = failed.order_by("-id").values_list("failure", flat=True)[0]
        yield Finding(
            "mail", "warn", _("Mail: %(number)s could not be sent; the last answer was: %(words)s"),
            _("Look at the page of failed mails."), {"number": number, "words": said},
        )  # fmt: skip
    else:
        yield Finding("mail", "ok", _("Mail: none of a notice has failed."))


def forget(erased: Sequence[tuple[str, str]]) -> None:
    """Notices go with the records that they were about."""
    for kind, pk in erased:
        if pk.isdigit():
            Notice.objects.filter(object_kind=kind, object_id=int(pk)).delete()


MENU = [MenuEntry(_("Notices"), "notices:inbox", EVERYBODY, order=10)]
DESK = [
    DeskEntry(_("unread notices"), "notices:inbox", _unread, EVERYBODY),
    DeskEntry(_("mails that could not be sent"), "notices:failures", _failed, frozenset(POSTMASTERS)),
]
HEALTH = [mail_health]
ERASURE_FOLLOWERS = [forget]
AUDIT_VERBS = {
    "notices.delivery_set": _("Choice of mails saved"),
    "notices.mail_tried_again": _("Failed mail tried again"),
}
