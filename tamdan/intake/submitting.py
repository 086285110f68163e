"""Takes a letter: read in memory, checked, stored in one transaction with its event, and answered with the signed acceptance.

The same letter again gives the same answer, whoever sends it and however many at once; the same number with other content is
refused. What is refused leaves nothing behind: not even the proof of work is spent.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tamdan.audit.acting import VISITOR
from tamdan.audit.events import Draft, store
from tamdan.audit.models import Event
from tamdan.core import effort, rows
from tamdan.core.access import Viewer, Visibility
from tamdan.core.panels import listed as declared
from tamdan.intake import chain, openly, rekeying
from tamdan.intake.access import offices_on
from tamdan.intake.asked import Asked, ask
from tamdan.intake.audiences import Holder, Listed, check_audiences
from tamdan.intake.errors import (
    AnotherLetter,
    ConsentRefused,
    ItemMissing,
    LetterRefused,
    OpenFieldRefused,
    ReceiptTaken,
    WrongAudience,
)
from tamdan.intake.halves import halves_of
from tamdan.intake.models import (
    Channel,
    ConsentPurpose,
    Envelope,
    Item,
    ItemSegment,
    Letter,
    Receipt,
)
from tamdan.intake.reading import Submission, read
from tamdan.intake.vocabularies import known as known_codes
from tamdan.sealing import server
from tamdan.vault.blobs import hold_blobs, store_blobs
from tamdan.vault.errors import BlobsMissing
from tamdan.vault.room import refuse_letters_when_full

EFFORT = "letters"


@dataclass(frozen=True)
class Received:
    """A letter that is here; ``is_new`` when this call brought it."""

    letter: Letter
    is_new: bool

    def plain(self) -> dict[str, str]:
        """What its sender is told."""
        return {
            "ref": self.letter.ref,
            "acceptance": self.letter.accepted,
            "number": chain.number_of(self.letter.first),
        }


def receive(sealed: bytes, *, key: str, solution: str, thread: Letter | None = None) -> Received:
    """Take a submission sealed to the intake key from a visitor, with a proof of work. ``key`` is the idempotency key, which is the
    letter's ref; ``thread`` is the complaint of the visit.

    Raises LetterRefused and its kin, NoRoomForLetters, EffortRefused, BlobsMissing, AnotherLetter.
    """
    refuse_letters_when_full()
    sent = read(sealed)
    if sent.letter != key:
        raise LetterRefused
    return take(sent, solution=solution, thread=thread)


def take(sent: Submission, *, solution: str | None, thread: Letter | None = None, by: Viewer = VISITOR) -> Received:
    """The same for a submission that was read. Without ``solution`` for those who signed in and for the page without JavaScript,
    which spend their effort elsewhere."""
    found = ask(sent)
    if found.is_here:
        return _again(sent)
    if (sent.thread or None) != (thread.ref if thread else None):
        raise LetterRefused
    known = found.listed()
    for item in sent.items:
        check_audiences(item.kind, (one.audience for one in sent.envelopes if one.item == item.id), known)
    _check_consents(sent.consents)
    letter = _letter(sent, found, thread, by)
    with transaction.atomic():
        event = _event(letter, by)
        letter.accepted = _acceptance(event.event)
        if not rows.insert_first(letter, "ref"):
            return _again(sent)
        if solution is not None:
            effort.spend(EFFORT, solution)
        parts = parts_of(letter, sent, found.holders, found.items)
        _store(event, parts, _receipt(letter, sent, known))
        for arrived in declared("LETTER_ARRIVALS"):
            arrived(letter)
    return Received(letter, is_new=True)


def _again(sent: Submission) -> Received:
    found = Letter.objects.select_related("thread").get(ref=sent.letter)
    if found.digest != sent.digest:
        raise AnotherLetter
    return Received(found, is_new=False)


def _check_consents(codes: list[str]) -> None:
    if len(set(codes)) < len(codes):
        raise ConsentRefused
    if set(codes) - known_codes(ConsentPurpose):
        raise ConsentRefused


def _letter(sent: Submission, found: Asked, thread: Letter | None, by: Viewer) -> Letter:
    opened = openly.checked(sent.open, first=thread is None)
    if by.is_anonymous and opened["channel"] not in known_codes(Channel, by_sender=True) and not thread:
        raise OpenFieldRefused(field="channel")
    if thread is None:
        belongs = _whose(sent, found.holders)
    else:
        _check_thread(sent, found.holders, thread)
        belongs = {"owner_id": thread.owner_id, "visibility": thread.visibility, "shared_with": thread.shared_with}
    letter = Letter(
        pk=found.letter,
        ref=sent.letter,
        thread=thread,
        digest=sent.digest,
        received_at=timezone.now().replace(minute=0, second=0, microsecond=0),
        consents=sorted(sent.consents),
        recipient=sent.complainant.recipient,
        verify=sent.complainant.verify,
        **opened,
        **belongs,
    )
    letter.sealed_to = [found.holders[one.audience] for one in sent.envelopes if one.audience in found.holders]
    return letter


def _whose(sent: Submission, holders: dict[str, Holder]) -> dict[str, object]:
    """The body of the first office that the sender chose owns the letter; it is shared with the bodies of the others."""
    if not any(item.kind == "story" for item in sent.items):
        raise LetterRefused
    stories = {item.id for item in sent.items if item.kind == "story"}
    first = next(envelope.audience for envelope in sent.envelopes if envelope.item in stories)
    owner = holders[first].body
    others = sorted({holder.body for holder in holders.values()} - {owner})
    return {
        "owner_id": owner,
        "visibility": Visibility.SHARED if others else Visibility.OWNER,
        "shared_with": others,
    }


def _check_thread(sent: Submission, holders: dict[str, Holder], thread: Letter) -> None:
    """More from the same complainant: with the same keys, to offices that hold the complaint, with no receipt of its own."""
    if (sent.complainant.recipient, sent.complainant.verify) != halves_of(thread) or sent.has_receipt:
        raise LetterRefused
    if {holder.office for holder in holders.values()} - set(offices_on(thread).values()):
        raise WrongAudience


@dataclass(frozen=True)
class Parts:
    """The rows of a letter's parts; ``items`` with their ids."""

    items: list[Item]
    segments: list[ItemSegment]
    envelopes: list[Envelope]


def parts_of(
    letter: Letter, sent: Submission, holders: dict[str, Holder], ids: Sequence[int], *, complainant: str = ""
) -> Parts:
    """Items, their pieces and envelopes of a letter, not stored yet; the pieces' bytes are. ``complainant`` is the recipient of answers.

    Raises ItemMissing for pieces that have not arrived.
    """
    blobs = store_blobs(sent.inline)
    apart = {digest for item in sent.items for digest in item.segments} - blobs.keys()
    try:
        blobs |= {digest: blob.pk for digest, blob in hold_blobs(apart).items()} if apart else {}
    except BlobsMissing as error:
        raise ItemMissing(**error.values) from error
    items = {
        item.id: Item(pk=pk, letter=letter, ref=item.id, kind=item.kind, position=place)
        for place, (pk, item) in enumerate(zip(ids, sent.items, strict=True))
    }
    segments = [
        ItemSegment(item=items[item.id], number=number, blob_id=blobs[digest])
        for item in sent.items
        for number, digest in enumerate(item.segments)
    ]
    envelopes = [
        Envelope(
            item=items[one.item],
            audience=one.audience,
            epoch_id=holders[one.audience].epoch if one.audience in holders else None,
            is_complainants=one.audience == complainant,
            data=one.data,
        )
        for one in sent.envelopes
    ]
    return Parts(list(items.values()), segments, envelopes)


def store_parts(letter: Letter, sent: Submission, holders: dict[str, Holder], *, complainant: str = "") -> None:
    """The same for a letter that was just stored, with their rows. Raises ItemMissing, and LetterRefused for another letter's item."""
    parts = parts_of(letter, sent, holders, _fresh_items(len(sent.items)), complainant=complainant)
    with _refused_when_taken():
        rows.insert(parts.items, parts.segments, parts.envelopes)


def _fresh_items(number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {rows.keys(Item, number)}")
        (found,) = cursor.fetchone()
    return list(found)


def _store(event: Draft, parts: Parts, receipt: Receipt | None) -> None:
    with _refused_when_taken():
        store(event, parts.items, parts.segments, parts.envelopes, [receipt] if receipt else [])


@contextmanager
def _refused_when_taken() -> Iterator[None]:
    """Ids of items and the digits of a receipt belong to whoever brought them first."""
    try:
        yield
    except IntegrityError as error:
        taken = getattr(getattr(error.__cause__, "diag", None), "table_name", "")
        raise (ReceiptTaken if taken == Receipt._meta.db_table else LetterRefused) from error


def _receipt(letter: Letter, sent: Submission, known: Listed) -> Receipt | None:
    if not sent.has_receipt:
        return None
    rekeying.refuse_taken(sent.handle, letter.ref)
    return Receipt(
        thread=letter,
        lookup=server.lookup(sent.handle),
        u=server.lock_u(sent.u),
        wrapped=sent.wrapped,
        keyring_version=known.number,
    )


def _event(letter: Letter, by: Viewer) -> Draft:
    """``facts.digest`` is what the sender's receipt holds too: the office has exactly what was sent."""
    facts = {"digest": letter.digest, "ref": letter.ref}
    return chain.drafted("letter.received", letter, by=by, facts=facts)


def _acceptance(event: Event) -> str:
    """The signed promise that the event will be in the ledger, kept so that a retry gets the same one."""
    at = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    key = server.acceptance_key()
    return key.sign(f"{key.name}\n{chain.leaf_of(event)}\n{at}\n")
