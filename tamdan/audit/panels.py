"""What the ledger adds to the other rooms' pages, loops and looks."""

import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tamdan.audit.access import FORGETTERS, READERS, WITNESS_KEEPERS
from tamdan.audit.acting import user_uuid
from tamdan.audit.health import findings
from tamdan.audit.models import Erasure, EventAddress, Witness
from tamdan.audit.sequencer import run_forever
from tamdan.core.access import Viewer
from tamdan.core.panels import DeskEntry, Kept, MenuEntry

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
    "retention.set": _("Set how long records are kept"),
    "retention.applied": _("Applied the retention rules"),
}


def erasures_to_decide(user: Viewer) -> int:
    """Erasures that somebody else asked for and nobody decided."""
    return Erasure.objects.filter(decision="").exclude(requested_by=user_uuid(user)).count()


MENU = [
    MenuEntry(_("Ledger"), "audit:ledger", order=95),
    MenuEntry(_("Acts"), "audit:events", frozenset(READERS), order=90),
    MenuEntry(_("Erasures"), "audit:erasures", frozenset(FORGETTERS), order=91),
    MenuEntry(_("Witnesses"), "audit:witnesses", frozenset(WITNESS_KEEPERS), order=92),
]
DESK = [DeskEntry(_("erasures to decide"), "audit:erasures", erasures_to_decide, frozenset(FORGETTERS))]
ERASERS = {"audit.witness": erase_witness}
RETENTION = {"audit.eventaddress": Kept(_("Network addresses from which staff acted"), old_addresses)}
LOOPS = [run_forever]
HEALTH = [findings]
