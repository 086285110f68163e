import datetime
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.acting import acting
from tamdan.audit.actions import record
from tamdan.audit.models import Erasure, Event, LegalHold, RetentionRule, Witness
from tests.matrix import sign_in


@pytest.fixture
def as_auditor(client, auditor):
    sign_in(client, auditor)
    return client


@pytest.fixture
def event(secretary):
    witness = Witness.objects.create(name="Press Council", email="council@example.org")
    with acting(secretary, "203.0.113.9"):
        return record("witness.added", witness, by=secretary, detail={"reason": "asked by letter"})


def html(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_an_auditor_reads_who_did_what(as_auditor, event, secretary):
    record("checkpoint.mailed")
    page = html(as_auditor.get(reverse("audit:events")))
    assert secretary.name in page
    assert "the system" in page
    assert f"audit.witness:{event.object_id}" in page
    assert page.index("Mailed the checkpoint") < page.index("Added a witness</td>")


def test_people_read_the_day_of_the_home_state_and_machines_utc(as_auditor, secretary, monkeypatch):
    evening = datetime.datetime(2026, 3, 4, 18, 30, tzinfo=datetime.UTC)
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: evening)
        event = record("witness.added", Witness.objects.create(name="Council", email="c@example.org"), by=secretary)
    page = html(as_auditor.get(reverse("audit:event", args=[event.uuid])))
    assert '<time datetime="2026-03-04T18:30:00Z">5 March 2026</time>' in page
    assert '"at":"2026-03-04T18:30:00Z"' in bytes(event.body).decode()


def test_acts_are_narrowed_by_verb_and_record(as_auditor, event):
    record("checkpoint.mailed")
    one = html(as_auditor.get(reverse("audit:events"), {"record": f"audit.witness:{event.object_id}"}))
    assert "Mailed the checkpoint to witnesses</td>" not in one
    assert "Added a witness</td>" in one
    none = html(as_auditor.get(reverse("audit:events"), {"verb": "hold.placed"}))
    assert "No act fits" in none


def test_showing_a_detail_is_an_act_of_its_own(as_auditor, event, auditor):
    page = html(as_auditor.get(reverse("audit:event", args=[event.uuid])))
    assert str(event.uuid) in page
    assert "asked by letter" not in page
    assert "203.0.113.9" not in page
    shown = html(as_auditor.post(reverse("audit:reveal", args=[event.uuid])))
    assert "asked by letter" in shown
    assert "203.0.113.9" in shown
    reading = Event.objects.readings().get()
    assert (reading.who, reading.about_id) == (f"u:{auditor.uuid}", str(event.pk))


@pytest.mark.parametrize("name", ["events", "witnesses", "erasures", "ask_erasure", "hold"])
def test_these_pages_are_for_those_who_answer_for_them(client, focal_point, outsider, auditor, name):
    url = reverse(f"audit:{name}")
    assert client.get(url).status_code == 302
    for person in (focal_point, outsider):
        client.force_login(person)
        assert client.get(url).status_code == 403
    client.force_login(auditor)
    assert client.get(url).status_code == 200


def ask(client, witness, **other):
    data = {"kind": "audit.witness", "object_id": witness.pk, "ground": "request", "basis": "letter 12/2026", **other}
    return client.post(reverse("audit:ask_erasure"), data)


def test_an_erasure_passes_from_one_person_to_another(client, administrator, auditor):
    witness = Witness.objects.create(name="Press Council", email="council@example.org")
    sign_in(client, administrator)
    assert ask(client, witness).status_code == 302
    erasure = Erasure.objects.get()
    page = reverse("audit:erasure", args=[erasure.pk])
    assert "Waits for a second person" in html(client.get(page))
    refused = html(client.post(reverse("audit:approve_erasure", args=[erasure.pk])), 403)
    assert "Another person has to decide" in refused

    client.force_login(auditor)
    asked = client.post(reverse("audit:approve_erasure", args=[erasure.pk]))
    assert asked.headers["Location"].startswith("/en/account/reauthenticate/"), "a session alone is not enough"
    sign_in(client, auditor)
    assert client.post(reverse("audit:approve_erasure", args=[erasure.pk])).status_code == 302
    assert "cannot be undone" in html(client.get(page))
    assert client.post(reverse("audit:carry_out_erasure", args=[erasure.pk])).status_code == 302
    done = html(client.get(page))
    assert "1 record was removed" in done
    assert administrator.name in done
    assert not Witness.objects.exists()
    html(client.post(reverse("audit:carry_out_erasure", args=[erasure.pk])), 409)


def test_a_refused_erasure_stays_refused(client, administrator, auditor):
    witness = Witness.objects.create(name="Press Council", email="council@example.org")
    client.force_login(administrator)
    ask(client, witness)
    sign_in(client, auditor)
    client.post(reverse("audit:refuse_erasure", args=[Erasure.objects.get().pk]))
    html(client.post(reverse("audit:approve_erasure", args=[Erasure.objects.get().pk])), 409)
    assert "Refused" in html(client.get(reverse("audit:erasures")))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"object_id": "999999"}, "no such record"),
        ({"object_id": "not a number"}, "no such record"),
        ({"kind": "accounts.session"}, "Select a valid choice"),
        ({"basis": ""}, "required"),
        ({"ground": "retention"}, "Select a valid choice"),
    ],
)
def test_a_wrong_request_is_explained_and_kept(as_auditor, wrong, sentence):
    witness = Witness.objects.create(name="Press Council", email="council@example.org")
    page = html(ask(as_auditor, witness, **wrong), 422)
    assert sentence in page
    assert "letter 12/2026" in page or "basis" in wrong
    assert not Erasure.objects.exists()


def test_a_hold_is_placed_and_lifted(as_auditor, auditor):
    witness = Witness.objects.create(name="Press Council", email="council@example.org")
    data = {"kind": "audit.witness", "object_id": witness.pk, "basis": "case 3/2026"}
    assert as_auditor.post(reverse("audit:hold"), data).status_code == 302
    assert "case 3/2026" in html(as_auditor.get(reverse("audit:erasures")))
    as_auditor.post(reverse("audit:lift", args=[LegalHold.objects.get().pk]))
    assert LegalHold.objects.get().lifted_by == auditor.uuid
    assert "No record is under a legal hold" in html(as_auditor.get(reverse("audit:erasures")))


def test_a_witness_is_named_and_removed(as_auditor):
    data = {"name": "Press Council", "email": "council@example.org", "language": "km"}
    assert as_auditor.post(reverse("audit:witnesses"), data).status_code == 302
    assert "already exists" in html(as_auditor.post(reverse("audit:witnesses"), data), 422)
    as_auditor.post(reverse("audit:remove_witness", args=[Witness.objects.get().pk]))
    assert not Witness.objects.exists()
    verbs = list(Event.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["witness.added", "witness.removed"]


def test_how_long_addresses_are_kept_is_set_by_an_administrator_alone(client, administrator, as_auditor):
    url = reverse("audit:keep", args=["audit.eventaddress"])
    shown = html(as_auditor.get(reverse("audit:keeping")))
    assert "Kept for 90 days" in shown
    assert url not in shown
    assert "Kept without an end" in shown, "letters have no rule yet"
    html(as_auditor.get(url), 403)

    sign_in(client, administrator)
    opened = client.get(url).context["form"]["seen"].value()
    rule = {"days": "365", "action": "delete", "basis_en": "Article 12 of the act", "basis_km": "", "seen": opened}
    html(client.post(url, {**rule, "basis_en": ""}), 422)
    assert client.post(url, rule).status_code == 302
    late = client.post(url, {**rule, "days": "30"})
    assert "Yours" in html(late, 409)
    assert [(one.theirs, one.mine) for one in late.context["error"].differences] == [("365", "30")]
    assert RetentionRule.objects.get(kind="audit.eventaddress").days == 365
    last = Event.objects.order_by("id").last()
    assert (last.verb, json.loads(bytes(last.body))["facts"]) == (
        "retention.set",
        {"kind": "audit.eventaddress", "days": 365},
    )
    now = client.get(url).context["form"]["seen"].value()
    assert client.post(url, {"days": "", "action": "delete", "seen": now}).status_code == 302
    assert not RetentionRule.objects.filter(kind="audit.eventaddress").exists()
    html(client.get(reverse("audit:keep", args=["accounts.session"])), 404)
    chosen = client.get(reverse("audit:keep", args=["vault.file"])).context["form"].fields["action"].choices
    assert [value for value, _label in chosen] == ["erase"], "files have rows of other rooms on them: a person looks"


def test_who_may_place_no_hold_is_shown_no_way_to_it(client, as_auditor, secretary):
    assert reverse("audit:hold") in html(as_auditor.get(reverse("audit:erasures")))
    sign_in(client, secretary)
    assert reverse("audit:hold") not in html(client.get(reverse("audit:erasures")))
