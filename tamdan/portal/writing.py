"""Tables of open data as files: CSV, JSON, and JSON lines, a row of text at a time."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from tamdan.portal.tables import OpenTable
from tamdan.recommendations.downloads import csv_lines, safe_cell

Writer = Callable[[OpenTable, Iterable[tuple[Any, ...]]], Iterator[str]]


def as_csv(table: OpenTable, rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    def lines() -> Iterator[list[str]]:
        yield table.names
        for row in rows:
            yield [safe_cell(_plain(value)) for value in row]

    return csv_lines(lines())


def _plain(value: Any) -> Any:
    """Frictionless reads true and false in small letters."""
    return str(value).lower() if isinstance(value, bool) else value


def _objects(table: OpenTable, rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(dict(zip(table.names, row, strict=True)), ensure_ascii=False, default=str)


def as_json(table: OpenTable, rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    opening = "[\n"
    for one in _objects(table, rows):
        yield opening + one
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def as_lines(table: OpenTable, rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """One object a line (https://jsonlines.org/): read without holding the whole."""
    return (f"{one}\n" for one in _objects(table, rows))


WRITERS: dict[str, Writer] = {"csv": as_csv, "json": as_json, "jsonl": as_lines}
