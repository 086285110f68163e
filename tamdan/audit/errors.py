"""What the ledger, its history and the rules of forgetting refuse."""

from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError


class AuditError(DomainError):
    """Base of this room's refusals."""


class NotApproved(AuditError):
    """An erasure runs only after a second person approved it."""

    code = "erasure-not-approved"
    status = 409
    message = _("This erasure is not approved, or was carried out already. A second person has to approve it first.")


class SecondPersonNeeded(AuditError):
    """Whoever asks for an act of this weight cannot approve it."""

    code = "second-person-needed"
    status = 403
    message = _("You asked for this yourself. Another person has to decide.")


class UnderLegalHold(AuditError):
    """A legal hold forbids to remove a record."""

    code = "legal-hold"
    status = 409
    message = _("A legal hold covers %(count)s of these records. Nothing was removed. The hold has to be lifted first.")


class StillNamed(AuditError):
    """Records that cannot do without this one stand in the way."""

    code = "still-named"
    status = 409
    message = _(
        "Other records name this one and cannot do without it: %(what)s. Nothing was removed. Remove or correct them first."
    )


class NoEraser(AuditError):
    """No room says how records of this kind are removed."""

    code = "no-eraser"
    status = 400
    message = _("Records of the kind “%(kind)s” cannot be erased: no part of the system says what hangs on them.")


class AlreadyDecided(AuditError):
    """Somebody decided on this erasure meanwhile."""

    code = "erasure-decided"
    status = 409
    message = _("This erasure was decided already.")


class LedgerIsOlder(AuditError):
    """The database holds less than, or something other than, what was signed before: it was restored or rewritten."""

    code = "ledger-is-older"
    status = 500
    message = _(
        "The ledger in this database ends at %(here)s entries and does not contain the signed checkpoint of %(signed)s "
        "entries. If a backup was restored, two people have to reopen the ledger; nothing is signed until then."
    )


class WrongLedgerKey(AuditError):
    """The key on this machine is not the one that the log was opened with."""

    code = "wrong-ledger-key"
    status = 500
    message = _(
        "The ledger's signing key is not the one this log was opened with. Put back the file “%(file)s” from the "
        "recovery copy, or let two people reopen the ledger."
    )


class HighWaterUnreadable(AuditError):
    """The file that remembers the highest signed checkpoint is damaged."""

    code = "high-water-unreadable"
    status = 500
    message = _(
        "The file “%(file)s” should hold the last signed checkpoint but cannot be read. Put it back from a copy of "
        "that checkpoint (the newest mailed one will do); nothing is signed until then."
    )


class DamagedTree(AuditError):
    """Rows of the tree are missing."""

    code = "damaged-tree"
    status = 500
    message = _("The ledger's tree is damaged: %(count)s rows are missing. Run: tamdan audit verify.")
