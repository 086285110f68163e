"""Complaint boxes: two people, a custody record that is corrected by new rows, slips that become complaints like any other."""

import datetime
from typing import Any

import psycopg.errors
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.grievances.access_boxes import CONFIRM, LATE, SLIPS, counted
from tamdan.grievances.models import Case
from tamdan.intake.boxes import Box, CustodyRecord, Opening, Slip
from tamdan.intake.erasing import erase
from tamdan.intake.models import Letter, Receipt
from tamdan.notices.models import Notice
from tamdan.sealing.letters import Complainant
from tests.cast import Cast, make_user
from tests.letters import OPEN, Ring, Sender, sealed, story

pytestmark = pytest.mark.django_db
SAID = {
    "second": "", "second_name": "Chan Sreymom", "second_post": "Lawyer of a rights group", "seal_state": "intact",
    "absent": "No officer of the prison was in sight", "seal_found": "a ១០១", "seal_words": "", "slips": "២", "seal_new": "A102",
}  # fmt: skip


class Nobody(Sender):
    """Who wrote a slip that nobody will ask about: no key for answers."""

    @property
    def public(self) -> Complainant:
        return Complainant("", "")


def said(**changed: Any) -> dict[str, Any]:
    now = timezone.localtime()
    return {**SAID, "day": now.date().isoformat(), "hour": now.strftime("%H:%M"), **changed}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def box(cast: Cast, ring: Ring, secretary: User) -> Box:
    """Hung by the secretariat ten days ago."""
    hung = {
        "owner": cast.committee.pk, "name_en": "Prison One, yard", "name_km": "ពន្ធនាគារទី១ ទីធ្លា", "body": cast.ministry.pk,
        "place": "XA9101", "spot": "", "seal": "A101", "hung_on": (today() - datetime.timedelta(days=10)).isoformat(),
    }  # fmt: skip
    answer = signed_in(secretary).post(reverse("grievances:box_new"), hung)
    assert answer.status_code == 302, answer.content
    return Box.objects.get()


def open_it(client: Client, box: Box, **changed: Any) -> Any:
    return client.post(reverse("grievances:box_open", args=[box.uuid]), said(**changed))


def write_down(client: Client, ring: Ring, opening: Opening, *, way_back: bool = False, **headers: str) -> Any:
    """One slip as the officer's browser posts it, without a receipt unless somebody can come back."""
    opened = OPEN | {"channel": "box"}
    made = (Sender() if way_back else Nobody()).submission([story(ring)], opened=opened, without_receipt=not way_back)
    made.pop("without_receipt", None)
    address = f"{reverse('grievances:new')}?opening={opening.uuid}"
    return client.post(address, sealed(made), content_type="application/octet-stream", headers=headers)


def test_a_box_is_opened_by_two_and_every_slip_becomes_a_complaint(
    box: Box, ring: Ring, cast: Cast, secretary: User, monitor: User
) -> None:
    officer, colleague = signed_in(ring.officer), ring.office.officers[1].user
    clock = Clock.objects.get(kind="intake.box", stopped_on__isnull=True)
    assert (clock.due_on - today()).days == 4, "every fourteen days, ten of which are over"
    answer = open_it(officer, box, second=colleague.pk, second_name="", second_post="")
    assert answer.status_code == 302, answer.content
    opening = Opening.objects.get()
    first = opening.record
    assert (first.first, first.second, first.slips, first.seal_found) == (ring.officer, colleague, 2, "A101")
    assert (first.is_seal_right, first.is_settled) == (True, False)
    box.refresh_from_db()
    assert box.seal == "A102"
    clock.refresh_from_db()
    assert clock.outcome == "done"
    assert Notice.objects.filter(user=colleague, kind="intake.box_to_confirm").exists()
    assert (counted(colleague, CONFIRM), counted(ring.officer, CONFIRM), counted(ring.officer, SLIPS)) == (1, 0, 1)

    told = reverse("grievances:opening_confirm", args=[opening.uuid])
    assert officer.post(told, {"counted": 2}).status_code == 422, "only the second person confirms"
    assert signed_in(colleague).post(told, {"counted": "3"}).status_code == 302
    assert Opening.objects.get().record.is_disputed
    assert Notice.objects.filter(user=secretary, kind="intake.box_in_doubt").count() == 1
    again = said(
        second=colleague.pk, second_name="", second_post="", slips="3", reason="One was folded into another.", after=1
    )
    correct = reverse("grievances:opening_correct", args=[opening.uuid])
    assert b"Only the first person" in signed_in(colleague).post(correct, again).content
    assert officer.post(correct, again).status_code == 302
    assert officer.post(correct, again).status_code == 422, "over a record that is not the newest any longer"
    assert signed_in(colleague).post(told, {"counted": "3", "objection": ""}).status_code == 302
    assert [(one.number, one.slips, one.counted) for one in CustodyRecord.objects.all()] == [(1, 2, 3), (2, 3, 3)]

    for way_back, headers in ((False, {}), (False, {"X-Illegible": "1"}), (True, {})):
        answer = write_down(officer, ring, opening, way_back=way_back, **headers)
        assert answer.status_code == 201, answer.content
    assert answer.json()["next"] == opening.get_absolute_url()
    refused = write_down(officer, ring, opening)
    assert (refused.status_code, refused.json()["code"], Letter.objects.count()) == (409, "more-than-counted", 3)
    slips = list(Slip.objects.all())
    assert [(one.number, one.is_illegible, one.by) for one in slips] == [
        (1, False, ring.officer), (2, True, ring.officer), (3, False, ring.officer),
    ]  # fmt: skip
    assert [case.channel for case in Case.objects.all()] == ["box"] * 3
    assert [hasattr(one.letter, "receipt") for one in slips] == [False, False, True]
    assert [one.letter.case.can_be_answered for one in slips] == [False, False, True]
    assert Clock.objects.filter(kind="grievances.case", object_id=slips[0].letter.case.pk).count() == 3, (
        "the same clocks as for everybody"
    )
    assert Opening.objects.get().is_finished
    assert counted(ring.officer, SLIPS) == 0
    verbs = list(Event.objects.filter(verb__startswith="box.").order_by("id").values_list("verb", flat=True))
    assert verbs == [
        "box.hung",
        "box.opened",
        "box.disputed",
        "box.corrected",
        "box.confirmed",
        *["box.slip_written"] * 3,
    ]

    look_back(officer, opening, secretary, monitor)


def look_back(officer: Client, opening: Opening, secretary: User, monitor: User) -> None:
    """Who sees what of it afterwards; an erased letter leaves its number; a box that nobody opens in time is counted."""
    letter = Slip.objects.get(number=1).letter
    assert letter is not None
    page = officer.get(opening.get_absolute_url()).content.decode()
    for shown in ("3 of 3 written down", "One was folded into another.", letter.case.number):
        assert shown in page
    page = signed_in(monitor).get(opening.get_absolute_url()).content.decode()
    assert letter.case.number not in page, "who reads no letters sees no file's number"
    csv = b"".join(officer.post(reverse("grievances:boxes_download")).streaming_content).decode()  # type: ignore[attr-defined]
    assert "No officer of the prison was in sight" in csv
    erase(str(letter.pk))
    assert Opening.objects.get().is_finished
    Clock.objects.filter(kind="intake.box").update(due_on=today() - datetime.timedelta(days=1))
    assert counted(secretary, LATE) == 1
    assert b"1 day late" in signed_in(secretary).get(reverse("grievances:boxes_late")).content


@pytest.fixture
def monitor(cast: Cast) -> User:
    return make_user(cast.committee, Role.MONITOR)


def test_what_does_not_fit_is_refused_in_words_and_by_the_table(
    box: Box, ring: Ring, monitor: User, secretary: User
) -> None:
    client = signed_in(monitor)
    ahead = (today() + datetime.timedelta(days=1)).isoformat()
    for changed, words in (
        ({"second": monitor.pk, "second_name": "", "second_post": ""}, "Select a valid choice"),
        ({"second_name": "", "second_post": ""}, "Two different people open a box."),
        ({"second": ring.officer.pk}, "not both"),
        ({"seal_found": ""}, "Give the number that stands on the seal."),
        ({"seal_state": "broken"}, "Say what you saw of a seal"),
        ({"seal_new": "A 101"}, "A new seal has a number of its own."),
        ({"slips": "many"}, "Enter a whole number."),
        ({"slips": "-1"}, "greater than or equal to 0"),
        ({"hour": "25:00"}, "Enter a valid time."),
        ({"day": ahead}, "This time lies ahead."),
    ):  # fmt: skip
        answer = open_it(client, box, **changed)
        assert answer.status_code == 422, words
        assert words in answer.content.decode()
    assert not Opening.objects.exists()
    broken = {"seal_state": "broken", "seal_words": "Cut through.", "seal_found": "B7"}
    assert open_it(client, box, **broken).status_code == 302
    assert Notice.objects.filter(user=secretary, kind="intake.box_in_doubt").count() == 1
    record = CustodyRecord.objects.get()
    assert (record.is_seal_right, record.is_settled, record.second_name) == (False, True, "Chan Sreymom")
    assert b"has an opening of that time or later" in open_it(client, box, seal_found="A102", seal_new="A103").content
    for sql, error in (
        ("UPDATE intake_custodyrecord SET slips = 9", psycopg.errors.RaiseException),
        ("DELETE FROM intake_custodyrecord", psycopg.errors.RaiseException),
        (
            "INSERT INTO intake_custodyrecord SELECT (json_populate_record(r, json_build_object('id', 900, 'number', 2, 'reason', 'x',"
            " 'second_id', r.first_id, 'second_name', '', 'second_post', ''))).* FROM intake_custodyrecord r",
            psycopg.errors.CheckViolation,
        ),
    ):
        with pytest.raises(DatabaseError) as found, transaction.atomic():
            connection.cursor().execute(sql)
        assert isinstance(found.value.__cause__, error)
    opening = Opening.objects.get()
    assert write_down(client, ring, opening).status_code == 403, "a monitor opens boxes and writes no letters down"
    officer = signed_in(ring.officer)
    by_phone = Sender().submission([story(ring)], opened=OPEN | {"channel": "telephone"})
    for address, submission in (
        (f"{reverse('grievances:new')}?opening={opening.uuid}", by_phone),
        (reverse("grievances:new"), Sender().submission([story(ring)], opened=OPEN | {"channel": "box"})),
    ):
        answer = officer.post(address, sealed(submission), content_type="application/octet-stream")
        assert (answer.status_code, answer.json()["code"]) == (422, "origin-missing")
    assert not Letter.objects.exists()
    assert not Receipt.objects.exists()


def test_out_of_use_and_back(box: Box, secretary: User, ring: Ring) -> None:
    client = signed_in(secretary)
    rest = reverse("grievances:box_rest", args=[box.uuid])
    assert client.post(rest, {"start": today().isoformat(), "reason": "The wall is being painted."}).status_code == 302
    assert client.post(rest, {"start": today().isoformat(), "reason": "Twice."}).status_code == 422
    assert not Clock.objects.running().filter(kind="intake.box").exists()
    assert open_it(signed_in(ring.officer), box).status_code == 422
    assert b"The wall is being painted." in client.get(box.get_absolute_url()).content
    back = reverse("grievances:box_back", args=[box.uuid])
    yesterday = (today() - datetime.timedelta(days=1)).isoformat()
    assert client.post(back, {"day": yesterday, "seal": "A200"}).status_code == 422
    assert client.post(back, {"day": today().isoformat(), "seal": "A200"}).status_code == 302
    assert Clock.objects.running().get(kind="intake.box").started_on == today()
    assert Box.objects.get().seal == "A200"
    edit = reverse("grievances:box_edit", args=[box.uuid])
    form = client.get(edit).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert client.post(edit, {**typed, "spot": "By the gate"}).status_code == 302
    assert Box.objects.get().spot == "By the gate"
