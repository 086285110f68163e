"""Looks for what was told in sealed letters wherever it might lie: tables, the database's log, files, what a browser left."""

import base64
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

import psycopg

from tamdan.core.postgres import connection_params


def forms_of(marker: str) -> set[bytes]:
    """A text as it might lie somewhere: UTF-8, UTF-16, hexadecimal, base64 at each of its three places, as JSON and addresses write
    it, and turned round. At least nine bytes long: of less, base64 has no part that is the marker's alone."""
    found = {
        json.dumps(marker)[1:-1].encode(),
        json.dumps(marker)[1:-1].replace("\\", "\\\\").encode(),
        quote(marker).encode(),
    }
    for text in (marker, marker[::-1]):
        for plain in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            found |= {plain, plain.hex().encode(), plain.hex().upper().encode()}
            found |= {base64.b64encode(b"\0" * shift + plain)[4:-4] for shift in range(3)}
    assert min(map(len, found)) > 3
    return found


def leaks(places: Mapping[str, bytes], markers: Iterable[str]) -> list[tuple[str, str]]:
    """Where a marker lies, also inside what gzip made."""
    inflated = {f"{name} inflated": gzip.decompress(held) for name, held in places.items() if held[:2] == b"\x1f\x8b"}
    forms = {marker: forms_of(marker) for marker in markers}
    return [
        (name, marker)
        for name, held in {**places, **inflated}.items()
        for marker in forms
        if any(form in held for form in forms[marker])
    ]


def dump(name: str) -> dict[str, bytes]:
    """Every table as text."""
    found = {}
    with psycopg.connect(**connection_params("super", name)) as root:
        tables = root.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            with root.cursor().copy(f'COPY "{table}" TO STDOUT') as copy:
                found[f"table {table}"] = b"".join(bytes(part) for part in copy)
    return found


def wal(name: str, start: str) -> dict[str, bytes]:
    """What the database wrote ahead since a place in its log."""
    with psycopg.connect(**connection_params("super", name)) as root:
        row = root.execute(
            "SELECT pg_walfile_name(%s), pg_walfile_name(pg_current_wal_insert_lsn()), current_setting('data_directory')",
            [start],
        ).fetchone()
    assert row
    first, last, folder = row
    return {
        f"log {path.name}": path.read_bytes() for path in Path(folder, "pg_wal").iterdir() if first <= path.name <= last
    }


def files_below(*folders: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for folder in folders for path in folder.rglob("*") if path.is_file()}
