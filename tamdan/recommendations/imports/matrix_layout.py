"""Which column of a table is which: told by the headings wherever they stand, and by what a column holds where they say nothing."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tamdan.language.normalise import words_only
from tamdan.recommendations.imports.matrix_asking import asked, state_named, states_in
from tamdan.recommendations.imports.matrix_tables import Cell, Table, TableRow
from tamdan.recommendations.imports.matrix_words import GOAL, LANGUAGES, NUMBER, SYMBOL, field_of
from tamdan.recommendations.imports.positions import position_of
from tamdan.taxonomy.match import groups_by_label, sdg_by_label, themes_by_label

LONGEST_HEADING = 120
LONGEST_OF_MANY = 250
"""Characters of a heading among others that name columns; of one beside columns of single positions alone (TICKED)."""
TICKED = 60
HEADING_ROWS = 12
"""Rows of a table among which its headings are looked for: titles and legends may stand above."""
LOOKED_AT = 60
MOSTLY = 0.6
SHORTEST = 25
"""Characters that texts of recommendations have at least, on average."""
PLAINLY_STATES = re.compile(r"(states?|countr(y|ies)|etats?|pays|estados?|paises)")
_ONLY_NUMBER = re.compile(r"\W*\d{1,3}(\s?\.\s?\d{1,3}){0,2}[a-z]?\W*")
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
    """The columns of a table. ``first`` and ``last`` are the numbers of the rows that hold the headings, 0 for a table without."""

    columns: tuple[Column, ...]
    language: str = ""
    first: int = 0
    last: int = 0

    @property
    def fields(self) -> set[str]:
        return {column.field for column in self.columns}

    def placed(self, row: TableRow) -> list[tuple[Column, Cell]]:
        """Each cell with its column: in their order where there are as many, otherwise by their place in the grid."""
        if len(row.cells) == len(self.columns):
            return list(zip(self.columns, row.cells, strict=True))
        return [(column, cell) for cell in row.cells if (column := _over(self.columns, cell))]


def _over(columns: Iterable[Column], cell: Cell) -> Column | None:
    return next((one for one in columns if one.start <= cell.start < one.start + one.span), None)


def is_heading_row(row: TableRow) -> bool:
    """Whether a row names columns: two fields of which one is the recommendation, or three; nothing in it is a recommendation."""
    fields = [field_of(cell.text) for cell in row.cells]
    known = set(fields) - {""}
    if not (len(known) > 2 or ("text" in known and len(known) > 1)):
        return False
    longest = TICKED if known == {"text", "tick"} else LONGEST_OF_MANY
    return not any(len(cell.text) > longest or _holds_one(cell) for cell in row.cells)


def _holds_one(cell: Cell) -> bool:
    """Whether a cell holds a number, States or a theme: no heading does, however much it sounds like one."""
    return NUMBER.match(" ".join(cell.numbered)) is not None or _names_one(cell.text)


def _names_one(text: str) -> bool:
    """A State that asks, States alone, or a theme."""
    states, others = states_in(text)
    return bool(states and not others) or bool(asked(text).states) or is_label(text)


def only_line(row: TableRow) -> tuple[str, ...]:
    """What a row across the whole table says: a theme, or who supports what. Nothing for rows with several cells filled."""
    said = {cell.lines for cell in row.cells if cell.lines}
    if len(said) != 1 or (len(row.cells) > 1 and not row.cells[0].lines):
        return ()
    [lines] = said
    line = " ".join(row.cells[0].numbered)
    number = NUMBER.match(line)
    if number is None:
        is_demand = len(row.cells) > 1 and (
            len(line) > LONGEST_HEADING or line[:1].islower() or bool(asked(line).states)
        )
    elif is_label(line) or is_label(line[number.end() :]):
        is_demand = False
    else:
        is_demand = "." in number["number"] or len(row.cells) > 1 or bool(asked(line).states)
    return () if is_demand else lines


def is_label(line: str) -> bool:
    return bool(themes_by_label(bare(line)) or groups_by_label(bare(line)))


def layout_of(table: Table) -> Layout | None:
    """None for a table that holds no recommendations, or whose columns are those of the table before."""
    place = next((place for place, row in enumerate(table.rows[:HEADING_ROWS]) if is_heading_row(row)), None)
    headed = _without_headings(table) if place is None else _headed(table.rows[place : place + 2])
    layout = _told_by_contents(headed, table)
    return layout if "text" in layout.fields else None


def _headed(rows: Sequence[TableRow]) -> Layout:
    """By a row of headings, and by a second one below it that names what a heading over several columns holds."""
    first, second = rows[0], rows[1] if len(rows) > 1 and _goes_below(*rows) else None
    columns = [Column(field_of(cell.text), cell.text, cell.start, cell.span) for cell in first.cells]
    if second:
        below = [(cell, _over(columns, cell)) for cell in second.cells]
        columns = [
            Column(field_of(cell.text), cell.text, cell.start, cell.span)
            if cell.text or above is None
            else replace(above, start=cell.start, span=cell.span)
            for cell, above in below
        ]
    return Layout(tuple(columns), _language(columns), first.number, second.number if second else first.number)


def _goes_below(first: TableRow, second: TableRow) -> bool:
    """Whether the second row goes on naming columns: each of its cells says what a heading of ours does, or nothing."""
    above = {cell.text for cell in first.cells}
    said = [cell.text for cell in second.cells if cell.text and cell.text not in above]
    if len(said) < 2 or len(second.cells) <= len(said) or any(map(_names_one, said)):
        return False
    return all(len(text) <= LONGEST_HEADING and field_of(text) for text in said)


def _without_headings(table: Table) -> Layout:
    widest = max(table.rows, key=lambda row: len(row.cells), default=TableRow(0, ()))
    first = next((row for row in table.rows[:HEADING_ROWS] if _is_named(row, len(widest.cells))), None)
    names = [cell.text for cell in first.cells] if first else ["" for _ in widest.cells]
    columns = tuple(Column("", name, cell.start, cell.span) for name, cell in zip(names, widest.cells, strict=True))
    number = first.number if first else 0
    return Layout(columns, "", number, number)


def _is_named(row: TableRow, width: int) -> bool:
    """Whether a row could be headings in words that are not known here."""
    texts = [cell.text for cell in row.cells]
    return width > 1 and len(texts) == width and all(texts) and not any(
        len(text) > LONGEST_HEADING or NUMBER.match(text) or (len(text) > len("No") and position_of(text)) for text in texts
    )  # fmt: skip


def _language(columns: Iterable[Column]) -> str:
    headings = " ".join(words_only(column.name) for column in columns)
    return next((code for code, pattern in LANGUAGES.items() if pattern.search(headings)), "")


def _told_by_contents(layout: Layout, table: Table) -> Layout:
    """Gives a field to columns whose headings say nothing, where no other column has it and most of their cells fit."""
    heads = range(layout.first, layout.last + 1)
    rows = [row for row in table.rows if row.number not in heads and not only_line(row)]
    held: dict[Column, list[Cell]] = {column: [] for column in layout.columns}
    for row in rows[:LOOKED_AT]:
        for column, cell in layout.placed(row):
            held[column].append(cell)
    taken = layout.fields | ({"position"} if "tick" in layout.fields else set())
    told = [_told(column, held[column], taken) for column in layout.columns]
    told = _with_longest_as_text(_with_reviewed(told, list(held.values())), list(held.values()))
    return replace(layout, columns=tuple(_once(told)))


def _with_reviewed(columns: Sequence[Column], held: Sequence[Sequence[Cell]]) -> list[Column]:
    """A column "Country" that names one State throughout holds the State under review, where others are named as asking."""
    texts = [cell.text for column, cells in zip(columns, held, strict=True) if column.field == "text" for cell in cells]
    found = list(columns)
    for place, (column, cells) in enumerate(zip(columns, held, strict=True)):
        names = {cell.text for cell in cells if cell.lines}
        others = any(one.field == "by" for one in columns if one is not column)
        if (
            column.field == "by"
            and PLAINLY_STATES.fullmatch(words_only(column.name))
            and len(names) == 1
            and state_named(min(names))
        ):
            behind = any(states != (state_named(min(names)),) for text in texts if (states := asked(text).states))
            found[place] = replace(column, field="reviewed") if others or behind else column
    return found


def _with_longest_as_text(columns: list[Column], held: Sequence[Sequence[Cell]]) -> list[Column]:
    """Below headings in words that are not known here, the column of the longest texts beside one of numbers is that of the
    recommendations."""
    fields = {column.field for column in columns}
    lengths = [
        0 if column.field else sum(len(cell.text) for cell in cells)
        for column, cells in zip(columns, held, strict=True)
    ]
    if "text" in fields or "number" not in fields or not any(lengths):
        return columns
    place = lengths.index(max(lengths))
    is_long = max(lengths) > SHORTEST * len(held[place])
    return [replace(one, field="text") if is_long and at == place else one for at, one in enumerate(columns)]


def _once(columns: Sequence[Column]) -> Iterable[Column]:
    """A second column of recommendations holds something else about them."""
    has_text = False
    for column in columns:
        yield Column("", column.name, column.start, column.span) if column.field == "text" and has_text else column
        has_text |= column.field == "text"


def _told(column: Column, cells: Sequence[Cell], taken: set[str]) -> Column:
    asked_for = [name for name in CONTENTS if name not in taken and name in MAY_BE.get(column.field, ("text",))]
    filled = [cell for cell in cells if cell.numbered]
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
    return (
        bool(lines) and all(sdg_by_label(GOAL.sub("", line)) for line in lines) and not _ONLY_NUMBER.fullmatch(lines[0])
    )


def _is_label(cell: Cell) -> bool:
    return any(is_label(line) for line in cell.lines)


def _are_states(cell: Cell) -> bool:
    states, unknown = states_in("\n".join(bare(line) for line in cell.lines))
    return len(states) > len(unknown)


CONTENTS: dict[str, Callable[[Cell], bool]] = {
    "number": lambda cell: _ONLY_NUMBER.fullmatch(" ".join(cell.numbered)) is not None,
    "text": lambda cell: (
        NUMBER.match(" ".join(cell.numbered)) is not None and len(cell.text) > 20 and not _is_label(cell)
    ),
    "position": lambda cell: bool(cell.lines) and position_of(cell.text) is not None,
    "by": _are_states,
    "source": lambda cell: SYMBOL.match(cell.text) is not None,
    "sdg": _is_goal,
    "themes": _is_label,
}
"""Field -> whether a cell looks like it. A column of recommendations is told by the numbers before them."""
MAY_BE = {"": tuple(CONTENTS), "text": ("number",), "other": ("text", "position"), "tick": ()}
"""Field that the heading gives -> what the contents may make of it: "Status" can be the position."""
