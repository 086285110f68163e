"""Tables in files: CSV in any of its dialects, and .xlsx. Both give column names and rows of cells, one at a time."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import IO

from tamdan.imports.decoding import encoding_of, lines_of
from tamdan.imports.errors import (
    EmptyTable,
    LettersLost,
    NotATable,
    NotReadable,
    OldOffice,
    TooManyColumns,
    TooManyRows,
    UnclosedQuote,
)
from tamdan.imports.formats import MOST_COLUMNS, MOST_ROWS, Cells, Refusal, Sample
from tamdan.language.mojibake import refuse_unreadable, unicode_encoding
from tamdan.vault.media import XLSX, media_type

LONGEST_CELL = 100_000
DELIMITERS = (";", ",", "\t", "|")
SAMPLE_ROWS = 40
TITLE_ROWS = 10
LONGEST_NAME = 80
"""Characters of a column's name below another one."""
HEAD = 1 << 20
JSON = "application/json"
_JSON = re.compile(rb"\s*(?:\[\s*)?\{\s*[\"}]|\s*\[\s*\]")
_OLD_OFFICE = ("application/msword", "application/vnd.ms-excel", "application/x-ole-storage")
_LOST = re.compile(r"\?{3,}|(?:\? ?){4,}")
csv.field_size_limit(LONGEST_CELL * 20)


@dataclass
class Sheet:
    """Column names as printed (a name may stand twice), and the rows after them with their numbers in the spreadsheet."""

    columns: Cells
    rows: Iterator[tuple[int, Cells]]
    notes: dict[str, str] = field(default_factory=dict)

    def checked(self) -> Iterator[tuple[int, Cells] | Refusal]:
        """The rows with exactly a cell for each column; others are refused. Empty rows are passed over."""
        width = len(self.columns)
        for number, cells in self.rows:
            if not any(cell.strip() for cell in cells):
                continue
            fitted = _fitted(cells, width)
            if len(fitted) != width:
                code = "row-too-short" if len(fitted) < width else "row-too-long"
                yield Refusal(number, self.pairs(fitted), code, {"found": len(fitted), "expected": width})
            elif any(len(cell) > LONGEST_CELL for cell in fitted):
                cut = tuple(cell[:LONGEST_CELL] for cell in fitted)
                yield Refusal(number, self.pairs(cut), "cell-too-long", {"limit": LONGEST_CELL})
            else:
                yield number, fitted

    def pairs(self, cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """Column name and value as printed, without NUL, which no database text can hold."""
        names = (*self.columns, *("" for _ in cells[len(self.columns) :]))
        return tuple((name, cell.replace("\x00", "")) for name, cell in zip(names, cells, strict=False))


def _fitted(cells: Cells, width: int) -> Cells:
    """Without empty cells beyond the last column, which spreadsheets like to write."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    return cells


def sample_of(stream: IO[bytes], name: str) -> Sample:
    """The first rows of a file for telling its format. Raises ImportRefused for what is no table and never will be."""
    stream.seek(0)
    head = stream.read(HEAD)
    if not head:
        raise EmptyTable
    found = media_type(head).replace(JSON, "text/plain")
    if found == "text/plain":
        head = _in_utf8(head)
        found = JSON if _is_json(head) else found
    if found in _OLD_OFFICE:
        raise OldOffice
    if found not in (XLSX, "text/plain"):
        return Sample(name, found, head)
    sheet = open_sheet(stream, found)
    rows = tuple(cells for _number, cells in islice(sheet.rows, SAMPLE_ROWS))
    return Sample(name, found, head, sheet.columns, rows)


def _in_utf8(head: bytes) -> bytes:
    """The beginning of a text in UTF-16 as UTF-8, in which the signs of a format are looked for; others as they are."""
    encoding = unicode_encoding(head)
    return head.decode(encoding, errors="ignore").encode() if encoding and encoding.startswith("utf-16") else head


def _is_json(head: bytes) -> bool:
    """Also behind a byte-order mark, where the vault sees no more than a text."""
    return bool(_JSON.match(head.removeprefix(b"\xef\xbb\xbf")))


def open_sheet(stream: IO[bytes], found: str) -> Sheet:
    """The table in a file of type ``found``. Raises ImportRefused with what to do."""
    if found == XLSX:
        return _workbook(stream)
    if found == "text/plain":
        return _csv(stream)
    raise NotReadable(type=found)


def every_row(stream: IO[bytes], found: str) -> Iterator[tuple[int, Cells]]:
    """Every row of a table with its number, what stands above the names too. Raises ImportRefused with what to do."""
    if found == XLSX:
        return _of_workbook(stream)[1]
    if found != "text/plain":
        raise NotReadable(type=found)
    encoding = encoding_of(stream)
    delimiter = _delimiter(_head(stream, encoding))
    return _readable(_records(lines_of(stream, encoding), delimiter))


def _csv(stream: IO[bytes]) -> Sheet:
    encoding = encoding_of(stream)
    delimiter = _delimiter(_head(stream, encoding))
    records = _records(lines_of(stream, encoding), delimiter)
    names, rows = _named(records)
    return Sheet(
        _columns(names), _readable(_without_lost_letters(rows)), {"encoding": encoding, "delimiter": delimiter}
    )


def _head(stream: IO[bytes], encoding: str) -> str:
    """The first part of a file as text."""
    stream.seek(0)
    head = stream.read(HEAD)
    if encoding.startswith("utf-16") and len(head) % 2:
        head = head[:-1]
    return head.decode(encoding, errors="replace")


def _delimiter(head: str) -> str:
    """The separator that parts the first rows into most cells, alike in as many rows as possible; one that does not part the first row
    that is parted at all, as a comma in texts below names does, counts for a third. Raises NotATable, EmptyTable."""
    if not head.strip("\ufeff \t\r\n\x00"):
        raise EmptyTable
    found = {delimiter: seen for delimiter in DELIMITERS if (seen := _parted(head, delimiter))}
    if not found:
        raise NotATable
    first = min(begins for _cells, begins in found.values())
    return max(found, key=lambda delimiter: found[delimiter][0] * (3 if found[delimiter][1] == first else 1))


def _parted(head: str, delimiter: str) -> tuple[int, int] | None:
    """Cells beyond the first in those of the first rows that are as wide as most, and the first row with two; None for one column."""
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    try:
        widths = [len(cells) for cells in islice(reader, SAMPLE_ROWS)]
    except csv.Error:
        return None
    usual = Counter(width for width in widths if width > 1).most_common(1)
    if not usual:
        return None
    [(width, alike)] = usual
    return alike * (width - 1), next(place for place, width in enumerate(widths) if width > 1)


def _records(text: Iterable[str], delimiter: str) -> Iterator[tuple[int, Cells]]:
    """Rows by their number. ``strict`` tells a mark that never closes from a long cell."""
    reader = csv.reader((line.replace("\x00", "") for line in text), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnclosedQuote(row=number) from error
        if number > MOST_ROWS + 1:
            raise TooManyRows(limit=MOST_ROWS)
        yield number, tuple(cells)


def _without_lost_letters(records: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    """Refuses the file when one of its first rows is mostly question marks: Khmer saved in a code page without Khmer."""
    for number, cells in records:
        if number <= SAMPLE_ROWS and any(_is_lost(cell) for cell in cells):
            raise LettersLost(row=number)
        yield number, cells


def _readable(records: Iterator[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    """Raises LegacyKhmer or CharactersLost for a table whose first rows no repair can make readable."""
    first = list(islice(records, SAMPLE_ROWS))
    refuse_unreadable("\n".join(" ".join(cells) for _number, cells in first))
    yield from first
    yield from records


def _is_lost(cell: str) -> bool:
    return bool(_LOST.search(cell)) and cell.count("?") * 2 > len(cell.replace(" ", ""))


def _named(records: Iterator[tuple[int, Cells]]) -> tuple[Cells, Iterator[tuple[int, Cells]]]:
    """The row of column names, and the rows below it: the first that fills more than half as many cells as the fullest,
    because titles may stand above, some of them in two cells. Names may be parted over two rows (``_in_two_rows``)."""
    above = list(islice(records, TITLE_ROWS))
    filled = [sum(bool(cell.strip()) for cell in cells) for _number, cells in above]
    for place, number in enumerate(filled):
        if number > 1 and 2 * number > max(filled):
            for first in (place - 1, place):
                names = _in_two_rows(*(cells for _number, cells in above[first : first + 2])) if first >= 0 else None
                if names:
                    return names, chain(above[first + 2 :], records)
            return above[place][1], chain(above[place + 1 :], records)
    raise NotATable


def _in_two_rows(first: Cells = (), second: Cells = ()) -> Cells | None:
    """Names where a heading over several columns has theirs below it, and the others have none there (or stand there again, merged):
    "State", "Recommendation", "" over "", "No.", "Text". None for two rows that are not made so."""
    first, second = _fitted(first, 0), _fitted(second, 0)
    width = max(len(first), len(second))
    above, below = ([*(cell.strip() for cell in cells), *[""] * (width - len(cells))] for cells in (first, second))
    over = [bool(above[place]) and place + 1 < width and not above[place + 1] for place in range(width)]
    alone = [place for place in range(width) if above[place] and not over[place]]
    is_empty_below = all(below[place] in ("", above[place]) for place in alone)
    has_names = all(below[place] and len(below[place]) <= LONGEST_NAME for place in range(width) if place not in alone)
    if not (len(alone) > 1 and any(over) and is_empty_below and has_names):
        return None
    return tuple(below[place] or above[place] for place in range(width))


def _columns(cells: Cells) -> Cells:
    names = _fitted(tuple(cell.strip().lstrip("\ufeff") for cell in cells), 0)
    if len(names) > MOST_COLUMNS:
        raise TooManyColumns(limit=MOST_COLUMNS)
    return names


def _of_workbook(stream: IO[bytes]) -> tuple[str, Iterator[tuple[int, Cells]]]:
    from tamdan.imports.workbooks import rows_of  # noqa: PLC0415 a start need not wait for it

    return rows_of(stream)


def _workbook(stream: IO[bytes]) -> Sheet:
    """The first sheet that holds something."""
    title, records = _of_workbook(stream)
    names, rows = _named(records)
    return Sheet(_columns(names), _readable(rows), {"sheet": title})
