"""Coming back with the digits: what is found, what a miss tells, and what is kept."""

import base64
import datetime
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.core.effort import new_challenge
from tamdan.core.tests.solving import solution, solve
from tamdan.intake import views, visits
from tamdan.intake.misses import FREE_HERE, Misses
from tamdan.intake.models import Letter, Receipt, Visit
from tamdan.intake.shown import moment
from tamdan.intake.visits import end_receipt, forget_visits
from tamdan.sealing import age, server
from tests.letters import Ring, Sender, ask_receipt, b64, come_back, identity, post, send, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the wait and without what other tests missed."""
    monkeypatch.setattr(views, "misses", Misses())
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)


def test_the_digits_open_status_and_keys(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    found = come_back(client, sender)
    kept = json.loads(
        age.unseal(base64.b64decode(found["wrapped"]), sender.derived.identity(base64.b64decode(found["u"])))
    )
    assert (kept["key"], kept["digest"]) == (sender.key, letter.digest)
    assert (found["thread"], found["opened"]) == (letter.ref, None)
    assert found["letters"][0]["items"][0]["envelope"] is None  # the letter itself is not sealed to its sender
    (item,) = found["access"]
    assert item["kind"] == "story"
    assert item["holders"][0]["id"] == str(ring.office.office.uuid)
    assert item["releases"] == []
    bodies = [json.loads(base64.b64decode(event["body"])) for event in found["events"]]
    assert bodies[0]["facts"]["digest"] == letter.digest


def test_days_are_those_of_the_home_state_wherever_the_device_is(client: Client, ring: Ring) -> None:
    late = datetime.datetime(2026, 11, 23, 20, tzinfo=datetime.UTC)
    assert moment(late).startswith("2026-11-24T03:00")
    sender, letter = send(client, ring)
    found = come_back(client, sender)
    assert found["received"] == found["letters"][0]["at"] == moment(letter.received_at)


def test_the_complaint_is_locked_before_its_receipt(client: Client, ring: Ring) -> None:
    """As everywhere: a new receipt that an office issues at the same moment waits, and neither waits for the other in a ring."""
    _sender, letter = send(client, ring)
    with CaptureQueriesContext(connection) as ran:
        end_receipt(letter, by=None)
    locks = [query["sql"] for query in ran if "FOR UPDATE" in query["sql"] or "FOR NO KEY UPDATE" in query["sql"]]
    assert [Letter._meta.db_table in locks[0], Receipt._meta.db_table in locks[1]] == [True, True]


def test_the_day_of_the_last_opening_is_told_and_nothing_finer_kept(client: Client, ring: Ring) -> None:
    sender, _letter = send(client, ring)
    come_back(client, sender)
    assert come_back(client, sender)["opened"] == timezone.localdate().isoformat()
    assert not Event.objects.filter(verb__startswith="receipt").exists()


def test_a_database_without_the_pepper_gives_no_hit_for_the_true_digits(
    client: Client, ring: Ring, monkeypatch
) -> None:
    sender, _letter = send(client, ring)
    receipt = Receipt.objects.get()
    stored = bytes(receipt.lookup) + bytes(receipt.u) + bytes(receipt.wrapped)
    assert sender.derived.handle not in stored
    assert sender.digits.encode() not in stored
    monkeypatch.setenv("TAMDAN_HOME", "/nonexistent")
    monkeypatch.setattr(
        server, "_key", lambda _name: base64.urlsafe_b64encode(b"another pepper, of another place").decode()
    )
    assert server.lookup(sender.derived.handle) != bytes(receipt.lookup)


def test_a_miss_an_ended_receipt_and_a_wrong_length_are_alike(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    end_receipt(letter, by=None)
    answers = [ask_receipt(client, handle) for handle in (sender.derived.handle, b"x" * 32, b"x", b"", b"x" * 500)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert {tuple(sorted(answer.headers.items())) for answer in answers} == {tuple(sorted(answers[0].headers.items()))}
    receipt = Receipt.objects.get()
    assert (bytes(receipt.u), bytes(receipt.wrapped)) == (b"", b"")


def test_a_hit_and_a_miss_do_the_same_work(client: Client, ring: Ring, django_assert_num_queries, monkeypatch) -> None:
    sender, _letter = send(client, ring)
    unlocked = []
    monkeypatch.setattr(visits.server, "unlock_u", lambda token: unlocked.append(len(token)) or bytes(32))
    for handle in (sender.derived.handle, b"x" * 32):
        with django_assert_num_queries(1):
            try:
                found = Receipt.objects.select_related("thread").filter(lookup=server.lookup(handle)).first()
            finally:
                pass
    for handle in (sender.derived.handle, b"x" * 32):
        try:
            visits.open_receipt(handle)
        except visits.ReceiptUnknown:
            found = None
    assert found is None
    assert len(unlocked) == 2
    assert unlocked[0] == unlocked[1]


def test_nothing_is_answered_before_400_ms_and_no_connection_is_held(client: Client, ring: Ring, monkeypatch) -> None:
    waited = []
    monkeypatch.setattr(views.time, "sleep", waited.append)
    assert ask_receipt(client, b"x" * 32).status_code == 404
    assert ask_receipt(client, b"x" * 32, effort="wrong").status_code == 403
    assert all(0 < seconds <= 0.4 for seconds in waited)
    assert len(waited) == 2


def test_work_doubles_as_misses_rise_and_nobody_is_locked_out(client: Client, ring: Ring) -> None:
    sender, _letter = send(client, ring)
    for _ in range(FREE_HERE + 1):
        views.misses.add(client.get("/effort/receipts").wsgi_request)
    easy = solve(new_challenge("receipts", hardness=1))
    refused = ask_receipt(client, sender.derived.handle, effort=easy)
    assert (refused.status_code, refused.json()["code"]) == (403, "effort-refused")
    assert views.misses.hardness(refused.wsgi_request) == 2
    hard = solve(new_challenge("receipts", hardness=2))
    assert ask_receipt(client, sender.derived.handle, effort=hard).status_code == 200


def test_misses_are_counted_by_network_and_kept_as_a_keyed_hash(rf) -> None:
    counted = Misses()
    here, neighbour, elsewhere = (
        rf.get("/", REMOTE_ADDR=one) for one in ("203.0.113.7", "203.0.113.200", "198.51.100.1")
    )
    for _ in range(4 * FREE_HERE):
        counted.add(here)
    assert counted.hardness(neighbour) > counted.hardness(elsewhere) == 1
    assert all(b"203.0.113" not in name for name in counted.networks)


def test_a_spent_effort_opens_nothing_again(client: Client, ring: Ring) -> None:
    sender, _letter = send(client, ring)
    spent = solution("receipts")
    assert ask_receipt(client, sender.derived.handle, effort=spent).status_code == 200
    assert ask_receipt(client, sender.derived.handle, effort=spent).status_code == 403


def test_a_visit_ends_after_half_an_hour(client: Client, ring: Ring) -> None:
    sender, _letter = send(client, ring)
    come_back(client, sender)
    Visit.objects.update(expires=timezone.now())
    answer = client.post(
        "/receipts/decisions", "{}", content_type="application/json", headers={"X-Receipt": sender.token}
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "visit-over")
    assert forget_visits() == 1


def test_a_token_is_stored_as_its_hash_alone(client: Client, ring: Ring) -> None:
    sender, _letter = send(client, ring)
    come_back(client, sender)
    assert sender.token.encode() not in bytes(Visit.objects.get().token_hash)
    assert len(bytes(Visit.objects.get().token_hash)) == 32


def test_new_digits_end_the_old_ones(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    come_back(client, sender)
    moved = Sender(key=sender.key, seed=sender.seed)
    answer = client.post(
        "/receipts/change", json.dumps(moved.receipt(letter.ref, letter.digest)), content_type="application/json",
        headers={"X-Receipt": sender.token},
    )  # fmt: skip
    assert answer.status_code == 200
    assert ask_receipt(client, sender.derived.handle).status_code == 404
    assert come_back(client, moved)["thread"] == letter.ref
    assert Event.objects.filter(verb="receipt.changed").count() == 1
    assert Visit.objects.count() == 1


def test_broken_new_digits_change_nothing(client: Client, ring: Ring) -> None:
    sender, _letter = send(client, ring)
    come_back(client, sender)
    for wrong in ({}, {"handle": "x"}, {"handle": b64(b"x" * 32), "u": b64(b"x" * 32), "wrapped": b64(b"clear")}):
        answer = client.post(
            "/receipts/change", json.dumps(wrong), content_type="application/json", headers={"X-Receipt": sender.token}
        )
        assert answer.status_code == 422
    assert come_back(client, sender)


def test_more_from_the_same_sender_joins_the_complaint(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    come_back(client, sender)
    more = sender.submission([story(ring, "And they came back.")], thread=letter.ref)
    answer = post(client, more, token=sender.token)
    assert answer.status_code == 201, answer.content
    assert Letter.objects.get(ref=more["letter"]).thread == letter
    facts = [
        json.loads(bytes(event.body))["facts"] for event in Event.objects.filter(verb="letter.received").order_by("id")
    ]
    assert facts[1]["n"] > facts[0]["n"]


def test_more_goes_only_to_offices_that_hold_the_complaint(client: Client, ring: Ring) -> None:
    sender, letter = send(client, ring)
    come_back(client, sender)
    elsewhere = sender.submission([story(ring, "x", ring.second.recipient)], thread=letter.ref)
    stranger = Sender().submission([story(ring)], thread=letter.ref)
    for made, code in ((elsewhere, "wrong-audience"), (stranger, "refused")):
        answer = post(client, made, token=sender.token)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    without_visit = sender.submission([story(ring)], thread=letter.ref)
    assert post(client, without_visit).status_code == 422
    assert Letter.objects.count() == 1


def test_a_page_costs_no_more_queries_with_more_letters(
    client: Client, ring: Ring, django_assert_max_num_queries
) -> None:
    sender, letter = send(client, ring, None, story(ring), identity(ring))
    come_back(client, sender)
    for _ in range(3):
        post(client, sender.submission([story(ring)], thread=letter.ref), token=sender.token)
    effort = solution("receipts")
    with django_assert_max_num_queries(40):
        ask_receipt(client, sender.derived.handle, effort=effort)
