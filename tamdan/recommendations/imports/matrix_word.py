"""The tables of a Word document as rows of cells, and the words that stand around them, in their order.

python-docx opens the file and gives its elements; what a reader sees is put together here, because its own ``text`` leaves out
insertions, links, text boxes and fields that genuine documents hold. Seen: insertions, results of fields, text boxes once, ticks
of the fonts that hold them, numbers that Word counts (``matrix_numbers``). Not seen: deletions, what was moved away, hidden text,
marks of notes, soft hyphens, comments.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import IO, Any

from docx import Document
from docx.oxml.ns import qn

from tamdan.imports.errors import TooLargeInside
from tamdan.imports.workbooks import directory_of
from tamdan.language.normalise import clean
from tamdan.recommendations.imports.matrix_errors import DamagedDocument
from tamdan.recommendations.imports.matrix_numbers import FALLBACK, numbers_of
from tamdan.recommendations.imports.matrix_tables import Cell, Table, TableRow, WordFile

UNPACKED = 100 << 20
PART = 24 << 20
"""Bytes that the whole document, and one part of XML in it, may unpack to. Genuine ones hold 1-2 MB; a tree in memory takes
up to ten times its text."""
NESTED = 20
"""Tables inside tables; what lies deeper is not read."""

_UNSEEN = {
    *(qn(f"w:{name}") for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sdtPr",
        "footnoteReference", "endnoteReference", "commentReference", "annotationRef",
    )),
    FALLBACK,
}  # fmt: skip
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_SYMBOL = qn("w:sym")
_TICKS = {
    ("Wingdings", "FC"): "✓", ("Wingdings", "FE"): "☑", ("Wingdings", "FD"): "☒", ("Wingdings", "FB"): "✗", ("Wingdings", "A8"): "☐",
    ("Wingdings", "6F"): "☐", ("Wingdings 2", "50"): "✓", ("Wingdings 2", "52"): "☑", ("Wingdings 2", "53"): "☒",
    ("Wingdings 2", "54"): "☒", ("Wingdings 2", "4F"): "✗", ("Wingdings 2", "A3"): "☐",
}  # fmt: skip
"""Font and place of a sign in it -> what a reader sees; other signs of such fonts decorate."""
_BLOCKS = {qn("w:p"), qn("w:tc")}
_TEXT, _RUN, _TABLE, _ROW, _CELL, _PARAGRAPH, _BOX = (
    qn(f"w:{name}") for name in ("t", "r", "tbl", "tr", "tc", "p", "txbxContent")
)
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNWRITTEN = re.compile(r"[\u00ad\ufeff\u200e\u200f\u061c\u2060]|(?<=[\d.])\u200b(?=[\d.])")
"""Signs that nobody sees: soft hyphens, directions, joiners. The space without width parts Khmer words and stays, but in numbers."""
_NOTE_MARK = re.compile(r"[\d*†‡§,() ]+")


def read_word(stream: IO[bytes]) -> WordFile:
    """Raises TooLargeInside before anything is unpacked, and DamagedDocument."""
    _refuse_bomb(stream)
    try:
        document = Document(stream)
        around = tuple(_around(document))
        blocks = tuple(_Reading(numbers_of(document)).blocks(document.element.body, 0))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError, EOFError, AttributeError) as error:
        raise DamagedDocument from error
    return WordFile(around, blocks)


def _refuse_bomb(stream: IO[bytes]) -> None:
    """By the sizes that the zip's directory gives; the unpacker itself stops at those."""
    entries = directory_of(stream, DamagedDocument)
    large = any(entry.file_size > PART for entry in entries if entry.filename.endswith((".xml", ".rels")))
    if large or sum(entry.file_size for entry in entries) > UNPACKED:
        raise TooLargeInside


def _around(document: Any) -> Iterator[str]:
    parts = [relation.target_part for relation in document.part.rels.values() if not relation.is_external]
    for part in parts:
        if part.content_type.endswith(("header+xml", "footer+xml")):
            yield from lines_of(part.element)
    properties = document.core_properties
    yield from (line for line in (properties.title, properties.subject) if line)


def lines_of(element: Any, numbers: Mapping[Any, str] | None = None) -> tuple[str, ...]:
    """The lines of everything in an element that a reader sees; with the numbers before its paragraphs where they are given."""
    text = _UNWRITTEN.sub("", clean("".join(_pieces(element, numbers or {}))))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def _pieces(element: Any, numbers: Mapping[Any, str]) -> Iterator[str]:
    for child in element.iterchildren(tag="*"):
        tag = child.tag
        if tag in _UNSEEN or (tag == _RUN and _is_unseen(child)):
            continue
        if tag == _TEXT:
            yield child.text or ""
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        elif tag == _SYMBOL:
            yield _TICKS.get((child.get(qn("w:font"), ""), child.get(qn("w:char"), "")[-2:].upper()), "")
        else:
            if child in numbers:
                yield f"{numbers[child]} "
            yield from _pieces(child, numbers)
            if tag in _BLOCKS:
                yield "\n"


def _is_unseen(run: Any) -> bool:
    """Hidden, or a mark of a note that was typed by hand and raised."""
    style = run.find(qn("w:rPr"))
    if style is None:
        return False
    if _is_on(style.find(qn("w:vanish"))):
        return True
    raised = style.find(qn("w:vertAlign"))
    is_raised = raised is not None and raised.get(qn("w:val")) == "superscript"
    return is_raised and _NOTE_MARK.fullmatch("".join(text.text or "" for text in run.iter(_TEXT))) is not None


def _is_on(switch: Any) -> bool:
    return switch is not None and switch.get(qn("w:val"), "true") not in ("0", "false", "off")


class _Reading:
    """Counts the rows of all tables while the document is read. ``numbers``: ``matrix_numbers.numbers_of``."""

    def __init__(self, numbers: Mapping[Any, str]) -> None:
        self.rows = 0
        self.numbers = numbers

    def blocks(self, element: Any, depth: int) -> Iterator[str | Table]:
        """The lines and tables below an element; a table's own tables come after it."""
        for child in element.iterchildren(tag="*"):
            if child.tag in _UNSEEN:
                continue
            if child.tag == _PARAGRAPH:
                yield from lines_of(child)
                yield from self._boxed(child, depth)
            elif child.tag == _TABLE:
                yield Table(depth, tuple(self._rows(child)))
                if depth < NESTED:
                    yield from self._nested(child, depth + 1)
            else:
                yield from self.blocks(child, depth)

    def _boxed(self, paragraph: Any, depth: int) -> Iterator[str | Table]:
        """Tables in the text boxes of a paragraph."""
        boxes = list(paragraph.iter(_BOX)) if depth < NESTED else []
        for box in boxes:
            if next(box.iterancestors(FALLBACK), None) is None:
                yield from (block for block in self.blocks(box, depth) if isinstance(block, Table))

    def _nested(self, table: Any, depth: int) -> Iterator[str | Table]:
        for row in _below(table, _ROW):
            for cell in _below(row, _CELL):
                if next(cell.iter(_TABLE), None) is not None:
                    yield from (block for block in self.blocks(cell, depth) if isinstance(block, Table))

    def _rows(self, table: Any) -> Iterator[TableRow]:
        above: dict[int, Cell] = {}
        for row in _below(table, _ROW):
            self.rows += 1
            properties = row.find(qn("w:trPr"))
            if properties is None or properties.find(qn("w:del")) is None:
                yield TableRow(self.rows, tuple(self._cells(row, properties, above)))

    def _cells(self, row: Any, properties: Any, above: dict[int, Cell]) -> Iterator[Cell]:
        """``above`` remembers a cell merged downwards: every row under it says the same."""
        place = _number(properties, "gridBefore", 0)
        for cell in _below(row, _CELL):
            style = cell.find(qn("w:tcPr"))
            span, merged = _number(style, "gridSpan", 1), style.find(qn("w:vMerge")) if style is not None else None
            is_below = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
            found = above.get(place, Cell(place, span, ())) if is_below else self._cell(cell, place, span)
            if merged is not None:
                above[place] = found
            yield replace(found, span=span)
            place += span

    def _cell(self, cell: Any, place: int, span: int) -> Cell:
        lines, counted = lines_of(cell), lines_of(cell, self.numbers) if self.numbers else ()
        return Cell(place, span, lines, counted if counted != lines else ())


def _below(element: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside content controls and tracked insertions."""
    for child in element.iterchildren(tag="*"):
        if child.tag == wanted:
            yield child
        elif child.tag not in _UNSEEN and child.tag not in (_TABLE, _PARAGRAPH):
            yield from _below(child, wanted)


def _number(style: Any, name: str, default: int) -> int:
    found = style.find(qn(f"w:{name}")) if style is not None else None
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else default
