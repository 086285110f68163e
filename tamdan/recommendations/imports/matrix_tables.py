"""What a Word document holds for the readers of matrices: lines and tables, apart from the library that opens it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """What a cell says, line by line, and the columns of the table's grid that it lies over (from ``start``, ``span`` many)."""

    start: int
    span: int
    lines: tuple[str, ...]
    counted: tuple[str, ...] = ()
    """The lines with the numbers that Word counts before them, where it counts any."""

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def numbered(self) -> tuple[str, ...]:
        return self.counted or self.lines


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

    @property
    def lines(self) -> Iterator[str]:
        """Every line, those of tables row by row."""
        for block in self.blocks:
            rows = () if isinstance(block, str) else block.rows
            yield from (
                [block]
                if isinstance(block, str)
                else (line for row in rows for cell in row.cells for line in cell.lines)
            )
