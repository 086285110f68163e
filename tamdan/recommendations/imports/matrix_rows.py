"""The rows of a matrix, read column by column: what stands before them in the table and in the document goes with each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tamdan.recommendations.enums import Position
from tamdan.recommendations.imports.matrix_errors import NoMatrix
from tamdan.recommendations.imports.matrix_layout import Column, Layout, is_heading_row, layout_of, only_line
from tamdan.recommendations.imports.matrix_printed import Lines, Printed, parts_of
from tamdan.recommendations.imports.matrix_review import Reviewed, said_in
from tamdan.recommendations.imports.matrix_tables import Cell, Table, TableRow, WordFile
from tamdan.recommendations.imports.matrix_words import (
    ANSWER_INSIDE,
    ENUMERATOR,
    LABEL,
    NO_TICK,
)
from tamdan.recommendations.imports.pasted_item import heading_answer, speaks_of_them
from tamdan.recommendations.imports.positions import ANSWERS, Answer, position_of

NUMBERED = frozenset({"text", "number"})
"""Fields in which the numbers that Word counts are read; before a theme they are no part of its name."""
NO = frozenset({"no", "non"})
ANSWERED = (Position.SUPPORTED, Position.NOTED, Position.UNDER_CONSIDERATION)
LONGEST_TITLE = 100
COUNTS = re.compile(r"\b(number|total|percentage|nombre|n[uú]mero)\b", re.IGNORECASE)
"""What a line says that counts recommendations and stands above none."""


class Reading:
    """Goes through a document from its beginning; headings, sections and titles hold until the next."""

    def __init__(self, word: WordFile, given: Reviewed) -> None:
        self.word = word
        self.given = given
        self.layout: Layout | None = None
        self.depth = -1
        self.review = Reviewed()
        self.section = ""
        """The position that a sentence above the table gives to its rows; it holds until the next."""

    def rows(self) -> Iterator[Printed]:
        """Raises NoMatrix and SeveralStates."""
        found = False
        before: list[str] = []
        for block in self.word.blocks:
            if isinstance(block, str):
                before.append(block)
            elif self._enter(block):
                self._announce(before, is_first=not found)
                found, before = True, []
                yield from self._rows(block)
            else:
                before += [line for row in block.rows for cell in row.cells for line in cell.lines]
        if not found:
            raise NoMatrix

    def _enter(self, table: Table) -> bool:
        """Whether the table holds recommendations: it has columns of its own, or goes on with those of the one before."""
        own = layout_of(table)
        if own:
            self.layout, self.depth = own, table.depth
            return True
        widest = max((len(row.cells) for row in table.rows), default=0)
        return self.layout is not None and table.depth == self.depth and widest == len(self.layout.columns)

    def _announce(self, before: list[str], *, is_first: bool) -> None:
        """The first table belongs to what the document says of itself, a later one to what stands above it."""
        self.section = next((_answered(line) for line in reversed(before) if _answered(line)), self.section)
        if is_first:
            said = said_in((*self.word.around, *before), known=self.given.state)
        else:
            said = said_in([line for line in before if said_in([line]).state], known=self.given.state)
            if not said.state or said.state == self.review.state:
                said = replace(self.review, session=said.session or self.review.session)
        session = self.given.session or said.session
        self.review = Reviewed(self.given.state or said.state, session, said.cycle, said.symbol)

    def _rows(self, table: Table) -> Iterator[Printed]:
        heading, section = "", self.section
        above: list[str] = []
        for place, row in enumerate(table.rows):
            layout = self.layout
            if layout is None or layout.first <= row.number <= layout.last or is_heading_row(row):
                self._relay(table.rows[place:])
                self._title(above)
                above = []
            elif lines := only_line(row):
                heading, section = _across(" ".join(lines), heading, section)
                above += lines
            elif row.number > layout.last:
                yield from parts_of(self._printed(row, layout, heading, section))

    def _title(self, above: list[str]) -> None:
        """Rows across the table above its headings may be the title of the document."""
        if above and not (self.review.state and self.review.session):
            said = said_in(above, known=self.given.state)
            self.review = Reviewed(
                self.review.state or said.state, self.review.session or said.session, self.review.cycle or said.cycle,
                self.review.symbol or said.symbol,
            )  # fmt: skip

    def _relay(self, rows: Sequence[TableRow]) -> None:
        """Headings that stand again on a new page may put the columns in another order. ``rows``: they and all below."""
        row = rows[0]
        if self.layout and not self.layout.first <= row.number <= self.layout.last and is_heading_row(row):
            again = layout_of(Table(self.depth, tuple(rows)))
            self.layout = again or self.layout

    def _printed(self, row: TableRow, layout: Layout, heading: str, section: str) -> Printed:
        said: dict[str, Lines] = {}
        cells = []
        is_single = sum(column.field == "tick" for column in layout.columns) == 1
        for column, cell in layout.placed(row):
            lines = cell.numbered if column.field in NUMBERED else cell.lines
            name, lines = (
                _ticked(column, cell, is_single=is_single) if column.field == "tick" else (column.field, lines)
            )
            said[name] = said.get(name, ()) + lines
            if name == "text":
                said |= _answered_inside(lines, said)
            cells.append((column.name, "\n".join(cell.lines)))
        if heading and any(value for _name, value in cells):
            cells.append(("", heading))
        return Printed(row.number, tuple(cells), said, heading, section, layout.language, self.review)


def _ticked(column: Column, cell: Cell, *, is_single: bool) -> tuple[str, Lines]:
    """A mark in the column of a position says that position; a plain no in the only such column ("Accepted?") says the other."""
    said = cell.text.casefold().strip(" .")
    if is_single and said in NO and position_of(column.name) != position_of("no"):
        return "position", (said,)
    return "position", () if said in NO_TICK else (column.name,)


def _answered_inside(lines: Lines, said: Mapping[str, Lines]) -> dict[str, Lines]:
    """A line "Position: Supported" below the words of a recommendation stands for a column."""
    found = next(
        (line for line in lines[1:] if (told := ANSWER_INSIDE.match(line)) and position_of(told["answer"])), ""
    )
    if not found or said.get("position"):
        return {}
    return {
        "text": tuple(line for line in said["text"] if line != found),
        "position": (ANSWER_INSIDE.sub(r"\g<answer>", found),),
    }


def _across(line: str, heading: str, section: str) -> tuple[str, str]:
    """A row across the table is the theme of the rows below it, or what the State says to them."""
    if LABEL.match(line):
        return line, section
    is_section = position_of(line) not in (None, ("", ""))
    found = line if is_section else _answered(line)
    return (heading, found) if found else (line, section)


def _answered(line: str) -> str:
    """A word for what a sentence or a title says the State answered to the recommendations below it; nothing for any other line."""
    said = heading_answer(line) or _titled(line)
    return ANSWERS.get(said, "") if said else ""


def _titled(line: str) -> Answer | None:
    """ "B. Recommendations noted by Fiji": short, no sentence, without figures of its own."""
    title = ENUMERATOR.sub("", line)
    if len(title) > LONGEST_TITLE or title.endswith(".") or not speaks_of_them(title):
        return None
    if any(sign.isdecimal() for sign in title) or COUNTS.search(title):
        return None
    said = position_of(title)
    return said if said and said[0] in ANSWERED else None
