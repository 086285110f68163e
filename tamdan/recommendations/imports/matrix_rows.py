"""The rows of a matrix, read column by column: what stands before them in the table and in the document goes with each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from tamdan.recommendations.imports.matrix_asking import Asked, asked, parted, states_in
from tamdan.recommendations.imports.matrix_errors import NoMatrix
from tamdan.recommendations.imports.matrix_layout import Column, Layout, bare, is_heading_row, layout_of, only_line
from tamdan.recommendations.imports.matrix_review import Reviewed, said_in, symbols_in
from tamdan.recommendations.imports.matrix_word import Cell, Table, TableRow, WordFile
from tamdan.recommendations.imports.matrix_words import LABEL, NO_TICK, NUMBER, SYMBOL, TAIL
from tamdan.recommendations.imports.pasted_item import heading_answer
from tamdan.recommendations.imports.positions import ANSWERS, position_of

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Printed:
    """One row: what its columns say, by field, and the heading row above it. ``cells`` are as printed, for the source record."""

    number: int
    cells: tuple[tuple[str, str], ...]
    said: Mapping[str, Lines]
    heading: str = ""
    section: str = ""
    """The position that a heading row gives to the rows below it, as printed."""
    language: str = ""
    review: Reviewed = field(default_factory=Reviewed)

    def text_of(self, name: str) -> str:
        return " ".join(self.said.get(name, ()))

    def symbols(self) -> Iterator[tuple[str, bool]]:
        """Documents of the working group that the row names outside the recommendation itself."""
        yield from symbols_in(self._remarks)

    @property
    def document(self) -> str:
        """The document that holds the position, as named in the row: "A/HRC/28/8/Add.1"."""
        found = SYMBOL.search(self._remarks)
        return found.group().replace(" ", "") if found else ""

    @property
    def _remarks(self) -> str:
        return " ".join((*TAIL.split(self.text_of("text"), maxsplit=1)[1:], self.text_of("source")))

    @property
    def is_empty(self) -> bool:
        return not any(value for _name, value in self.cells)


@dataclass(frozen=True)
class DemandCell:
    """The cell of a recommendation taken apart. ``asked`` holds the words and the States that close them."""

    paragraph: str
    asked: Asked


def demand_cell(printed: Printed) -> DemandCell:
    """Number, words and States; what the editors add after them is left out. A column of numbers or States goes before."""
    text = TAIL.split(printed.text_of("text"), maxsplit=1)[0].strip()
    match = NUMBER.match(text)
    number = NUMBER.match(f"{printed.text_of('number')} ") or _alone(printed.text_of("number"))
    if match and (number is None or "." in match["number"]):
        text, number = text[match.end() :].strip(), number or match
    found = asked(text)
    states, others = states_in("\n".join(bare(line) for line in printed.said.get("by", ())))
    groups, unknown = parted(others)
    if states or (others and not found.states):
        found = replace(found, states=states, unknown=unknown, groups=groups)
    return DemandCell(number["number"] if number else "", found)


def _alone(number: str) -> Mapping[str, str] | None:
    """A number in a column of its own needs no full stop after it."""
    plain = number.strip(" .()[]")
    return {"number": plain} if plain.isdecimal() else None


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
        for row in table.rows:
            layout = self.layout
            if layout is None or row.number == layout.first or is_heading_row(row):
                self._relay(row)
                self._title(above)
                above = []
            elif lines := only_line(row):
                heading, section = _across(" ".join(lines), heading, section)
                above += lines
            elif row.number > layout.first:
                yield self._printed(row, layout, heading, section)

    def _title(self, above: list[str]) -> None:
        """Rows across the table above its headings may be the title of the document."""
        if above and not (self.review.state and self.review.session):
            said = said_in(above, known=self.given.state)
            self.review = Reviewed(
                self.review.state or said.state, self.review.session or said.session, self.review.cycle or said.cycle,
                self.review.symbol or said.symbol,
            )  # fmt: skip

    def _relay(self, row: TableRow) -> None:
        """Headings that stand again on a new page may put the columns in another order."""
        if self.layout and row.number != self.layout.first and is_heading_row(row):
            again = layout_of(Table(self.depth, (row,)))
            self.layout = again or self.layout

    def _printed(self, row: TableRow, layout: Layout, heading: str, section: str) -> Printed:
        said: dict[str, Lines] = {}
        cells = []
        for column, cell in layout.placed(row):
            name, lines = _ticked(column, cell) if column.field == "tick" else (column.field, cell.lines)
            said[name] = said.get(name, ()) + lines
            cells.append((column.name, "\n".join(cell.lines)))
        if heading and any(value for _name, value in cells):
            cells.append(("", heading))
        return Printed(row.number, tuple(cells), said, heading, section, layout.language, self.review)


def _ticked(column: Column, cell: Cell) -> tuple[str, Lines]:
    """A mark in the column of a position says that position."""
    return "position", () if cell.text.casefold() in NO_TICK else (column.name,)


def _across(line: str, heading: str, section: str) -> tuple[str, str]:
    """A row across the table is the theme of the rows below it, or what the State says to them."""
    if LABEL.match(line):
        return line, section
    is_section = position_of(line) not in (None, ("", ""))
    found = line if is_section else _answered(line)
    return (heading, found) if found else (line, section)


def _answered(line: str) -> str:
    """A word for what a sentence says the State answered to the recommendations below it; nothing for any other line."""
    said = heading_answer(line)
    return ANSWERS.get(said, "") if said else ""
