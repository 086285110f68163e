"""The tables of a Word document as rows of cells, and the words that stand around them, in their order.

python-docx opens the file and gives its elements; what a reader sees is put together here, because its own ``text`` leaves out
insertions, links, text boxes and fields that genuine documents hold. Seen: insertions, results of fields, text boxes once.
Not seen: deletions, what was moved away, hidden text, marks of notes, soft hyphens, comments.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from docx import Document
from docx.oxml.ns import qn

from tamdan.imports.errors import TooLargeInside
from tamdan.imports.workbooks import directory_of
from tamdan.language.normalise import clean
from tamdan.recommendations.imports.matrix_errors import DamagedDocument

UNPACKED = 100 << 20
PART = 24 << 20
"""Bytes that the whole document, and one part of XML in it, may unpack to. Genuine ones hold 1-2 MB; a tree in memory takes
up to ten times its text."""
NESTED = 20
"""Tables inside tables; what lies deeper is not read."""

_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_UNSEEN = {
    *(qn(f"w:{name}") for name in (
        "del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "tblPr", "trPr", "tcPr", "sdtPr",
        "footnoteReference", "endnoteReference", "commentReference", "annotationRef",
    )),
    f"{_MARKUP}Fallback",
}  # fmt: skip
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): " ", qn("w:noBreakHyphen"): "-"}
_BLOCKS = {qn("w:p"), qn("w:tc")}
_TEXT, _RUN, _TABLE, _ROW, _CELL, _PARAGRAPH = (qn(f"w:{name}") for name in ("t", "r", "tbl", "tr", "tc", "p"))
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_NOTE_MARK = re.compile(r"[\d*†‡§,() ]+")


@dataclass(frozen=True)
class Cell:
    """What a cell says, line by line, and the columns of the table's grid that it lies over (from ``start``, ``span`` many)."""

    start: int
    span: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)


@dataclass(frozen=True)
class TableRow:
    """``number`` counts the rows of all tables of the document, from 1."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """``depth`` is 0 for a table of the document itself, 1 for one inside a cell, and so on."""

    depth: int
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class WordFile:
    """``around``: lines of headers, footers and the document's own title; ``blocks``: its lines and tables in their order."""

    around: tuple[str, ...]
    blocks: tuple[str | Table, ...]


def read_word(stream: IO[bytes]) -> WordFile:
    """Raises TooLargeInside before anything is unpacked, and DamagedDocument."""
    _refuse_bomb(stream)
    try:
        document = Document(stream)
        around = tuple(_around(document))
        blocks = tuple(_Reading().blocks(document.element.body, 0))
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


def lines_of(element: Any) -> tuple[str, ...]:
    """The lines of everything in an element that a reader sees."""
    text = clean("".join(_pieces(element)).replace("\u00ad", "").replace("\ufeff", ""))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return tuple(line for line in lines if line)


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren(tag="*"):
        tag = child.tag
        if tag in _UNSEEN or (tag == _RUN and _is_unseen(child)):
            continue
        if tag == _TEXT:
            yield child.text or ""
        elif tag in _BREAKS:
            yield _BREAKS[tag]
        else:
            yield from _pieces(child)
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
    """Counts the rows of all tables while the document is read."""

    def __init__(self) -> None:
        self.rows = 0

    def blocks(self, element: Any, depth: int) -> Iterator[str | Table]:
        """The lines and tables below an element; a table's own tables come after it."""
        for child in element.iterchildren(tag="*"):
            if child.tag in _UNSEEN:
                continue
            if child.tag == _PARAGRAPH:
                yield from lines_of(child)
            elif child.tag == _TABLE:
                yield Table(depth, tuple(self._rows(child)))
                if depth < NESTED:
                    yield from self._nested(child, depth + 1)
            else:
                yield from self.blocks(child, depth)

    def _nested(self, table: Any, depth: int) -> Iterator[str | Table]:
        for row in _below(table, _ROW):
            for cell in _below(row, _CELL):
                if next(cell.iter(_TABLE), None) is not None:
                    yield from (block for block in self.blocks(cell, depth) if isinstance(block, Table))

    def _rows(self, table: Any) -> Iterator[TableRow]:
        above: dict[int, tuple[str, ...]] = {}
        for row in _below(table, _ROW):
            self.rows += 1
            properties = row.find(qn("w:trPr"))
            if properties is None or properties.find(qn("w:del")) is None:
                yield TableRow(self.rows, tuple(_cells(row, properties, above)))


def _below(element: Any, wanted: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also inside content controls and tracked insertions."""
    for child in element.iterchildren(tag="*"):
        if child.tag == wanted:
            yield child
        elif child.tag not in _UNSEEN and child.tag not in (_TABLE, _PARAGRAPH):
            yield from _below(child, wanted)


def _cells(row: Any, properties: Any, above: dict[int, tuple[str, ...]]) -> Iterator[Cell]:
    """``above`` remembers what a cell merged downwards says: every row under it says the same."""
    place = _number(properties, "gridBefore", 0)
    for cell in _below(row, _CELL):
        style = cell.find(qn("w:tcPr"))
        span, merged = _number(style, "gridSpan", 1), style.find(qn("w:vMerge")) if style is not None else None
        is_below = merged is not None and merged.get(qn("w:val"), "continue") == "continue"
        lines = above.get(place, ()) if is_below else lines_of(cell)
        if merged is not None:
            above[place] = lines
        yield Cell(place, span, lines)
        place += span


def _number(style: Any, name: str, default: int) -> int:
    found = style.find(qn(f"w:{name}")) if style is not None else None
    value = found.get(qn("w:val"), "") if found is not None else ""
    return int(value) if value.isdecimal() and len(value) < 4 else default
