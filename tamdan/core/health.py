"""What ``tamdan doctor`` looks at. Each look gives a finding: ok, warn (works, but) or bad (does not work), and what to do.

Rooms add their own in ``panels.HEALTH``: callables that yield findings.
"""

import json
import shutil
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tamdan.core import chromium, postgres
from tamdan.core.home import PACKAGE, home
from tamdan.core.panels import listed
from tamdan.core.rights import narrowed

BACKUP_DAYS = 7


@dataclass(frozen=True)
class Finding:
    name: str
    status: Literal["ok", "warn", "bad"]
    message: str
    do: str = ""


def examine() -> list[Finding]:
    """All findings. Later looks need the database prepared, so they are left out where it is not."""
    found = [*disk(), *keys(), *database(), *built(), *documents()]
    pending = list(migrations())
    found += pending
    if all(finding.status != "bad" for finding in pending):
        found += [*rights(), *backups(), *worker()]
        for look in listed("HEALTH"):
            found += look()
    return found


def disk() -> Iterator[Finding]:
    free = shutil.disk_usage(home()).free
    size = f"{free // 2**20:,} MiB free at {home()}"
    if free < settings.FREE_SPACE_FLOOR:
        yield Finding("disk", "bad", size, "Free some space: no file is taken until there is more.")
    else:
        yield Finding("disk", "ok" if free > 4 * settings.FREE_SPACE_FLOOR else "warn", size)


def keys() -> Iterator[Finding]:
    for path in (home() / "secrets").glob("*"):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding("keys", "bad", f"{path} can be read by others.", f"Run: chmod 600 {path}")
            return
    yield Finding("keys", "ok", "readable by this account alone")


def database() -> Iterator[Finding]:
    told = postgres.describe()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('data_checksums'), "
            "d.datctype, pg_encoding_to_char(d.encoding) FROM pg_database d WHERE d.datname = current_database()"
        )
        version, fsync, checksums, ctype, encoding = cursor.fetchone()
    yield Finding("database", "ok", f"PostgreSQL {version}, {', '.join(told.values())}")
    if fsync != "on":
        yield Finding("durability", "bad", "fsync is off: a power cut can lose or break data.", "Turn fsync on.")
    if checksums != "on":
        yield Finding("checksums", "warn", "The cluster has no data checksums.", "Turn them on with pg_checksums.")
    if encoding != "UTF8" or ctype in ("C", "POSIX"):
        yield Finding(
            "locale",
            "bad",
            f"Encoding {encoding}, ctype {ctype}: Khmer search does not work.",
            "Make the database with C.UTF-8.",
        )


def built() -> Iterator[Finding]:
    if not (PACKAGE / "tamdan/static/built/face.css").exists():
        yield Finding("front end", "bad", "The stylesheet is not built.", "Run: make")
    if not list((PACKAGE / "tamdan/locale").glob("*/LC_MESSAGES/django.mo")):
        yield Finding("languages", "bad", "The Khmer texts are not compiled.", "Run: make")


def documents() -> Iterator[Finding]:
    """Printing to PDF needs a browser; everything else works without one."""
    if chromium.find():
        yield Finding("documents", "ok", "a browser makes PDF files")
    else:
        yield Finding("documents", "warn", "No browser: PDF files cannot be made.", "Install Chromium, or run: make")


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        yield Finding("migrations", "bad", f"{len(waiting)} wait.", "Run: tamdan upgrade")
    else:
        yield Finding("migrations", "ok", "all applied")


def rights() -> Iterator[Finding]:
    """Tables that only grow must refuse update and delete to the role that the web server uses."""
    role = str(postgres.connection_params("app").get("user", ""))
    with psycopg.connect(**postgres.connection_params("app")) as plain:
        loose = [
            table for table in narrowed()
            if plain.execute("SELECT has_table_privilege(%s, 'UPDATE') OR has_table_privilege(%s, 'DELETE')", [table, table]).fetchone()
            == (True,)
        ]  # fmt: skip
    if loose:
        yield Finding(
            "rights",
            "warn",
            f"The role {role} may change {', '.join(loose)}.",
            "Give the web server a role of its own (docs/operations.md).",
        )
    else:
        yield Finding("rights", "ok", "the ledger's tables only grow")


def backups() -> Iterator[Finding]:
    note = home() / "last-backup.json"
    if not note.exists():
        yield Finding(
            "backup", "warn", "No backup was made yet.", "Run: tamdan backup FILE, and keep it on another machine."
        )
        return
    last = json.loads(note.read_text())
    days = (time.time() - note.stat().st_mtime) / 86400
    do = "" if days < BACKUP_DAYS else "Run: tamdan backup FILE"
    yield Finding(
        "backup", "ok" if days < BACKUP_DAYS else "warn", f"last one {int(days)} days ago: {last['file']}", do
    )


def worker() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 seconds'"
        )
        alive = cursor.fetchone()[0]
    if alive:
        yield Finding("worker", "ok", f"{alive} at work")
    else:
        yield Finding(
            "worker",
            "warn",
            "No worker runs: imports wait and the ledger grows no tree.",
            "Run: tamdan serve, or tamdan worker",
        )
