import datetime
import subprocess

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.audit import erasing, sequencer
from tamdan.audit.acting import acting
from tamdan.audit.actions import record
from tamdan.audit.enums import Decision, Ground, RetentionAction
from tamdan.audit.erasing import apply_retention, decide_erasure, erase, lift_hold, place_hold, request_erasure
from tamdan.audit.errors import AlreadyDecided, NoEraser, NotApproved, SecondPersonNeeded, StillNamed, UnderLegalHold
from tamdan.audit.models import Erasure, Event, EventAddress, EventDetail, RecordKey, RetentionRule, Witness
from tamdan.audit.publication import checkpoint_folder
from tamdan.audit.verify import verify
from tamdan.core import cluster
from tamdan.core.postgres import connection_params
from tamdan.institutions.models import Body, Holding, Person, Post
from tamdan.vault.actions import store_file
from tests.matrix import sign_in

MARKER = "Sokha-ស៊ុខា-4711"


@pytest.fixture
def witness(db):
    return Witness.objects.create(name=MARKER, email="sokha4711@example.org")


def asked(witness, by, kind="audit.witness"):
    return request_erasure(kind, str(witness.pk), by=by, ground=Ground.REQUEST, basis="letter 12/2026")


def approved(witness, administrator, auditor):
    return decide_erasure(asked(witness, administrator), by=auditor, decision=Decision.APPROVED)


def test_an_erasure_takes_two_persons(witness, administrator, auditor):
    erasure = asked(witness, administrator)
    with pytest.raises(NotApproved):
        erase(erasure)
    with pytest.raises(SecondPersonNeeded):
        decide_erasure(erasure, by=administrator, decision=Decision.APPROVED)
    decide_erasure(erasure, by=auditor, decision=Decision.APPROVED)
    with pytest.raises(AlreadyDecided):
        decide_erasure(erasure, by=auditor, decision=Decision.REFUSED)
    assert erase(erasure) == 1
    with pytest.raises(NotApproved):
        erase(erasure)
    assert not Witness.objects.exists()
    verbs = list(Event.objects.filter(verb__startswith="erasure").order_by("id").values_list("verb", flat=True))
    assert verbs == ["erasure.requested", "erasure.approved", "erasure.executed"]


def test_a_refused_erasure_removes_nothing(witness, administrator, auditor):
    erasure = decide_erasure(asked(witness, administrator), by=auditor, decision=Decision.REFUSED)
    with pytest.raises(NotApproved):
        erase(erasure)
    assert Witness.objects.exists()


def test_the_database_itself_refuses_one_person_for_both(witness, administrator):
    erasure = asked(witness, administrator)
    with pytest.raises(IntegrityError, match="audit_erasure_two_persons"), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(
            decision="approved", decided_by=administrator.uuid, decided_at=timezone.now()
        )
    with pytest.raises(IntegrityError, match="audit_erasure_only_when_approved"), transaction.atomic():
        Erasure.objects.filter(pk=erasure.pk).update(executed_at=timezone.now())


def test_asking_twice_is_told(witness, administrator, auditor):
    asked(witness, administrator)
    with pytest.raises(ValidationError, match="waits for a decision"):
        asked(witness, auditor)


def test_a_legal_hold_keeps_a_record(witness, administrator, auditor):
    hold = place_hold("audit.witness", str(witness.pk), by=auditor, basis="case 3/2026")
    erasure = approved(witness, administrator, auditor)
    with pytest.raises(UnderLegalHold) as refused:
        erase(erasure)
    assert "covers 1" in str(refused.value)
    assert Witness.objects.exists()
    lift_hold(hold, by=auditor)
    lift_hold(hold, by=auditor)
    assert erase(erasure) == 1


def test_the_database_function_respects_the_hold_too(witness, administrator, auditor):
    erasure = approved(witness, administrator, auditor)
    place_hold("audit.witness", str(witness.pk), by=auditor, basis="case 3/2026")
    erasure.targets.create(kind="audit.witness", object_id=str(witness.pk))
    with pytest.raises(Exception, match="legal hold covers"), transaction.atomic():
        connection.cursor().execute("SELECT audit_erase(%s)", [erasure.pk])


def test_what_no_room_can_remove_is_refused(witness, administrator, auditor):
    erasure = asked(witness, administrator, kind="audit.event")
    decide_erasure(erasure, by=auditor, decision=Decision.APPROVED)
    with pytest.raises(NoEraser):
        erase(erasure)


def test_addresses_of_staff_end_after_their_keeping_time(secretary):
    with acting(secretary, "203.0.113.9"):
        old, new = record("ledger.read", by=secretary), record("ledger.read", by=secretary)
    EventAddress.objects.filter(event=old).update(at=timezone.now() - datetime.timedelta(days=91))
    assert apply_retention() == {"audit.eventaddress": 1}
    assert EventAddress.objects.get().event == new
    assert apply_retention() == {}
    assert Event.objects.filter(pk=old.pk).exists()


def test_the_keeping_time_is_a_row_that_an_office_can_change(secretary):
    with acting(secretary, "203.0.113.9"):
        record("ledger.read", by=secretary)
    EventAddress.objects.update(at=timezone.now() - datetime.timedelta(days=31))
    assert apply_retention() == {}
    RetentionRule.objects.filter(kind="audit.eventaddress").update(days=30)
    assert apply_retention() == {"audit.eventaddress": 1}


def test_a_rule_may_propose_instead_of_deleting(secretary, auditor):
    with acting(secretary, "203.0.113.9"):
        held, due = record("ledger.read", by=secretary), record("ledger.read", by=secretary)
    EventAddress.objects.update(at=timezone.now() - datetime.timedelta(days=91))
    RetentionRule.objects.filter(kind="audit.eventaddress").update(action=RetentionAction.ERASE)
    place_hold("audit.eventaddress", str(held.pk), by=auditor, basis="case 3/2026")
    assert apply_retention() == {"audit.eventaddress": 1}
    assert apply_retention() == {}
    proposed = Erasure.objects.get()
    assert (proposed.object_id, proposed.ground, proposed.requested_by) == (str(due.pk), Ground.RETENTION, None)


def places_that_hold(cursor, *markers):
    """Every table in which any row shows a marker, as text or as the hexadecimal of its bytes."""
    names = cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    shown = [form for marker in markers for form in (marker, marker.encode().hex(), ascii(marker)[1:-1])]
    return {
        name
        for (name,) in names
        for form in shown
        if cursor.execute(f'SELECT 1 FROM "{name}" AS r WHERE strpos(r::text, %s) > 0 LIMIT 1', [form]).fetchone()
    }


def test_a_person_of_another_room_goes_with_all_that_hangs_on_them(cast, administrator, auditor):
    person = Person.objects.create(name_en=MARKER, given_name=MARKER)
    post = Post.objects.create(body=cast.ministry, label_en="Director")
    holding = Holding.objects.create(post=post, person=person)
    Person.objects.filter(pk=person.pk).update(name_km=MARKER)
    record("institutions.post.filled", holding, by=administrator, about=person, detail={"name": MARKER})
    with connection.cursor() as cursor:
        found = places_that_hold(cursor.cursor, MARKER)
        assert found == {"institutions_person", "institutions_personhistory", "audit_eventdetail"}
        erasure = request_erasure(
            "institutions.person", str(person.pk), by=administrator, ground=Ground.REQUEST, basis="letter 13/2026"
        )
        decide_erasure(erasure, by=auditor, decision=Decision.APPROVED)
        assert erase(erasure, by=auditor) == 2
        assert places_that_hold(cursor.cursor, MARKER) == set()
    kinds = set(RecordKey.objects.values_list("kind", flat=True))
    assert kinds.isdisjoint({"institutions.person", "institutions.holding"})
    assert Post.objects.filter(pk=post.pk).exists()


def test_somebody_who_acted_is_forgotten_and_what_they_did_stays(cast, administrator, auditor, secretary, client):
    User.objects.filter(pk=secretary.pk).update(name=MARKER, email="sokha4711@example.org")
    file = store_file([b"a letter"], name="letter.txt", owner=cast.committee, by=User.objects.get(pk=secretary.pk))
    record("accounts.user.edited", secretary, by=secretary, detail={"name": MARKER})
    client.force_login(User.objects.get(pk=secretary.pk))
    erasure = request_erasure(
        "accounts.user", str(secretary.pk), by=administrator, ground=Ground.REQUEST, basis="letter 14/2026"
    )
    decide_erasure(erasure, by=auditor, decision=Decision.APPROVED)
    assert erase(erasure, by=auditor) == 2, "the account and its membership"
    with connection.cursor() as cursor:
        assert places_that_hold(cursor.cursor, MARKER, "sokha4711", "secretariat of") == set()
    assert str(file.custody.get().by) == "somebody whose account was erased"
    assert client.get("/en/desk/").status_code == 302, "signed out everywhere"
    sign_in(client, administrator)
    assert "erased.invalid" not in client.get(reverse("accounts:users")).text
    acts = client.get(reverse("audit:events")).text
    assert "somebody whose account was erased" in acts
    assert "erased.invalid" not in acts


def test_what_others_cannot_do_without_is_refused_with_their_names(cast, administrator, auditor, monkeypatch):
    """As a body: no room erases one, and if it did, everything stands on it."""
    body = {"institutions.body": lambda pk: Body.objects.get(pk=pk).delete()}
    monkeypatch.setattr(erasing, "merged", lambda _name: body)
    erasure = request_erasure(
        "institutions.body", str(cast.committee.pk), by=administrator, ground=Ground.MISTAKE, basis="letter 15/2026"
    )
    decide_erasure(erasure, by=auditor, decision=Decision.APPROVED)
    with pytest.raises(StillNamed, match=r"membership \(\d+\).*Remove or correct them first"):
        erase(erasure, by=auditor)
    assert Body.objects.filter(pk=cast.committee.pk).exists()


def dump(name):
    """A backup made later, as text."""
    params = connection_params("super", name)
    program = cluster.binaries(cluster.service_account()) / "pg_dump"
    command = [program, "-h", params["host"], "-U", params["user"], name]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.mark.commits
def test_an_erased_person_is_found_nowhere_and_the_ledger_still_verifies(committing_db, superuser, tmp_path):
    """Markers in a row, its history, the details of its events; the tree was signed while they were there."""
    administrator, auditor = (User.objects.create_user(f"{name}@example.org") for name in ("first", "second"))
    with transaction.atomic():
        witness = Witness.objects.create(name=MARKER, email="sokha4711@example.org")
        record("witness.added", witness, by=administrator, detail={"reason": f"asked by {MARKER}"})
        record("ledger.read", about=witness, detail={"reader": MARKER})
        record("ledger.read", detail={"reader": "somebody else"})
    Witness.objects.filter(pk=witness.pk).update(name=f"{MARKER} the second")
    sequencer.run_once()
    markers = (MARKER, "sokha4711")
    superuser.execute("RESET session_replication_role")
    assert places_that_hold(superuser, *markers) == {"audit_witness", "audit_witnesshistory", "audit_eventdetail"}
    kept = tmp_path / "kept outside"
    kept.write_text((checkpoint_folder() / "latest.txt").read_text())

    erase(approved(witness, administrator, auditor), by=auditor)
    sequencer.run_once()

    assert places_that_hold(superuser, *markers) == set()
    later_backup = dump(committing_db)
    for marker in markers:
        assert marker.encode() not in later_backup
        assert marker.encode().hex().encode() not in later_backup
    assert EventDetail.objects.get().value == {"reader": "somebody else"}
    assert not RecordKey.objects.filter(kind="audit.witness").exists()
    report = verify([kept])
    assert report.ok, report.lines()
    assert (report.erased_details, report.logs[0].size) == (2, 6)
