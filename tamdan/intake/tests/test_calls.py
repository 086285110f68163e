"""Calls: noted and sealed, taken by one officer, opened with a trace, rung, ended without leaving a number, written down as a complaint."""

import base64
import datetime
import hashlib
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.audit.erasing import apply_retention
from tamdan.audit.models import Event
from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.intake import calling, calls
from tamdan.intake.binding import Origin, bind
from tamdan.intake.calls import Answer, Call, Ending, Reason, State
from tamdan.intake.errors import CallRefused, CallTaken, NotTaken, OneCallAtATime
from tamdan.intake.releasing import release_number, rewrap
from tamdan.sealing import age, envelopes, items, server
from tamdan.sealing.letters import new_id
from tests.letters import Ring, send

pytestmark = pytest.mark.django_db
NUMBER = "012-MARKED-345"


def as_browser(ring: Ring, **told: str) -> dict[str, str]:
    """What the page's script makes of a number (static/src/office/calls.ts)."""
    ref, key = new_id(), age.new_identity()
    content = json.dumps({"v": 1, "number": NUMBER, "name": "", "words": "", **told}).encode()
    (segment,) = items.seal_item(content, age.recipient_of(key))
    locked = envelopes.lock_twice(ref, key, ring.office.recipient, server.release_recipient())
    sealed = {"sealed": base64.b64encode(segment.sealed).decode(), "envelope": base64.b64encode(locked).decode()}
    return {"ref": ref, "audience": ring.office.recipient, **sealed}


def noted(ring: Ring, *, by: User, danger: bool = False, hours: tuple[int, int] | None = None) -> Call:
    made = as_browser(ring)
    sealed, envelope = base64.b64decode(made["sealed"]), base64.b64decode(made["envelope"])
    return calling.note(
        calling.Noted(
            ring.office.office, made["audience"], made["ref"], sealed, envelope, Reason.ASKED, "km", danger, hours
        ),
        by=by,
    )


def test_a_call_is_noted_taken_opened_rung_and_leaves_no_number(client: Client, ring: Ring) -> None:
    first, colleague = ring.office.officers[0].user, ring.office.officers[1].user
    client.force_login(first)
    form = {"office": str(ring.office.office.uuid), "reason": "left", "is_dangerous": "on", "language": "km"}
    assert client.post(reverse("calls:note"), form).status_code == 422, "nothing was sealed"
    sent = {**form, **as_browser(ring)}
    assert [client.post(reverse("calls:note"), sent).status_code for _twice in range(2)] == [302, 302]
    call = Call.objects.get()
    assert (call.due_on, call.is_dangerous) == (today(), True), "with danger it is due today"
    usual = noted(ring, by=colleague)
    assert usual.due_on > today()
    assert list(calls.calls_of(first).open().in_order()) == [call, usual]

    page = client.get(call.get_absolute_url()).content.decode()
    assert "Take this call" in page
    assert client.post(reverse("calls:number", args=[call.pk])).status_code == 409, "not before it is taken"
    client.post(reverse("calls:take", args=[call.pk]))
    other = Client()
    other.force_login(colleague)
    assert other.post(reverse("calls:take", args=[call.pk])).status_code == 409
    assert other.post(reverse("calls:number", args=[call.pk])).status_code == 409
    with pytest.raises(OneCallAtATime):
        calling.take(usual, by=first)

    told = client.post(reverse("calls:number", args=[call.pk])).json()
    key = envelopes.open_inner(base64.b64decode(told["inner"]), told["item"], ring.office.key.key)
    sealed = base64.b64decode(told["sealed"])
    assert told["digest"] == hashlib.sha256(sealed).hexdigest()
    assert json.loads(items.open_item([sealed], [told["digest"]], key))["number"] == NUMBER
    assert Event.objects.filter(verb="call.opened", object_id=str(call.pk)).count() == 1

    assert client.post(reverse("calls:attempt", args=[call.pk]), {}).status_code == 422
    client.post(reverse("calls:attempt", args=[call.pk]), {"answer": "no_answer"})
    call.refresh_from_db()
    assert (call.state, call.tries, call.taken_by, call.rests) == (State.WAITING, 1, None, True)
    other.post(reverse("calls:take", args=[call.pk]))
    for ending in ("settled", "not_reached"):
        early = other.post(reverse("calls:end", args=[call.pk]), {"ending": ending})
        assert "what came of each ringing" in early.content.decode(), "nobody answered, and one attempt is not several"
    answer = other.post(reverse("calls:attempt", args=[call.pk]), {"answer": "answered"})
    assert answer["Location"] == call.get_absolute_url()
    assert call.writing_url.replace("&", "&amp;") in other.get(call.get_absolute_url()).content.decode()
    other.post(reverse("calls:end", args=[call.pk]), {"ending": "settled"})
    call.refresh_from_db()
    assert (call.state, call.ending, bytes(call.sealed), bytes(call.envelope)) == (State.CLOSED, "settled", b"", b"")
    assert not Clock.objects.running().filter(kind=calls.KIND, object_id=call.pk).exists()
    verbs = Event.objects.filter(kind=calls.KIND, object_id=str(call.pk)).order_by("pk").values_list("verb", flat=True)
    assert [verb.removeprefix("call.") for verb in verbs] == [
        "noted", "taken", "opened", "tried", "taken", "tried", "ended",
    ]  # fmt: skip


@pytest.mark.parametrize(("answer", "ending"), list(calls.ENDED_BY.items()))
def test_nobody_rings_a_wrong_number_again(ring: Ring, answer: Answer, ending: Ending) -> None:
    call = calling.take(noted(ring, by=ring.officer), by=ring.officer)
    call = calling.attempt(call, answer, by=ring.officer)
    assert (call.state, call.ending, call.envelope) == (State.CLOSED, ending, b"")
    with pytest.raises(CallTaken):
        calling.take(call, by=ring.officer)
    with pytest.raises(NotTaken):
        calling.attempt(call, Answer.ANSWERED, by=ring.officer)


def test_a_number_is_opened_in_safe_hours_alone(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    by_night = noted(ring, by=ring.officer, hours=(20, 6))
    safe = {}
    for hour in (5, 6, 19, 20, 23):
        monkeypatch.setattr("tamdan.intake.calls.hour_now", lambda hour=hour: hour)
        safe[hour] = by_night.is_safe_now
    assert safe == {5: True, 6: False, 19: False, 20: True, 23: True}
    monkeypatch.setattr("tamdan.intake.calls.hour_now", lambda: 12)
    call = calling.take(by_night, by=ring.officer)
    client = Client()
    client.force_login(ring.officer)
    answer = client.post(reverse("calls:number", args=[call.pk]))
    assert (answer.status_code, answer.json()["code"]) == (409, "call-not-safe-now")
    assert not Event.objects.filter(verb="call.opened").exists()


def test_a_call_that_was_forgotten_can_be_taken_over(ring: Ring) -> None:
    first, colleague = ring.office.officers[0].user, ring.office.officers[1].user
    call = calling.take(noted(ring, by=first), by=first)
    Call.objects.filter(pk=call.pk).update(taken_at=timezone.now() - calls.HELD)
    assert calling.take(call, by=colleague).taken_by == colleague
    with pytest.raises(NotTaken):
        calling.give_back(call, by=first)
    calling.give_back(call, by=colleague)
    assert Call.objects.get().state == State.WAITING


def test_a_note_for_another_key_is_refused_and_another_body_sees_nothing(ring: Ring, outsider: User) -> None:
    made = as_browser(ring)
    sealed, envelope = base64.b64decode(made["sealed"]), base64.b64decode(made["envelope"])
    right = (ring.office.office, ring.office.recipient, made["ref"], sealed, envelope, Reason.ASKED, "", False, None)
    for wrong in ((1, ring.second.recipient), (3, b"012 345 678"), (4, b"012 345 678")):
        given: list[Any] = list(right)
        given[wrong[0]] = wrong[1]
        with pytest.raises(CallRefused):
            calling.note(calling.Noted(*given), by=ring.officer)
    call = calling.note(calling.Noted(*right), by=ring.officer)
    assert list(calls.calls_of(ring.second.officers[0].user)) == []
    assert list(calls.calls_of(outsider)) == []
    with pytest.raises(NotTaken):
        calling.take(call, by=ring.second.officers[0].user)


def test_what_was_told_becomes_a_complaint_that_is_never_refused_for_the_call(client: Client, ring: Ring) -> None:
    call = calling.take(noted(ring, by=ring.officer), by=ring.officer)
    _sender, letter = send(client, ring)
    bind(letter, Origin(call=call), by=ring.office.officers[1].user)
    call.refresh_from_db()
    assert call.state == State.TAKEN, "it is another officer's"
    bind(letter, Origin(call=call), by=ring.officer)
    call.refresh_from_db()
    assert (call.ending, call.letter, bytes(call.sealed)) == (Ending.LETTER, letter, b"")
    calling.forget([("intake.letter", str(letter.pk))])
    call.refresh_from_db()
    assert call.letter is None


def test_a_call_that_ended_is_erased_after_a_month(ring: Ring) -> None:
    for days in (31, 29):
        call = calling.take(noted(ring, by=ring.officer), by=ring.officer)
        calling.end(call, Ending.MISTAKE, by=ring.officer)
        Call.objects.filter(pk=call.pk).update(closed_at=timezone.now() - datetime.timedelta(days=days))
    waiting = noted(ring, by=ring.officer)
    assert apply_retention()["intake.call"] >= 1
    assert set(Call.objects.values_list("pk", flat=True)) == {call.pk, waiting.pk}
    assert set(Clock.objects.filter(kind=calls.KIND).values_list("object_id", flat=True)) == {call.pk, waiting.pk}


def test_a_new_release_key_locks_numbers_anew(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    call = calling.take(noted(ring, by=ring.officer), by=ring.officer)
    newest, former = age.new_identity(), server.release_identities()
    monkeypatch.setattr(server, "release_identities", lambda: [newest, *former])
    assert rewrap() == 0
    call.refresh_from_db()
    assert age.unseal(bytes(call.envelope), newest)
    assert release_number(call, ring.officer).inner


def test_no_column_holds_the_number(ring: Ring) -> None:
    noted(ring, by=ring.officer)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(one)::text FROM intake_call one")
        assert "MARKED" not in str(cursor.fetchall())
