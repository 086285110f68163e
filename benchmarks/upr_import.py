"""The four raw UPR Info exports ready to search, against one COPY of every row that the import leaves, with the same indexes."""

import resource
import time
from pathlib import Path
from typing import Any

from benchmarks.pages import folder
from benchmarks.said import say

FILES = Path(__file__).resolve().parents[2] / "shared/data/upr_info/raw"
TABLES = (
    "recommendations_recommendation", "recommendations_recommendationtext", "recommendations_sourcerecord",
    "recommendations_positiontaken", "recommendations_recommendingstate", "recommendations_tally", "links_tag", "links_link",
    "search_document", "imports_importrun",
)  # fmt: skip
PIECE = 1 << 20


def bring() -> tuple[float, float, int]:
    """Seconds of the imports, seconds of our own processor time in them, and rows taken."""
    from tamdan.imports.actions import import_file
    from tamdan.imports.terminal import acting_body

    began, cpu, rows = time.monotonic(), time.process_time(), 0
    for path in sorted(FILES.glob("*.csv")):
        found = import_file(path, owner=acting_body(), by=None)
        rows += sum(found[name] for name in ("new", "changed", "unchanged", "attached"))
    return time.monotonic() - began, time.process_time() - cpu, rows


def read() -> float:
    """Seconds of reading alone: decoding, columns, vocabularies."""
    from collections import Counter

    from tamdan.imports.sheets import sample_of
    from tamdan.recommendations.imports.upr_info import UPR_INFO

    began = time.monotonic()
    for path in sorted(FILES.glob("*.csv")):
        with path.open("rb") as stream:
            sample = sample_of(stream, path.name)
            for _row in UPR_INFO.read(stream, sample, UPR_INFO.propose(sample.columns), Counter()):
                pass
    return time.monotonic() - began


def segment() -> float:
    """Seconds of drafting and analysing the index texts alone."""
    from tamdan.recommendations.documents import drafts
    from tamdan.search.terms import pieces

    began = time.monotonic()
    for draft in drafts(None):
        for _piece in pieces(draft):
            pass
    return time.monotonic() - began


def copy_out(cursor: Any, folder: Path) -> dict[str, str]:
    """Every table's rows in a file each; gives the columns by table."""
    columns = {}
    for table in TABLES:
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ',' ORDER BY attnum) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            [table],
        )
        columns[table] = cursor.fetchone()[0]
        with cursor.copy(f"COPY {table} ({columns[table]}) TO STDOUT") as copy, (folder / table).open("wb") as file:
            for piece in copy:
                file.write(piece)
    return columns


def copy_in(cursor: Any, folder: Path, columns: dict[str, str]) -> float:
    """Seconds of putting the same rows into bare tables and building the same indexes, in one transaction."""
    began = time.monotonic()
    cursor.execute("BEGIN")
    for table in TABLES:
        cursor.execute(f"CREATE TABLE bench_{table} (LIKE {table} INCLUDING GENERATED)")
        with (
            cursor.copy(f"COPY bench_{table} ({columns[table]}) FROM STDIN") as copy,
            (folder / table).open("rb") as file,
        ):
            while piece := file.read(PIECE):
                copy.write(piece)
    for table in TABLES:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table])
        for (made,) in cursor.fetchall():
            named = made.replace(" INDEX ", " INDEX bench_", 1)
            cursor.execute(named.replace(f" ON public.{table} ", f" ON public.bench_{table} "))
    cursor.execute("COMMIT")
    return time.monotonic() - began


def measure(home: Path) -> dict[str, float]:
    from django.db import connection

    reading = read()
    took, cpu, rows = bring()
    segmenting = segment()
    from tamdan.cli.ready import role

    with role("owner"), connection.cursor() as cursor:
        plain = copy_in(cursor, home, copy_out(cursor, home))
    return {
        "rows": rows,
        "import, s": took,
        "our processor time in it, s": cpu,
        "reading alone, s": reading,
        "segmentation alone, s": segmenting,
        "plain COPY with indexes, s": plain,
        "times the plain COPY": took / plain,
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    if not list(FILES.glob("*.csv")):
        raise SystemExit("The genuine exports are not beside this checkout (../shared/data/upr_info/raw).")
    with folder() as home:
        from tamdan.cli.ready import system

        with system():
            figures = measure(home)
    say(figures)


if __name__ == "__main__":
    main()
