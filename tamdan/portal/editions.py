"""Size and checksum of every file of open data, read by the worker when rows changed; the files themselves are sent while they
are read, so none of them is ever older than the register."""

import hashlib
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils import timezone

from tamdan.portal.models import Edition
from tamdan.portal.tables import OpenTable, open_tables
from tamdan.portal.writing import WRITERS
from tamdan.search.stamps import stamped, touch

EDITIONS = "editions"
"""The stamp that moves when a file was read."""


def stamp_of(table: OpenTable) -> int:
    """How often the rows of the table, or the names in them, changed."""
    return stamped(*table.subjects).number


def current(table: OpenTable, stamp: int) -> dict[str, Edition]:
    """Ending -> what is known of the file as it is now; nothing while the worker has yet to read it."""
    return {one.kind: one for one in Edition.objects.filter(name=table.name, stamp=stamp)}


def describe_changed() -> int:
    """Reads every file whose table changed; gives how many."""
    return sum(_describe(table, kind) for table in open_tables().values() for kind in WRITERS)


def _describe(table: OpenTable, kind: str) -> bool:
    found = _as_of_one_moment(table, kind)
    if found is None:
        return False
    with transaction.atomic():
        Edition.objects.update_or_create(name=table.name, kind=kind, defaults={**found, "at": timezone.now()})
        touch(EDITIONS)
    return True


@transaction.atomic
def _as_of_one_moment(table: OpenTable, kind: str) -> dict[str, int | str] | None:
    """What the file is, with the stamp that it has; None where that is known. Rows that change meanwhile count for the next time."""
    if not connection.savepoint_ids:
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    stamp = stamp_of(table)
    if Edition.objects.filter(name=table.name, kind=kind, stamp=stamp).exists():
        return None
    return {**_read(table, kind), "stamp": stamp}


def _read(table: OpenTable, kind: str) -> dict[str, int | str]:
    digest, size, rows = hashlib.sha256(), 0, 0

    def counted() -> Iterator[tuple[object, ...]]:
        nonlocal rows
        for row in table.rows():
            rows += 1
            yield row

    for piece in WRITERS[kind](table, counted()):
        data = piece.encode()
        digest.update(data)
        size += len(data)
    return {"rows": rows, "bytes": size, "sha256": digest.hexdigest()}
