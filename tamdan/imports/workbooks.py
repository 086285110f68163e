"""Workbooks (.xlsx), read with memory that does not grow with them.

A workbook keeps its texts apart from the cells, each once, in one table, which openpyxl holds in memory. That of a large export has
some hundred megabytes, so here it goes to an unnamed temporary file, as far as the cells have asked for it.
"""

import os
import re
import tempfile
import weakref
import zipfile
from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import chain, islice
from typing import IO, Any, overload

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from tamdan.core.errors import DomainError
from tamdan.imports.errors import Damaged, EmptyTable, TooLargeInside, TooManyRows
from tamdan.imports.formats import MOST_COLUMNS, MOST_ROWS, Cells

UNPACKED = 1 << 30
"""Bytes that a workbook may unpack to, and the ratio that no honest sheet reaches."""
RATIO = 300
SMALL = 1 << 20
"""Bytes below which a part of a workbook is not looked at: it harms nobody however well it is packed."""
BY_HAND = 32 << 20
"""Bytes that a sheet with merged cells unpacks to at most."""
ABOVE = 10
"""Rows of a sheet by which a table is known."""
_DECIMALS = re.compile(r"[#,0]*0\.(0+)[ _)]*")
"""A format of numbers with as many decimals for every number."""
_MERGED = re.compile(rb'mergeCell\b[^>]*\bref="(\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+)"')
_BROKEN = (zipfile.BadZipFile, KeyError, ValueError, SyntaxError, EOFError, IndexError)


class Strings(Sequence[str]):
    """The table of texts of a workbook, read up to the highest number that was asked for."""

    def __init__(self, source: IO[bytes]) -> None:
        self.nodes = iterparse(source, ("start", "end"))
        self.root = next(self.nodes)[1]
        with tempfile.TemporaryFile() as file:
            self.file = os.dup(file.fileno())
        weakref.finalize(self, os.close, self.file)
        self.ends = array("Q", [0])
        self.text = lru_cache(maxsize=2048)(self._text)

    def __len__(self) -> int:
        return len(self.ends) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        while len(self) <= number:
            self._read_next()
        return self.text(number)

    def _text(self, number: int) -> str:
        start = self.ends[number]
        return os.pread(self.file, self.ends[number + 1] - start, start).decode()

    def _read_next(self) -> None:
        """Raises IndexError after the last."""
        for event, node in self.nodes:
            if event == "end" and node.tag == f"{{{SHEET_MAIN_NS}}}si":
                text = Text.from_tree(node)
                held = (text.content if text else "").replace("x005F_", "").encode(errors="replace")
                self.root.clear()
                os.pwrite(self.file, held, self.ends[-1])
                self.ends.append(self.ends[-1] + len(held))
                return
        raise IndexError


class _Reader(ExcelReader):
    def read_strings(self) -> None:
        found = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if found is not None:
            self.shared_strings = Strings(self.archive.open(found.PartName[1:]))  # type: ignore[assignment]


def rows_of(stream: IO[bytes]) -> tuple[str, Iterator[tuple[int, Cells]]]:
    """Name of the first sheet that holds a table (or else anything), and its rows from the first one with a value on.

    Values only: formulas are not computed here, their last result is read. Raises Damaged, EmptyTable, TooLargeInside.
    """
    _refuse_bomb(stream)
    try:
        reader = _Reader(stream, read_only=True, data_only=True, keep_links=False)
        reader.read()
    except (*_BROKEN, InvalidFileException, OSError) as error:
        raise Damaged from error
    found: tuple[str, Iterator[tuple[int, Cells]]] | None = None
    for sheet in reader.wb.worksheets:
        sheet.reset_dimensions()
        rows = _cells_of(sheet)
        above = list(islice(rows, ABOVE))
        if above and (found is None or _is_table(above)):
            found = str(sheet.title), chain(above, rows)
        if _is_table(above):
            break
    if found is None:
        raise EmptyTable
    return found


def _is_table(rows: Sequence[tuple[int, Cells]]) -> bool:
    """A page of remarks before the table has one column."""
    return any(sum(map(bool, cells)) > 1 for _number, cells in rows)


def _refuse_bomb(stream: IO[bytes]) -> None:
    """By the sizes that the zip's directory gives; the unpacker itself stops at those."""
    entries = directory_of(stream, Damaged)
    for entry in entries:
        if entry.file_size > SMALL and entry.file_size > RATIO * max(entry.compress_size, 1):
            raise TooLargeInside
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise TooLargeInside


def directory_of(stream: IO[bytes], damaged: type[DomainError]) -> list[zipfile.ZipInfo]:
    """What the zip says that it holds, before anything is unpacked; the stream stands at its start again. Raises ``damaged``."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as packed:
            entries = packed.infolist()
    except zipfile.BadZipFile as error:
        raise damaged from error
    stream.seek(0)
    return entries


def _cells_of(sheet: Any) -> Iterator[tuple[int, Cells]]:
    try:
        merged = _Merged(sheet)
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
            cells = tuple(_shown(one) if type(one.value) is float else _cell(one.value) for one in row)
            cells = merged.filled(number, cells)
            if number > MOST_ROWS + 1:
                raise TooManyRows(limit=MOST_ROWS)
            if any(cells):
                yield number, cells
    except _BROKEN as error:
        raise Damaged from error


class _Merged:
    """Cells merged downwards: each row beside them shows their value, which the file holds once. What is merged sideways alone is a
    title and stays where it stands."""

    def __init__(self, sheet: Any) -> None:
        found = (range_boundaries(name) for name in _merged_in(sheet))
        self.ranges = {
            (top, left): bottom for left, top, _right, bottom in found if left and top and bottom and bottom > top
        }
        self.values: dict[int, tuple[int, str]] = {}
        """Column (from 0) -> last row of the cell, and its value."""

    def filled(self, number: int, cells: Cells) -> Cells:
        if not self.ranges or not any(cells):
            return cells
        for place, cell in enumerate(cells):
            if bottom := self.ranges.get((number, place + 1)):
                self.values[place] = bottom, cell
        held = {place: value for place, (bottom, value) in self.values.items() if bottom >= number}
        return tuple(cell or held.get(place, "") for place, cell in enumerate(cells))


def _merged_in(sheet: Any) -> list[str]:
    """Ranges such as A2:A9, which stand in the file behind all cells. Sheets too large to be made by hand are not looked through."""
    archive, path = sheet.parent._archive, sheet._worksheet_path
    if archive.getinfo(path).file_size > BY_HAND:
        return []
    content = archive.read(path)
    return [found.decode() for found in _MERGED.findall(content, max(content.rfind(b"sheetData>"), 0))]


def _shown(cell: Any) -> str:
    """A number as text: a whole one without a decimal point, others with the zeros that their format shows ("118.10")."""
    if cell.value.is_integer():
        return str(int(cell.value))
    text = str(cell.value)
    decimals = _DECIMALS.fullmatch(cell.number_format.split(";")[0])
    missing = len(decimals[1]) - len(text.partition(".")[2]) if decimals else 0
    return text + "0" * max(missing, 0)


def _cell(value: Any) -> str:
    """A cell as text, days in ISO order."""
    match value:
        case None:
            return ""
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)
