import datetime
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.models import User
from tamdan.core.health import Finding
from tamdan.core.panels import Kept, MenuEntry
from tamdan.notices.enums import Mail
from tamdan.portal.models import Follow, Follower, Telling

MENU = [MenuEntry(_("Reference"), "reference", order=50)]
FOOTER = [
    MenuEntry(_("About"), "about", order=10),
    MenuEntry(_("Open data"), "data", order=15),
    MenuEntry(_("Help"), "help", order=20),
    MenuEntry(_("Accessibility"), "accessibility", order=30),
]


def unconfirmed_before(moment: datetime.datetime) -> QuerySet[Follow]:
    """What was asked for before and never confirmed; an address that is left without anything goes with the next telling."""
    return Follow.objects.unconfirmed().filter(asked_at__lt=moment)


def erase_follower(pk: str) -> Sequence[tuple[str, str]]:
    """Removes an address with everything that it follows and was told."""
    Follower.objects.get(pk=pk).delete()
    return [("portal.follower", pk)]


def forget(erased: Sequence[tuple[str, str]]) -> Sequence[tuple[str, str]]:
    """What somebody follows goes with their account; it is found by the address, because nothing else joins the two."""
    keys = [pk for kind, pk in erased if kind == "accounts.user" and pk.isdigit()]
    gone: list[tuple[str, str]] = []
    for address in User.objects.filter(pk__in=keys).values_list("email", flat=True):
        for follower in Follower.objects.filter(address__iexact=address):
            gone += erase_follower(str(follower.pk))
    return gone


def told_before(moment: datetime.datetime) -> QuerySet[Telling]:
    """Mails that were sent, or given up, before; nobody is told twice without them, because their bulletin is told."""
    return Telling.objects.exclude(mail=Mail.WAITING).filter(mail_at__lt=moment)


def follow_health() -> Iterator[Finding]:
    """For ``tamdan doctor``: mails to followers that were given up. Never what the server said: it names the address."""
    failed = sum(model.objects.filter(mail=Mail.FAILED).count() for model in (Telling, Follow))
    if failed:
        said = _("Mail: %(number)s to followers could not be sent.")
        yield Finding("follow", "warn", said, _("Look at the mail server's log."), {"number": failed})
    else:
        yield Finding("follow", "ok", _("Mail: none to a follower has failed."))


HEALTH = [follow_health]
RETENTION = {
    "portal.follow": Kept(_("Wishes for mail that nobody confirmed"), unconfirmed_before),
    "portal.telling": Kept(_("What followers were mailed"), told_before),
}
ERASERS = {"portal.follower": erase_follower}
ERASURE_FOLLOWERS = [forget]
