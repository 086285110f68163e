"""An item is released to an officer: access and recusal here, the event before the lock in intake.releasing."""

import base64
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tamdan.accounts.models import User
from tamdan.grievances.access import envelope_for
from tamdan.grievances.errors import NoEnvelope, NotReleased
from tamdan.grievances.models import Case
from tamdan.grievances.referral.access import envelope_for_body
from tamdan.grievances.referral.models import Referral
from tamdan.intake import chain
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.models import Item, Release
from tamdan.intake.releasing import release

UNREADABLE = "item.unreadable"
PURPOSES = (ReleasePurpose.TRIAGE, ReleasePurpose.HANDLE, ReleasePurpose.REVIEW)
"""What an officer of the case page may say; the others belong to acts of their own."""


@dataclass(frozen=True)
class ForBrowser:
    """What the officer's browser needs to open an item: the inner lock, the pieces in order, and the leaf of the event."""

    item: Item
    inner: bytes
    leaf: str

    def plain(self) -> dict[str, Any]:
        return {
            "item": self.item.ref,
            "kind": self.item.kind,
            "inner": base64.b64encode(self.inner).decode(),
            "segments": list(self.item.segments.values_list("blob__digest", flat=True)),
            "leaf": self.leaf,
        }


def open_item(item: Item, *, purpose: ReleasePurpose, by: User) -> ForBrowser:
    """Outside any transaction: the event is committed before the lock goes. Raises NoEnvelope and what releasing raises."""
    envelope = envelope_for(by, item)
    if envelope is None:
        raise NoEnvelope
    released = release(envelope, by, purpose)
    return ForBrowser(item, released.inner, released.leaf)


def open_for_body(referral: Referral, item: Item, *, purpose: ReleasePurpose, by: User) -> ForBrowser:
    """The same for somebody of the body that it was passed to. Raises NoEnvelope once the referral is over."""
    envelope = envelope_for_body(referral, item, by)
    if envelope is None:
        raise NoEnvelope
    released = release(envelope, by, purpose)
    return ForBrowser(item, released.inner, released.leaf)


@transaction.atomic
def report_unreadable(case: Case, item: Item, *, by: User) -> None:
    """The officer's browser could not open what was released: cut off, changed, or sealed to another key. Raises NotReleased."""
    if not Release.objects.filter(item=item, officer=by).exists():
        raise NotReleased
    chain.record(UNREADABLE, item, case.letter, by=by)
