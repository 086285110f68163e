"""Decisions: signed, chained, narrow, and marked when an officer wrote them down."""

import hashlib
import json

import pytest
from django.test import Client

from tamdan.audit.models import Event
from tamdan.intake import views
from tamdan.intake.deciding import consents_now, decide, record_by_officer
from tamdan.intake.enums import Code
from tamdan.intake.errors import DecisionOutOfTurn, DecisionRefused, NotYours
from tamdan.intake.models import Decision, Envelope, Letter
from tests.letters import Ring, Sender, come_back, send, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)


def test_a_signed_decision_is_taken_and_shown(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    come_back(client, sender)
    note = sender.decision(letter.ref, "withdraw")
    answer = client.post(
        "/receipts/decisions",
        json.dumps({"note": note}),
        content_type="application/json",
        headers={"X-Receipt": sender.token},
    )
    assert answer.status_code == 201, answer.content
    (shown,) = come_back(client, sender)["decisions"]
    assert (shown["code"], shown["by_officer"]) == ("withdraw", False)
    assert shown["hash"] == hashlib.sha256(note.partition("\n\n")[0].encode() + b"\n").hexdigest()
    event = Event.objects.get(verb="decision.signed")
    assert json.loads(bytes(event.body))["facts"]["note"] == hashlib.sha256(note.encode()).hexdigest()


def test_a_decision_names_the_one_before(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    first = decide(letter, sender.decision(letter.ref, "withdraw"))
    with pytest.raises(DecisionOutOfTurn):
        decide(letter, sender.decision(letter.ref, "reopen"))
    previous = hashlib.sha256(first.note.partition("\n\n")[0].encode() + b"\n").hexdigest()
    decide(letter, sender.decision(letter.ref, "reopen", previous=previous))
    assert [one.code for one in letter.decisions.all()] == ["withdraw", "reopen"]


UNKNOWN = [
    ("withdraw", "because"), ("rate", "6"), ("rate", "-"), ("burn", "-"), ("narrow", "x"), ("consent", "all given"),
    ("consent", "refer given"), ("consent", "handle:00000000-0000-0000-0000-000000000000 given"), ("consent", "handle maybe"),
]  # fmt: skip


def test_a_value_that_no_code_knows_is_refused(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    for code, value in UNKNOWN:
        with pytest.raises(DecisionRefused):
            decide(letter, sender.decision(letter.ref, code, value))
    assert not Decision.objects.exists()


def test_nobody_else_decides(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    good = sender.decision(letter.ref, "confirm")
    forged = [
        Sender().decision(letter.ref, "confirm"), good.replace("confirm", "contest"), good.partition("\n\n")[0] + "\n", "", "x" * 9_999,
        sender.decision("0" * 32, "confirm"),
    ]  # fmt: skip
    for note in forged:
        with pytest.raises(DecisionRefused):
            decide(letter, note)
    assert not Decision.objects.exists()


def test_narrowing_takes_an_item_from_an_office(client: Client, ring: Ring) -> None:
    part = story(ring, "x", ring.second.recipient)
    sender, letter = send(client, ring, None, part)
    decide(letter, sender.decision(letter.ref, "narrow", f"{part.id} {ring.second.recipient}"))
    assert [envelope.epoch.office for envelope in Envelope.objects.all()] == [ring.office.office]
    facts = json.loads(bytes(Event.objects.get(verb="envelope.narrowed").body))["facts"]
    assert (facts["item"], facts["audience"]) == (part.id, ring.second.recipient)


def test_what_is_not_there_cannot_be_narrowed(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    with pytest.raises(DecisionRefused):
        decide(letter, sender.decision(letter.ref, "narrow", f"{letter.items.get().ref} {ring.second.recipient}"))
    assert Envelope.objects.count() == 1
    assert not Decision.objects.exists()


def test_consents_follow_the_decisions(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring, consents=["handle"])
    first = decide(letter, sender.decision(letter.ref, "consent", "contact given"))
    previous = hashlib.sha256(first.note.partition("\n\n")[0].encode() + b"\n").hexdigest()
    decide(letter, sender.decision(letter.ref, "consent", "handle taken-back", previous))
    assert consents_now(Letter.objects.get()) == {"contact"}


def test_an_officer_records_what_was_said_and_it_says_so(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    record_by_officer(letter, Code.RATE, "4", by=ring.officer)
    (shown,) = come_back(client, sender)["decisions"]
    assert shown["by_officer"] is True
    assert Event.objects.filter(verb="decision.recorded").count() == 1
    previous = shown["hash"]
    decide(letter, sender.decision(letter.ref, "rate", "2", previous))


def test_an_officer_of_another_office_records_nothing(client: Client, ring: Ring) -> None:
    _sender, letter = send(client, ring)
    for stranger in (ring.second.officers[0].user, ring.custodian.officers[0].user):
        with pytest.raises(NotYours):
            record_by_officer(letter, Code.WITHDRAW, "", by=stranger)
