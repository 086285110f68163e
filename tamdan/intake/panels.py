"""What this room declares to the rest (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.clocks.access import nothing_by_hand
from tamdan.core.panels import DeskEntry, HomePart, Kept, MenuEntry, NoticeKind
from tamdan.intake import binding, calling, calls, forum_sheets, opening_boxes, recordings, rekeying
from tamdan.intake.boxes import Box
from tamdan.intake.checking import SENTENCES, contradictions
from tamdan.intake.door import door
from tamdan.intake.erasing import erase, quiet_since, referenced
from tamdan.intake.load import load_lists
from tamdan.intake.misses import misses
from tamdan.intake.reissuing import ISSUED
from tamdan.intake.releasing import NUMBER_OPENED, rewrap

AUDIT_VERBS = {
    "letter.received": _("A letter was received"),
    "letter.answered": _("An answer was sent to the person who complained"),
    "letter.noted": _("A note was sealed to the office"),
    "letter.erased": _("A letter was erased"),
    "item.opened": _("A part of a letter was released to an officer"),
    "item.unreadable": _("A part of a letter could not be opened"),
    "release.allowed": _("An officer was let go on opening letters"),
    "envelopes.rewrapped": _("Envelopes were locked anew"),
    "envelope.narrowed": _("A part of a letter was taken away from an office"),
    "envelope.ended": _("What was lent to one officer was taken back"),
    "receipt.changed": _("The person changed the digits of the receipt"),
    ISSUED: _("A new receipt was issued for a lost one"),
    "receipt.ended": _("A receipt ended"),
    rekeying.CHANGED: _("The server’s key of receipts was changed"),
    rekeying.DESTROYED: _("A former key of receipts was destroyed"),
    "decision.signed": _("The person who complained decided"),
    "decision.recorded": _("A decision was recorded by an officer"),
    opening_boxes.HUNG: _("A complaint box was hung"),
    opening_boxes.CHANGED: _("What is known of a complaint box was changed"),
    opening_boxes.OUT_OF_USE: _("A complaint box was taken out of use"),
    opening_boxes.BACK: _("A complaint box was put back in use"),
    opening_boxes.OPENED: _("A complaint box was opened by two people"),
    opening_boxes.CORRECTED: _("The record of an opening was corrected"),
    opening_boxes.CONFIRMED: _("The second person confirmed the record of an opening"),
    opening_boxes.DISPUTED: _("The second person disputed the record of an opening"),
    binding.SLIP: _("A slip from a complaint box was written down"),
    binding.CONTRIBUTION: _("A complaint raised at a public forum was written down"),
    forum_sheets.HELD: _("A session of a public forum was recorded"),
    forum_sheets.CHANGED: _("The record of a session of a public forum was changed"),
    recordings.RECORDED: _("A prompt was recorded"),
    recordings.PUBLISHED: _("A recorded prompt was published"),
    recordings.ENDED: _("A recorded prompt was taken off the page"),
    recordings.CONFIRMED: _("A recorded prompt was found to fit still"),
    calling.NOTED: _("A call was noted"),
    calling.TAKEN: _("An officer took a call"),
    calling.GIVEN_BACK: _("A call was put back into the queue"),
    NUMBER_OPENED: _("The number of a call was opened"),
    calling.TRIED: _("Somebody was called"),
    calling.ENDED: _("A call ended, and its number was deleted"),
}
MENU = [
    MenuEntry(_("Calls"), "calls:calls", frozenset(calls.READERS), order=12),
    MenuEntry(_("Recorded prompts"), "prompts:prompts", recordings.RECORDERS, order=62),
]
DESK = [
    DeskEntry(_("calls past their date"), "calls:calls", calls.late, frozenset(calls.READERS), late=True),
    DeskEntry(_("people to call"), "calls:calls", calls.waiting, frozenset(calls.READERS)),
    DeskEntry(
        _("recorded prompts that fell silent"), "prompts:prompts", recordings.stale, recordings.RECORDERS, late=True
    ),
]
NOTICE_KINDS = {
    opening_boxes.DOUBT: NoticeKind(
        _("An opening of a complaint box"),
        _("Something was not as it should be when “%(box)s” was opened: the seal or the count. Look at its record."),
    ),
    opening_boxes.WITNESS: NoticeKind(
        _("Confirm an opening"),
        _("%(first)s named you as the second person at the opening of “%(box)s”. Count for yourself, and confirm."),
    ),
}
HOME = [HomePart("intake/_door.html", door, order=5)]
REFERENCE_LOADERS = [load_lists]
EFFORTS = {"letters": lambda _request: 1, "receipts": misses.hardness}
BLOB_REFERENCES = [referenced]
REWRAPPERS = [rewrap]
ERASERS = {"intake.letter": erase}
ERASURE_FOLLOWERS = [recordings.let_go, calling.forget]
CLOCK_FOLLOWERS = {calls.KIND: calling.follow}
CLOCK_ACTS = {calls.KIND: nothing_by_hand, Box._meta.label_lower: nothing_by_hand}
RETENTION = {
    "intake.letter": Kept(_("Complaints, from the last letter of either side"), quiet_since),
    calls.KIND: Kept(_("Calls that are over"), calls.closed_before),
}
LEDGER_CHECKS = [contradictions]
LEDGER_SENTENCES = SENTENCES
