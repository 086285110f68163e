"""A PDF: its text layer page by page, and words read from the pictures of pages where there is none or its Khmer is damaged."""

import ctypes
import re
from collections.abc import Iterator
from functools import partial
from typing import IO

import pypdfium2

from tamdan.language.script import BASES, COENG, has_khmer, khmer_letters
from tamdan.press.enums import How, Note
from tamdan.press.errors import DamagedFile, NoText, TooManyPages
from tamdan.press.extracting import recognition
from tamdan.press.extracting.kinds import Extracted, Told

MOST_PAGES = 500
_BROKEN = re.compile(
    f"{COENG}(?![{BASES}])|(?:^|[\\s\u17d4\u17d5a-zA-Z0-9])[\u17b6-\u17d1]|([\u17b6-\u17c8])\\1|[\ufffd\ue000-\uf8ff]",
    re.MULTILINE,
)
"""What no right Khmer text holds: a subscript sign with nothing below, a vowel with nothing before it, signs of no letter."""
_DAMAGED, _FEWEST = 0.02, 40
_ENDS = re.compile(r"[.!?:;។៕»”\"]\s*$")


def extract(stream: IO[bytes], progress: Told) -> Extracted:
    """Raises DamagedFile, TooManyPages, NoText. ``progress`` is told of pages."""
    try:
        document = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as error:
        raise DamagedFile from error
    try:
        if len(document) > MOST_PAGES:
            raise TooManyPages(pages=len(document), limit=MOST_PAGES)
        pages, notes = [], set[str]()
        for number in range(len(document)):
            pages.append(_page(document[number], notes))
            progress(number + 1, len(document))
    finally:
        document.close()
    text = "\n\n".join(page for page in pages if page)
    if not text.strip():
        raise NoText
    return Extracted(text, How.PDF, notes=sorted(notes))


def _page(page: pypdfium2.PdfPage, notes: set[str]) -> str:
    found = str(page.get_textpage().get_text_range()).replace("\0", "")
    damaged = is_damaged(found)
    if damaged:
        notes.add(Note.DAMAGED_LAYER)
    if found.strip() and not damaged:
        return paragraphs(found)
    if not found.strip() and not any(True for _ in page.get_objects(max_depth=2)):
        return ""
    seen = recognition.words_of(partial(_picture, page))
    if seen is None:
        notes.add(Note.NO_RECOGNITION)
        return paragraphs(found)
    if damaged and not is_better(seen, found):
        return paragraphs(found)
    notes.add(Note.READ_FROM_IMAGE)
    return paragraphs(seen)


def is_damaged(text: str) -> bool:
    """Whether the Khmer of a text layer holds what no right text does, one sign in fifty or more."""
    return has_khmer(text) and khmer_letters(text) >= _FEWEST and _share_broken(text) > _DAMAGED


def is_better(seen: str, found: str) -> bool:
    """Of two readings of a page the one with fewer impossible signs, if it holds the Khmer at all: a program that knows no Khmer makes
    Latin letters of it, in which nothing is impossible."""
    is_whole = 2 * khmer_letters(seen) >= khmer_letters(found)
    return is_whole and _share_broken(seen) < _share_broken(found)


def _share_broken(text: str) -> float:
    return len(_BROKEN.findall(text)) / max(khmer_letters(text), 1)


def _picture(page: pypdfium2.PdfPage, dots: int) -> tuple[int, int, bytes]:
    """Width, height and grey values of a page, without the bytes that fill up lines."""
    bitmap = page.render(scale=dots / 72, grayscale=True)
    data = ctypes.string_at(bitmap.buffer, bitmap.stride * bitmap.height)
    rows = (data[row * bitmap.stride : row * bitmap.stride + bitmap.width] for row in range(bitmap.height))
    return bitmap.width, bitmap.height, b"".join(rows)


def paragraphs(text: str) -> str:
    """The lines of a page joined where a sentence goes on: a PDF knows only lines, the reader needs paragraphs."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00ad", "").split("\n")]
    longest = max(map(len, lines), default=0)
    return "\n".join(_joined(lines, 0.6 * longest))


def _joined(lines: list[str], full: float) -> Iterator[str]:
    held = last = ""
    for line in lines:
        goes_on = bool(held) and bool(line) and len(last) >= full and not _ENDS.search(held)
        if goes_on:
            held = (
                held[:-1] + line if held.endswith("-") and line[:1].islower() else f"{held}{_between(held, line)}{line}"
            )
        else:
            if held:
                yield held
            held = line
        last = line
    if held:
        yield held


def _between(before: str, after: str) -> str:
    """Khmer is written without spaces, so none is put in where a line ends."""
    return "" if has_khmer(before[-1:]) and has_khmer(after[:1]) else " "
