"""Rows of several models in one statement."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tamdan.core import rows
from tamdan.core.models import BulkAct, SpentEffort

pytestmark = pytest.mark.django_db
NOW = datetime.datetime(2026, 11, 22, 9, 30, 15, 123456, tzinfo=datetime.UTC)


def act(**fields):
    return BulkAct(verb="t.changed", kind="t.row", by=uuid.uuid4(), at=NOW, **fields)


def test_rows_of_two_models_come_in_one_statement_as_the_orm_would_store_them():
    first, second = act(before={"1": ["ក “x” \\ \n"]}, after={}), act(before={}, after={"a": None})
    spent = SpentEffort(hash="00ff", expires=timezone.now())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        key = rows.insert([spent], [], [first, second])
    assert len(asked) == 1
    stored = list(BulkAct.objects.order_by("pk"))
    assert stored[-1].pk == key
    for made, found in zip([first, second], stored, strict=True):
        for field in BulkAct._meta.concrete_fields:
            if not field.primary_key:
                assert getattr(found, field.attname) == getattr(made, field.attname), field.name
    assert SpentEffort.objects.get(hash="00ff").expires == spent.expires
    assert not first._state.adding


def test_all_or_none():
    SpentEffort.objects.create(hash="taken", expires=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert([act(before={}, after={})], [SpentEffort(hash="taken", expires=NOW)])
    assert not BulkAct.objects.exists()


def test_the_first_with_its_number_and_no_other():
    assert rows.insert_first(SpentEffort(hash="one", expires=NOW), "hash")
    assert not rows.insert_first(SpentEffort(hash="one", expires=timezone.now()), "hash")
    assert SpentEffort.objects.get(hash="one").expires == NOW


def test_fresh_keys_are_nobodys():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {rows.keys(BulkAct, 3)}")
        (drawn,) = cursor.fetchone()
    kept = act(before={}, after={})
    kept.pk = drawn[1]
    assert rows.insert([kept]) == drawn[1]
    assert rows.insert([act(before={}, after={})]) > max(drawn)
