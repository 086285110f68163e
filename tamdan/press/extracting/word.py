"""A Word document: its paragraphs and the cells of its tables, in their order."""

from collections.abc import Iterator
from typing import IO

from tamdan.core.errors import DomainError
from tamdan.press.enums import How
from tamdan.press.errors import DamagedFile, NoText
from tamdan.press.extracting.kinds import Extracted
from tamdan.recommendations.imports.matrix_word import Table, read_word


def extract(stream: IO[bytes]) -> Extracted:
    """Raises DamagedFile for anything else in a zip, and NoText."""
    try:
        file = read_word(stream)
    except DomainError as error:
        raise DamagedFile from error
    text = "\n".join(line for block in file.blocks for line in _lines(block))
    if not text.strip():
        raise NoText
    return Extracted(text, How.DOCX)


def _lines(block: str | Table) -> Iterator[str]:
    if isinstance(block, str):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            yield from cell.lines
