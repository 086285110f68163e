"""A backup proves itself, restores row for row into an empty folder, and refuses damage."""

import hashlib
import io
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tamdan.core import archive, cluster, postgres
from tamdan.core.archive import ArchiveError


def table_digests() -> dict[str, str]:
    """One digest over the sorted rows of each table of the embedded database."""
    found = {}
    with psycopg.connect(**postgres.connection_params("super")) as connection:
        for name in archive.row_counts(connection):
            row = connection.execute(
                f"SELECT md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '')) FROM \"{name}\" t"
            ).fetchone()
            found[name] = row[0] if row else ""
    return found


def file_digests(home: Path) -> dict[str, bytes]:
    return {p.name: hashlib.sha256(p.read_bytes()).digest() for p in (home / "vault").rglob("*") if p.is_file()}


@pytest.fixture
def small_home(empty_home: Path) -> Iterator[Path]:
    """A cluster with two tables of awkward rows, two files, and one that is not whole yet."""
    with postgres.running("-c fsync=off -c shared_buffers=1MB"):
        with psycopg.connect(**postgres.connection_params("owner"), autocommit=True) as connection:
            connection.execute("CREATE TABLE words (id int PRIMARY KEY, body text, raw bytea)")
            connection.execute(
                "INSERT INTO words SELECT n, CASE n WHEN 1 THEN 'សិទ្ធិ\nមនុស្ស' WHEN 2 THEN NULL ELSE 'x' || n END, decode('00ff0a', 'hex') "
                "FROM generate_series(1, 500) n"
            )
            connection.execute("CREATE TABLE nothing_yet (id int)")
            connection.execute("GRANT SELECT ON words TO tamdan_app")
        (empty_home / "vault" / "ab").mkdir(parents=True)
        (empty_home / "vault" / "ab" / "one").write_bytes(os.urandom(3_000_000))
        (empty_home / "vault" / "empty").touch()
        (empty_home / "vault" / "incoming").mkdir()
        (empty_home / "vault" / "incoming" / "half").write_bytes(b"on its way")
        yield empty_home


def test_restored_installation_equals_the_saved_one_row_for_row(
    other_home: Path, small_home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = archive.back_up(tmp_path / "saved.tar")
    before, files = table_digests(), file_digests(small_home)
    assert files.pop("half")
    assert made["rows"] == 500
    members = {"database.dump": b"no dump", "vault/cd/two": b"file", "secrets/ledger": b"key"}
    broken = a_tar(tmp_path / "broken.tar", members, good_manifest(members))
    monkeypatch.setenv("TAMDAN_HOME", str(other_home))
    with postgres.running("-c fsync=off -c shared_buffers=1MB"):
        with pytest.raises(ArchiveError, match="pg_restore failed"):
            archive.restore(broken)
        assert not [name for name in ("vault", "secrets") if (other_home / name).exists()], "nothing half done"
        found = archive.restore(tmp_path / "saved.tar")
        assert table_digests() == before
        with psycopg.connect(**postgres.connection_params("app")) as connection:
            assert connection.execute("SELECT count(*) FROM words").fetchone() == (500,)
        with pytest.raises(ArchiveError, match="not empty"):
            archive.restore(tmp_path / "saved.tar")
    assert found["files"] == 2
    assert file_digests(other_home) == files


def a_tar(path: Path, members: dict[str, bytes], manifest: dict[str, Any] | None) -> Path:
    with tarfile.open(path, "w") as tar:
        for name, content in {
            **members,
            **({"manifest.json": json.dumps(manifest).encode()} if manifest else {}),
        }.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


def good_manifest(members: dict[str, bytes]) -> dict[str, Any]:
    told = {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in members.items()
    }
    return {"members": told, "rows": {}}


def test_each_kind_of_damage_is_named(tmp_path: Path) -> None:
    members = {"database.dump": b"dump", "vault/a": b"file"}
    whole = a_tar(tmp_path / "whole.tar", members, good_manifest(members))
    assert archive.check(whole)["members"].keys() == members.keys()
    changed = a_tar(tmp_path / "changed.tar", {**members, "vault/a": b"fil3"}, good_manifest(members))
    with pytest.raises(ArchiveError, match="vault/a"):
        archive.check(changed)
    with pytest.raises(ArchiveError, match="cut short"):
        archive.check(a_tar(tmp_path / "short.tar", members, None))
    (tmp_path / "noise.tar").write_bytes(os.urandom(5000))
    with pytest.raises(ArchiveError, match="not a backup"):
        archive.check(tmp_path / "noise.tar")
    with pytest.raises(ArchiveError, match="no file"):
        archive.check(tmp_path / "absent.tar")
    with pytest.raises(ArchiveError, match="never has"):
        archive.check(a_tar(tmp_path / "climbing.tar", {"../../etc/x": b""}, None))


def test_backup_never_replaces_a_file(small_home: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.tar").write_text("mine")
    with pytest.raises(ArchiveError, match="exists already"):
        archive.back_up(tmp_path / "kept.tar")
    assert (tmp_path / "kept.tar").read_text() == "mine"


def test_command_prints_one_object_and_fails_with_a_status(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tamdan", "restore", str(tmp_path / "absent.tar"), "--json"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "TAMDAN_HOME": str(tmp_path / "h")}
    )
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "archive"
    assert "no file" in done.stderr


def test_service_account_is_not_root() -> None:
    assert cluster.service_account().uid != 0
