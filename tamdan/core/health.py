"""What ``tamdan doctor`` looks at. Each look gives a finding: ok, warn (works, but) or bad (does not work), and what to do.

Rooms add their own in ``panels.HEALTH``: callables that yield findings.
"""

import json
import shutil
import stat
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tamdan.core import chromium, postgres
from tamdan.core.home import PACKAGE, home
from tamdan.core.panels import listed
from tamdan.core.rights import narrowed

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

BACKUP_DAYS = FAILED_DAYS = 7


@dataclass(frozen=True)
class Finding:
    """``name`` is for programs. ``message`` and ``do`` are sentences for people, whose named placeholders ``values`` fill."""

    name: str
    status: Literal["ok", "warn", "bad"]
    message: "str | StrPromise"
    do: "str | StrPromise" = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self) -> tuple[str, str]:
        """What was found and what to do, in the active language."""
        if not self.values:
            return str(self.message), str(self.do)
        return str(self.message) % self.values, str(self.do) % self.values


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
    size, values = _("Disk: %(size)s MiB free at %(path)s."), {"size": free // 2**20, "path": home()}
    if free < settings.FREE_SPACE_FLOOR:
        yield Finding("disk", "bad", size, _("Free some space: no file is taken until there is more."), values)
    else:
        yield Finding("disk", "ok" if free > 4 * settings.FREE_SPACE_FLOOR else "warn", size, values=values)


def keys() -> Iterator[Finding]:
    for path in (home() / "secrets").glob("*"):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            said = _("Keys: %(path)s can be read by others.")
            yield Finding("keys", "bad", said, _("Run: `chmod 600 %(path)s`"), {"path": path})
            return
    yield Finding("keys", "ok", _("Keys: readable by this account alone."))


def database() -> Iterator[Finding]:
    told = postgres.describe()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('fsync'), current_setting('data_checksums'), "
            "d.datctype, pg_encoding_to_char(d.encoding) FROM pg_database d WHERE d.datname = current_database()"
        )
        version, fsync, checksums, ctype, encoding = cursor.fetchone()
    where = {"version": version, "where": ", ".join(told.values())}
    yield Finding("database", "ok", _("Database: PostgreSQL %(version)s, %(where)s"), values=where)
    if fsync != "on":
        yield Finding(
            "durability", "bad", _("`fsync` is off: a power cut can lose or break data."), _("Turn `fsync` on.")
        )
    if checksums != "on":
        said = _("The database has no checksums: a disk that damages data is not noticed.")
        yield Finding("checksums", "warn", said, _("Turn them on with `pg_checksums`."))
    if encoding != "UTF8" or ctype in ("C", "POSIX"):
        said = _("Encoding %(encoding)s, character type %(ctype)s: Khmer search does not work.")
        do = _("Make the database with `C.UTF-8`.")
        yield Finding("locale", "bad", said, do, {"encoding": encoding, "ctype": ctype})


def built() -> Iterator[Finding]:
    if not (PACKAGE / "tamdan/static/built/face.css").exists():
        yield Finding("front end", "bad", _("The stylesheet is not built."), _("Run: `make`"))
    if not list((PACKAGE / "tamdan/locale").glob("*/LC_MESSAGES/django.mo")):
        yield Finding("languages", "bad", _("The Khmer texts are not compiled."), _("Run: `make`"))


def documents() -> Iterator[Finding]:
    """Printing to PDF needs a browser; everything else works without one."""
    if chromium.find():
        yield Finding("documents", "ok", _("Documents: a browser makes PDF files."))
    else:
        do = _("Install Chromium, or run: `make`")
        yield Finding("documents", "warn", _("Documents: no browser, so PDF files cannot be made."), do)


def migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        said = _("Database: it is of another release; %(number)s steps wait.")
        yield Finding("migrations", "bad", said, _("Run: `tamdan upgrade`"), {"number": len(waiting)})
    else:
        yield Finding("migrations", "ok", _("Database: it is of this release."))


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
        said = _("Rights: the role %(role)s may change %(names)s.")
        do = _("Give the web server a role of its own (`docs/operations.md`).")
        yield Finding("rights", "warn", said, do, {"role": role, "names": ", ".join(loose)})
    else:
        yield Finding("rights", "ok", _("Rights: the ledger's tables only grow."))


def backups() -> Iterator[Finding]:
    note = home() / "last-backup.json"
    if not note.exists():
        do = _("Run: `tamdan backup FILE`, and keep it on another machine.")
        yield Finding("backup", "warn", _("Backup: none was made yet."), do)
        return
    days, file = int((time.time() - note.stat().st_mtime) / 86400), json.loads(note.read_text())["file"]
    said = ngettext_lazy(
        "Backup: the last one is %(days)s day old: %(path)s",
        "Backup: the last one is %(days)s days old: %(path)s",
        days,
    )
    values = {"days": days, "path": file}
    if days < BACKUP_DAYS:
        yield Finding("backup", "ok", said, values=values)
    else:
        yield Finding("backup", "warn", said, _("Run: `tamdan backup FILE`"), values)


def worker() -> Iterator[Finding]:
    yield from _failed_jobs()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 seconds'"
        )
        alive = cursor.fetchone()[0]
    if alive:
        yield Finding("worker", "ok", _("Background work: %(number)s at work."), values={"number": alive})
    else:
        said = _("Background work: nobody does it; imports wait and the ledger grows no tree.")
        yield Finding("worker", "warn", said, _("Run: `tamdan serve`, or `tamdan worker`"))


def _failed_jobs() -> Iterator[Finding]:
    """What the queue gave up in the last week, by name: nobody sees it otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT j.task_name, count(*) FROM procrastinate_jobs j WHERE j.status = 'failed' AND EXISTS (SELECT FROM "
            "procrastinate_events e WHERE e.job_id = j.id AND e.at > now() - %s * interval '1 day') GROUP BY 1 ORDER BY 1",
            [FAILED_DAYS],
        )
        failed = cursor.fetchall()
    if failed:
        said = _("Background work: failed within a week: %(names)s.")
        do = _("The server's log says why. What is due again is done again by itself.")
        values = {"names": ", ".join(f"{name} ({number})" for name, number in failed)}
        yield Finding("failed work", "warn", said, do, values)
