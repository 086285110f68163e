"""The recovery kit: two sheets open what one does not, with the stock age program too; the drill proves it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tamdan.core.home import folder
from tamdan.core.secrets import secret
from tamdan.sealing import access, actions, age, founding, kit, recovery
from tamdan.sealing.errors import CanaryWrong, KeyMalformed, MayNotServe, NoKit, OfficersChanged, SealBroken
from tamdan.sealing.models import Kit, KitCopy, KitSheet, OfficeCopy
from tamdan.sealing.officekeys import OfficeKey
from tamdan.sealing.tests.people import founded, officer
from tests.matrix import sign_in

HOLDERS = {"A": "Safe of the committee", "B": "Bar association", "C": "Embassy of Tests"}


@pytest.fixture
def sheets(monkeypatch, tmp_path):
    """Three printed sheets: identities that no table holds. The server's keys go to a folder of this test."""
    monkeypatch.setenv("TAMDAN_HOME", str(tmp_path))
    return {letter: age.new_identity() for letter in kit.SHEETS}


def make(sheets):
    return recovery.make_kit({letter: age.recipient_of(key) for letter, key in sheets.items()}, HOLDERS, by=None)


def files(made, subject):
    return {copy.pair: bytes(copy.data) for copy in KitCopy.objects.filter(kit=made, subject=subject)}


@pytest.mark.parametrize("pair", kit.PAIRS)
def test_two_sheets_open_an_offices_key_and_one_does_not(cast, sheets, pair):
    made = make(sheets)
    found = founded(cast)
    stored = files(made, found.office.epoch.subject)
    two = {letter: sheets[letter] for letter in pair}
    assert OfficeKey.read(kit.unlock(stored, two)) == found.key
    for letter in kit.SHEETS:
        for file in stored.values():
            with pytest.raises(SealBroken):
                age.unseal(age.unseal(file, sheets[letter]), sheets[letter])


@pytest.mark.skipif(
    not shutil.which("age"), reason="the program age is not installed here; pyrage stands in for it above"
)
def test_the_stock_program_opens_them_without_our_software(cast, sheets, tmp_path):
    made = make(sheets)
    found = founded(cast)
    file = tmp_path / "office.age"
    file.write_bytes(files(made, found.office.epoch.subject)["AC"])
    for letter in "AC":
        sheet = tmp_path / letter
        sheet.write_text(sheets[letter] + "\n")
        done = stock_age(sheet, file)
        assert done.returncode == 0, done.stderr
        file.write_bytes(done.stdout)
    assert OfficeKey.read(file.read_bytes()) == found.key


def stock_age(sheet: Path, file: Path) -> "subprocess.CompletedProcess[bytes]":
    program = shutil.which("age")
    assert program
    return subprocess.run([program, "-d", "-i", str(sheet), str(file)], capture_output=True, timeout=20, check=False)


def test_servers_keys_are_in_the_kit_and_again_when_they_change(db, sheets):
    made = make(sheets)
    two = {letter: sheets[letter] for letter in "BC"}
    assert not recovery.store_secrets(), "nothing changed"
    fresh = secret("release-2026-11", make=age.new_identity)
    assert recovery.store_secrets()
    assert fresh in kit.unlock(files(made, recovery.SECRETS), two).decode()
    (folder("secrets") / "release-2026-11").unlink()
    assert recovery.store_secrets()
    assert fresh not in kit.unlock(files(made, recovery.SECRETS), two).decode()


def test_drill_is_recorded_only_with_the_number_that_two_sheets_open(cast, administrator, sheets):
    made = make(sheets)
    client = Client()
    sign_in(client, administrator)
    opened = kit.unlock(files(made, recovery.CANARY), {letter: sheets[letter] for letter in "AB"}).decode()
    assert client.post(reverse("sealing:drill"), {"number": "1" * 24}).status_code == 422
    assert Kit.objects.get().drilled_at is None
    assert client.post(reverse("sealing:drill"), {"number": opened}).status_code == 302
    assert Kit.objects.get().drilled_at
    with pytest.raises(CanaryWrong):  # the next drill has another number
        recovery.record_drill(opened, by=administrator)


def test_no_kit_no_drill(db):
    with pytest.raises(NoKit):
        recovery.record_drill("", by=None)
    assert not recovery.store_secrets()


def test_kit_is_made_from_three_public_halves_alone(cast, administrator, sheets):
    client = Client()
    sign_in(client, administrator)
    sent = {f"recipient_{letter.lower()}": age.recipient_of(key) for letter, key in sheets.items()}
    sent |= {f"holder_{letter.lower()}": holder for letter, holder in HOLDERS.items()}
    assert client.post(reverse("sealing:make_kit"), {**sent, "holder_a": ""}).status_code == 422
    assert client.post(reverse("sealing:make_kit"), {**sent, "recipient_a": sheets["A"]}).status_code == 422
    assert client.post(reverse("sealing:make_kit"), {**sent, "recipient_a": sent["recipient_b"]}).status_code == 422
    assert not Kit.objects.exists()
    assert client.post(reverse("sealing:make_kit"), sent).status_code == 302
    assert [sheet.holder for sheet in KitSheet.objects.all()] == list(HOLDERS.values())
    page = client.get(reverse("sealing:kit")).content.decode()
    assert HOLDERS["B"] in page
    copy = KitCopy.objects.filter(subject=recovery.CANARY).first()
    assert client.get(reverse("sealing:kit_copy", args=[copy.pk])).content == bytes(copy.data)


def test_a_kit_made_later_gets_each_offices_key_from_an_officer(cast, sheets):
    found = founded(cast)
    first = make(sheets)
    assert [epoch.office for epoch in recovery.missing_offices(first)] == [found.office]
    client = Client()
    sign_in(client, found.ann.user)
    assert client.post(reverse("sealing:store", args=[found.office.uuid]), {"kit": ""}).status_code == 422
    locked = kit.lock(found.key.written(), first.recipients())
    actions.store_office_key(found.office.epoch, locked, by=found.ann.user)
    assert not recovery.missing_offices(first)

    second = make({letter: age.new_identity() for letter in kit.SHEETS})
    assert recovery.forget_former_kits() == 0, "the old kit serves until the new one holds everything"
    actions.store_office_key(found.office.epoch, kit.lock(found.key.written(), second.recipients()), by=found.ann.user)
    assert recovery.forget_former_kits() > 0
    assert not KitCopy.objects.filter(kit=first).exists()


def test_office_without_officers_is_restored_from_two_sheets(cast, sheets, administrator):
    make(sheets)
    found = founded(cast)
    cleo = officer(cast.committee, "Cleo")
    copies = {1: age.seal(found.key.written(), cleo.key.recipient)}
    with pytest.raises(OfficersChanged):
        recovery.restore_office(found.office, copies, by=cleo.user)
    OfficeCopy.objects.all().delete()
    with pytest.raises(MayNotServe):
        recovery.restore_office(found.office, copies, by=found.keepers[0].user)
    with pytest.raises(KeyMalformed):
        recovery.restore_office(found.office, {2: b""}, by=cleo.user)
    recovery.restore_office(found.office, copies, by=cleo.user)
    assert founding.open_copy(access.copies_for(cleo.user).get(), cleo) == found.key
    assert found.office.epochs.get().must_change_since


def test_database_holds_the_rules_of_kits(db, sheets):
    made = make(sheets)
    with pytest.raises(IntegrityError, match="sealing_one_kit"), transaction.atomic():
        Kit.objects.create()
    with pytest.raises(IntegrityError, match="sealing_sheets_are_abc"), transaction.atomic():
        KitSheet.objects.create(kit=made, letter="D", recipient="x", holder="x")
    with pytest.raises(IntegrityError, match="sealing_pairs_of_sheets"), transaction.atomic():
        KitCopy.objects.create(kit=made, subject="x", pair="AA", data=b"")
