"""Which column of a table is which: told by the headings wherever they stand, and by what a column holds where they say nothing."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tamdan.language.normalise import words_only
from tamdan.recommendations.imports.matrix_asking import states_in
from tamdan.recommendations.imports.matrix_word import Cell, Table, TableRow
from tamdan.recommendations.imports.matrix_words import GOAL, LANGUAGES, NUMBER, SYMBOL, field_of
from tamdan.recommendations.imports.positions import position_of
from tamdan.taxonomy.match import groups_by_label, sdg_by_label, themes_by_label

LONGEST_HEADING = 120
HEADING_ROWS = 12
"""Rows of a table among which its headings are looked for: titles and legends may stand above."""
LOOKED_AT = 60
MOSTLY = 0.6
_ONLY_NUMBER = re.compile(r"\W*\d{1,3}(\.\d{1,3}){0,2}[a-z]?\W*")
_BULLET = re.compile(r"^[\s\-–—•·*▪]+")


@dataclass(frozen=True)
class Column:
    """``field`` is a key of ``matrix_words.HEADINGS``, or nothing for a column that is only kept as printed."""

    field: str
    name: str
    start: int
    span: int


@dataclass(frozen=True)
class Layout:
    """The columns of a table. ``first`` is the number of the row that holds the headings, 0 for a table without."""

    columns: tuple[Column, ...]
    language: str = ""
    first: int = 0

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns}

    def placed(self, row: TableRow) -> list[tuple[Column, Cell]]:
        """Each cell with its column: in their order where there are as many, otherwise by their place in the grid."""
        if len(row.cells) == len(self.columns):
            return list(zip(self.columns, row.cells, strict=True))
        return [(column, cell) for cell in row.cells if (column := self._over(cell))]

    def _over(self, cell: Cell) -> Column | None:
        return next((one for one in self.columns if one.start <= cell.start < one.start + one.span), None)


def is_heading_row(row: TableRow) -> bool:
    """Whether a row names columns: two fields of which one is the recommendation, or three; nothing in it is a recommendation."""
    if any(len(cell.text) > LONGEST_HEADING or NUMBER.match(cell.text) for cell in row.cells):
        return False
    fields = [field for cell in row.cells if (field := field_of(cell.text))]
    return len(set(fields)) > 2 or ("text" in fields and len(set(fields)) > 1)


def only_line(row: TableRow) -> tuple[str, ...]:
    """What a row across the whole table says: a theme, or who supports what. Nothing for rows with several cells filled."""
    said = {cell.lines for cell in row.cells if cell.lines}
    if len(said) != 1 or (len(row.cells) > 1 and not row.cells[0].lines):
        return ()
    [lines] = said
    is_demand = NUMBER.match(lines[0]) or (len(row.cells) > 1 and len(" ".join(lines)) > LONGEST_HEADING)
    return () if is_demand else lines


def layout_of(table: Table) -> Layout | None:
    """None for a table that holds no recommendations, or whose columns are those of the table before."""
    found = next((row for row in table.rows[:HEADING_ROWS] if is_heading_row(row)), None)
    if found:
        columns = tuple(Column(field_of(cell.text), cell.text, cell.start, cell.span) for cell in found.cells)
        headed = Layout(columns, _language(columns), found.number)
    else:
        headed = _without_headings(table)
    layout = _told_by_contents(headed, table)
    return layout if "text" in layout.fields else None


def _without_headings(table: Table) -> Layout:
    widest = max(table.rows, key=lambda row: len(row.cells), default=TableRow(0, ()))
    first = next((row for row in table.rows[:HEADING_ROWS] if _is_named(row, len(widest.cells))), None)
    names = [cell.text for cell in first.cells] if first else ["" for _ in widest.cells]
    columns = tuple(Column("", name, cell.start, cell.span) for name, cell in zip(names, widest.cells, strict=True))
    return Layout(columns, "", first.number if first else 0)


def _is_named(row: TableRow, width: int) -> bool:
    """Whether a row could be headings in words that are not known here."""
    texts = [cell.text for cell in row.cells]
    return width > 1 and len(texts) == width and all(texts) and not any(
        len(text) > LONGEST_HEADING or NUMBER.match(text) or position_of(text) for text in texts
    )  # fmt: skip


def _language(columns: Iterable[Column]) -> str:
    headings = " ".join(words_only(column.name) for column in columns)
    return next((code for code, pattern in LANGUAGES.items() if pattern.search(headings)), "")


def _told_by_contents(layout: Layout, table: Table) -> Layout:
    """Gives a field to columns whose headings say nothing, where no other column has it and most of their cells fit."""
    rows = [row for row in table.rows if row.number != layout.first and not only_line(row)]
    held: dict[Column, list[Cell]] = {column: [] for column in layout.columns}
    for row in rows[:LOOKED_AT]:
        for column, cell in layout.placed(row):
            held[column].append(cell)
    taken = layout.fields | ({"position"} if "tick" in layout.fields else set())
    told = [_told(column, held[column], taken) for column in layout.columns]
    return Layout(tuple(_once(told)), layout.language, layout.first)


def _once(columns: Sequence[Column]) -> Iterable[Column]:
    """A second column of recommendations holds something else about them."""
    has_text = False
    for column in columns:
        yield Column("", column.name, column.start, column.span) if column.field == "text" and has_text else column
        has_text |= column.field == "text"


def _told(column: Column, cells: Sequence[Cell], taken: set[str]) -> Column:
    asked_for = [name for name in CONTENTS if name not in taken and name in MAY_BE.get(column.field, ("text",))]
    filled = [cell for cell in cells if cell.lines]
    for name in asked_for:
        fits = CONTENTS[name]
        if filled and sum(map(fits, filled)) > MOSTLY * len(filled):
            taken.add(name)
            return Column(name, column.name, column.start, column.span)
    return column


def bare(line: str) -> str:
    """A line without the sign of a list before it."""
    return _BULLET.sub("", line).strip()


def _is_goal(cell: Cell) -> bool:
    lines = [bare(line) for line in cell.lines]
    return all(sdg_by_label(GOAL.sub("", line)) for line in lines) and not _ONLY_NUMBER.fullmatch(lines[0])


def _is_label(cell: Cell) -> bool:
    return any(themes_by_label(bare(line)) or groups_by_label(bare(line)) for line in cell.lines)


def _are_states(cell: Cell) -> bool:
    states, unknown = states_in("\n".join(bare(line) for line in cell.lines))
    return len(states) > len(unknown)


CONTENTS: dict[str, Callable[[Cell], bool]] = {
    "number": lambda cell: _ONLY_NUMBER.fullmatch(cell.text) is not None,
    "text": lambda cell: NUMBER.match(cell.text) is not None and len(cell.text) > 20 and not _is_label(cell),
    "position": lambda cell: position_of(cell.text) is not None,
    "by": _are_states,
    "source": lambda cell: SYMBOL.match(cell.text) is not None,
    "sdg": _is_goal,
    "themes": _is_label,
}
"""Field -> whether a cell looks like it. A column of recommendations is told by the numbers before them."""
MAY_BE = {"": tuple(CONTENTS), "text": ("number",), "other": ("text", "position"), "tick": ()}
"""Field that the heading gives -> what the contents may make of it: "Status" can be the position."""
