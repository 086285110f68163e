"""Another pepper and another lock for receipts (SEALING 5): for when somebody may have copied ``secrets/``.

New receipts rest on the new pepper at once, every ``u`` is locked anew at once. What a receipt is found by can be made anew only from
its digits, so the former pepper stays, and a receipt moves to the present one when its person comes back. The former pepper and lock
are destroyed when no receipt and no mark of an e-mail may rest on them and no backup does.
"""

import datetime
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone

from tamdan.audit.events import Entry, write
from tamdan.core.access import Viewer
from tamdan.intake.errors import ReceiptKeyNew, ReceiptTaken
from tamdan.intake.forums import TakenMessage
from tamdan.intake.models import Receipt
from tamdan.sealing import server
from tamdan.sealing.recovery import store_secrets
from tamdan.sealing.server import KEEP

CHANGED = "receipts.key.changed"
DESTROYED = "receipts.key.destroyed"
BATCH = 500
"""Receipts that are locked anew in one transaction."""


@dataclass(frozen=True)
class Changed:
    """The day of the new pepper, how many receipts were locked anew, and how many may still be found by a former one."""

    day: datetime.date
    locked: int
    waiting: int


def change(*, by: Viewer, reason: str) -> Changed:
    """Replace pepper and lock. The entry of the ledger comes before the keys. Raises ReceiptKeyNew on the day of the last change."""
    if server.receipt_keys_since() == timezone.localdate():
        raise ReceiptKeyNew
    with transaction.atomic():
        write(Entry(CHANGED, by=by, detail={"reason": reason}))
    day = server.make_receipt_keys()
    locked = lock_anew()
    store_secrets()
    return Changed(day, locked, _resting_on(day).count())


def find(handle: bytes) -> Receipt | None:
    """The receipt of a handle, ended ones too: every pepper is tried whichever finds it, in one select."""
    return Receipt.objects.select_related("thread").filter(lookup__in=server.lookups(handle)).first()


def move(receipt: Receipt, handle: bytes) -> None:
    """Let a receipt that was found by a former pepper rest on the present one."""
    present = server.lookup(handle)
    if bytes(receipt.lookup) != present:
        Receipt.objects.filter(pk=receipt.pk).update(lookup=present)


def refuse_taken(handle: bytes, thread: str) -> None:
    """Digits belong to whoever brought them first, under a former pepper too. ``thread`` is the id of the letter that may have them.

    Raises ReceiptTaken. Under the present pepper the database refuses.
    """
    former = server.lookups(handle)[1:]
    if former and Receipt.objects.filter(lookup__in=former).exclude(thread__ref=thread).exists():
        raise ReceiptTaken


def lock_anew() -> int:
    """Put every ``u`` that lies under a former lock under the present one; gives how many."""
    live = list(Receipt.objects.filter(voided_at__isnull=True).order_by("pk").values_list("pk", flat=True))
    return sum(_lock_anew(live[start : start + BATCH]) for start in range(0, len(live), BATCH))


def destroy_former(today: datetime.date) -> list[datetime.date]:
    """Destroy peppers and locks that nothing rests on; gives the days on which they had been replaced."""
    if server.former_receipt_keys():
        lock_anew()
    gone = [day for day in server.former_receipt_keys() if is_past(day, today)]
    for day in gone:
        with transaction.atomic():
            write(Entry(DESTROYED, facts={"replaced": day.isoformat()}))
        server.destroy_receipt_keys(day)
    return gone


def is_past(replaced: datetime.date, today: datetime.date) -> bool:
    """Whether no living receipt, no mark of an e-mail and no backup can be from before the day of a change."""
    if today <= replaced + KEEP:
        return False
    return not _resting_on(replaced).exists() and not TakenMessage.objects.filter(on__lte=replaced).exists()


def _resting_on(replaced: datetime.date) -> "models.QuerySet[Receipt]":
    """Receipts that may be found by a former pepper alone: those of letters that came up to that day. Some have moved since."""
    return Receipt.objects.filter(voided_at__isnull=True, thread__received_at__date__lte=replaced)


@transaction.atomic
def _lock_anew(ids: list[int]) -> int:
    changed = []
    for receipt in Receipt.objects.select_for_update().filter(pk__in=ids, voided_at__isnull=True).order_by("pk"):
        if (u := server.relocked(bytes(receipt.u))) is not None:
            receipt.u = u
            changed.append(receipt)
    Receipt.objects.bulk_update(changed, ["u"])
    return len(changed)
