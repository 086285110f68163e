"""Bytes lie where their digest says, whole or not at all."""

import errno
import hashlib
import os
import threading

import pytest

from tamdan.vault.errors import DiskFull, FileMissing, FileTooLarge, StoreNotWritable
from tamdan.vault.s3 import S3Store
from tamdan.vault.store import CHUNK, FolderStore, address, store, taken

WORDS = "ពាក្យសាកល្បង".encode()
DIGEST = hashlib.sha256(WORDS).hexdigest()


def keep(into, content=WORDS):
    with taken([content], 10 * CHUNK) as bytes_in:
        into.keep(bytes_in)
    return bytes_in


@pytest.fixture(params=["folder", "bucket"])
def places(request, settings):
    if request.param == "folder":
        return FolderStore(settings.VAULT_ROOT)
    return S3Store(**request.getfixturevalue("bucket"))


def test_what_was_kept_is_read_back(places):
    assert keep(places).digest == DIGEST
    with places.open(DIGEST) as stream:
        assert stream.read() == WORDS


def test_the_same_bytes_again_change_nothing(places):
    keep(places)
    keep(places)
    with places.open(DIGEST) as stream:
        assert stream.read() == WORDS


def test_what_is_absent_is_said(places):
    with pytest.raises(FileMissing):
        places.open("0" * 64)


def test_a_removed_file_is_gone(places):
    keep(places)
    places.remove(DIGEST)
    with pytest.raises(FileMissing):
        places.open(DIGEST)


def test_a_kept_file_is_read_only_at_its_address(settings):
    keep(FolderStore(settings.VAULT_ROOT))
    path = settings.VAULT_ROOT / address(DIGEST)
    assert path.stat().st_mode & 0o777 == 0o400


def test_nothing_stays_on_the_way_in(settings):
    with pytest.raises(FileTooLarge), taken([b"x" * 100, b"y" * 100], 150):
        pass
    keep(FolderStore(settings.VAULT_ROOT))
    assert list((settings.VAULT_ROOT / "incoming").iterdir()) == []


def test_too_large_is_refused_before_a_byte_is_read():
    def chunks():
        raise AssertionError("read")
        yield b""

    with pytest.raises(FileTooLarge) as refused, taken(chunks(), 5 * CHUNK, expected=2 << 30):
        pass
    assert "5 MB" in str(refused.value)


def test_a_sender_who_understates_is_stopped_at_the_limit():
    given = []

    def endless():
        while True:
            given.append(1)
            yield b"\0" * CHUNK

    with pytest.raises(FileTooLarge), taken(endless(), 3 * CHUNK, expected=10):
        pass
    assert len(given) == 4


def test_a_disk_below_its_floor_takes_nothing(settings):
    settings.FREE_SPACE_FLOOR = 1 << 60
    with pytest.raises(DiskFull), taken([WORDS], CHUNK):
        pass
    assert list((settings.VAULT_ROOT / "incoming").iterdir()) == []


def test_a_disk_that_fills_on_the_way_leaves_nothing(settings, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull), taken([WORDS], CHUNK):
        pass
    assert list((settings.VAULT_ROOT / "incoming").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said(settings, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    settings.VAULT_ROOT = blocked / "vault"
    with pytest.raises(StoreNotWritable), taken([WORDS], CHUNK):
        pass


def test_two_who_bring_the_same_bytes_at_once_end_with_one_file(settings):
    found = FolderStore(settings.VAULT_ROOT)
    writers = [threading.Thread(target=keep, args=[found]) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [path.name for path in settings.VAULT_ROOT.glob("??/??/*")] == [DIGEST]


def test_settings_choose_the_store(settings, bucket):
    assert isinstance(store(), FolderStore)
    settings.VAULT_S3 = bucket
    assert isinstance(store(), S3Store)
