"""Coming back with the digits: from a handle to a visit of half an hour, with the same work for a hit and for a miss."""

import datetime
import hashlib
import secrets
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.audit.acting import VISITOR
from tamdan.core.access import Viewer
from tamdan.intake import chain, rekeying
from tamdan.intake.errors import BadSeal, ReceiptTaken, ReceiptUnknown, VisitOver
from tamdan.intake.models import VISIT, Letter, Receipt, Visit
from tamdan.intake.reading import LONGEST_WRAPPED
from tamdan.sealing import age, server

FLOOR = 0.4
"""Seconds before which no handle is answered."""


@dataclass(frozen=True)
class Opened:
    """A receipt that was found: the visit's ``token``, the unlocked ``u``, and the day on which it was opened last before."""

    receipt: Receipt
    token: str
    u: bytes
    opened_before: datetime.date | None


@transaction.atomic
def open_receipt(handle: bytes) -> Opened:
    """An HMAC for each pepper, one indexed select, one decryption, whatever the handle. Raises ReceiptUnknown for every miss alike."""
    found = rekeying.find(handle)
    is_live = found is not None and found.voided_at is None
    nothing = server.lock_u(bytes(32))
    u = server.unlock_u(bytes(found.u) if found is not None and is_live else nothing)
    if found is None or not is_live:
        raise ReceiptUnknown
    rekeying.move(found, handle)
    return Opened(found, begin(found), u, _mark_opened(found))


def begin(receipt: Receipt) -> str:
    """The token of a new visit."""
    token = secrets.token_urlsafe(32)
    Visit.objects.create(token_hash=_hash(token), receipt=receipt, expires=timezone.now() + VISIT)
    return token


def receipt_of(token: str) -> Receipt:
    """The receipt of a visit that lasts. Raises VisitOver."""
    found = (
        Visit.objects.filter(token_hash=_hash(token), expires__gt=timezone.now(), receipt__voided_at__isnull=True)
        .select_related("receipt__thread")
        .first()
    )
    if found is None:
        raise VisitOver
    return found.receipt


@transaction.atomic
def change_digits(receipt: Receipt, *, handle: bytes, u: bytes, wrapped: bytes) -> None:
    """Put new digits in the place of the old ones, which are unknown from then on; other visits end. Raises BadSeal, ReceiptTaken."""
    if len(handle) != 32 or len(u) != 32 or len(wrapped) > LONGEST_WRAPPED or not age.looks_sealed(wrapped):
        raise BadSeal
    chain.hold(receipt.thread_id)
    receipt = Receipt.objects.select_for_update(of=("self",)).select_related("thread").get(pk=receipt.pk)
    rekeying.refuse_taken(handle, receipt.thread.ref)
    receipt.lookup, receipt.u, receipt.wrapped = server.lookup(handle), server.lock_u(u), wrapped
    try:
        with transaction.atomic():
            receipt.save(update_fields=["lookup", "u", "wrapped"])
    except IntegrityError as error:
        raise ReceiptTaken from error
    Visit.objects.filter(receipt=receipt).delete()
    chain.record("receipt.changed", receipt, receipt.thread, by=VISITOR)


@transaction.atomic
def end_receipt(thread: Letter, *, by: Viewer | None) -> None:
    """When a complaint is closed and the time for contesting it over: nothing of the receipt is left to be guessed."""
    chain.hold(thread.pk)
    receipt = Receipt.objects.select_for_update().filter(thread=thread, voided_at__isnull=True).first()
    if receipt is None:
        return
    receipt.voided_at, receipt.u, receipt.wrapped = timezone.now(), b"", b""
    receipt.save(update_fields=["voided_at", "u", "wrapped"])
    Visit.objects.filter(receipt=receipt).delete()
    chain.record("receipt.ended", receipt, thread, by=by)


def forget_visits() -> int:
    """Remove visits that are over. Returns how many."""
    return Visit.objects.filter(expires__lt=timezone.now()).delete()[0]


def _mark_opened(receipt: Receipt) -> datetime.date | None:
    """To the day, so that somebody notices a stranger; nothing finer is kept."""
    before, today = receipt.opened_on, timezone.localdate()
    if before != today:
        Receipt.objects.filter(pk=receipt.pk).update(opened_on=today)
    return before


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
