"""What this room declares about referrals; panels.py takes it in."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.panels import DeskEntry, MenuEntry, NoticeKind
from tamdan.grievances.models import READERS
from tamdan.grievances.referral.access import incoming, outgoing
from tamdan.grievances.referral.enums import Standing
from tamdan.grievances.referral.export import EXPORTED
from tamdan.grievances.referral.models import RECEIVERS
from tamdan.grievances.referral.moves import (
    AGREED,
    ANSWERED,
    ASKED,
    ENDED,
    FILED,
    PASSED,
    REFUSED,
    RETURNED,
    TAKEN_UP,
    WROTE,
)

CAP = 99


def waiting(user: Viewer) -> int:
    """Passed to the person's body, which has not said whether it takes it up."""
    return incoming(user).filter(standing=Standing.OFFERED)[: CAP + 1].count()


def waiting_there(user: Viewer) -> int:
    """Passed to another body, which has not said whether it takes it up."""
    return outgoing(user).filter(standing=Standing.OFFERED)[: CAP + 1].count()


def agreed(user: Viewer) -> int:
    """The complainant said yes, and the office has not passed it on."""
    return outgoing(user).filter(standing=Standing.AGREED)[: CAP + 1].count()


def late_here(user: Viewer) -> int:
    """Passed to the person's body, which is past its day."""
    return incoming(user).late()[: CAP + 1].count()


def late_there(user: Viewer) -> int:
    """Passed to another body, which is past its day."""
    return outgoing(user).late()[: CAP + 1].count()


_READERS, _RECEIVERS = frozenset(map(str, READERS)), frozenset(map(str, RECEIVERS))
MENU = [MenuEntry(_("Passed on"), "grievances:referrals", _READERS | _RECEIVERS, order=11)]
DESK = [
    DeskEntry(
        _("complaints passed to your body that wait"), "grievances:referrals_waiting", waiting, _RECEIVERS, cap=CAP
    ),
    DeskEntry(_("complaints that may be passed on now"), "grievances:referrals_agreed", agreed, _READERS, cap=CAP),
    DeskEntry(
        _("complaints that wait for another body"), "grievances:referrals_waiting", waiting_there, _READERS, cap=CAP
    ),
    DeskEntry(
        _("complaints passed to your body that are late"),
        "grievances:referrals_late",
        late_here,
        _RECEIVERS,
        late=True,
        cap=CAP,
    ),
    DeskEntry(
        _("complaints with another body that is late"),
        "grievances:referrals_late",
        late_there,
        _READERS,
        late=True,
        cap=CAP,
    ),
]
NOTICE_KINDS = {
    PASSED: NoticeKind(_("Passed to your body"), _("Complaint %(number)s was passed to your body. Say whether you take it up.")),
    ENDED: NoticeKind(_("Taken back from your body"), _("Complaint %(number)s was taken back: you can open nothing of it any longer.")),
    WROTE: NoticeKind(_("Words about a complaint passed on"), _("There are new words about complaint %(number)s.")),
    AGREED: NoticeKind(
        _("Agreed: pass it on"), _("The complainant agreed that complaint %(number)s goes to the body that was named.")
    ),
    TAKEN_UP: NoticeKind(_("Taken up by the other body"), _("The other body deals with complaint %(number)s.")),
    REFUSED: NoticeKind(_("Not taken up by the other body"), _("The other body does not take up complaint %(number)s. The file says why.")),
    RETURNED: NoticeKind(_("Given back by the other body"), _("The other body gave complaint %(number)s back. The file says why.")),
    ANSWERED: NoticeKind(_("Answered by the other body"), _("The other body has answered complaint %(number)s.")),
}  # fmt: skip
AUDIT_VERBS = {
    ASKED: _("The complainant was asked whether another body may have the complaint"),
    PASSED: _("A complaint was passed to another body"),
    FILED: _("A complaint was given to another body as a file"),
    TAKEN_UP: _("The other body took a complaint up"),
    REFUSED: _("The other body did not take a complaint up"),
    RETURNED: _("The other body gave a complaint back"),
    ANSWERED: _("The other body answered a complaint"),
    ENDED: _("What another body had of a complaint ended"),
    EXPORTED: _("The list of complaints passed on was downloaded"),
}
