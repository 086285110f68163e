"""Files for tests: sound ones, and every kind of broken one that people bring."""

import csv
import io
import zipfile
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

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


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}.sharedStrings+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" Type="{DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{DOCUMENT}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    ),
}  # fmt: skip


def shared_workbook(rows, texts_lost=False):
    """A workbook as spreadsheet programs write it: each text once, in a table that cells refer to. Numbers stand in their cells."""
    numbers: dict[str, int] = {}
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = (
            f'<c r="{get_column_letter(place)}{number}"><v>{value}</v></c>'
            if isinstance(value, int | float)
            else f'<c r="{get_column_letter(place)}{number}" t="s"><v>{numbers.setdefault(value, len(numbers))}</v></c>'
            for place, value in enumerate(row, start=1)
            if value != ""
        )
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    texts = "" if texts_lost else "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in numbers)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in PARTS.items():
            packed.writestr(name, content)
        packed.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'
        )
        packed.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}">{texts}</sst>')
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
