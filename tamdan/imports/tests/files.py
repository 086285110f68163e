"""Files for tests: sound ones, and every kind of broken one that people bring."""

import csv
import io
import zipfile
from typing import Any

from openpyxl import Workbook

HEAD = ["ឈ្មោះ", "Text", "Note"]
ROWS = [["សុខ", "Open the prison", "a"], ["ស្រី", "Ratify; now", "b"]]


def table(rows=None, head=None, delimiter=",", encoding="utf-8", end="\r\n"):
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator=end)
    writer.writerow(head or HEAD)
    writer.writerows(ROWS if rows is None else rows)
    return text.getvalue().encode(encoding)


def workbook(rows=None, head=None, title_rows=()):
    book = Workbook()
    sheet: Any = book.active
    for row in (*title_rows, head or HEAD, *(ROWS if rows is None else rows)):
        sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bomb():
    """A workbook whose sheet unpacks to a gigabyte of nothing: the directory says so, and it is believed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            block = b" " * (1 << 20)
            for _ in range(64):
                sheet.write(block)
    return made.getvalue()
