"""The vault in a bucket: everything that the folder promises, over HTTP."""

import base64
import datetime
import hashlib
import io
import os
import zipfile

import pytest
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.vault import actions
from tamdan.vault.errors import FileDamaged, FileMissing, FileTooLarge, QuotaExceeded, StoreNotReachable
from tamdan.vault.health import findings
from tamdan.vault.models import Custody, File, Quota
from tamdan.vault.s3 import ONE_PUT, S3Store
from tamdan.vault.store import CHUNK, Taken, address, store, taken

WORDS = "ភស្តុតាង\n".encode()


@pytest.fixture
def kept(settings, bucket):
    settings.VAULT_S3 = bucket
    return S3Store(**bucket)


@pytest.fixture
def given(kept, cast, secretary):
    def inner(content=WORDS, owner=None):
        return actions.store_file([content], name="evidence.txt", owner=owner or cast.committee, by=secretary)

    return inner


def names(kept):
    return [one["Key"] for one in kept.client.list_objects_v2(Bucket=kept.bucket).get("Contents", ())]


def test_a_file_lies_in_the_bucket_at_the_address_of_its_digest(given, kept, settings):
    file = given()
    assert names(kept) == [f"vault/{address(hashlib.sha256(WORDS).hexdigest())}"]
    actions.verify(file)
    assert not [path for path in settings.VAULT_ROOT.rglob("*") if path.is_file()], "nothing stays on this machine"
    assert Event.objects.filter(verb="vault.stored").count() == 1


def test_bytes_stream_up_and_down_and_back(kept):
    content = os.urandom(3 * CHUNK + 17)
    with taken((content[at : at + CHUNK] for at in range(0, len(content), CHUNK)), 10 * CHUNK) as bytes_in:
        kept.keep(bytes_in)
    with kept.open(bytes_in.digest) as stream:
        assert stream.read(10) == content[:10]
        stream.seek(-5, io.SEEK_END)
        assert stream.read() == content[-5:]
        stream.seek(2 * CHUNK)
        assert stream.read(7) == content[2 * CHUNK : 2 * CHUNK + 7]
        stream.seek(0)
        assert stream.read() == content


def test_a_workbook_is_read_where_it_lies(kept):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("one.txt", WORDS)
    with taken([packed.getvalue()], CHUNK) as bytes_in:
        kept.keep(bytes_in)
    with kept.open(bytes_in.digest) as stream, zipfile.ZipFile(stream) as found:
        assert found.read("one.txt") == WORDS


def test_the_server_is_told_the_digest_to_compare_with(given, kept):
    sent = []
    kept.client.meta.events.register("before-send.s3.PutObject", lambda request, **_: sent.append(request.headers))
    file = given()
    assert base64.b64decode(sent[0]["x-amz-checksum-sha256"]).hex() == file.digest


def test_more_than_one_request_carries_is_refused_before_it_is_sent(kept, tmp_path):
    with pytest.raises(FileTooLarge):
        kept.keep(Taken("0" * 64, ONE_PUT + 1, b"", tmp_path / "absent"))


def test_a_body_stays_within_its_quota_in_a_bucket_too(given, cast, kept):
    Quota.objects.create(body=cast.committee, bytes_allowed=len(WORDS) + 3)
    given()
    with pytest.raises(QuotaExceeded):
        given(b"four")
    assert len(names(kept)) == 1


def test_a_working_copy_lies_beside_its_original(given, kept, secretary):
    original = given()
    copy = actions.store_working_copy(original, [b"clean"], name="clean.txt", made_by="text, 1", by=secretary)
    with actions.open_for_work(copy) as stream:
        assert stream.read() == b"clean"
    assert len(names(kept)) == 2
    actions.verify(original)


def test_a_changed_object_is_found_and_a_lost_one_is_said(given, kept):
    file = given()
    kept.client.put_object(Bucket=kept.bucket, Key=names(kept)[0], Body=b"forged")
    with pytest.raises(FileDamaged):
        actions.verify(file)
    assert [one.status for one in findings()] == ["ok"]
    kept.client.delete_object(Bucket=kept.bucket, Key=names(kept)[0])
    with pytest.raises(FileMissing):
        actions.open_for_work(file)
    (told,) = findings()
    assert told.status == "bad"
    assert file.digest in told.said()[0]


def test_an_erased_file_leaves_the_bucket(given, kept, django_capture_on_commit_callbacks):
    file = given()
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase(str(file.pk))
    assert names(kept) == []
    assert not Custody.objects.exists()


def test_what_no_row_names_goes_from_the_bucket_and_nothing_else(given, kept):
    file = given()
    with taken([b"stray"], CHUNK) as bytes_in:
        kept.keep(bytes_in)
    kept.client.put_object(Bucket=kept.bucket, Key="somebody/elses", Body=b"not ours")
    kept.client.put_object(Bucket=kept.bucket, Key="vault/readme", Body=b"not a file of the vault")
    assert actions.remove_unclaimed(timezone.now() - datetime.timedelta(hours=1)) == 0
    assert actions.remove_unclaimed(timezone.now() + datetime.timedelta(hours=1)) == 1
    assert len(names(kept)) == 3
    actions.verify(file)


@pytest.mark.parametrize(
    "wrong", [{"bucket": "nobody-made-this-one"}, {"endpoint": "http://127.0.0.1:9"}], ids=["no bucket", "no server"]
)
def test_a_store_that_does_not_answer_keeps_nothing_and_says_so(kept, cast, secretary, settings, bucket, wrong):
    settings.VAULT_S3 = {**bucket, **wrong}
    with pytest.raises(StoreNotReachable) as refused:
        actions.store_file([WORDS], name="a.txt", owner=cast.committee, by=secretary)
    assert "Try again" in str(refused.value)
    assert not File.objects.exists()
    assert [one.status for one in findings()] == ["bad"]


def test_a_folder_moved_to_a_bucket_as_it_lies_is_a_vault(cast, secretary, settings, bucket):
    file = actions.store_file([WORDS], name="a.txt", owner=cast.committee, by=secretary)
    moved = S3Store(**bucket)
    for path in settings.VAULT_ROOT.glob("??/??/*"):
        moved.client.upload_file(str(path), moved.bucket, f"vault/{path.relative_to(settings.VAULT_ROOT)}")
    settings.VAULT_S3 = bucket
    actions.verify(file)
    assert [one.status for one in findings()] == ["ok"]
    assert store().open(file.digest).read() == WORDS
