"""What two people do after a restore: open a new log, so that nothing signed before is ever contradicted (SEALING 8.9)."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tamdan.audit.acting import user_uuid, who
from tamdan.audit.errors import AuditError, SecondPersonNeeded
from tamdan.audit.events import Entry, write
from tamdan.audit.models import Event, Log
from tamdan.audit.publication import high_water
from tamdan.audit.sequencer import REOPENED, connect, refusal, size_of
from tamdan.core.access import Viewer


class ReopeningNotNeeded(AuditError):
    """The ledger is whole and signs."""

    code = "reopening-not-needed"
    status = 409
    message = _("The ledger is whole and signs new entries. There is nothing to reopen.")


def reopen(*, by: Viewer, second: Viewer, reason: str) -> Event:
    """Let the sequencer open the next log, whose first entry says where the old one ended in public and what is lost.

    Raises ReopeningNotNeeded while the ledger signs, SecondPersonNeeded when both are the same person.
    """
    if user_uuid(by) == user_uuid(second):
        raise SecondPersonNeeded
    if refusal() is None:
        raise ReopeningNotNeeded
    old = Log.objects.latest("number")
    with connect() as connection:
        restored = size_of(connection, old.number)
    signed = high_water()
    facts: dict[str, str | int] = {"old": old.origin, "restored": restored, "with": who(second)}
    facts |= {"size": signed.size, "root": signed.root.hex()} if signed else {"size": restored, "root": ""}
    with transaction.atomic():
        return write(Entry(REOPENED, by=by, detail={"reason": reason}, facts=facts))
