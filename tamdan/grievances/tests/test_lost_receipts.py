"""A lost receipt (SEALING 5): the custodian confirms the person, somebody else issues new digits, the old ones are unknown from then on."""

import base64
import datetime
import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.clocks.models import Clock
from tamdan.grievances import actions, custody, reissuing
from tamdan.grievances.custody_checking import lent_wrongly
from tamdan.grievances.enums import Writing
from tamdan.grievances.errors import AskedAlready, IssuedByAnother, NotConfirmed, NotReleased
from tamdan.grievances.identity import Ending, IdentityRequest
from tamdan.grievances.models import Case
from tamdan.grievances.tests.names import ask, opened_to_compare, reason
from tamdan.grievances.writing import write
from tamdan.intake import views
from tamdan.intake.checking import contradictions
from tamdan.intake.enums import ReleasePurpose, Side
from tamdan.intake.errors import BadSeal, LetterRefused, ReceiptOver
from tamdan.intake.halves import ComplainantKey
from tamdan.intake.models import Decision, Envelope, Item, Letter, Receipt
from tamdan.intake.reissuing import NewReceipt, messages_of, read_new
from tamdan.intake.releasing import release
from tamdan.intake.visits import end_receipt
from tamdan.sealing import age, envelopes, server
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.letters import ItemKind
from tests.letters import Part, Ring, Sender, ask_receipt, b64, come_back, identity, post, send, story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)


def sent(client: Client, ring: Ring, *parts: Part) -> tuple[Sender, Case]:
    """A complaint that the first officer handles; with a name unless ``parts`` say otherwise."""
    sender, letter = send(client, ring, None, *(parts or (story(ring), identity(ring))))
    case = Case.objects.get(letter=letter)
    return sender, actions.assign(case, ring.officer, version=1, by=ring.officer)


def body(sender: Sender, **locked: bytes) -> bytes:
    """What the officer's browser posts: a new receipt with the new keys, and the office's messages locked to them."""
    made = {
        "v": 1, "complainant": {"recipient": sender.public.recipient, "verify": sender.public.verify}, "keyring": 1,
        **sender.receipt("0" * 32, ""), "envelopes": {ref: b64(data) for ref, data in locked.items()},
    }  # fmt: skip
    return json.dumps(made).encode()


def made_of(sender: Sender, **locked: bytes) -> NewReceipt:
    return read_new(body(sender, **locked))


def lost(case: Case, ring: Ring) -> IdentityRequest:
    item = reissuing.name_of(case, ring.officer)
    assert item is not None
    return ask(case, item, ring.office.officers[0], ring.office, why="lost-receipt")


def confirmed(case: Case, ring: Ring) -> IdentityRequest:
    keeper, asked = ring.custodian.officers[1].user, lost(case, ring)
    opened_to_compare(asked, keeper)
    return custody.confirm(asked, by=keeper)


def locked_anew(item: Item, ring: Ring, recipient: str) -> bytes:
    """The office opens its own envelope of a message and locks the key to the new receipt."""
    held = Envelope.objects.get(item=item, epoch__office=ring.office.office)
    inner = release(held, ring.officer, ReleasePurpose.HANDLE).inner
    return envelopes.lock_twice(
        item.ref, envelopes.open_inner(inner, item.ref, ring.office.key.key), recipient, server.release_recipient()
    )


def answer_to(sender: Sender, case: Case, ring: Ring) -> str:
    """Words of the office to the keys of this receipt, as they are posted."""
    part = Part(ItemKind.MESSAGE, b"-", [ring.office.recipient, sender.public.recipient])
    return json.dumps(sender.submission([part], thread=case.letter.ref))


def decide(client: Client, sender: Sender, thread: str, code: str) -> int:
    note = sender.decision(thread, code)
    return client.post(
        "/receipts/decisions", json.dumps({"note": note}), content_type="application/json", headers={"X-Receipt": sender.token}
    ).status_code  # fmt: skip


def test_a_lost_receipt_is_replaced_when_somebody_who_keeps_names_confirms_the_person(
    client: Client, ring: Ring
) -> None:
    old, case = sent(client, ring)
    thread, (first, colleague) = case.letter, (one.user for one in ring.office.officers)
    write(case, answer_to(old, case, ring), what=Writing.REPLY, version=case.version, by=first)
    before = come_back(client, old)
    assert not before["number_seen"]
    clocks = list(Clock.objects.order_by("pk").values_list("kind", "due_on", "stopped_on"))

    asked = lost(case, ring)
    keeper, guard = (one.user for one in ring.custodian.officers)
    with pytest.raises(AskedAlready):
        lost(case, ring)
    with pytest.raises(NotReleased):  # nobody confirms a person without looking
        custody.confirm(asked, by=guard)
    custody.refuse(asked, reason("other-person"), by=keeper)
    with pytest.raises(NotConfirmed):
        reissuing.issue(case, asked, made_of(Sender()), by=first)

    held = confirmed(Case.objects.get(pk=case.pk), ring)
    new, (message,) = Sender(), messages_of(thread)
    made = made_of(new, **{message.ref: locked_anew(message, ring, new.public.recipient)})
    with pytest.raises(IssuedByAnother):
        reissuing.issue(case, held, made, by=guard)
    strange = made_of(Sender(), **{thread.items.get(kind="story").ref: made.envelopes[message.ref]})
    with pytest.raises(LetterRefused):  # the office's own messages alone
        reissuing.issue(case, held, strange, by=first)
    key = reissuing.issue(case, held, made, by=colleague)
    assert reissuing.issue(case, held, made, by=colleague) == key, "an answer that was lost on its way"
    with pytest.raises(NotConfirmed):
        reissuing.issue(case, held, made_of(Sender()), by=colleague)
    with pytest.raises(IntegrityError), transaction.atomic():  # the database itself
        ComplainantKey.objects.create(
            thread=thread, recipient=key.recipient, verify=key.verify, end=timezone.now(), issued_by=first, confirmed_by=first, leaf=key.leaf
        )  # fmt: skip
    assert (
        list(Clock.objects.exclude(kind=custody.KIND).order_by("pk").values_list("kind", "due_on", "stopped_on"))
        == clocks
    )

    new_opens_and_old_does_not(client, ring, old, new, case, held)


def new_opens_and_old_does_not(
    client: Client, ring: Ring, old: Sender, new: Sender, case: Case, held: IdentityRequest
) -> None:
    """What each of the two receipts can do from now on."""
    thread, first = case.letter, ring.officer
    missed, gone = ask_receipt(client, bytes(32)), ask_receipt(client, old.derived.handle)
    assert (gone.status_code, gone.content, gone.headers) == (missed.status_code, missed.content, missed.headers)
    assert decide(client, old, thread.ref, "withdraw") == 401, "the visit of the old digits ended"
    found = come_back(client, new)
    assert found["number_seen"], "the officer saw the digits"
    assert "reissued" in [step["code"] for step in found["status"]]
    (access,) = [one for one in found["access"] if one["kind"] == "identity"]
    assert [line["text"] for line in access["asked"]][-2:] == [
        f"Those who keep names confirmed that it was you. A new receipt could be issued until {held_until(held)}.",
        "Complaints office issued a new receipt. The number of the old one ended.",
    ]
    assert {line["leaf"] for line in access["asked"]} <= {event["leaf"] for event in found["events"]}
    assert {one["item"] for one in found["access"]} == {item.ref for item in thread.items.all()}
    (item,) = [one for letter in found["letters"] if letter["side"] == Side.OFFICE for one in letter["items"]]
    assert (is_opened_by(item, new), is_opened_by(item, old)) == (True, False)
    more = Part(ItemKind.MESSAGE, b"I lost the paper.", [ring.office.recipient])
    assert post(client, old.submission([more], thread=thread.ref), token=new.token).status_code == 422
    assert post(client, new.submission([more], thread=thread.ref), token=new.token).status_code == 201
    assert (decide(client, old, "0" * 32, "withdraw"), decide(client, new, thread.ref, "withdraw")) == (401, 201)
    assert Decision.objects.get().code == "withdraw"
    again = Case.objects.get(pk=case.pk)
    write(again, answer_to(new, again, ring), what=Writing.REPLY, version=again.version, by=first)
    with pytest.raises(LetterRefused):
        write(again, answer_to(old, again, ring), what=Writing.REPLY, version=None, by=first)
    with connection.cursor() as cursor:
        assert [*contradictions(cursor.connection), *lent_wrongly(cursor.connection)] == []
    public = old.public
    ComplainantKey.objects.update(end=timezone.now())
    ComplainantKey.objects.create(  # somebody with the database puts a key of their own there
        thread=thread,
        recipient=public.recipient,
        verify=public.verify,
        issued_by=first,
        confirmed_by=held.decided_by,
        leaf="0" * 64,
    )
    with connection.cursor() as cursor:
        assert [code for code, _where, _what in contradictions(cursor.connection)] == ["key-unrecorded"]


def is_opened_by(item: dict[str, Any], sender: Sender) -> bool:
    try:
        return bool(envelopes.open_inner(base64.b64decode(item["envelope"]), item["ref"], sender.key))
    except SealBroken:
        return False


def held_until(held: IdentityRequest) -> str:
    assert held.last_day
    return f"{held.last_day.day} {held.last_day:%B} {held.last_day.year}"


def test_no_new_receipt_without_a_name_a_valid_confirmation_or_a_complaint_that_lives(
    client: Client, ring: Ring
) -> None:
    _sender, nameless = sent(client, ring, story(ring))
    assert reissuing.standing(nameless, ring.officer).item is None
    client.force_login(ring.officer)
    address = reverse("grievances:lost", args=[nameless.number])
    page = client.get(address).content.decode()
    assert "no new receipt can be issued" in page
    assert "What remains" in page
    assert (
        client.post(address, {"version": nameless.version, "reason": "lost-receipt", "signed": b64(b"-")}).status_code
        == 422
    )

    sender, case = sent(client, ring)
    held = confirmed(case, ring)
    for broken in (b"", b"{}", body(Sender()).replace(b'"v": 1', b'"v": 2'), body(Sender()).replace(b"age1", b"age2")):
        with pytest.raises(LetterRefused):
            read_new(broken)
    with pytest.raises(BadSeal):
        read_new(body(Sender(), **{"0" * 32: b"plain"}))
    IdentityRequest.objects.filter(pk=held.pk).update(until=timezone.now() - datetime.timedelta(minutes=1))
    with pytest.raises(NotConfirmed):
        reissuing.issue(case, held, made_of(Sender()), by=ring.officer)
    assert "not used in time" in client.get(reverse("grievances:lost", args=[case.number])).content.decode()
    again = confirmed(case, ring)
    held.refresh_from_db()
    assert held.ending == Ending.TIME
    page = client.get(reverse("grievances:reissue", args=[case.number, again.pk]))
    assert page.status_code == 200
    end_receipt(case.letter, by=None)
    with pytest.raises(ReceiptOver):
        reissuing.issue(case, again, made_of(Sender()), by=ring.officer)
    assert not ComplainantKey.objects.exists()
    assert ask_receipt(client, sender.derived.handle).status_code == 404
    assert Receipt.objects.get(thread=case.letter).voided_at


def test_the_pages_of_a_lost_receipt(client: Client, ring: Ring) -> None:
    _sender, case = sent(client, ring)
    client.force_login(ring.officer)
    address = reverse("grievances:lost", args=[case.number])
    assert address in client.get(case.get_absolute_url()).content.decode()
    assert "Ask those who keep names" in client.get(address).content.decode()
    asked, guard = lost(case, ring), ring.custodian.officers[1].user
    assert "It waits for those who keep names" in client.get(address).content.decode()
    client.force_login(guard)
    page = client.get(asked.get_absolute_url()).content.decode()
    assert "The name that was sealed" in page
    assert "Lend it" not in page
    assert client.post(reverse("grievances:name_confirm", args=[asked.pk]), follow=True).context["messages"]
    assert IdentityRequest.objects.get(pk=asked.pk).is_waiting, "not before the name was opened"
    released = client.post(reverse("grievances:name_key", args=[asked.pk])).json()
    content = client.get(f"/blobs/{released['segments'][0]}")
    assert content.status_code == 200, "to compare, its content is read"
    b"".join(content.streaming_content)
    assert client.post(reverse("grievances:name_confirm", args=[asked.pk])).status_code == 302
    client.force_login(ring.office.officers[1].user)
    issuing = reverse("grievances:reissue", args=[case.number, asked.pk])
    assert issuing in client.get(address).content.decode()
    bad = client.post(issuing, b"{}", content_type="application/octet-stream")
    assert (bad.status_code, "message" in bad.json()) == (422, True)
    new = Sender()
    done = client.post(issuing, body(new), content_type="application/octet-stream")
    assert (done.status_code, done.json()) == (201, {"number": case.number})
    assert "A new receipt was issued on" in client.get(address).content.decode()
    assert client.get(issuing).status_code == 302
    twice = client.post(issuing, body(Sender()), content_type="application/octet-stream")
    assert (twice.status_code, twice.json()["code"]) == (409, "not-confirmed")
    assert client.get(reverse("grievances:case", args=[case.number])).status_code == 200
    assert Letter.objects.get(pk=case.letter_id).recipient != new.public.recipient, "what was sent is never changed"


def test_a_slip_without_receipt_gets_its_first_one(client: Client, ring: Ring) -> None:
    """Somebody comes who put a slip with a name into a box, and nobody made a receipt."""
    blank = Sender()
    made = blank.submission([story(ring), identity(ring)], without_receipt=True)
    assert post(client, made).status_code == 201
    letter = Letter.objects.get(ref=made["letter"])
    assert not Receipt.objects.filter(thread=letter).exists()
    case = actions.assign(Case.objects.get(letter=letter), ring.officer, version=1, by=ring.officer)
    new = Sender()
    reissuing.issue(case, confirmed(case, ring), made_of(new), by=ring.officer)
    assert come_back(client, new)["number"] == case.number
    assert age.is_recipient(ComplainantKey.objects.get().recipient)
