"""A backup sealed to the recovery kit: two sheets restore it row for row, one does not, and damage and a full disk are told."""

import errno
import io
import os
import shutil
import subprocess
import tarfile

import psycopg
import pytest

from tamdan.core import archive, postgres
from tamdan.core.archive import ArchiveError
from tamdan.sealing import age, backups, kit
from tamdan.sealing.errors import SealBroken

MARK = b"who wrote to whom"


@pytest.fixture
def sheets():
    return {letter: age.new_identity() for letter in kit.SHEETS}


@pytest.fixture
def lock(sheets):
    return backups.to_kit({letter: age.recipient_of(one) for letter, one in sheets.items()}, "How it opens")


@pytest.fixture
def saved(empty_home, lock, tmp_path):
    """A backup of one row and a file of a megabyte; and the row's database is gone."""
    with postgres.running("-c fsync=off -c shared_buffers=1MB"):
        with psycopg.connect(**postgres.connection_params("owner"), autocommit=True) as connection:
            connection.execute("CREATE TABLE words AS SELECT 'who wrote to whom'::text AS body")
        (empty_home / "vault").mkdir()
        (empty_home / "vault" / "one").write_bytes(MARK + os.urandom(1_000_000))
        assert archive.back_up(tmp_path / "saved.tar", lock=lock)["sealed"]
    return tmp_path / "saved.tar"


@pytest.fixture
def restored(saved, sheets, other_home, monkeypatch):
    """Another installation's rows and folder, made from the backup with two sheets."""
    found = backups.with_sheets(saved, [f" {sheets['C'].lower()}\n", sheets["B"]])
    monkeypatch.setenv("TAMDAN_HOME", str(other_home))
    with postgres.running("-c fsync=off -c shared_buffers=1MB"):
        archive.restore(saved, found)
        with psycopg.connect(**postgres.connection_params("owner")) as connection:
            return connection.execute("SELECT body FROM words").fetchall(), other_home


def test_two_sheets_restore_what_was_saved(restored):
    rows, home = restored
    assert rows == [(MARK.decode(),)]
    assert (home / "vault" / "one").read_bytes().startswith(MARK)


def test_less_than_two_sheets_and_damage_restore_nothing(lock, sheets, tmp_path):
    saved = tmp_path / "saved.tar"
    with saved.open("wb") as file, lock.closing(file) as plain, tarfile.open(fileobj=plain, mode="w|") as tar:
        entry = tarfile.TarInfo("vault/one")
        entry.size = 1_000_000
        tar.addfile(entry, io.BytesIO(MARK * entry.size))
    assert backups.is_sealed(saved)
    assert MARK not in saved.read_bytes()
    for typed in ([sheets["A"]], [sheets["A"], sheets["A"]], [sheets["A"], age.new_identity()], ["", "x"]):
        with pytest.raises(SealBroken):
            backups.with_sheets(saved, typed)
    found = backups.with_sheets(saved, [sheets["A"], sheets["B"]])
    damaged = tmp_path / "damaged.tar"
    content = bytearray(saved.read_bytes())
    for broken in (content[:-600_000], content[:600_000] + b"?" + content[600_001:]):
        damaged.write_bytes(broken)
        with pytest.raises(ArchiveError, match="damaged"):
            archive.check(damaged, found)


@pytest.mark.skipif(not shutil.which("age"), reason="the program age is not installed here")
def test_the_steps_in_the_file_open_it_without_our_software(lock, sheets, tmp_path):
    with (tmp_path / "BACKUP").open("wb") as file, lock.closing(file) as plain:
        plain.write(MARK)
    for name, letter in (("first-sheet.txt", "A"), ("second-sheet.txt", "B")):
        (tmp_path / name).write_text(sheets[letter] + "\n")
    subprocess.run(["sh", "-e"], input=backups.STEPS, text=True, cwd=tmp_path, timeout=20, check=True)
    assert (tmp_path / "archive.tar").read_bytes() == MARK
    assert "How it opens" in (tmp_path / backups.HOW).read_text()


class Full(io.BytesIO):
    """A disk with room for what stands before the archive."""

    def write(self, content):
        if self.tell() > 100_000:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(content)


def test_a_full_disk_is_called_one(lock):
    with pytest.raises(OSError, match="No space left"), lock.closing(Full()) as plain:
        shutil.copyfileobj(io.BytesIO(bytes(5_000_000)), plain)


def test_an_archive_that_is_open_needs_no_sheets(tmp_path):
    with tarfile.open(tmp_path / "open.tar", "w") as tar:
        tar.addfile(tarfile.TarInfo("database.dump"))
    assert not backups.is_sealed(tmp_path / "open.tar")
    assert not backups.is_sealed(tmp_path / "absent.tar")
