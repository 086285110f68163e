"""A Word document: its paragraphs and the cells of its tables, in their order."""

import zipfile
from collections.abc import Iterator
from typing import IO

from tamdan.core.errors import DomainError
from tamdan.press.enums import How
from tamdan.press.errors import DamagedFile, NoText, UnknownKind
from tamdan.press.extracting.kinds import Extracted
from tamdan.recommendations.imports.matrix_tables import Table
from tamdan.recommendations.imports.matrix_word import read_word


def extract(stream: IO[bytes]) -> Extracted:
    """Raises UnknownKind for a zip of anything else, DamagedFile, and NoText."""
    try:
        file = read_word(stream)
    except DomainError as error:
        raise (UnknownKind(type="zip") if _is_another_zip(stream) else DamagedFile) from error
    text = "\n".join(line for block in file.blocks for line in _lines(block))
    if not text.strip():
        raise NoText
    return Extracted(text, How.DOCX)


def _is_another_zip(stream: IO[bytes]) -> bool:
    """A whole archive or another kind of document."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return "word/document.xml" not in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def _lines(block: str | Table) -> Iterator[str]:
    if isinstance(block, str):
        yield block
        return
    for row in block.rows:
        for cell in row.cells:
            yield from cell.lines
