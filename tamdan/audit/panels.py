"""What the ledger adds to the other rooms' pages, loops and looks."""

import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tamdan.audit.health import findings
from tamdan.audit.models import EventAddress, Witness
from tamdan.audit.sequencer import run_forever

if TYPE_CHECKING:
    from django.db.models import QuerySet


def old_addresses(before: datetime.datetime) -> "QuerySet[EventAddress]":
    """Addresses of staff acts that happened before a moment."""
    return EventAddress.objects.filter(at__lt=before)


def erase_witness(pk: str) -> list[tuple[str, str]]:
    """A witness is a person outside with a name and an address; nothing hangs on them."""
    Witness.objects.filter(pk=pk).delete()
    return [("audit.witness", pk)]


AUDIT_VERBS = {
    "ledger.reopened": _("Reopened the ledger after a restore"),
    "ledger.read": _("Read the ledger"),
    "checkpoint.mailed": _("Mailed the checkpoint to witnesses"),
    "witness.added": _("Added a witness"),
    "witness.removed": _("Removed a witness"),
    "erasure.requested": _("Asked for an erasure"),
    "erasure.approved": _("Approved an erasure"),
    "erasure.refused": _("Refused an erasure"),
    "erasure.executed": _("Erased a record"),
    "hold.placed": _("Placed a legal hold"),
    "hold.lifted": _("Lifted a legal hold"),
    "retention.applied": _("Applied the retention rules"),
}
ERASERS = {"audit.witness": erase_witness}
RETENTION = {"audit.eventaddress": old_addresses}
LOOPS = [run_forever]
HEALTH = [findings]
