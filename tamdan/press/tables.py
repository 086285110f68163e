"""A table of this room as a file, as it stands on the screen: CSV, XLSX or JSON."""

import json
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponseBase, StreamingHttpResponse

from tamdan.recommendations.downloads import csv_lines, named, safe_cell, sheets_response


def as_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], suffix: str) -> HttpResponseBase:
    """``rows`` under ``columns`` as ``csv``, ``xlsx`` or ``json`` (a list of objects), sent while they are read."""
    if suffix == "xlsx":
        return named(sheets_response({name: (list(columns), [list(row) for row in rows])}), name, suffix)
    if suffix == "json":
        return named(StreamingHttpResponse(_json(columns, rows), content_type="application/json"), name, suffix)
    lines = csv_lines([list(columns), *([safe_cell(value) for value in row] for row in rows)])
    return named(StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8"), name, suffix)


def _json(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    opening = "[\n"
    for row in rows:
        yield opening + json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False)
        opening = ",\n"
    yield "\n]\n" if opening == ",\n" else "[]\n"
