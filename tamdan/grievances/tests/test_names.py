"""Names in custody (SEALING 13, row "custodian"): asked for, refused, lent, opened by one officer alone, over at the end."""

import base64
import datetime
import json

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.grievances import actions, custody
from tamdan.grievances.access import envelope_for
from tamdan.grievances.custodians import keepers, names_to_decide, requests_for
from tamdan.grievances.custody_checking import lent_wrongly
from tamdan.grievances.errors import (
    AskedAlready,
    DecidedAlready,
    NobodyKeeps,
    NoEnvelope,
    NotHandling,
    NotKeeper,
    NotReleased,
    UnsignedRequest,
)
from tamdan.grievances.forgetting import forget
from tamdan.grievances.identity import Ending, IdentityRequest
from tamdan.grievances.models import Case
from tamdan.grievances.opening import open_item
from tamdan.grievances.tests.names import ask, reason, signed, wrapped
from tamdan.intake import chain, views
from tamdan.intake.actions import end_lent
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.models import Envelope, Item, Release
from tamdan.intake.vocabularies import ClosingReason
from tamdan.sealing import age, envelopes, server
from tamdan.sealing.enums import Purpose
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.models import Office
from tests.letters import Part, Ring, Sender, b64, come_back, identity, send, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)


def sent(client: Client, ring: Ring) -> tuple[Sender, Case, Item, Part]:
    """A complaint with a name, handled by the first officer."""
    part = identity(ring)
    sender, letter = send(client, ring, None, story(ring), part)
    case = Case.objects.get(letter=letter)
    actions.assign(case, ring.officer, version=1, by=ring.officer)
    return sender, case, letter.items.get(kind="identity"), part


def told(client: Client, sender: Sender) -> list[str]:
    """What the complainant reads of the name; every line's leaf is an event of the complaint."""
    found = come_back(client, sender)
    (access,) = [one for one in found["access"] if one["kind"] == "identity"]
    leaves = {event["leaf"] for event in found["events"]}
    assert {line["leaf"] for line in access["asked"]} <= leaves
    return [line["text"] for line in access["asked"]]


def served(client: Client, item: Item) -> int:
    answer = client.get(f"/blobs/{item.segments.get().blob.digest}")
    if answer.status_code == 200:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_a_name_is_refused_then_lent_to_one_officer_and_over_at_its_end(client: Client, ring: Ring) -> None:
    sender, case, item, part = sent(client, ring)
    first, colleague = ring.office.officers
    keeper, guard = (officer.user for officer in ring.custodian.officers)
    refused = ask(case, item, first, ring.office)
    with pytest.raises(AskedAlready):
        ask(case, item, first, ring.office)
    assert names_to_decide(keeper) == names_to_decide(guard) == 1
    for nobody in (first.user, colleague.user, ring.second.officers[0].user):
        with pytest.raises(NotKeeper):
            custody.refuse(refused, reason("ask-first"), by=nobody)
    custody.refuse(refused, reason("ask-first"), by=keeper)
    with pytest.raises(DecidedAlready):
        custody.lend(refused, b"", days=1, by=guard)

    asked = ask(case, item, first, ring.office, why="hearing")
    with pytest.raises(NotReleased):
        custody.lend(asked, b"", days=1, by=guard)
    custody.lend(asked, wrapped(asked, guard, ring.custodian.key.key), days=1, by=guard)
    lent = Envelope.objects.get(audience=first.key.recipient)
    assert lent.until == IdentityRequest.objects.get(pk=asked.pk).until
    client.force_login(first.user)
    assert served(client, item) == 404, "not before it is released"
    opened = open_item(item, purpose=ReleasePurpose.HANDLE, by=first.user)
    assert envelopes.open_inner(opened.inner, item.ref, first.identity) == part.key
    assert served(client, item) == 200
    with pytest.raises(SealBroken):  # the office's own key, and a colleague's, do not open it
        envelopes.open_inner(opened.inner, item.ref, ring.office.key.key)
    with pytest.raises(SealBroken):
        envelopes.open_inner(opened.inner, item.ref, colleague.identity)
    with pytest.raises(NoEnvelope):
        open_item(item, purpose=ReleasePurpose.HANDLE, by=colleague.user)

    asked.refresh_from_db()
    assert found_wrong() == []
    Envelope.objects.filter(pk=lent.pk).update(until=lent.until + datetime.timedelta(days=9))
    assert found_wrong() == ["loan-longer"]
    IdentityRequest.objects.filter(pk=asked.pk).update(decided_leaf="0" * 64)
    assert found_wrong() == ["loan-unrecorded"]
    IdentityRequest.objects.filter(pk=asked.pk).update(decided_leaf=asked.decided_leaf)
    Envelope.objects.filter(pk=lent.pk).update(until=timezone.now() - datetime.timedelta(seconds=1))
    with pytest.raises(NoEnvelope):  # at once, before the sweep
        open_item(item, purpose=ReleasePurpose.HANDLE, by=first.user)
    assert served(client, item) == 404
    assert end_lent() == 1
    assert not Envelope.objects.filter(pk=lent.pk).exists()
    assert IdentityRequest.objects.get(pk=asked.pk).ending == Ending.TIME
    assert told(client, sender) == [
        "Complaints office asked for your name: they want to reach you, and you did not read their messages.",
        "Those who keep names refused: they shall ask you first, with a message here.",
        "Complaints office asked for your name: they want to invite you to a hearing or a visit.",
        f"Those who keep names let one officer of Complaints office know your name, until {_day(1)}.",
        "The time is over: the officer can open your name no longer.",
    ]
    numbers = [json.loads(bytes(one.body))["facts"]["n"] for one in chain.events_of(case.letter)]
    assert numbers == list(range(1, len(numbers) + 1))


def found_wrong() -> list[str]:
    """What ``tamdan audit verify`` says of loans."""
    connection.ensure_connection()
    return [code for code, _where, _what in lent_wrongly(connection.connection)]


def _day(more: int) -> str:
    day = today() + datetime.timedelta(more)
    return f"{day.day} {day:%B} {day.year}"


def test_the_server_and_the_office_without_a_custodian_open_no_name(client: Client, ring: Ring) -> None:
    _sender, _case, item, part = sent(client, ring)
    inner = age.unseal(bytes(item.envelopes.get().data), *server.release_identities())
    held = [ring.office.key.key, ring.second.key.key, *(one.identity for one in ring.office.officers)]
    for key in [*held, *server.release_identities()]:
        with pytest.raises(SealBroken):
            envelopes.open_inner(inner, item.ref, key)
    assert envelope_for(ring.officer, item) is None
    assert envelopes.open_inner(inner, item.ref, ring.custodian.key.key) == part.key


def test_whoever_asks_or_is_complained_about_never_decides(client: Client, ring: Ring) -> None:
    _sender, case, item, _part = sent(client, ring)
    first, (keeper, guard) = ring.office.officers[0], (one.user for one in ring.custodian.officers)
    asked = ask(case, item, first, ring.office)
    with pytest.raises(IntegrityError), transaction.atomic():  # the database itself
        IdentityRequest.objects.filter(pk=asked.pk).update(
            decided_by=asked.asked_by, decided_at=timezone.now(), refusal=reason("danger")
        )
    case.refresh_from_db()
    actions.recuse(case, bodies=[], people=[keeper], version=case.version, by=first.user)
    assert not requests_for(keeper).exists()
    assert requests_for(guard).exists()
    with pytest.raises(NotKeeper):
        custody.refuse(asked, reason("danger"), by=keeper)
    client.force_login(keeper)
    assert client.get(asked.get_absolute_url()).status_code == 404
    case.refresh_from_db()
    actions.recuse(case, bodies=[], people=[keeper, guard], version=case.version, by=first.user)
    custody.leave(first.user, by=None)
    case.refresh_from_db()
    assert keepers(item, case) == []
    with pytest.raises(NobodyKeeps):
        ask(case, item, first, ring.office)


def test_only_the_handling_officer_asks_under_the_key_of_the_office(client: Client, ring: Ring) -> None:
    _sender, case, item, _part = sent(client, ring)
    first, colleague = ring.office.officers
    with pytest.raises(NotHandling):
        ask(case, item, colleague, ring.office)
    other = signed(case, item, colleague, ring.office)  # names a colleague's key
    strange = signed(case, item, first, ring.second)
    for note in (other, strange, "", signed(case, item, first, ring.office, why="remedy")):
        with pytest.raises(UnsignedRequest):
            custody.ask(case, item, custody.Asking(reason("call-back"), note), by=first.user)
    assert not IdentityRequest.objects.exists()
    assert not Event.objects.filter(verb=custody.ASKED).exists()


def lent_to(case: Case, item: Item, ring: Ring) -> IdentityRequest:
    guard, asked = ring.custodian.officers[1].user, ask(case, item, ring.office.officers[0], ring.office)
    return custody.lend(asked, wrapped(asked, guard, ring.custodian.key.key), days=7, by=guard)


def test_a_loan_ends_early_when_given_back_taken_back_passed_on_narrowed_or_closed(client: Client, ring: Ring) -> None:
    sender, case, item, _part = sent(client, ring)
    first, colleague = (one.user for one in ring.office.officers)
    guard = ring.custodian.officers[1].user

    def fresh() -> Case:
        return Case.objects.get(pk=case.pk)

    def narrow() -> None:
        found = come_back(client, sender)
        note = sender.decision(case.letter.ref, "narrow", f"{item.ref} {ring.office.officers[0].key.recipient}")
        headers = {"X-Receipt": found["token"]}
        done = client.post(
            "/receipts/decisions", json.dumps({"note": note}), content_type="application/json", headers=headers
        )
        assert done.status_code == 201, done.content

    given = lent_to(case, item, ring)
    with pytest.raises(NotHandling):
        custody.give_back(given, by=colleague)
    custody.give_back(given, by=first)
    taken = lent_to(case, item, ring)
    with pytest.raises(NotKeeper):
        custody.take_back(taken, by=colleague)
    custody.take_back(taken, by=guard)
    lent_to(case, item, ring)
    narrow()
    lent_to(case, item, ring)
    actions.assign(fresh(), colleague, version=fresh().version, by=colleague)
    actions.assign(fresh(), first, version=fresh().version, by=first)
    lent_to(case, item, ring)
    actions.close(fresh(), ClosingReason.objects.get(code="put-right"), version=fresh().version, by=first)
    endings = list(IdentityRequest.objects.order_by("pk").values_list("ending", flat=True))
    assert endings == [Ending.RETURNED, Ending.TAKEN_BACK, Ending.NARROWED, Ending.PASSED_ON, Ending.PASSED_ON]
    assert not Envelope.objects.filter(until__isnull=False).exists()
    assert len(told(client, sender)) == 15
    assert Clock.objects.filter(kind=custody.KIND).count() == 5
    assert not Clock.objects.filter(kind=custody.KIND).running().exists()
    with pytest.raises(NotHandling):
        ask(case, item, ring.office.officers[0], ring.office)
    gone = forget([("intake.letter", str(case.letter_id))])
    assert sum(kind == custody.KIND for kind, _pk in gone) == 5
    assert not Clock.objects.filter(kind=custody.KIND).exists()


def test_the_pages_of_officer_and_custodian(client: Client, ring: Ring) -> None:
    _sender, case, item, part = sent(client, ring)
    first, guard = ring.office.officers[0], ring.custodian.officers[1].user
    client.force_login(first.user)
    page = reverse("grievances:case", args=[case.number])
    address = reverse("grievances:ask", args=[case.number, item.ref])
    assert address in client.get(page).content.decode()
    form = {"version": Case.objects.get(pk=case.pk).version, "reason": "call-back"}
    assert client.post(address, form).status_code == 422, "unsigned"
    answer = client.post(address, {**form, "signed": b64(signed(case, item, first, ring.office).encode())})
    assert (answer.status_code, answer.url) == (302, page)
    asked = IdentityRequest.objects.get()
    assert "Withdraw the request" in client.get(page).content.decode()

    client.force_login(guard)
    desk = client.get(reverse("grievances:names")).content.decode()
    assert case.number in desk
    assert "Decide by" in desk
    assert "Sok Dara" not in client.get(asked.get_absolute_url()).content.decode()
    lend = reverse("grievances:name_lend", args=[asked.pk])
    assert client.post(lend, {"days": "1", "envelope": "!"}).status_code == 422
    released = client.post(reverse("grievances:name_key", args=[asked.pk])).json()
    key = envelopes.open_inner(base64.b64decode(released["inner"]), item.ref, ring.custodian.key.key)
    assert key == part.key
    assert served(client, item) == 404, "who lends a name does not get its content"
    data = envelopes.lock_twice(item.ref, key, asked.recipient, server.release_recipient())
    assert client.post(lend, {"days": "3", "envelope": b64(data)}).status_code == 302
    assert client.post(lend, {"days": "3", "envelope": b64(data)}).status_code == 422, "decided already"
    assert "End it now" in client.get(asked.get_absolute_url()).content.decode()

    client.force_login(first.user)
    assert "Lent to them alone" in client.get(page).content.decode()
    opening = reverse("grievances:open", args=[case.number, item.ref])
    early = client.post(opening, {"purpose": "handle"}, headers={"sec-fetch-mode": "navigate", "referer": page})
    assert early.url.endswith(page), "a form that the browser posts before the script listens opens nothing"
    assert Release.objects.filter(item=item).count() == 1
    opened = client.post(opening, {"purpose": "handle"}).json()
    assert envelopes.open_inner(base64.b64decode(opened["inner"]), item.ref, first.identity) == part.key
    assert client.post(reverse("grievances:give_back", args=[case.number, asked.pk])).status_code == 302
    assert client.post(opening, {"purpose": "handle"}).status_code == 409
    assert served(client, item) == 404
    assert Release.objects.filter(item=item).count() == 2
    assert Office.objects.get(purpose=Purpose.CUSTODIAN).name_en in client.get(page).content.decode()
