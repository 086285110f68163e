"""Who reads the ledger's events, who decides on forgetting, who names witnesses."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.audit.models import Erasure, Event, LegalHold, Witness

READERS = (Role.AUDITOR, Role.ADMINISTRATOR)
FORGETTERS = (Role.AUDITOR, Role.ADMINISTRATOR, Role.SECRETARIAT)
"""May ask for an erasure and decide on somebody else's."""
HOLDERS = (Role.AUDITOR, Role.ADMINISTRATOR)
RULE_SETTERS = (Role.ADMINISTRATOR,)
"""Set how long records are kept."""
WITNESS_KEEPERS = (Role.AUDITOR, Role.ADMINISTRATOR)


def events() -> QuerySet[Event]:
    """All of them: the pages carry ``READERS``."""
    return Event.objects.select_related("leaf")


def event_or_404(identity: UUID) -> Event:
    return get_object_or_404(events(), uuid=identity)


def erasure_or_404(pk: int) -> Erasure:
    return get_object_or_404(Erasure, pk=pk)


def hold_or_404(pk: int) -> LegalHold:
    return get_object_or_404(LegalHold, pk=pk)


def witness_or_404(pk: int) -> Witness:
    return get_object_or_404(Witness, pk=pk)
