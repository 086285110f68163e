import datetime
import hmac
import json

import pytest
import rfc8785
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction

from tamdan.audit.acting import VISITOR, acting
from tamdan.audit.actions import record, record_bulk
from tamdan.audit.digests import digests, fields, keys_of, plain
from tamdan.audit.events import OutsideTransaction, detail_hash
from tamdan.audit.models import Event, EventAddress, RecordKey, Reference, Witness
from tamdan.audit.tree import leaf_hash, node_hash
from tamdan.audit.verbs import UnknownVerb
from tamdan.core import ledger


@pytest.fixture
def witness(db):
    return Witness.objects.create(name="Press Council", email="council@example.org")


def digest_of(event):
    assert event.digest is not None
    return bytes(event.digest)


def content(event):
    return json.loads(bytes(event.body))


def test_an_event_is_canonical_json_and_its_columns_repeat_it(secretary, witness):
    event = Event.objects.get(pk=record("witness.added", witness, by=secretary).pk)
    said = content(event)
    assert rfc8785.dumps(said) == bytes(event.body)
    assert said == {
        "v": 1,
        "id": str(event.uuid),
        "t": "witness.added",
        "at": event.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "who": f"u:{secretary.uuid}",
        "obj": f"audit.witness:{witness.pk}",
        "digest": digest_of(event).hex(),
        "r": said["r"],
    }
    assert len(bytes.fromhex(said["r"])) == 16


def test_no_name_or_text_enters_the_event(secretary, witness):
    event = record("witness.added", witness, by=secretary, detail={"reason": "asked by letter"})
    for text in (witness.name, witness.email, secretary.name, secretary.email, "asked by letter"):
        assert text not in bytes(event.body).decode()


def test_the_detail_is_kept_apart_under_a_salted_hash(witness):
    event = record("witness.added", witness, detail={"reason": "asked by letter"})
    assert event.detail.value == {"reason": "asked by letter"}
    assert content(event)["detail"] == detail_hash(event.detail.salt, event.detail.detail)
    assert record("witness.added", witness, detail={"reason": "asked by letter"}).detail.salt != event.detail.salt


def test_a_verb_that_no_room_declares_is_refused(db):
    with pytest.raises(UnknownVerb):
        record("ledger.invented")
    assert not Event.objects.exists()


def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(OutsideTransaction):
        record("ledger.read")


def test_an_event_disappears_with_its_act(db):
    with transaction.atomic():
        record("ledger.read")
        transaction.set_rollback(True)
    assert not Event.objects.exists()


def test_every_room_reaches_the_ledger_through_core(witness):
    event = ledger.record("witness.removed", witness, detail={"count": 1}, count=3)
    assert content(event)["facts"] == {"count": 3}


@pytest.mark.parametrize("visitor", [VISITOR, AnonymousUser()])
def test_a_visitor_leaves_no_address_and_no_minute(db, visitor):
    with acting(visitor, "203.0.113.9"):
        event = record("ledger.read", by=visitor)
    assert event.who == content(event)["who"] == "v"
    assert (event.at.minute, event.at.second) == (0, 0)
    assert content(event)["at"].endswith(":00:00Z")
    assert not EventAddress.objects.exists()


def test_a_visitor_served_beside_a_member_of_staff_leaves_no_address(secretary):
    with acting(secretary, "203.0.113.9"):
        record("ledger.read", by=VISITOR)
        record("ledger.read")
    assert not EventAddress.objects.exists()


def test_the_address_of_staff_is_kept_outside_the_ledger(secretary):
    with acting(secretary, "203.0.113.9"):
        event = record("ledger.read", by=secretary)
    assert event.address.address == "203.0.113.9"
    assert "203.0.113.9" not in bytes(event.body).decode()
    assert not hasattr(Event.objects.get(pk=record("ledger.read", by=secretary).pk), "address")


def test_a_digest_is_keyed_by_record_and_follows_its_content(witness):
    first = digest_of(record("witness.added", witness))
    assert digest_of(record("witness.added", witness)) == first
    key = RecordKey.objects.get(kind="audit.witness", object_id=str(witness.pk)).key
    assert hmac.digest(bytes(key), rfc8785.dumps(fields(witness)), "sha256") == first

    witness.name = "Another"
    assert digest_of(record("witness.added", witness)) != first


def test_a_record_read_back_has_the_same_digest(witness):
    first = digest_of(record("witness.added", witness))
    assert digest_of(record("witness.added", Witness.objects.get(pk=witness.pk))) == first


def test_a_record_that_is_not_saved_cannot_be_named(db):
    with pytest.raises(ValueError, match="being saved"):
        record("witness.added", Witness(name="unsaved"))


def test_many_digests_cost_one_query(db, django_assert_num_queries):
    witnesses = Witness.objects.bulk_create(Witness(name=str(n), email=f"{n}@example.org") for n in range(50))
    with django_assert_num_queries(1):
        made = digests(witnesses)
    assert len(set(made)) == 50
    with django_assert_num_queries(1):
        assert digests(witnesses) == made


def test_keys_are_made_once(db):
    one = Reference("audit.witness", "7")
    assert keys_of([one]) == keys_of([one])


def test_a_bulk_act_is_one_event_with_the_root_of_its_rows(db):
    rows = [bytes([n]) * 32 for n in range(3)]
    event = record_bulk("ledger.read", iter(rows))
    left = node_hash(leaf_hash(rows[0]), leaf_hash(rows[1]))
    assert content(event)["facts"] == {"count": 3, "rows": node_hash(left, leaf_hash(rows[2])).hex()}
    assert Event.objects.count() == 1


def test_an_event_belongs_to_the_life_of_another_record(secretary, witness):
    event = record("ledger.read", witness, by=secretary, about=secretary)
    assert content(event)["about"] == f"accounts.user:{secretary.pk}"
    assert list(Event.objects.about(secretary)) == list(Event.objects.about(witness)) == [event]
    assert list(Event.objects.readings()) == [event]


def test_each_event_is_queued_by_the_database_itself(db):
    event = record("ledger.read")
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_id FROM audit_pending")
        assert cursor.fetchall() == [(event.pk,)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (2**60, str(2**60)),
        (datetime.date(2026, 11, 22), "2026-11-22"),
        (b"\x00\xff", "00ff"),
        ({"b": {3, 1}}, {"b": [1, 3]}),
        (
            datetime.datetime(2026, 1, 1, 7, tzinfo=datetime.timezone(datetime.timedelta(hours=7))),
            "2026-01-01T00:00:00+00:00",
        ),
    ],
)
def test_values_have_one_way_to_be_written(value, written):
    assert plain(value) == written
