"""Takes a letter: read in memory, checked, stored in one transaction with its event, and answered with the signed acceptance.

The same letter again gives the same answer, whoever sends it and however many at once; the same number with other content is
refused. What is refused leaves nothing behind: not even the proof of work is spent.
"""

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tamdan.audit.acting import VISITOR
from tamdan.audit.models import Event
from tamdan.core import effort
from tamdan.core.access import Viewer, Visibility
from tamdan.core.panels import listed as declared
from tamdan.intake import chain, openly
from tamdan.intake.access import offices_on
from tamdan.intake.audiences import Holder, Listed, check_audiences, holders_of, listed
from tamdan.intake.errors import (
    AnotherLetter,
    ConsentRefused,
    ItemMissing,
    LetterRefused,
    OpenFieldRefused,
    ReceiptTaken,
    WrongAudience,
)
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
    if Letter.objects.filter(ref=sent.letter).exists():
        return _again(sent)
    if (sent.thread or None) != (thread.ref if thread else None):
        raise LetterRefused
    known = listed()
    for item in sent.items:
        check_audiences(item.kind, (one.audience for one in sent.envelopes if one.item == item.id), known)
    _check_consents(sent.consents)
    holders = holders_of(envelope.audience for envelope in sent.envelopes)
    letter = _letter(sent, holders, thread, by)
    with transaction.atomic():
        if not _insert(letter):
            return _again(sent)
        if solution is not None:
            effort.spend(EFFORT, solution)
        store_parts(letter, sent, holders)
        if sent.has_receipt:
            _keep_receipt(letter, sent, known)
        _accept(letter, _event(letter, by))
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


def _letter(sent: Submission, holders: dict[str, Holder], thread: Letter | None, by: Viewer) -> Letter:
    opened = openly.checked(sent.open, first=thread is None)
    if by.is_anonymous and opened["channel"] not in known_codes(Channel, by_sender=True) and not thread:
        raise OpenFieldRefused(field="channel")
    if thread is None:
        belongs = _whose(sent, holders)
    else:
        _check_thread(sent, holders, thread)
        belongs = {"owner_id": thread.owner_id, "visibility": thread.visibility, "shared_with": thread.shared_with}
    return Letter(
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
    if (sent.complainant.recipient, sent.complainant.verify) != (thread.recipient, thread.verify) or sent.has_receipt:
        raise LetterRefused
    if {holder.office for holder in holders.values()} - set(offices_on(thread).values()):
        raise WrongAudience


def _insert(letter: Letter) -> bool:
    """Whether this letter is the first with its number. Whoever comes at the same moment waits here for the other to end.

    By hand, because the framework gives no key back where a conflict is passed over.
    """
    fields = [field for field in Letter._meta.concrete_fields if not field.primary_key]
    values = [field.get_db_prep_save(getattr(letter, field.attname), connection) for field in fields]
    names, places = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    sql = f'INSERT INTO "{Letter._meta.db_table}" ({names}) VALUES ({places}) ON CONFLICT (ref) DO NOTHING RETURNING id'  # noqa: S608 our own names
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    letter.pk = row[0] if row else None
    letter._state.adding = row is None
    return row is not None


def store_parts(letter: Letter, sent: Submission, holders: dict[str, Holder], *, complainant: str = "") -> None:
    """Items, their pieces and envelopes of a letter that was just stored; ``complainant`` is the recipient of answers.

    Raises ItemMissing for pieces that have not arrived, LetterRefused for an item that another letter has.
    """
    blobs = store_blobs(sent.inline)
    apart = {digest for item in sent.items for digest in item.segments} - blobs.keys()
    try:
        blobs |= hold_blobs(apart) if apart else {}
    except BlobsMissing as error:
        raise ItemMissing(**error.values) from error
    items = [Item(letter=letter, ref=item.id, kind=item.kind, position=place) for place, item in enumerate(sent.items)]
    try:
        Item.objects.bulk_create(items)
    except IntegrityError as error:
        raise LetterRefused from error
    by_ref = {item.ref: item for item in items}
    ItemSegment.objects.bulk_create(
        ItemSegment(item=by_ref[item.id], number=number, blob=blobs[digest])
        for item in sent.items
        for number, digest in enumerate(item.segments)
    )
    Envelope.objects.bulk_create(
        Envelope(
            item=by_ref[one.item],
            audience=one.audience,
            epoch_id=holders[one.audience].epoch if one.audience in holders else None,
            is_complainants=one.audience == complainant,
            data=one.data,
        )
        for one in sent.envelopes
    )


def _keep_receipt(letter: Letter, sent: Submission, known: Listed) -> None:
    receipt = Receipt(
        thread=letter,
        lookup=server.lookup(sent.handle),
        u=server.lock_u(sent.u),
        wrapped=sent.wrapped,
        keyring_version=known.number,
    )
    try:
        receipt.save(force_insert=True)
    except IntegrityError as error:
        raise ReceiptTaken from error


def _event(letter: Letter, by: Viewer) -> Event:
    """``facts.digest`` is what the sender's receipt holds too: the office has exactly what was sent."""
    facts = {"digest": letter.digest, "ref": letter.ref}
    first = letter.first
    return chain.record("letter.received", letter, first, by=by, facts=facts, is_first=first is letter)


def _accept(letter: Letter, event: Event) -> None:
    """The signed promise that the event will be in the ledger, kept so that a retry gets the same one."""
    at = timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    key = server.acceptance_key()
    letter.accepted = key.sign(f"{key.name}\n{chain.leaf_of(event)}\n{at}\n")
    Letter.objects.filter(pk=letter.pk).update(accepted=letter.accepted)
