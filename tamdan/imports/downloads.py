"""Refused rows as a table that a person corrects and brings again."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tamdan.imports.formats import format_named, reasons_of
from tamdan.imports.models import ImportRun
from tamdan.imports.reasons import sentence

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet run a cell as a formula (OWASP, "CSV Injection")."""


def safe(value: str) -> str:
    """The value as text that no spreadsheet takes for a formula: an apostrophe goes before what could start one."""
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value


def refused_rows(run: ImportRun) -> Iterator[str]:
    """Lines of a CSV file: row number, reason, then the cells as printed. UTF-8 with a byte-order mark for spreadsheets."""
    reasons = reasons_of(format_named(run.format))
    line = io.StringIO()
    writer = csv.writer(line)
    yield "\ufeff"
    writer.writerow([safe(cell) for cell in (_("Row"), _("Reason"), *run.columns)])
    yield _taken(line)
    for row in run.refused_rows.iterator():
        cells = [value for _name, value in row.verbatim]
        writer.writerow([row.number, safe(sentence(reasons, row.code, row.values)), *map(safe, cells)])
        yield _taken(line)


def _taken(line: io.StringIO) -> str:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text
