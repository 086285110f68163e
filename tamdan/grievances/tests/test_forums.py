"""Public forums and e-mails: what was raised or sent becomes a complaint like any other, and nothing is taken twice unseen."""

import datetime
import hashlib
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.clocks.days import today
from tamdan.grievances.models import Case
from tamdan.intake.binding import forget_marks
from tamdan.intake.forums import Contribution, ForumSession, TakenMessage
from tamdan.intake.models import Letter
from tests.cast import Cast
from tests.letters import OPEN, Ring, Sender, sealed, story

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_officer(client: Client, ring: Ring) -> Client:
    client.force_login(ring.officer)
    return client


def write_down(client: Client, ring: Ring, address: str, channel: str, **headers: str) -> Any:
    made = Sender().submission([story(ring)], opened=OPEN | {"channel": channel})
    return client.post(address, sealed(made), content_type="application/octet-stream", headers=headers)


def test_a_sheet_is_typed_one_line_after_another(as_officer: Client, ring: Ring, cast: Cast, focal_point: User) -> None:
    sheet = {
        "owner": cast.committee.pk, "held_on": today().isoformat(), "place": "XA9101", "venue": "Hall of Oranet", "host": "Village chief",
        "languages": ["km", "en"], "present": "៤០", "raised": "2",
    }  # fmt: skip
    missing = as_officer.post(reverse("grievances:forum_new"), {**sheet, "languages": [], "present": "-"})
    assert (missing.status_code, ForumSession.objects.count()) == (422, 0)
    assert as_officer.post(reverse("grievances:forum_new"), sheet).status_code == 302
    session = ForumSession.objects.get()
    assert (session.present, session.recorded_by) == (40, ring.officer)
    address = f"{reverse('grievances:new')}?forum={session.uuid}"
    first = write_down(as_officer, ring, address, "forum")
    assert (first.status_code, first.json()["label"]) == (201, "Write down the next one (2 of 2)")
    assert write_down(as_officer, ring, address, "forum").json()["next"] == session.get_absolute_url()
    assert write_down(as_officer, ring, address, "forum").json()["code"] == "more-than-counted"
    assert [(one.number, one.letter.case.channel) for one in Contribution.objects.all()] == [(1, "forum"), (2, "forum")]
    edit = reverse("grievances:forum_edit", args=[session.uuid])
    form = as_officer.get(edit).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert b"More of its lines are written down already." in as_officer.post(edit, {**typed, "raised": "1"}).content
    assert as_officer.post(edit, {**typed, "raised": "3"}).status_code == 302
    page = as_officer.get(session.get_absolute_url()).content.decode()
    assert "2 of 3 written down" in page
    assert Case.objects.order_by("pk")[0].number in page
    assert Event.objects.filter(verb="forum.contribution_written").count() == 2
    elsewhere = Client()
    elsewhere.force_login(focal_point)
    assert elsewhere.get(session.get_absolute_url()).status_code == 403


def test_the_same_email_is_recognised_without_a_tie_to_its_letter(as_officer: Client, ring: Ring) -> None:
    address, mark = reverse("grievances:new"), hashlib.sha256(b"<1@example.org>").hexdigest()
    ask = reverse("grievances:new_seen")
    assert as_officer.post(ask, json.dumps([mark]), content_type="application/json").json() == {}
    assert write_down(as_officer, ring, address, "telephone", **{"X-Message": mark}).json()["code"] == "origin-missing"
    answer = write_down(as_officer, ring, address, "email", **{"X-Message": mark})
    assert (answer.status_code, Letter.objects.get().channel) == (201, "email")
    assert as_officer.post(ask, json.dumps([mark]), content_type="application/json").json() == {
        mark: today().isoformat()
    }
    assert write_down(as_officer, ring, address, "email", **{"X-Message": mark}).status_code == 201, (
        "said, and left to the officer"
    )
    stored = TakenMessage.objects.get()
    assert bytes(stored.mark) not in (bytes.fromhex(mark), hashlib.sha256(bytes.fromhex(mark)).digest())
    assert {field.name for field in TakenMessage._meta.fields} == {"id", "mark", "on"}
    assert forget_marks() == 0
    TakenMessage.objects.update(on=today() - datetime.timedelta(days=401))
    assert forget_marks() == 1
    for nonsense in ("[1]", "{}", "x", json.dumps(["0" * 63])):
        assert as_officer.post(ask, nonsense, content_type="application/json").status_code == 422
    assert write_down(as_officer, ring, address, "email", **{"X-Message": "zz"}).json()["code"] == "refused"
