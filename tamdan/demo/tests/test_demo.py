"""The demonstration loads through real acts, says that it is invented, and leaves nothing behind."""

import pytest
from django.db import connection
from django.test import Client

from tamdan.accounts.models import User
from tamdan.core.access import Visibility
from tamdan.demo.actions import (
    KEPT_TABLES,
    HoldsMore,
    NotDemonstration,
    NotEmpty,
    fresh_sign_ins,
    load_demo,
    remove_demo,
)
from tamdan.grievances.models import Case
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Installation
from tamdan.intake.boxes import Opening
from tamdan.recommendations.models import Recommendation, RecommendingState
from tamdan.sealing import access, age, published
from tamdan.sealing.officekeys import OfficeKey
from tamdan.taxonomy.models import State


@pytest.fixture
def loaded(committing_db):
    return load_demo()


def test_demonstration_loads_signs_in_and_leaves_nothing(loaded):
    assert loaded == {
        "users": 10,
        "source_rows": 50,
        "recommendations": 38,
        "translated": 28,
        "published": 32,
        "keys": 6,
        "letters": 3,
    }
    assert [case.channel for case in Case.objects.order_by("pk")] == ["box", "box", "forum"]
    assert [(one.left, one.record.is_settled) for one in Opening.objects.order_by("pk")] == [(1, True), (0, True)]
    assert Recommendation.objects.filter(visibility=Visibility.PUBLIC).count() == 32
    assert RecommendingState.objects.count() == 50
    assert not RecommendingState.objects.filter(state__fictional=False).exists(), (
        "a real State is made to say something"
    )

    passwords = {email: password for _role, email, password, _words in fresh_sign_ins()}
    assert len(passwords) == 10
    client = Client()
    assert client.login(email="secretariat@demo.invalid", password=passwords["secretariat@demo.invalid"])
    page = client.get("/en/").content.decode()
    assert "Invented" in page

    with pytest.raises(NotEmpty):
        load_demo()
    remove_demo()
    assert not Installation.objects.exists()
    assert not State.objects.filter(fictional=True).exists()
    assert left_rows() == {}
    with pytest.raises(NotDemonstration):
        remove_demo()


def left_rows():
    """Tables that still hold rows: none but the ledger's and the migrations'."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            if table in KEPT_TABLES or table.startswith("audit_"):
                continue
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            if count := cursor.fetchone()[0]:
                found[table] = count
    return found


def test_imports_made_by_hand_are_not_removed_unasked(loaded):
    file = ImportRun.objects.get().file
    file.name = "mine.csv"
    file.save(update_fields=["name"])
    with pytest.raises(HoldsMore):
        remove_demo()
    assert Installation.objects.exists()
    assert Recommendation.objects.count() == 38


def test_demonstration_has_offices_whose_keys_its_words_open(loaded):
    assert published.refusal() is None
    listed = published.current()
    assert (len(listed.offices), len(listed.custodians)) == (1, 1)
    words = {email: said for _role, email, _password, said in fresh_sign_ins()}
    officer = User.objects.get(email="intake@demo.invalid")
    file = bytes(access.key_of(officer).file)
    identity = age.unseal_with_passphrase(file, words[officer.email]).decode().strip()
    copy = access.copies_for(officer).get()
    key = OfficeKey.read(age.unseal(bytes(copy.data), identity))
    assert key.recipient == listed.offices[0].recipient
    assert words["administrator@demo.invalid"] == ""
