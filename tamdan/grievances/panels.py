"""What this room declares to the rest (core.panels)."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tamdan.core.panels import DeskEntry, MenuEntry, NoticeKind
from tamdan.grievances import actions, alike, arriving, exporting, handing
from tamdan.grievances.access import READERS, hidden_clocks
from tamdan.grievances.arriving import arrived
from tamdan.grievances.deciding import TAKEN_AWAY, decided
from tamdan.grievances.forgetting import forget
from tamdan.grievances.load import load_reasons
from tamdan.grievances.models import Case
from tamdan.grievances.queue import counted
from tamdan.grievances.status import status_of
from tamdan.grievances.timing import KIND, follow
from tamdan.intake.models import Letter


def number_of(letter: Letter) -> str:
    """What people call a complaint, by its first letter."""
    try:
        return str(letter.case.number)  # the file that the letter's arrival opened is at hand
    except Case.DoesNotExist:
        return ""


MENU = [MenuEntry(_("Letters"), "grievances:queue", frozenset(READERS), order=10)]
DESK = [
    DeskEntry(
        _("letters past their date"), "grievances:late", partial(counted, name="late"), frozenset(READERS), late=True
    ),
    DeskEntry(_("letters with danger"), "grievances:danger", partial(counted, name="danger"), frozenset(READERS)),
    DeskEntry(
        _("letters handled by nobody"), "grievances:waiting", partial(counted, name="nobody"), frozenset(READERS)
    ),
    DeskEntry(_("answers of complainants"), "grievances:answers", partial(counted, name="answer"), frozenset(READERS)),
    DeskEntry(_("letters handled by me"), "grievances:mine", partial(counted, name="mine"), frozenset(READERS)),
]
NOTICE_KINDS = {
    arriving.DANGER: NoticeKind(
        _("Somebody may be in danger"), _("A new letter says that somebody is in danger: %(number)s. Open it first.")
    ),
    arriving.WROTE: NoticeKind(_("The complainant wrote"), _("Something new came for complaint %(number)s.")),
    TAKEN_AWAY: NoticeKind(
        _("No office can open a letter any longer"),
        _(
            "The complainant took complaint %(number)s away from every office. It can be answered or closed, but not read."
        ),
    ),
    actions.ASSIGNED: NoticeKind(_("Given to you"), _("You handle complaint %(number)s from now on.")),
    actions.REOPENED: NoticeKind(_("Opened again"), _("Complaint %(number)s was opened again by the complainant.")),
    handing.HANDED_OVER: NoticeKind(
        _("Handed over to you"),
        ngettext_lazy("%(number)s file was handed over to you.", "%(number)s files were handed over to you.", "number"),
    ),
}
REFERENCE_LOADERS = [load_reasons]
LETTER_ARRIVALS = [arrived]
DECISION_ARRIVALS = [decided]
LETTER_NUMBER = [number_of]
ERASURE_FOLLOWERS = [forget]
CLOCK_FOLLOWERS = {KIND: follow}
CLOCKS_HIDDEN = {KIND: hidden_clocks}
AUDIT_VERBS = {
    arriving.OPENED: _("The file of a complaint was opened"),
    arriving.WROTE: _("The complainant wrote or decided something"),
    actions.ASSIGNED: _("A complaint was given to an officer"),
    actions.DECIDED: _("It was decided whether the office handles a complaint"),
    actions.ANSWERED: _("A complaint was answered"),
    actions.CLOSED: _("The file of a complaint was closed"),
    actions.REOPENED: _("The file of a complaint was opened again"),
    actions.SORTED: _("It was said what a complaint is about"),
    actions.RECUSED: _("It was said whom a complaint is about"),
    actions.SEEN: _("What the complainant wrote was taken up"),
    alike.SAME: _("Two complaints are about the same matter"),
    exporting.EXPORTED: _("The list of letters was downloaded"),
    handing.HANDED_OVER: _("The files of an officer were handed over"),
    handing.TAKEN_BACK: _("A handover of files was reversed"),
}
RECEIPT_STATUS = [status_of]
