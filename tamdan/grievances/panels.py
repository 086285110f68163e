"""What this room declares to the rest (core.panels)."""

from functools import partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tamdan.clocks.access import nothing_by_hand
from tamdan.core.panels import DeskEntry, MenuEntry, NoticeKind
from tamdan.grievances import (
    actions,
    alike,
    arriving,
    box_panels,
    custody,
    custody_checking,
    exporting,
    handing,
    reminding,
)
from tamdan.grievances.access import READERS, clock_acts, hidden_clocks, more_time_in_time
from tamdan.grievances.arriving import arrived
from tamdan.grievances.custodians import CUSTODIANS, hidden_names, keeps_names, names_lent, names_to_decide
from tamdan.grievances.deciding import TAKEN_AWAY, decided
from tamdan.grievances.equality import OVERSEERS
from tamdan.grievances.equality_files import EXPORTED as EQUALITY_EXPORTED
from tamdan.grievances.forgetting import forget
from tamdan.grievances.limits import number_held_up
from tamdan.grievances.load import load_identity_reasons, load_reasons, load_referral_reasons
from tamdan.grievances.models import Case
from tamdan.grievances.queue import CAP, counted
from tamdan.grievances.referral import clocks as referral_clocks
from tamdan.grievances.referral import panels as referral_panels
from tamdan.grievances.referral.checking import SENTENCES, contradictions
from tamdan.grievances.referral.following import decided as referral_decided
from tamdan.grievances.referral.told import sections
from tamdan.grievances.status import status_of
from tamdan.grievances.timing import KIND, follow
from tamdan.grievances.told import history
from tamdan.intake.models import Letter
from tamdan.sealing.enums import SERVERS


def number_of(letter: Letter) -> str:
    """What people call a complaint, by its first letter."""
    try:
        return str(letter.case.number)  # the file that the letter's arrival opened is at hand
    except Case.DoesNotExist:
        return ""


_READERS = frozenset(READERS)
MENU = [
    MenuEntry(_("Letters"), "grievances:queue", _READERS, order=10),
    MenuEntry(_("Are all served alike?"), "grievances:equality", OVERSEERS, order=15),
    MenuEntry(_("Names in custody"), "grievances:names", frozenset(CUSTODIANS), order=13, for_whom=keeps_names),
    *box_panels.MENU,
    *referral_panels.MENU,
]
DESK = [
    DeskEntry(
        _("letters past their date"), "grievances:late", partial(counted, name="late"), _READERS, late=True, cap=CAP
    ),
    DeskEntry(_("letters with danger"), "grievances:danger", partial(counted, name="danger"), _READERS, cap=CAP),
    DeskEntry(_("letters handled by nobody"), "grievances:waiting", partial(counted, name="nobody"), _READERS, cap=CAP),
    DeskEntry(_("answers of complainants"), "grievances:answers", partial(counted, name="answer"), _READERS, cap=CAP),
    DeskEntry(_("letters handled by me"), "grievances:mine", partial(counted, name="mine"), _READERS, cap=CAP),
    DeskEntry(_("files to come back to today"), "grievances:reminders", reminding.number_due, _READERS),
    DeskEntry(
        _("colleagues who can open no more within the hour"), "grievances:limits", number_held_up, frozenset(SERVERS)
    ),
    DeskEntry(_("names that officers ask for"), "grievances:names", names_to_decide, frozenset(CUSTODIANS)),
    DeskEntry(_("names that are lent to officers"), "grievances:names", names_lent, frozenset(CUSTODIANS)),
    *referral_panels.DESK,
    *box_panels.DESK,
]
NOTICE_KINDS = {
    **referral_panels.NOTICE_KINDS,
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
    custody.ASKED: NoticeKind(
        _("An officer asks for a name"), _("An officer asks for the name in complaint %(number)s. You decide.")
    ),
    custody.REFUSED: NoticeKind(
        _("Refused: the name in a complaint"),
        _("The custodian refused the name in complaint %(number)s. The file says why."),
    ),
    custody.LENT: NoticeKind(
        _("Lent: the name in a complaint"),
        _("The name in complaint %(number)s is lent to you. The file says until when."),
    ),
    custody.CONFIRM: NoticeKind(
        _("Confirmed: who lost the receipt"),
        _(
            "Those who keep names confirmed the person in complaint %(number)s. Issue the new receipt when the person is there."
        ),
    ),
    custody.OVER: NoticeKind(
        _("A name is closed again"),
        _("You can open the name in complaint %(number)s no longer: what was lent to you ended."),
    ),
    reminding.REMINDED: NoticeKind(
        _("You wanted to come back to it"),
        _("Today is the day on which you wanted to come back to complaint %(number)s."),
    ),
    handing.HANDED_OVER: NoticeKind(
        _("Handed over to you"),
        ngettext_lazy("%(number)s file was handed over to you.", "%(number)s files were handed over to you.", "number"),
    ),
}
REFERENCE_LOADERS = [load_reasons, load_identity_reasons, load_referral_reasons]
LETTER_ARRIVALS = [arrived]
DECISION_ARRIVALS = [decided, referral_decided]
LETTER_NUMBER = [number_of]
ERASURE_FOLLOWERS = [forget]
CLOCK_FOLLOWERS = {KIND: follow, referral_clocks.KIND: referral_clocks.follow}
CLOCKS_HIDDEN = {KIND: hidden_clocks, custody.KIND: hidden_names, referral_clocks.KIND: referral_clocks.hidden}
CLOCK_ACTS = {KIND: clock_acts, referral_clocks.KIND: more_time_in_time, custody.KIND: nothing_by_hand}
ENVELOPE_ENDINGS = [custody.ended]
LEAVERS = [custody.leave]
ITEM_HISTORY = [history]
AUDIT_VERBS = {
    **box_panels.AUDIT_VERBS,
    **referral_panels.AUDIT_VERBS,
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
    custody.ASKED: _("The name in a complaint was asked for"),
    custody.REFUSED: _("The name in a complaint was refused"),
    custody.LENT: _("The name in a complaint was lent to an officer"),
    custody.CONFIRM: _("It was confirmed who somebody is who lost a receipt"),
    custody.WITHDRAWN: _("A request for a name ended"),
    alike.SAME: _("Two complaints are about the same matter"),
    exporting.EXPORTED: _("The list of letters was downloaded"),
    EQUALITY_EXPORTED: _("The comparison of channels and provinces was downloaded"),
    handing.HANDED_OVER: _("The files of an officer were handed over"),
    handing.TAKEN_BACK: _("A handover of files was reversed"),
}
RECEIPT_STATUS = [status_of]
RECEIPT_SECTIONS = [sections]
LEDGER_CHECKS = [contradictions, custody_checking.lent_wrongly]
LEDGER_SENTENCES = SENTENCES | custody_checking.SENTENCES
