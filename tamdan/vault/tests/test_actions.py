"""What comes into the vault stays as it came, and everybody who had it in hand is on record."""

import datetime
import hashlib
import os
import stat

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.core.access import Visibility
from tamdan.vault import actions
from tamdan.vault.errors import EmptyFile, FileDamaged, FileTooLarge, QuotaExceeded
from tamdan.vault.models import Custody, File, Quota
from tamdan.vault.store import address
from tamdan.vault.tasks import remove_unclaimed_files
from tests.matrix import sign_in

WORDS = "ភស្តុតាង\n".encode()


@pytest.fixture
def given(cast, secretary):
    def inner(content=WORDS, owner=None, name="evidence.txt"):
        return actions.store_file([content], name=name, owner=owner or cast.committee, by=secretary)

    return inner


def acts(file):
    return list(Custody.objects.filter(file=file).values_list("act", flat=True))


def test_a_stored_file_has_its_digest_size_type_and_name(given):
    file = given(name="C:/letters/evidence.txt")
    assert file.digest == hashlib.sha256(WORDS).hexdigest()
    assert (file.size, file.media_type, file.name, file.visibility) == (
        len(WORDS),
        "text/plain",
        "evidence.txt",
        "owner",
    )
    assert acts(file) == ["stored"]
    assert Event.objects.get(verb="vault.stored").object_id == str(file.pk)


def test_the_same_file_again_is_one_file_and_a_second_line(given):
    assert given() == given()
    assert acts(File.objects.get()) == ["stored", "stored_again"]
    assert Event.objects.filter(verb="vault.stored").count() == 1


def test_two_bodies_hold_the_same_bytes_apart(given, cast, outsider):
    ours, theirs = given(), given(owner=cast.rights_group)
    assert ours.pk != theirs.pk
    assert list(File.objects.visible_to(outsider)) == [theirs]


def test_opening_gives_the_bytes_and_leaves_a_trace(given, auditor):
    file = given()
    with actions.open_original(file, by=auditor, reason="asked by the court") as stream:
        assert stream.read() == WORDS
    line = Custody.objects.filter(file=file).latest("pk")
    assert (line.act, line.by, line.reason) == ("viewed", auditor, "asked by the court")
    assert Event.objects.readings().get().who == f"u:{auditor.uuid}"


def test_a_working_copy_stands_beside_its_untouched_original(given, secretary):
    original = given()
    copy = actions.store_working_copy(original, [b"clean"], name="clean.txt", made_by="text, 1", by=secretary)
    assert (copy.original, copy.copy, copy.owner) == (original, "working", original.owner)
    assert actions.store_working_copy(original, [b"clean"], name="clean.txt", made_by="text, 1", by=secretary) == copy
    assert acts(original) == ["stored", "copied"]


def test_a_working_copy_names_its_original(given):
    file = given()
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.filter(pk=file.pk).update(copy="working")


def test_an_untouched_file_is_verified_and_a_changed_one_is_found(given, settings):
    file = given()
    actions.verify(file)
    path = settings.VAULT_ROOT / address(file.digest)
    path.chmod(0o600)
    path.write_bytes(b"forged")
    with pytest.raises(FileDamaged):
        actions.verify(file)
    assert acts(file) == ["stored", "verified"]


def test_an_empty_file_is_refused(given):
    with pytest.raises(EmptyFile):
        given(b"")
    assert not File.objects.exists()


def test_a_body_stays_within_its_quota(given, cast):
    Quota.objects.create(body=cast.committee, bytes_allowed=len(WORDS) + 3)
    given()
    with pytest.raises(QuotaExceeded):
        given(b"four")
    assert File.objects.count() == 1
    given(b"four", owner=cast.rights_group)


def test_an_administrator_sets_the_room_and_of_two_the_second_is_told(given, cast, client, administrator):
    given()
    sign_in(client, administrator)
    page, url = cast.committee.get_absolute_url(), reverse("vault:room", args=[cast.committee.code])
    assert "take 1 MB; allowed: as much as the disk has room for" in client.get(page).text
    opened = client.get(url).context["form"]["seen"].value()
    assert client.post(url, {"megabytes": "0", "seen": opened}).headers["Location"] == page
    with pytest.raises(QuotaExceeded):
        given(b"four")
    late = client.post(url, {"megabytes": "7", "seen": opened})
    assert late.status_code == 409
    assert "<dd>៧</dd>" in client.post(url.replace("/en/", "/km/"), {"megabytes": "7", "seen": opened}).text
    again = late.context["error"].form
    assert [(one.theirs, one.mine) for one in late.context["error"].differences] == [("0", "7")]
    assert again["megabytes"].value() == "7"
    assert client.post(url, again.data).status_code == 302
    assert given(b"four")
    opened = client.get(url).context["form"]["seen"].value()
    assert client.post(url, {"megabytes": "", "seen": opened}).status_code == 302
    assert not Quota.objects.exists()
    assert Event.objects.filter(verb="vault.quota_set").count() == 3


def test_two_gigabytes_are_refused_at_once_and_nothing_is_kept(cast, secretary, tmp_path, settings):
    path = tmp_path / "sparse.csv"
    with path.open("wb") as file:
        os.truncate(file.fileno(), 2 << 30)
    with pytest.raises(FileTooLarge):
        actions.store_path(path, owner=cast.committee, by=secretary)
    assert not File.objects.exists()
    assert not [one for one in settings.VAULT_ROOT.rglob("*") if stat.S_ISREG(one.stat().st_mode)]


def test_bytes_that_no_row_names_go_after_a_day(given, settings):
    file = given()
    stray = settings.VAULT_ROOT / address("ab" * 32)
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"stray")
    remove_unclaimed_files(0)
    assert stray.exists(), "it may belong to a transaction that is still open"
    yesterday = (timezone.now() - datetime.timedelta(days=2)).timestamp()
    for path in (stray, settings.VAULT_ROOT / address(file.digest)):
        os.utime(path, (yesterday, yesterday))
    remove_unclaimed_files(0)
    assert not stray.exists()
    actions.verify(file)


def test_an_erased_file_is_gone_with_its_copies_and_bytes(
    given, secretary, settings, django_capture_on_commit_callbacks
):
    file = given()
    actions.store_working_copy(file, [b"clean"], name="clean.txt", made_by="text, 1", by=secretary)
    with django_capture_on_commit_callbacks(execute=True):
        gone = actions.erase(str(file.pk))
    assert len(gone) == 2
    assert not Custody.objects.exists()
    assert not list(settings.VAULT_ROOT.glob("??/??/*"))


def test_bytes_of_another_body_survive_an_erasure(given, cast, django_capture_on_commit_callbacks):
    ours, theirs = given(), given(owner=cast.rights_group)
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(str(ours.pk))
    actions.verify(theirs)


def test_a_file_is_its_bodys_alone_unless_said(cast, secretary, auditor, outsider):
    file = actions.store_file([WORDS], name="a.txt", owner=cast.committee, by=secretary, visibility=Visibility.STAFF)
    assert File.objects.visible_to(auditor).get() == file
    assert not File.objects.visible_to(outsider).exists()


def test_a_file_on_this_machine_may_be_larger_than_an_upload(cast, tmp_path, settings):
    settings.UPLOAD_LIMIT = 1000
    path = tmp_path / "export.json"
    path.write_bytes(b"x" * 5000)
    assert actions.store_path(path, owner=cast.committee, by=None).size == 5000
    with path.open("rb") as stream, pytest.raises(FileTooLarge):
        actions.store_file(actions.chunks_of(stream), name="export.json", owner=cast.committee, by=None)
