"""What this room declares to the rest (core.panels)."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import HomePart
from tamdan.intake.checking import SENTENCES, contradictions
from tamdan.intake.door import door
from tamdan.intake.erasing import erase, quiet_since, referenced
from tamdan.intake.load import load_lists
from tamdan.intake.misses import misses
from tamdan.intake.releasing import rewrap

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
    "receipt.ended": _("A receipt ended"),
    "decision.signed": _("The person who complained decided"),
    "decision.recorded": _("A decision was recorded by an officer"),
}
HOME = [HomePart("intake/_door.html", door, order=5)]
REFERENCE_LOADERS = [load_lists]
EFFORTS = {"letters": lambda _request: 1, "receipts": misses.hardness}
BLOB_REFERENCES = [referenced]
REWRAPPERS = [rewrap]
ERASERS = {"intake.letter": erase}
RETENTION = {"intake.letter": quiet_since}
LEDGER_CHECKS = [contradictions]
LEDGER_SENTENCES = SENTENCES
