"""An officer writes down a complaint: who may, what is taken and refused, and that it is a complaint like any other."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.accounts.enums import Role
from tamdan.audit.acting import user_uuid
from tamdan.audit.models import Event
from tamdan.clocks.models import Clock
from tamdan.grievances.models import Case
from tamdan.intake import views
from tamdan.intake.models import Letter, Receipt
from tamdan.intake.posted import LONGEST_LETTER
from tamdan.intake.vocabularies import Channel
from tests.cast import Cast, make_user
from tests.letters import OPEN, Ring, Sender, come_back, identity, sealed, send, story

pytestmark = pytest.mark.django_db
BY_PHONE = OPEN | {"channel": "telephone"}


def address() -> str:
    return reverse("grievances:new")


@pytest.fixture
def as_officer(client: Client, ring: Ring) -> Client:
    client.force_login(ring.officer)
    return client


def record(client: Client, made: dict[str, Any], **more: Any) -> Any:
    return client.post(address(), sealed(made), content_type="application/octet-stream", **more)


def test_the_page_seals_in_the_browser_and_offers_the_channels_of_officers(as_officer: Client) -> None:
    answer = as_officer.get(address(), {"channel": "office"})
    assert "require-trusted-types-for 'script'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    offered = re.findall(r'name="channel" value="([\w-]+)"', page)
    assert offered == list(Channel.objects.filter(by_officer=True).values_list("code", flat=True))
    assert not {"web", "box", "forum"} & set(offered), "alone, or before two people"
    assert re.search(r'value="office"[^>]* checked', page)
    assert re.search(r'<form id="complaint"[^>]* hidden>', page), "nothing can be typed where no script seals it"
    told = json.loads(re.search(r'id="settings" type="application/json">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert (told["urls"]["letters"], told["channel"]) == (address(), "")


def test_every_sentence_that_the_script_says_is_on_the_page(as_officer: Client, settings: Any) -> None:
    known = as_officer.get(address()).context["words"]
    scripts = settings.ROOT / "tamdan/static/src/office"
    source = (
        (scripts / "operator.ts").read_text()
        + (scripts / "mailbox.ts").read_text()
        + (scripts / "scans.ts").read_text()
    )
    said = set(re.findall(r'\bsay\("([\w-]+)"', source))
    assert said
    assert said - known.keys() == set()


def test_while_nothing_can_be_sealed_nothing_is_asked(client: Client, cast: Cast, intake_officer: Any) -> None:
    client.force_login(intake_officer)
    page = client.get(address()).content.decode()
    assert "has not been published" in page
    assert "<textarea" not in page


def test_a_recorded_complaint_is_one_like_any_other(as_officer: Client, ring: Ring) -> None:
    answer = record(as_officer, Sender().submission([story(ring), identity(ring)], opened=BY_PHONE))
    assert answer.status_code == 201, answer.content
    letter, case = Letter.objects.get(), Case.objects.get()
    told = answer.json()
    assert told["number"] == case.number
    assert told["file"] == case.get_absolute_url()
    assert (letter.channel, case.channel, letter.received_at.minute) == ("telephone", "telephone", 0)
    assert Receipt.objects.get().thread == letter
    event = Event.objects.get(verb="letter.received")
    assert event.who == f"u:{user_uuid(ring.officer)}"
    _sender, by_web = send(Client(), ring)
    other = Case.objects.get(letter=by_web)
    assert (case.due_on, case.received_on, case.owner, case.holders[0]) == (
        other.due_on, other.received_on, other.owner, other.holders[0],
    )  # fmt: skip
    rules = [
        sorted(Clock.objects.filter(object_id=one.pk).values_list("rule__code", flat=True)) for one in (case, other)
    ]
    assert rules[0] == rules[1] != []


def test_the_same_again_is_the_same(as_officer: Client, ring: Ring) -> None:
    made = Sender().submission([story(ring)], opened=BY_PHONE)
    first, again = record(as_officer, made), record(as_officer, made)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Letter.objects.count() == Event.objects.filter(verb="letter.received").count() == 1
    changed = Sender().submission([story(ring, "Another.")], opened=BY_PHONE, letter=made["letter"])
    assert (record(as_officer, changed).status_code, Letter.objects.count()) == (409, 1)


def test_an_officer_of_another_office_records_it_and_sees_no_file(client: Client, ring: Ring) -> None:
    client.force_login(ring.second.officers[0].user)
    answer = record(client, Sender().submission([story(ring)], opened=BY_PHONE))
    assert (answer.status_code, answer.json()["file"]) == (201, "")
    assert client.get(Case.objects.get().get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("change", "code", "status"),
    [
        ({"open": OPEN}, "origin-missing", 422),
        ({"open": BY_PHONE | {"channel": "box"}}, "origin-missing", 422),
        ({"open": BY_PHONE | {"story": "They took our field."}}, "open-field", 422),
        ({"open": {"kind": "land", "language": "km"}}, "origin-missing", 422),
        ({"thread": "0" * 32}, "refused", 422),
        ({"digest": "0" * 64}, "digest", 422),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_stored(
    as_officer: Client, ring: Ring, change: dict[str, Any], code: str, status: int
) -> None:
    opened = change.get("open", BY_PHONE)
    made = Sender().submission([story(ring)], opened=opened) | change
    answer = record(as_officer, made)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Letter.objects.exists()
    assert not Receipt.objects.exists()


def test_what_is_not_sealed_or_too_long_is_refused(as_officer: Client) -> None:
    clear = json.dumps({"text": "They took our field."}).encode()
    for body, code in ((clear, "bad-seal"), (b"", "bad-seal"), (b"x" * (LONGEST_LETTER + 1), "too-large")):
        answer = as_officer.post(address(), body, content_type="application/octet-stream")
        assert answer.json()["code"] == code
    assert as_officer.post(address(), {"text": "In the clear."}).json()["code"] == "bad-seal"
    assert not Letter.objects.exists()


def test_another_site_cannot_record_in_the_officers_name(ring: Ring) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ring.officer)
    assert record(client, Sender().submission([story(ring)], opened=BY_PHONE)).status_code == 403
    assert not Letter.objects.exists()


def test_others_record_nothing(client: Client, ring: Ring, cast: Cast) -> None:
    made = Sender().submission([story(ring)], opened=BY_PHONE)
    for role in (Role.SECRETARIAT, Role.FOCAL_POINT, Role.ADMINISTRATOR, Role.LAWYER):
        client.force_login(make_user(cast.ministry if role == Role.FOCAL_POINT else cast.committee, role))
        assert record(client, made).status_code == 403
    assert not Letter.objects.exists()


def test_the_person_is_advised_to_change_a_number_that_an_officer_saw(
    as_officer: Client, ring: Ring, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views.time, "sleep", lambda _seconds: None)
    sender, visitor = Sender(), Client()
    made = sender.submission([story(ring)], opened=BY_PHONE)
    record(as_officer, made)
    assert come_back(visitor, sender)["number_seen"] is True
    changed = Sender(key=sender.key, seed=sender.seed)
    answer = visitor.post(
        "/receipts/change", json.dumps(changed.receipt(made["letter"], made["digest"])),
        content_type="application/json", headers={"X-Receipt": sender.token},
    )  # fmt: skip
    assert answer.status_code == 200
    assert come_back(visitor, changed)["number_seen"] is False
    own, _letter = send(visitor, ring)
    assert come_back(visitor, own)["number_seen"] is False
