"""A matrix that somebody saved as a workbook or as CSV, as if it were the table of a Word document."""

from typing import IO

from tamdan.imports.formats import Sample
from tamdan.imports.sheets import every_row
from tamdan.language.normalise import clean
from tamdan.recommendations.imports.matrix_tables import Cell, Table, TableRow, WordFile
from tamdan.recommendations.imports.matrix_words import NUMBER, field_of

MOSTLY = 0.6
LONGEST = 5_000
"""Rows of a sheet that are read: the largest review has some three hundred recommendations."""


def is_matrix(sample: Sample) -> bool:
    """Whether a column of recommendations holds their numbers too (104.1), and none names the State under review."""
    fields = [field_of(column) for column in sample.columns]
    if "text" not in fields or "reviewed" in fields:
        return False
    place = fields.index("text")
    filled = [
        cells[place] for cells in sample.rows if len(cells) > place and sum(map(bool, cells)) > 1 and cells[place]
    ]
    numbered = [
        cell for cell in filled if (found := NUMBER.match(cell)) and "." in found["number"] and len(cell) > found.end()
    ]
    return bool(filled) and len(numbered) > MOSTLY * len(filled)


def read_sheet(stream: IO[bytes], media_type: str) -> WordFile:
    """Every row, those above the headings too: a theme or a title stands alone in its row. Raises what ``sheets`` raises."""
    rows: list[TableRow] = []
    for number, cells in every_row(stream, media_type):
        if len(rows) == LONGEST:
            break
        rows.append(TableRow(number, tuple(Cell(place, 1, _lines(cell)) for place, cell in enumerate(cells))))
    return WordFile((), (Table(0, tuple(rows)),))


def _lines(cell: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in clean(cell.lstrip("\ufeff")).splitlines())
    return tuple(line for line in lines if line)
