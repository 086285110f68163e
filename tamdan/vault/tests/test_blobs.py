"""Sealed blobs: kept once, referred to or swept, and room for them promised before a byte is sent."""

import datetime
import os
import shutil

import pytest
from django.utils import timezone

from tamdan.sealing.age import new_identity, recipient_of
from tamdan.sealing.items import SEGMENT, seal_item
from tamdan.vault import actions, panels, room
from tamdan.vault.blobs import (
    LARGEST,
    forget_blobs,
    hold_blobs,
    open_blob,
    remove_unreferenced,
    store_blob,
    store_blobs,
)
from tamdan.vault.errors import (
    BlobsMissing,
    ChecksumDiffers,
    FileMissing,
    FileTooLarge,
    NoRoomForFiles,
    NoRoomForLetters,
    TooMuchForOneLetter,
)
from tamdan.vault.health import findings
from tamdan.vault.models import PROMISE_LIFE, Blob, File, Ticket
from tamdan.vault.s3 import S3Store
from tamdan.vault.store import store
from tamdan.vault.tests.sending import LETTER, Device, some_bytes
from tamdan.vault.tickets import MOST, issue

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(hours=1)


@pytest.fixture
def referred(monkeypatch):
    """Digests that a later room still needs."""
    wanted = []
    monkeypatch.setattr(
        panels,
        "BLOB_REFERENCES",
        [lambda: Blob.objects.filter(digest__in=wanted).values_list("digest", flat=True)],
        raising=False,
    )
    return wanted


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def a_blob():
    content, digest = some_bytes()
    return store_blob(content, digest)


def test_bytes_are_kept_under_their_digest_and_once():
    content, digest = some_bytes()
    first, second = store_blob(content, digest), store_blob([content[:9], content[9:]], digest)
    assert first == second
    with open_blob(digest) as stream:
        assert stream.read() == content
    assert second.brought_at > first.brought_at


def test_other_bytes_than_promised_are_refused():
    content, _digest = some_bytes()
    with pytest.raises(ChecksumDiffers):
        store_blob(content, "0" * 64)
    with pytest.raises(FileTooLarge):
        store_blob(bytes(LARGEST + 1), "0" * 64)
    assert not Blob.objects.exists()
    assert not list(store().digests(timezone.now() + LATER))


def test_several_are_kept_at_once_and_all_or_none():
    (first, one), (second, two) = some_bytes(), some_bytes()
    store_blob(first, one)
    Blob.objects.update(brought_at=timezone.now() - datetime.timedelta(hours=49))
    found = store_blobs({one: first, two: second})
    assert found == dict(Blob.objects.values_list("digest", "pk"))
    assert found.keys() == {one, two}
    assert all(timezone.now() - blob.brought_at < LATER for blob in Blob.objects.all())
    with pytest.raises(ChecksumDiffers):
        store_blobs({"0" * 64: first, some_bytes()[1]: second})
    assert Blob.objects.count() == 2


def test_the_longest_segment_fits():
    recipient = recipient_of(new_identity())
    segments = [segment for _time in range(3) for segment in seal_item(os.urandom(SEGMENT - 8), recipient)]
    longest = max(len(segment.sealed) for segment in segments)
    assert SEGMENT < longest <= LARGEST
    assert store_blob(segments[0].sealed, segments[0].digest).size == len(segments[0].sealed)


def test_a_letter_holds_its_blobs_or_hears_which_are_missing():
    blob = a_blob()
    assert hold_blobs([blob.digest, blob.digest]) == {blob.digest: blob}
    with pytest.raises(BlobsMissing) as refused:
        hold_blobs([blob.digest, "f" * 64, "e" * 64])
    assert refused.value.values["missing"] == ["e" * 64, "f" * 64]


def test_what_no_room_refers_to_goes_after_two_days_and_nothing_else(referred, committed):
    needed, idle, young = a_blob(), a_blob(), a_blob()
    referred.append(needed.digest)
    old = timezone.now() - datetime.timedelta(hours=49)
    Blob.objects.exclude(pk=young.pk).update(brought_at=old)
    with committed():
        assert remove_unreferenced(timezone.now() - datetime.timedelta(hours=48)) == 1
    assert set(Blob.objects.values_list("digest", flat=True)) == {needed.digest, young.digest}
    with pytest.raises(FileMissing):
        open_blob(idle.digest)
    open_blob(needed.digest).close()


def test_a_blob_that_is_brought_again_stays_two_days_more(committed):
    content, digest = some_bytes()
    store_blob(content, digest)
    Blob.objects.update(brought_at=timezone.now() - datetime.timedelta(hours=49))
    store_blob(content, digest)
    with committed():
        assert remove_unreferenced(timezone.now() - datetime.timedelta(hours=48)) == 0


def test_an_erased_blob_goes_at_once_unless_another_letter_needs_it(referred, committed):
    gone, needed = a_blob(), a_blob()
    referred.append(needed.digest)
    with committed():
        assert forget_blobs([gone.digest, needed.digest, "0" * 64]) == 1
    assert not store().holds(gone.digest)
    assert store().holds(needed.digest)


def test_the_sweep_of_unclaimed_bytes_leaves_blobs_alone():
    blob = a_blob()
    assert actions.remove_unclaimed(timezone.now() + LATER) == 0
    Blob.objects.all().delete()
    assert actions.remove_unclaimed(timezone.now() + LATER) == 1
    assert not store().holds(blob.digest)


def test_bytes_that_are_a_file_and_a_blob_stay_until_both_are_gone(cast, secretary, committed):
    content, digest = some_bytes()
    store_blob(content, digest)
    file = actions.store_file([content], name="same.bin", owner=cast.committee, by=secretary)
    with committed():
        actions.erase(str(file.pk))
    assert store().holds(digest)
    with committed():
        forget_blobs([digest])
    assert not store().holds(digest)
    assert not File.objects.exists()


def test_the_doctor_names_a_blob_whose_bytes_are_gone():
    blob = a_blob()
    assert [found.status for found in findings()] == ["ok"]
    store().remove(blob.digest)
    (told,) = findings()
    assert told.status == "bad"
    assert blob.digest in told.said()[0]


def test_in_a_bucket_too(settings, bucket, client, cast, committed):
    settings.VAULT_S3 = bucket
    content, digest = some_bytes()
    device = Device(client)
    assert device.create(digest, 5000, content)["Upload-Offset"] == "5000"
    assert S3Store(**bucket).open(digest).read() == content
    assert not [path for path in settings.VAULT_ROOT.rglob("*") if path.is_file()], "nothing stays on this machine"
    with committed():
        assert forget_blobs([digest]) == 1
    assert not S3Store(**bucket).holds(digest)


def test_a_ticket_costs_a_proof_of_work_and_names_its_end(client, cast):
    device = Device(client)
    ticket = Ticket.objects.get()
    assert ticket.token_hash != device.token
    assert ticket.expires - timezone.now() > datetime.timedelta(hours=23)
    assert device.ticket(1, proof="").status_code == 403
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize("asked", [
    {}, {"letter": LETTER}, {"letter": LETTER, "bytes": 0}, {"letter": LETTER, "bytes": -1}, {"letter": LETTER, "bytes": "9"},
    {"letter": LETTER, "bytes": True}, {"letter": "x", "bytes": 9}, {"letter": LETTER + "\n", "bytes": 9}, [], "words", None,
])  # fmt: skip
def test_what_is_no_request_for_a_ticket(client, cast, asked):
    response = client.post("/tickets", asked, "application/json")
    assert response.status_code == 400
    assert response.json()["code"] == "upload-malformed"


def test_a_proof_is_not_spent_by_a_refused_ticket(client, cast, settings):
    from tamdan.core.tests.solving import solution

    proof, device = solution("ticket"), Device(client)
    assert device.ticket(MOST + 1, proof).status_code == 413
    settings.LETTER_FILES_FLOOR = 1 << 60
    refused = device.ticket(9, proof)
    assert (refused.status_code, refused.json()["code"]) == (507, "no-room-for-files")
    assert "call the office" in refused.json()["message"]
    settings.LETTER_FILES_FLOOR = 0
    assert device.ticket(9, proof).status_code == 201


def test_room_is_promised_once(settings):
    free = shutil.disk_usage(settings.VAULT_ROOT.parent).free
    settings.LETTER_FILES_FLOOR = free - (MOST + MOST // 2)
    issue(LETTER, MOST)
    with pytest.raises(NoRoomForFiles):
        issue(LETTER, MOST)
    Ticket.objects.update(used_at=timezone.now() - PROMISE_LIFE)
    issue(LETTER, MOST)
    with pytest.raises(TooMuchForOneLetter):
        issue(LETTER, MOST + 1)


def test_a_segment_below_the_floor_is_refused_and_one_begun_goes_on(client, cast, settings):
    device = Device(client)
    content, digest = some_bytes()
    path = device.begin(digest, 5000)
    settings.FREE_SPACE_FLOOR = 1 << 60
    assert device.create(some_bytes()[1], 5000).status_code == 507
    assert device.patch(path, 0, content).status_code == 204


@pytest.mark.parametrize(("telephone", "called"), [("", "the office"), ("1288", "1288")])
def test_letters_are_refused_below_their_floor(settings, telephone, called):
    room.refuse_letters_when_full()
    settings.FREE_SPACE_FLOOR, settings.TELEPHONE = 1 << 60, telephone
    with pytest.raises(NoRoomForLetters) as refused:
        room.refuse_letters_when_full()
    assert refused.value.status == 507
    assert f"Keep the letter on your phone and call {called};" in str(refused.value)
    assert refused.value.values == {"telephone": telephone}


def test_letters_are_refused_where_nothing_can_be_written(settings, tmp_path):
    (tmp_path / "a-file").write_text("not a folder")
    settings.VAULT_ROOT, settings.FREE_SPACE_FLOOR = tmp_path / "a-file", 0
    with pytest.raises(NoRoomForLetters):
        room.refuse_letters_when_full()
