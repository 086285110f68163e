"""What an office writes: to the complainant, signed and sealed; or a note that stays in the office."""

import base64
import json

import pytest
from django.test import Client

from tamdan.audit.models import Event
from tamdan.audit.notes import Note, PublicKey
from tamdan.intake import views
from tamdan.intake.answering import answer
from tamdan.intake.enums import Side
from tamdan.intake.errors import AnotherLetter, LetterRefused, NotYours, WrongAudience
from tamdan.intake.models import Letter
from tamdan.intake.reading import read_parts
from tamdan.sealing import age, envelopes, items, server
from tamdan.sealing.letters import ItemKind, ItemSketch, LetterSketch, new_id
from tests.letters import Part, Ring, Sender, b64, come_back, identity, send, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)


def message(ring: Ring, sender: Sender, thread: Letter, *audiences: str, words: str = "We came to the field.") -> bytes:
    """What an officer's browser posts."""
    key = ring.office.key.signing(f"{server.host()}/office/{ring.office.office.uuid}")
    note = key.sign(f"{server.host()}/message\n{thread.ref}\n-\n{words}\n")
    part = Part(ItemKind.MESSAGE, note.encode(), audiences or [sender.public.recipient, ring.office.recipient])
    sketch = LetterSketch(
        new_id(), [ItemSketch(part.id, part.kind, [one.digest for one in part.segments])], {part.id: part.audiences},
        sender.public, {}, [],
    )  # fmt: skip
    return json.dumps({
        "v": 1, "letter": sketch.letter, "thread": thread.ref, "open": {}, "consents": [],
        "items": [item.plain() for item in sketch.items], "inline": {one.digest: b64(one.sealed) for one in part.segments},
        "envelopes": part.envelopes(), "digest": sketch.digest(),
        "complainant": {"recipient": sender.public.recipient, "verify": sender.public.verify},
    }).encode()  # fmt: skip


def test_an_answer_reaches_the_complainant_under_the_offices_signature(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    made = answer(letter, read_parts(message(ring, sender, letter)), side=Side.OFFICE, by=ring.officer)
    assert Event.objects.get(verb="letter.answered").who == f"u:{ring.officer.uuid}"
    found = come_back(client, sender)
    shown = next(one for one in found["letters"] if one["ref"] == made.ref)
    (item,) = shown["items"]
    key = envelopes.open_inner(base64.b64decode(item["envelope"]), item["ref"], sender.key)
    blobs = [client.get(f"/blobs/{name}", headers={"X-Receipt": sender.token}) for name in item["segments"]]
    note = Note.parse(items.open_item([b"".join(one.streaming_content) for one in blobs], item["segments"], key))
    raw = base64.b64decode(ring.office.key.verify)
    assert note.is_signed_by(PublicKey(f"{server.host()}/office/{ring.office.office.uuid}", raw))
    assert "We came to the field." in note.text


def test_the_same_answer_again_is_the_same(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    body = message(ring, sender, letter)
    first = answer(letter, read_parts(body), side=Side.OFFICE, by=ring.officer)
    assert answer(letter, read_parts(body), side=Side.OFFICE, by=ring.officer) == first
    with pytest.raises(AnotherLetter):
        answer(letter, read_parts(body), side=Side.OFFICE, by=ring.office.officers[1].user)
    assert Event.objects.filter(verb="letter.answered").count() == 1


def test_a_note_stays_in_the_office(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    body = message(ring, sender, letter, ring.office.recipient)
    made = answer(letter, read_parts(body), side=Side.NOTE, by=ring.officer)
    found = come_back(client, sender)
    assert made.ref not in json.dumps(found["letters"])
    assert all(item["item"] != made.items.get().ref for item in found["access"])
    digest = made.items.get().segments.get().blob.digest
    assert client.get(f"/blobs/{digest}", headers={"X-Receipt": sender.token}).status_code == 404


def test_an_answer_goes_to_the_complainant_and_to_offices_that_hold_the_complaint(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring, None, story(ring), identity(ring))
    own, office = sender.public.recipient, ring.office.recipient
    wrong = [
        (Side.OFFICE, [office]), (Side.NOTE, [own, office]), (Side.OFFICE, [own]), (Side.OFFICE, [own, ring.second.recipient]),
        (Side.NOTE, [ring.custodian.recipient]), (Side.NOTE, [age.recipient_of(age.new_identity())]),
    ]  # fmt: skip
    for side, audiences in wrong:
        with pytest.raises(WrongAudience):
            answer(letter, read_parts(message(ring, sender, letter, *audiences)), side=side, by=ring.officer)
    assert Letter.objects.count() == 1


def test_who_holds_no_key_of_the_complaint_writes_nothing(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring, None, story(ring), identity(ring))
    for stranger in (ring.second.officers[0].user, ring.custodian.officers[0].user):
        with pytest.raises(NotYours):
            answer(letter, read_parts(message(ring, sender, letter)), side=Side.OFFICE, by=stranger)


def test_an_answer_belongs_to_one_complaint(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    _other, elsewhere = send(client, ring)
    with pytest.raises(LetterRefused):
        answer(elsewhere, read_parts(message(ring, sender, letter)), side=Side.OFFICE, by=ring.officer)
    with pytest.raises(LetterRefused):
        read_parts(b"{}")
