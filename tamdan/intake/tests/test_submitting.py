"""Sending a letter: what is stored, what is refused, and that the same again is the same."""

import base64
import json

import pytest
from django.test import Client

from tamdan.audit.models import Event
from tamdan.audit.notes import open_note
from tamdan.audit.tree import leaf_hash
from tamdan.core.models import SpentEffort
from tamdan.core.tests.solving import solution
from tamdan.intake.chain import number_of
from tamdan.intake.models import Envelope, Item, Letter, Receipt
from tamdan.sealing import age, server
from tamdan.sealing.letters import ItemKind, new_id
from tamdan.vault.models import Blob
from tests.letters import Part, Ring, Sender, b64, identity, post, sealed, story

pytestmark = pytest.mark.django_db


def test_a_letter_is_received_with_a_signed_acceptance(client: Client, ring: Ring) -> None:
    made = Sender().submission([story(ring), identity(ring)], consents=["handle"])
    answer = post(client, made)
    assert answer.status_code == 201
    letter = Letter.objects.get()
    assert (letter.ref, letter.digest, letter.kind, letter.consents) == (
        made["letter"],
        made["digest"],
        "land",
        ["handle"],
    )
    assert letter.owner == ring.office.office.body
    assert (letter.received_at.minute, letter.received_at.second) == (0, 0)
    assert [item.kind for item in letter.items.all()] == ["story", "identity"]
    assert {envelope.epoch.office for envelope in Envelope.objects.all()} == {ring.office.office, ring.custodian.office}
    event = Event.objects.get(verb="letter.received")
    facts = json.loads(event.body)["facts"]
    assert facts == {"digest": letter.digest, "ref": letter.ref, "n": 1, "prev": "-"}
    assert event.who == "v"
    note = open_note(answer.json()["acceptance"], server.acceptance_key().public)
    assert note.text.split("\n")[:2] == [f"{server.host()}/accept", leaf_hash(bytes(event.body)).hex()]
    assert answer.json()["number"] == number_of(letter)
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_the_same_again_gives_the_same_acceptance(client: Client, ring: Ring) -> None:
    made = Sender().submission([story(ring)])
    first, again = post(client, made), post(client, made)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Letter.objects.count() == Event.objects.filter(verb="letter.received").count() == 1
    assert SpentEffort.objects.count() == 1  # what changed nothing costs nothing


def test_the_same_number_with_other_content_is_refused(client: Client, ring: Ring) -> None:
    made = Sender().submission([story(ring)])
    post(client, made)
    other = Sender().submission([story(ring)], letter=made["letter"])
    answer = post(client, other)
    assert (answer.status_code, answer.json()["code"]) == (409, "another-letter")
    assert Letter.objects.get().digest == made["digest"]
    assert Blob.objects.count() == 1


def test_two_offices_of_two_bodies_share_a_letter(client: Client, ring: Ring) -> None:
    post(client, Sender().submission([story(ring, "x", ring.second.recipient)]))
    letter = Letter.objects.get()
    assert (letter.owner, letter.visibility) == (ring.office.office.body, "shared")
    assert letter.shared_with == [ring.second.office.body_id]


def test_a_large_item_waits_for_its_pieces(client: Client, ring: Ring) -> None:
    large = Part(ItemKind.FILE, b"x" * 200_000, [ring.office.recipient])
    made = Sender().submission([story(ring), large])
    answer = post(client, made)
    assert (answer.status_code, answer.json()["code"]) == (422, "item-missing")
    assert answer.json()["values"]["missing"] == [large.segments[0].digest]
    assert not Letter.objects.exists()
    assert not SpentEffort.objects.exists()


WRONG = {
    "unknown recipient": (
        "wrong-audience",
        lambda ring, made: {"envelopes": to(made, age.recipient_of(age.new_identity()))},
    ),
    "story to a custodian": ("wrong-audience", lambda ring, made: {"envelopes": to(made, ring.custodian.recipient)}),
    "no envelope": ("refused", lambda ring, made: {"envelopes": []}),
    "twice the same": ("refused", lambda ring, made: {"envelopes": made["envelopes"] * 2}),
    "garbage envelope": ("bad-seal", lambda ring, made: {"envelopes": [made["envelopes"][0] | {"data": b64(b"x")}]}),
    "clear text inside": ("bad-seal", lambda ring, made: {"inline": {name: b64(b"story") for name in made["inline"]}}),
    "a piece too many": ("item-missing", lambda ring, made: {"inline": made["inline"] | {"0" * 64: b64(b"x")}}),
    "no piece": ("item-missing", lambda ring, made: {"inline": {}}),
    "unknown field": ("refused", lambda ring, made: {"name": "Sok"}),
    "number for text": ("refused", lambda ring, made: {"consents": [7]}),
    "digest": ("digest", lambda ring, made: {"digest": "0" * 64}),
    "open field": ("open-field", lambda ring, made: {"open": {**made["open"], "kind": "my neighbour"}}),
    "channel of offices": ("open-field", lambda ring, made: {"open": {**made["open"], "channel": "telephone"}}),
    "consent": ("consent", lambda ring, made: {"consents": ["everything"]}),
    "half a receipt": ("refused", lambda ring, made: {"u": ""}),
    "a short handle": ("refused", lambda ring, made: {"handle": b64(b"x")}),
    "bad key": ("refused", lambda ring, made: {"complainant": {"recipient": "age1x", "verify": "x"}}),
    "thread": ("refused", lambda ring, made: {"thread": "0" * 32}),
    "too many": ("too-many", lambda ring, made: {"items": made["items"] * 61}),
    "version": ("refused", lambda ring, made: {"v": 2}),
}


def to(made, audience):
    return [made["envelopes"][0] | {"audience": audience}]


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_submission_leaves_nothing_behind(client: Client, ring: Ring, name: str) -> None:
    code, change = WRONG[name]
    made = Sender().submission([story(ring)])
    made |= change(ring, made)
    if code in ("wrong-audience", "open-field", "consent"):
        made["digest"] = redigested(made)
    answer = post(client, made)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert answer.json()["message"]
    assert not Letter.objects.exists()
    assert not Blob.objects.exists()
    assert not Event.objects.filter(verb="letter.received").exists()
    assert not SpentEffort.objects.exists()


def redigested(made):
    from tamdan.intake.reading import Submission

    return Submission.model_validate_json(json.dumps(made)).sketch().digest()


def test_a_letter_needs_a_story(client: Client, ring: Ring) -> None:
    answer = post(client, Sender().submission([identity(ring)]))
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")


def test_a_letter_without_a_way_back_has_no_receipt(client: Client, ring: Ring) -> None:
    made = Sender().submission([story(ring)], without_receipt=True)
    assert post(client, made).status_code == 201
    assert not Receipt.objects.exists()


def test_what_is_no_submission_is_refused_in_words(client: Client, ring: Ring) -> None:
    for body, code in ((b"", "bad-seal"), (b"hello", "bad-seal"), (age.seal(b"{}", server.intake_recipient()), "refused"),
                       (age.seal(b"{}", age.recipient_of(age.new_identity())), "unknown-key")):  # fmt: skip
        answer = client.post("/letters", body, content_type="application/octet-stream")
        assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_a_letter_that_is_too_long_is_413(client: Client, ring: Ring) -> None:
    answer = client.post("/letters", b"x" * ((6 << 20) + 1), content_type="application/octet-stream")
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


def test_the_idempotency_key_is_the_number_of_the_letter(client: Client, ring: Ring) -> None:
    made = Sender().submission([story(ring)])
    answer = client.post(
        "/letters", sealed(made), content_type="application/octet-stream",
        headers={"Idempotency-Key": new_id(), "X-Effort": solution("letters")},
    )  # fmt: skip
    assert answer.status_code == 422
    assert not Letter.objects.exists()


def test_without_work_nothing_is_taken(client: Client, ring: Ring) -> None:
    made = Sender().submission([story(ring)])
    answer = post(client, made, effort=base64.b64encode(b"{}").decode())
    assert (answer.status_code, answer.json()["code"]) == (403, "effort-refused")
    assert not Letter.objects.exists()
    assert not Blob.objects.exists()


def test_an_item_belongs_to_one_letter(client: Client, ring: Ring) -> None:
    part = story(ring)
    assert post(client, Sender().submission([part])).status_code == 201
    assert post(client, Sender().submission([part])).status_code == 422
    assert Item.objects.count() == 1


def test_a_full_disk_takes_no_letter(client: Client, ring: Ring, settings) -> None:
    settings.FREE_SPACE_FLOOR = 1 << 60
    answer = post(client, Sender().submission([story(ring)]))
    assert answer.status_code == 507
    assert not Letter.objects.exists()


def test_refusals_are_in_the_language_of_the_sender(client: Client, ring: Ring) -> None:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "km"
    answer = client.post("/letters", b"hello", content_type="application/octet-stream")
    assert answer.headers["Content-Language"] == "km"
