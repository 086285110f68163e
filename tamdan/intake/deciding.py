"""What complainants decide: a signed note of five lines, each naming the hash of the decision before it.

``<host>/decision``, the complaint's ref, the code, the value or ``-``, the SHA-256 of the text before or ``-``; signed with the key
whose public half is in the letter's digest, or came with a receipt that was issued for a lost one, under the name
``<host>/complaint/<ref>``. By telephone an officer records the same text without a signature, and every list says so.
"""

import base64
import hashlib
import re
import uuid
from dataclasses import dataclass

from django.db import transaction

from tamdan.accounts.models import User
from tamdan.audit.acting import VISITOR
from tamdan.audit.notes import Note, NoteRefused, PublicKey
from tamdan.core.access import Viewer
from tamdan.core.panels import listed as declared
from tamdan.intake import access, chain
from tamdan.intake.enums import CONSENT_GIVEN, CONSENT_TAKEN_BACK, RATINGS, Code
from tamdan.intake.errors import DecisionOutOfTurn, DecisionRefused, NotYours
from tamdan.intake.halves import halves_of
from tamdan.intake.models import ConsentPurpose, Decision, Envelope, Letter
from tamdan.sealing.models import Office
from tamdan.sealing.server import host

LONGEST = 4_096
NARROW = re.compile(r"(?P<item>[0-9a-f]{32}) (?P<audience>age1[0-9a-z]{50,70})")
CONSENT = re.compile(r"(?P<purpose>[a-z-]{1,40})(:(?P<office>[0-9a-f-]{36}))? (?P<word>[a-z-]+)")


@dataclass(frozen=True)
class Told:
    """A decision as its text says it."""

    code: Code
    value: str
    previous: str


@transaction.atomic
def decide(thread: Letter, note: str) -> Decision:
    """Take a decision that the complainant signed. Raises DecisionRefused, DecisionOutOfTurn; then nothing was changed."""
    try:
        parsed = Note.parse(note) if len(note) <= LONGEST else None
        key = PublicKey(f"{host()}/complaint/{thread.ref}", base64.b64decode(halves_of(thread).verify))
        if parsed is None or not parsed.is_signed_by(key):
            raise DecisionRefused
    except (NoteRefused, ValueError) as error:
        raise DecisionRefused from error
    return _take(thread, note, _told(thread, parsed.text), by=VISITOR, officer=None)


@transaction.atomic
def record_by_officer(thread: Letter, code: Code, value: str, *, by: User) -> Decision:
    """What the complainant said on the telephone or at the desk, marked as recorded by an officer. Raises NotYours and as ``decide``."""
    if not set(access.office_ids(by)) & set(access.offices_on(thread).values()):
        raise NotYours
    Letter.objects.select_for_update(no_key=True).get(pk=thread.pk)
    text = f"{host()}/decision\n{thread.ref}\n{code}\n{value or '-'}\n{previous_of(thread)}\n"
    return _take(thread, text, _told(thread, text), by=by, officer=by)


def hash_of(decision: Decision) -> str:
    """SHA-256 of the text of a decision without signatures, hexadecimal."""
    return hashlib.sha256(_text(decision.note).encode()).hexdigest()


def previous_of(thread: Letter) -> str:
    """What the next decision has to name."""
    last = thread.decisions.last()
    return hash_of(last) if last else "-"


def consents_now(thread: Letter) -> set[str]:
    """What is agreed to now: as sent, and as changed since; for one body ``purpose:office``."""
    found = set(thread.consents)
    for decision in thread.decisions.filter(code=Code.CONSENT):
        subject, _space, word = decision.value.partition(" ")
        (found.add if word == CONSENT_GIVEN else found.discard)(subject)
    return found


def _told(thread: Letter, text: str) -> Told:
    lines = text.split("\n")
    if len(lines) != 6 or lines[:2] != [f"{host()}/decision", thread.ref] or lines[2] not in Code.values:
        raise DecisionRefused
    told = Told(Code(lines[2]), "" if lines[3] == "-" else lines[3], lines[4])
    if not _fits(told):
        raise DecisionRefused
    return told


def _fits(told: Told) -> bool:
    """Whether the value is one that the code knows: never a text."""
    match told.code:
        case Code.RATE:
            return told.value in RATINGS
        case Code.NARROW:
            return bool(NARROW.fullmatch(told.value))
        case Code.CONSENT:
            return _is_consent(told.value)
        case _:
            return not told.value


def _is_consent(value: str) -> bool:
    found = CONSENT.fullmatch(value)
    if found is None or found["word"] not in (CONSENT_GIVEN, CONSENT_TAKEN_BACK):
        return False
    purpose = ConsentPurpose.objects.filter(code=found["purpose"], retired=False).first()
    if purpose is None or purpose.names_a_body != bool(found["office"]):
        return False
    return not found["office"] or _is_office(found["office"])


def _is_office(text: str) -> bool:
    try:
        return Office.objects.filter(uuid=uuid.UUID(text)).exists()
    except ValueError:
        return False


def _take(thread: Letter, note: str, told: Told, *, by: Viewer, officer: User | None) -> Decision:
    Letter.objects.select_for_update(no_key=True).get(pk=thread.pk)
    if told.previous != previous_of(thread):
        raise DecisionOutOfTurn
    made = Decision.objects.create(thread=thread, code=told.code, value=told.value, note=note, by_officer=officer)
    facts = {"code": str(told.code), "value": told.value or "-", "note": hashlib.sha256(note.encode()).hexdigest()}
    chain.record("decision.recorded" if officer else "decision.signed", made, thread, by=by, facts=facts)
    if told.code == Code.NARROW:
        _narrow(thread, told.value, by)
    for arrived in declared("DECISION_ARRIVALS"):
        arrived(made)
    return made


def _narrow(thread: Letter, value: str, by: Viewer) -> None:
    """Take an item away from the office of a recipient: its envelopes go, under every key that the office ever had."""
    found = NARROW.fullmatch(value)
    assert found
    of_item = Envelope.objects.filter(
        item__ref=found["item"], item__letter__in=Letter.objects.of_thread(thread).values("pk"), is_complainants=False
    ).select_related("item")
    named = of_item.filter(audience=found["audience"]).first()
    if named is None:
        raise DecisionRefused
    gone = of_item.filter(epoch__office__epochs=named.epoch_id) if named.epoch_id else of_item.filter(pk=named.pk)
    Envelope.objects.filter(pk__in=list(gone.values_list("pk", flat=True))).delete()
    facts = {"item": found["item"], "audience": found["audience"]}
    chain.record("envelope.narrowed", named.item, thread, by=by, facts=facts)


def _text(note: str) -> str:
    """The text of a signed note, or of one that has no signature."""
    text, gap, _signatures = note.rpartition("\n\n")
    return f"{text}\n" if gap else note
