"""A new receipt for a lost one: new digits, new keys of the complainant, made in an officer's browser after a custodian confirmed who
the person is. The old digits are unknown from then on. What only the lost key could open stays closed, but for the office's own
messages, which the office holds too and locks anew to the new key.
"""

from typing import Annotated, Literal

import pydantic
from django.db import IntegrityError, transaction
from pydantic import Field

from tamdan.accounts.models import User
from tamdan.intake import chain, rekeying
from tamdan.intake.enums import Side
from tamdan.intake.errors import BadSeal, LetterRefused, ReceiptOver, ReceiptTaken
from tamdan.intake.halves import ComplainantKey
from tamdan.intake.models import Envelope, Item, Letter, Receipt, Visit
from tamdan.intake.reading import LONGEST_WRAPPED, Bytes, ComplainantPart, Ref, Strict
from tamdan.sealing import age, server
from tamdan.sealing.envelopes import LONGEST

ISSUED = "receipt.issued"


class NewReceipt(Strict):
    """What the officer's browser made (static/src/office/reissue.ts). ``envelopes``: keys of the office's messages, by item."""

    v: Literal[1]
    complainant: ComplainantPart
    handle: Annotated[Bytes, Field(min_length=32, max_length=32)]
    u: Annotated[Bytes, Field(min_length=32, max_length=32)]
    wrapped: Annotated[Bytes, Field(max_length=LONGEST_WRAPPED)]
    keyring: Annotated[int, Field(ge=1)]
    envelopes: Annotated[dict[Ref, Bytes], Field(default_factory=dict, max_length=600)]


def read_new(content: bytes) -> NewReceipt:
    """Raises LetterRefused, BadSeal."""
    try:
        found = NewReceipt.model_validate_json(content)
    except pydantic.ValidationError as error:
        raise LetterRefused from error
    if not found.complainant.recipient or not found.complainant.verify:
        raise LetterRefused
    sealed = [found.wrapped, *found.envelopes.values()]
    if not all(map(age.looks_sealed, sealed)) or any(len(one) > LONGEST for one in found.envelopes.values()):
        raise BadSeal
    return found


def is_over(thread: Letter) -> bool:
    """The complaint's receipt ended with the time for contesting: nobody comes back to it."""
    return Receipt.objects.filter(thread=thread, voided_at__isnull=False).exists()


@transaction.atomic
def issue(thread: Letter, made: NewReceipt, *, by: User, confirmed_by: User, confirmed: str) -> ComplainantKey:
    """Put a new receipt in the place of the lost one, and the halves that came with it in force. ``confirmed`` is the leaf of the
    custodian's event. Raises ReceiptOver, ReceiptTaken, LetterRefused."""
    chain.hold(thread.pk)
    if is_over(thread):
        raise ReceiptOver
    receipt = _put(thread, made)
    Visit.objects.filter(receipt=receipt).delete()
    wrapped = _lock_anew(thread, made)
    facts: dict[str, str | int] = {
        "confirmed": confirmed, "recipient": made.complainant.recipient, "verify": made.complainant.verify, "wrapped": wrapped,
    }  # fmt: skip
    event = chain.record(ISSUED, receipt, thread, by=by, facts=facts)
    ComplainantKey.objects.filter(thread=thread, end__isnull=True).update(end=event.at)
    return ComplainantKey.objects.create(
        thread=thread, recipient=made.complainant.recipient, verify=made.complainant.verify, start=event.at, issued_by=by,
        confirmed_by=confirmed_by, leaf=chain.leaf_of(event),
    )  # fmt: skip


def messages_of(thread: Letter) -> "list[Item]":
    """Parts of the office's answers that the complainant could open: what is locked anew for a new receipt."""
    return list(
        Item.objects.filter(letter__thread=thread, letter__side=Side.OFFICE, envelopes__is_complainants=True)
        .distinct()
        .order_by("letter", "position")
    )


def _put(thread: Letter, made: NewReceipt) -> Receipt:
    """In the same row: what was in it is gone. A letter that had no receipt gets its first one."""
    rekeying.refuse_taken(made.handle, thread.ref)
    given = {
        "lookup": server.lookup(made.handle), "u": server.lock_u(made.u), "wrapped": made.wrapped,
        "keyring_version": made.keyring, "opened_on": None,
    }  # fmt: skip
    try:
        with transaction.atomic():
            return Receipt.objects.update_or_create(thread=thread, defaults=given)[0]
    except IntegrityError as error:
        raise ReceiptTaken from error


def _lock_anew(thread: Letter, made: NewReceipt) -> int:
    """The lost key opens nothing any longer; what the office held as well opens with the new one. Gives how many."""
    held = {item.ref: item for item in messages_of(thread)}
    if made.envelopes.keys() - held.keys():
        raise LetterRefused
    Envelope.objects.filter(item__in=held.values(), is_complainants=True).delete()
    to = made.complainant.recipient
    fresh = [
        Envelope(item=held[ref], audience=to, is_complainants=True, data=data) for ref, data in made.envelopes.items()
    ]
    return len(Envelope.objects.bulk_create(fresh))
