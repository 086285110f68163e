"""The demonstration loads through real acts, says that it is invented, and leaves nothing behind."""

import pytest
from django.db import connection
from django.test import Client

from tamdan.accounts.models import User
from tamdan.core.access import Visibility
from tamdan.demo.actions import (
    KEPT_TABLES,
    STEPS,
    HoldsMore,
    NotDemonstration,
    NotEmpty,
    fresh_sign_ins,
    load_demo,
    remove_demo,
)
from tamdan.demo.keys import sheets_in_force
from tamdan.grievances.identity import IdentityRequest
from tamdan.grievances.models import Case
from tamdan.grievances.referral.checking import contradictions
from tamdan.grievances.referral.models import Referral
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Installation
from tamdan.intake.boxes import Opening
from tamdan.press.models import Release
from tamdan.recommendations.models import Recommendation, RecommendingState
from tamdan.sealing import access, age, kit, published, recovery
from tamdan.sealing.models import current_kit
from tamdan.sealing.officekeys import OfficeKey
from tamdan.taxonomy.models import State


@pytest.fixture
def loaded(committing_db):
    steps = []
    counts = load_demo(lambda *step: steps.append(step))
    assert steps == [(number, len(STEPS), what) for number, what in enumerate(STEPS, 1)]
    return counts


def test_demonstration_loads_signs_in_and_leaves_nothing(loaded):
    """One story, because a demonstration takes seconds to load."""
    assert loaded == {
        "users": 10,
        "source_rows": 50,
        "recommendations": 38,
        "translated": 28,
        "published": 32,
        "keys": 8,
        "letters": 16,
        "calls": 3,
        "articles": 3,
    }
    assert [case.channel for case in Case.objects.order_by("pk")][:3] == ["box", "box", "forum"]
    stand = Case.objects.order_by("pk").values_list("status", flat=True)[9:]
    assert list(stand) == ["received", "received", "inadmissible", "admissible", "reopened", "answered", "closed"]
    assert Case.objects.overdue().get().days_late == 6
    assert Case.objects.get(status="reopened").days_left == 90
    names = IdentityRequest.objects.order_by("pk")
    assert names.in_force().count() == names.waiting().count() == 1
    assert sorted((one.ending, one.refusal_id or "") for one in names) == [
        ("", ""), ("", ""), ("", "ask-first"), ("returned", ""),
    ]  # fmt: skip
    passed = Referral.objects.order_by("pk").values_list("standing", "office__body__code")
    assert list(passed) == [("done", "x-justice"), ("offered", "x-justice"), ("returned", "x-river")]
    assert not list(contradictions(connection.connection)), "every envelope for another body has its event"
    assert [(one.left, one.record.is_settled) for one in Opening.objects.order_by("pk")] == [(1, True), (0, True)]
    assert Recommendation.objects.filter(visibility=Visibility.PUBLIC).count() == 32
    assert RecommendingState.objects.count() == 50
    assert not RecommendingState.objects.filter(state__fictional=False).exists(), (
        "a real State is made to say something"
    )

    assert sorted(Release.objects.public().values_list("body__code", flat=True)) == ["x-justice"] * 3 + ["x-lamp"]
    assert "Mira Tosan" in Client().get("/en/press/side-by-side/").content.decode()

    signs_in_and_opens_the_offices()
    keeps_imports_made_by_hand()

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


def signs_in_and_opens_the_offices():
    people = {email: (password, words) for _role, email, password, words in fresh_sign_ins()}
    assert len(people) == 10
    client, secretary = Client(), "secretariat@demo.invalid"
    assert client.login(email=secretary, password=people[secretary][0])
    assert "Invented" in client.get("/en/").content.decode()

    assert published.refusal() is None
    listed = published.current()
    assert (len(listed.offices), len(listed.custodians), len(listed.bodies)) == (1, 1, 2)
    officer = User.objects.get(email="intake@demo.invalid")
    file = bytes(access.key_of(officer).file)
    identity = age.unseal_with_passphrase(file, people[officer.email][1]).decode().strip()
    copy = access.copies_for(officer).get()
    key = OfficeKey.read(age.unseal(bytes(copy.data), identity))
    assert key.recipient == listed.offices[0].recipient
    assert people["administrator@demo.invalid"][1] == ""
    tries_the_kit(str(copy.epoch.subject), key)


def tries_the_kit(subject, key):
    """Two of the sheets that the console prints open the office's key."""
    made, sheets = current_kit(), sheets_in_force()
    assert recovery.missing_offices(made) == []
    assert made.drilled_at is not None
    files = {one.pair: bytes(one.data) for one in made.copies.filter(subject=subject)}
    opened = OfficeKey.read(kit.unlock(files, {letter: sheets[letter] for letter in "BC"}))
    assert opened.recipient == key.recipient


def keeps_imports_made_by_hand():
    file = ImportRun.objects.get().file
    file.name = "mine.csv"
    file.save(update_fields=["name"])
    with pytest.raises(HoldsMore):
        remove_demo()
    assert Installation.objects.exists()
    assert Recommendation.objects.count() == 38
    file.name = "recommendations.csv"
    file.save(update_fields=["name"])
