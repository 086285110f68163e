"""Backup and restore: the database and the files of an installation in one tar archive that proves itself.

``manifest.json`` is the archive's last member: it names every other member with its size and SHA-256, the release, PostgreSQL's
version and the rows of each table. Nothing is restored from an archive that does not agree with its manifest.
Keys (``secrets/``) are left out unless asked for: who holds a backup must not be able to sign for the installation.
How it stands on the disk is the ``Lock``'s: open, or sealed to the recovery kit (``sealing.backups``).
"""

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any, Protocol

import psycopg
from psycopg import sql

from tamdan.core import cluster, postgres
from tamdan.core.home import base, folder, home
from tamdan.core.terminal import TerminalError, reason
from tamdan.core.terminal import gettext_noop as _

FILE_FOLDERS = ("vault", "ledger")
ON_THEIR_WAY = Path("vault", "incoming")
"""Files that are not whole yet: who sends them begins again after a restore."""
DUMP, MANIFEST = "database.dump", "manifest.json"
CHUNK = 2**20


class ArchiveError(TerminalError):
    """The archive cannot be made, read or trusted; the message says what to do."""


class Lock(Protocol):
    """Between an archive and the disk. What goes through both is the plain tar, from its first byte to its last."""

    is_sealed: bool

    def closing(self, draft: IO[bytes]) -> contextlib.AbstractContextManager[IO[bytes]]:
        """Where the archive is written to; when the block ends, ``draft`` holds all of it."""

    def opening(self, archive: Path) -> contextlib.AbstractContextManager[IO[bytes]]:
        """Where it is read from. Raises OSError for what was cut off or altered."""


class Open:
    """No lock: the file is the tar."""

    is_sealed = False

    def closing(self, draft: IO[bytes]) -> contextlib.AbstractContextManager[IO[bytes]]:
        return contextlib.nullcontext(draft)

    def opening(self, archive: Path) -> contextlib.AbstractContextManager[IO[bytes]]:
        return archive.open("rb")


def back_up(target: Path, *, with_secrets: bool = False, lock: Lock | None = None) -> dict[str, Any]:
    """Write the archive beside ``target``, read it back whole, then give it its name. Returns the manifest's summary."""
    target, lock = target.absolute(), lock or Open()
    if target.exists():
        raise ArchiveError(
            _("%(path)s exists already. Choose another name; a backup never replaces another."), path=target
        )
    if not target.parent.is_dir():
        raise ArchiveError(_("There is no folder %(path)s. Make it, or choose another."), path=target.parent)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        manifest = _write(draft, (*FILE_FOLDERS, "secrets") if with_secrets else FILE_FOLDERS, lock)
        check(draft, lock)
        draft.rename(target)
    except OSError as error:
        sentence = _("The backup could not be written to %(path)s: %(reason)s.")
        raise ArchiveError(sentence, path=target.parent, reason=reason(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    note = {"at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "file": str(target)}
    (base() / "last-backup.json").write_text(json.dumps(note))
    return {"file": str(target), "bytes": target.stat().st_size, "files": len(manifest["members"]) - 1,
            "rows": sum(manifest["rows"].values()), "secrets": with_secrets, "sealed": lock.is_sealed}  # fmt: skip


def _write(draft: Path, folders: tuple[str, ...], lock: Lock) -> dict[str, Any]:
    members: dict[str, dict[str, Any]] = {}
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        with lock.closing(file) as plain, tarfile.open(fileobj=plain, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            with tempfile.TemporaryDirectory(dir=folder("tmp")) as made:
                dump = Path(made) / DUMP
                rows = _dump(dump)
                members[DUMP] = _add(tar, dump, DUMP)
            for path in _files(folders):
                name = str(path.relative_to(home()))
                with contextlib.suppress(FileNotFoundError):  # erased, or swept, since the folder was listed
                    members[name] = _add(tar, path, name)
            manifest: dict[str, Any] = {
                "format": 1, "release": version("tamdan"), "made": int(time.time()), "rows": rows, "members": members,
                "postgresql": _server_version(),
            }  # fmt: skip
            text = json.dumps(manifest, indent=1).encode()
            entry = tarfile.TarInfo(MANIFEST)
            entry.size, entry.mtime = len(text), manifest["made"]
            tar.addfile(entry, io.BytesIO(text))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _files(folders: tuple[str, ...]) -> Iterator[Path]:
    for name in folders:
        base = home() / name
        if base.is_dir():
            found = (path for path in base.rglob("*") if path.is_file() and not path.is_symlink())
            yield from sorted(path for path in found if home() / ON_THEIR_WAY not in path.parents)


def _add(tar: tarfile.TarFile, path: Path, name: str) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        entry = tar.gettarinfo(fileobj=file, arcname=name)
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        tar.addfile(entry, file)
    return {"bytes": entry.size, "sha256": digest}


def _server_version() -> int:
    with psycopg.connect(**postgres.connection_params("owner")) as connection:
        return connection.info.server_version


def row_counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows of each table of ours, as this connection's transaction sees them."""
    names = connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relpersistence = 'p' ORDER BY 1"
    ).fetchall()
    return {name: _count(connection, name) for (name,) in names}


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def _dump(target: Path) -> dict[str, int]:
    """The database in pg_dump's custom format, and the rows of each table in the same snapshot, whoever writes meanwhile."""
    with psycopg.connect(**postgres.connection_params("owner")) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        _program(
            "pg_dump",
            ["--format=custom", "--no-unlogged-table-data", f"--snapshot={row[0]}", "--file", str(target)],
            "owner",
        )
        return row_counts(connection)


def _program(name: str, arguments: list[str], role: str, dbname: str = postgres.DATABASE) -> None:
    """One of PostgreSQL's client programs, as ourselves, signed in with a role; raises with its own words."""
    programs = cluster.binaries(cluster.service_account())
    params = {key: str(value) for key, value in postgres.connection_params(role, dbname).items()}
    conninfo = psycopg.conninfo.make_conninfo(**{key: value for key, value in params.items() if key != "password"})
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "PGPASSWORD": params.get("password", "")}
    done = subprocess.run(
        [str(programs / name), "--dbname", conninfo, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise ArchiveError(_("%(program)s failed: %(words)s"), program=name, words=done.stderr.strip()[-800:])


def check(archive: Path, lock: Lock | None = None) -> dict[str, Any]:
    """Read an archive whole and compare it with its manifest; returns the manifest."""
    try:
        with (lock or Open()).opening(archive) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            found, manifest = _read_members(tar)
    except FileNotFoundError as error:
        raise ArchiveError(_("There is no file %(path)s. Check the name."), path=archive) from error
    except (tarfile.TarError, EOFError, ValueError, OSError) as error:
        sentence = _("%(path)s is not a backup of Tamdan, or it is damaged (%(words)s). Take another copy.")
        raise ArchiveError(sentence, path=archive, words=error) from error
    if manifest is None:
        raise ArchiveError(_("%(path)s has no end: the copy was cut short. Take another copy."), path=archive)
    if found != manifest.get("members"):
        wrong = sorted(set(found) ^ set(manifest["members"])) or [
            n for n in found if found[n] != manifest["members"][n]
        ]
        sentence = _("%(path)s is damaged (%(names)s differs from the manifest). Take another copy.")
        raise ArchiveError(sentence, path=archive, names=", ".join(wrong[:3]))
    return manifest


def _read_members(tar: tarfile.TarFile) -> tuple[dict[str, dict[str, Any]], dict[str, Any] | None]:
    found: dict[str, dict[str, Any]] = {}
    manifest = None
    for entry in tar:
        stream = tar.extractfile(entry)
        if stream is None or entry.name.startswith("/") or ".." in Path(entry.name).parts:
            raise ArchiveError(
                _("The archive holds an entry that a backup never has: %(name)s."), name=repr(entry.name)
            )
        if entry.name == MANIFEST:
            manifest = json.loads(stream.read())
        else:
            found[entry.name] = {"bytes": entry.size, "sha256": _digest(stream)}
    return found, manifest


def _digest(stream: IO[bytes]) -> str:
    made = hashlib.sha256()
    while chunk := stream.read(CHUNK):
        made.update(chunk)
    return made.hexdigest()


def restore(archive: Path, lock: Lock | None = None) -> dict[str, Any]:
    """Put a checked archive into an empty home and an empty database. Refuses where either holds anything.

    What breaks off (a full disk, a dump that PostgreSQL refuses) leaves the folder as empty as it was.
    """
    lock = lock or Open()
    manifest = check(archive, lock)
    _refuse_occupied(manifest["members"])
    with contextlib.ExitStack() as unless_whole:
        with tempfile.TemporaryDirectory(dir=folder("tmp")) as made:
            with lock.opening(archive) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
                for entry in tar:
                    if entry.name == MANIFEST:
                        continue
                    place = Path(made) / DUMP if entry.name == DUMP else home() / entry.name
                    unless_whole.callback(_take_back, place)
                    _unpack(tar, entry, place)
            _restore_database(Path(made) / DUMP)
        unless_whole.pop_all()
    with psycopg.connect(**postgres.connection_params("owner")) as connection:
        counts = row_counts(connection)
    wrong = {name: (count, counts.get(name)) for name, count in manifest["rows"].items() if counts.get(name) != count}
    if wrong:
        sentence = _("The restored database differs from the manifest: %(names)s. Restore into another empty folder.")
        raise ArchiveError(sentence, names=wrong)
    return {"rows": sum(counts.values()), "files": len(manifest["members"]) - 1, "home": str(home())}


def _unpack(tar: tarfile.TarFile, entry: tarfile.TarInfo, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    stream = tar.extractfile(entry)
    assert stream is not None
    with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        shutil.copyfileobj(stream, file, CHUNK)
        file.flush()
        os.fsync(file.fileno())


def _take_back(place: Path) -> None:
    """Remove what was unpacked here, and the folders that only it needed."""
    place.unlink(missing_ok=True)
    for above in place.parents:
        if home() not in above.parents or not above.is_dir() or any(above.iterdir()):
            break
        above.rmdir()


def _refuse_occupied(members: Iterable[str]) -> None:
    """Nothing that is there is written over, nor taken for ours when a restore breaks off: the keys count too."""
    taken = [home() / name for name in FILE_FOLDERS if any((home() / name).rglob("*"))]
    taken += [home() / name for name in members if (home() / name).exists()]
    if taken:
        sentence = _("%(path)s is not empty. Restore into an empty folder: TAMDAN_HOME=/new/folder tamdan restore …")
        raise ArchiveError(sentence, path=taken[0])
    with psycopg.connect(**postgres.connection_params("owner")) as connection:
        if connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() != (None,):
            raise ArchiveError(
                _("The database is not empty. Restore into an empty folder: TAMDAN_HOME=/new/folder tamdan restore …")
            )


def _restore_database(dump: Path) -> None:
    role = "owner" if postgres.is_external() else "super"
    options = ["--exit-on-error", "--no-comments", "--single-transaction"]
    if postgres.is_external():
        options += ["--no-owner", "--no-privileges"]
    else:
        # The dump makes the schema and the extensions itself, with their owners.
        with psycopg.connect(**postgres.connection_params("super"), autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    try:
        _program("pg_restore", [*options, str(dump)], role)
    except ArchiveError:
        if not postgres.is_external():
            with psycopg.connect(**postgres.connection_params("super"), autocommit=True) as connection:
                postgres.add_extensions(connection)
        raise
