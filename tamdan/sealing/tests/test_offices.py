"""Offices: the first key, asking, admitting by compared digits, leaving, the next key; what each refuses."""

import base64
import json

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership
from tamdan.audit.models import Event
from tamdan.sealing import access, actions, age, founding
from tamdan.sealing.enums import Purpose
from tamdan.sealing.errors import (
    DigitsDiffer,
    KeyMalformed,
    LastOfficer,
    MayNotServe,
    NoKey,
    NotItsOfficer,
    OfficeClosed,
    OfficerAlready,
    OfficersChanged,
    SealBroken,
)
from tamdan.sealing.material import NewEpoch
from tamdan.sealing.models import Epoch, JoinRequest, Office, OfficeCopy
from tamdan.sealing.officekeys import OfficeKey
from tamdan.sealing.tests.people import founded, officer, person, set_up
from tests.matrix import sign_in


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def epoch_for(office: Office, number: int, *officers: founding.Officer) -> tuple[OfficeKey, dict[str, str]]:
    made = OfficeKey.new(str(office.uuid), number)
    copies = {str(one.key.pk): encoded(age.seal(made.written(), one.key.recipient)) for one in officers}
    return made, {"recipient": made.recipient, "verify": made.verify, "copies": json.dumps(copies), "kit": ""}


def test_office_is_set_up_by_an_administrator_and_gets_its_key_from_its_first_officer(cast, administrator):
    client = Client()
    sign_in(client, administrator)
    given = {"purpose": "office", "body": cast.committee.pk, "name_en": "Land office", "name_km": "ការិយាល័យដី"}
    assert client.post(reverse("sealing:add_office"), {**given, "name_km": ""}).status_code == 422
    assert client.post(reverse("sealing:add_office"), given).status_code == 302
    office = Office.objects.get()
    ann = officer(cast.committee, "Ann")
    sign_in(client, ann.user)
    made, sent = epoch_for(office, 1, ann)
    assert client.post(reverse("sealing:begin_epoch", args=[office.uuid]), sent).status_code == 302
    assert Epoch.objects.get().recipient == made.recipient
    copy = access.copies_for(ann.user).get()
    assert founding.open_copy(copy, ann) == made
    assert Event.objects.first().verb == "sealing.epoch.begun"


@pytest.mark.parametrize("field", ["recipient", "verify", "copies"])
def test_an_incomplete_office_key_is_refused(cast, field):
    office, ann = set_up(cast.committee), officer(cast.committee, "Ann")
    client = Client()
    sign_in(client, ann.user)
    _made, sent = epoch_for(office, 1, ann)
    for wrong in ("", "[]", '{"x": "y"}', "AAAA"):
        answer = client.post(reverse("sealing:begin_epoch", args=[office.uuid]), {**sent, field: wrong})
        assert answer.status_code in (409, 422)
    assert not Epoch.objects.exists()


def test_who_may_not_serve_makes_no_key(cast, administrator):
    office = set_up(cast.committee)
    monitor = officer(cast.committee, "Mona", Role.MONITOR)
    made = OfficeKey.new(str(office.uuid), 1)
    with pytest.raises(MayNotServe):
        actions.begin_epoch(office, NewEpoch(made.recipient, made.verify, {monitor.key.pk: b""}), by=monitor.user)
    keyless = person(cast.committee, Role.CASE_OFFICER, "Kim")
    with pytest.raises(NoKey):
        actions.begin_epoch(office, NewEpoch(made.recipient, made.verify, {}), by=keyless)


def test_newcomer_is_admitted_by_compared_digits_to_every_epoch(cast):
    found = founded(cast)
    second = founding.new_epoch(found.office, [found.ann, found.ben])
    cleo = officer(cast.committee, "Cleo")
    client = Client()
    sign_in(client, cleo.user)
    assert client.post(reverse("sealing:ask", args=[found.office.uuid])).status_code == 302
    asked = JoinRequest.objects.get()
    sign_in(client, found.ann.user)
    url = reverse("sealing:admit", args=[found.office.uuid, asked.pk])
    page = client.get(url).content.decode()
    assert cleo.key.fingerprint not in page, "digits that stand on the page are not compared"
    copies = {
        str(key.epoch): encoded(age.seal(key.written(), cleo.key.recipient)) for key in (found.key, second)
    }  # fmt: skip
    wrong = client.post(url, {"digits": found.ben.key.fingerprint, "copies": json.dumps(copies)})
    assert wrong.status_code == 422
    assert not access.holds(cleo.user, found.office)
    short = client.post(url, {"digits": cleo.key.fingerprint, "copies": json.dumps({"2": copies["2"]})})
    assert short.status_code == 409
    assert client.post(url, {"digits": cleo.key.fingerprint, "copies": json.dumps(copies)}).status_code == 302
    assert [founding.open_copy(copy, cleo) for copy in access.copies_for(cleo.user)] == [second, found.key]
    event = Event.objects.first()
    assert (event.verb, event.who) == ("sealing.officer.admitted", f"u:{found.ann.user.uuid}")
    assert event.detail.value == {"newcomer": str(cleo.user.uuid)}
    assert not JoinRequest.objects.exists()


def test_admitting_refuses(cast):
    found = founded(cast)
    cleo = officer(cast.committee, "Cleo")
    asked = actions.ask_to_join(found.office, by=cleo.user)
    digits, copies = cleo.key.fingerprint, {1: b"x"}
    with pytest.raises(OfficerAlready):
        actions.ask_to_join(found.office, by=cleo.user)
    with pytest.raises(OfficerAlready):
        actions.ask_to_join(found.office, by=found.ann.user)
    with pytest.raises(NotItsOfficer):
        actions.admit(asked, digits=digits, copies=copies, by=cleo.user)
    with pytest.raises(NotItsOfficer):
        actions.refuse_join(asked, by=found.keepers[0].user)
    with pytest.raises(DigitsDiffer):
        actions.admit(asked, digits="", copies=copies, by=found.ann.user)
    with pytest.raises(MayNotServe):
        actions.ask_to_join(found.office, by=found.keepers[0].user)
    Membership.objects.filter(user=cleo.user).update(role=Role.MONITOR)
    with pytest.raises(MayNotServe):
        actions.admit(asked, digits=digits, copies=copies, by=found.ann.user)
    actions.refuse_join(asked, by=found.ann.user)
    assert not JoinRequest.objects.exists()


def test_leavers_files_go_and_the_next_key_is_not_theirs(cast):
    found = founded(cast)
    client = Client()
    sign_in(client, found.ann.user)
    kept = bytes(access.copies_for(found.ben.user).get().data)
    assert client.post(reverse("sealing:leave", args=[found.office.uuid, found.ben.key.pk])).status_code == 302
    assert not OfficeCopy.objects.filter(officer_key=found.ben.key).exists()
    assert Epoch.objects.get().must_change_since
    assert "must change" in client.get(found.office.get_absolute_url()).content.decode()

    with pytest.raises(OfficersChanged):  # a page from before the leaving wraps for the leaver too
        founding.new_epoch(found.office, [found.ann, found.ben])
    second = founding.new_epoch(found.office, [found.ann])
    old = OfficeKey.read(age.unseal(kept, found.ben.identity))
    assert old == found.key != second
    sealed = age.seal(b"a later letter", Epoch.objects.get(retired_at__isnull=True).recipient)
    with pytest.raises(SealBroken):
        age.unseal(sealed, old.key)
    assert age.unseal(sealed, second.key) == b"a later letter"


def test_last_officer_cannot_leave_and_a_stranger_puts_nobody_out(cast):
    found = founded(cast)
    actions.leave_office(found.office, found.ben.key, by=found.ben.user)
    with pytest.raises(LastOfficer):
        actions.leave_office(found.office, found.ann.key, by=found.ann.user)
    client = Client()
    sign_in(client, found.keepers[0].user)
    assert client.post(reverse("sealing:leave", args=[found.office.uuid, found.ann.key.pk])).status_code == 403
    cleo = officer(cast.committee, "Cleo")
    sign_in(client, cleo.user)
    assert client.post(reverse("sealing:leave", args=[found.office.uuid, found.ann.key.pk])).status_code == 403


def test_role_that_ended_takes_the_key_away(cast):
    found = founded(cast)
    Membership.objects.filter(user=found.ben.user).update(end="2026-01-01")
    assert not access.copies_for(found.ben.user).exists(), "at once, before the hourly task"
    assert actions.leave_all(found.ben.user, by=None) == 1
    assert not OfficeCopy.objects.filter(officer_key=found.ben.key).exists()
    assert Epoch.objects.get().must_change_since


def test_closed_office_takes_no_acts_and_still_opens_what_it_has(cast, administrator):
    found = founded(cast)
    actions.close_office(found.office, by=administrator)
    with pytest.raises(OfficeClosed):
        founding.new_epoch(found.office, [found.ann, found.ben])
    assert access.copies_for(found.ann.user).count() == 1


def test_a_key_that_stood_here_before_is_refused(cast):
    found = founded(cast)
    again = NewEpoch(found.key.recipient, found.key.verify, {one.key.pk: b"x" for one in (found.ann, found.ben)})
    with pytest.raises(KeyMalformed):
        actions.begin_epoch(found.office, again, by=found.ann.user)


def test_referral_offices_are_served_by_their_own_body(cast, focal_point, intake_officer):
    office = set_up(cast.ministry, Purpose.REFERRAL, "Ministry desk")
    assert access.can_serve(focal_point, office)
    assert not access.can_serve(intake_officer, office)
    mine = set_up(cast.committee)
    assert access.can_serve(intake_officer, mine)
    assert not access.can_serve(focal_point, mine)
    assert list(access.offices(focal_point)) == [office]
