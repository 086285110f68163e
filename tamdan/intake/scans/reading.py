"""The text of a scanned letter, before it is sealed: in this server's memory, for the officer who typed it and nobody else.

Nothing is stored, logged or written to a disk; the page says before that the server sees the scan (docs/domain/intake.md).
"""

import json
import re
import struct
import sys
import threading
from dataclasses import asdict, dataclass, replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tamdan.intake.scans import program, shut_in, tesseract
from tamdan.intake.scans.errors import (
    NoReader,
    ReaderBusy,
    ScanDamaged,
    ScanEmpty,
    ScanLocked,
    ScanRefused,
    ScanTooHard,
    ScanTooLarge,
    ScanTooManyPoints,
    ScanUnknown,
)
from tamdan.language.script import has_khmer

__all__ = ["ScanRefused", "read"]
LARGEST = 25 << 20
MOST_PAGES = 40
MOST_READ = 10
"""Pages from which letters are read in one go: half a minute of the processor for each at most."""
MOST_POINTS = 60_000_000
LOOK_SECONDS = 30
WAIT = 2
"""Seconds for another scan to be done."""
FEW_LETTERS = 8
"""A page with fewer letters in its layer is a picture with a stamp or a page number."""
MISPLACED = 0.02
"""Part of the Khmer signs that stand where none may; clean text has none, a layer in the order of the strokes has a tenth."""
_SIGNS = re.compile("[\u17b6-\u17d3]")
_LOST = re.compile(
    "(?:^|[\\s\u0020-\u007e])[\u17b6-\u17d3]|\u17d2(?![\u1780-\u17b3])|[\u17b6-\u17c5]{2}|[\ufffd\ue000-\uf8ff]"
)
_LETTER = re.compile(r"\w")
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG after which the size stands."""
_PDFIUM = str(getattr(find_spec("pypdfium2"), "origin", ""))
one_at_a_time = threading.BoundedSemaphore()


@dataclass(frozen=True)
class Page:
    """``source``: "layer" (the file's own text), "letters" (read from the picture), "none". ``preview``: a PNG in base64, of PDFs alone."""

    text: str
    source: str
    is_broken: bool
    preview: str = ""


@dataclass(frozen=True)
class Scan:
    """``left_out``: pages that nobody looked at. ``unread``: pages without text that the server could not read, and ``why``."""

    pages: tuple[Page, ...]
    left_out: int = 0
    unread: int = 0
    why: str = ""

    def plain(self) -> dict[str, Any]:
        return {**asdict(self), "has_khmer": any(has_khmer(page.text) for page in self.pages)}


def read(content: bytes) -> Scan:
    """The text of a PDF, a JPEG or a PNG. Raises what ``errors`` names; one scan at a time."""
    if not content:
        raise ScanEmpty
    if len(content) > LARGEST:
        raise ScanTooLarge(limit=LARGEST >> 20)
    if not one_at_a_time.acquire(timeout=WAIT):
        raise ReaderBusy
    try:
        return _of_pdf(content) if b"%PDF-" in content[:1024] else _of_picture(content)
    finally:
        one_at_a_time.release()


def _of_picture(content: bytes) -> Scan:
    width, height = size_of(content)
    if width * height > MOST_POINTS:
        raise ScanTooManyPoints(width=width, height=height)
    text = (
        tesseract.read_drawn(lambda dots: content if dots == tesseract.FINE else _program("draw", 0, content, dots))
        if content.startswith(b"\xff\xd8")
        else tesseract.read(content)
    ).strip()
    return Scan((Page(text, "letters" if text else "none", is_broken(text)),))


def _of_pdf(content: bytes) -> Scan:
    found = json.loads(_program("look", MOST_PAGES, content))
    pages, why, left = [], "", MOST_READ
    for number, one in enumerate(found["pages"]):
        page = Page(one["text"].strip(), "layer", is_broken(one["text"]), one["preview"])
        if page.is_broken or len(_LETTER.findall(page.text)) < FEW_LETTERS:
            page, why = _read_from_picture(content, number, page, why) if left > 0 else (_without(page), why)
            left -= 1
        pages.append(page)
    unread = sum(page.source == "none" for page in pages)
    return Scan(tuple(pages), found["count"] - len(pages), unread, why)


def _without(page: Page) -> Page:
    """As the layer has it, where nothing better could be read; a page with neither has no text."""
    return page if page.text else replace(page, source="none")


def _read_from_picture(content: bytes, number: int, page: Page, why: str) -> tuple[Page, str]:
    """The page read from its picture; where that cannot be done the page as it was, and the sentence why."""
    if not tesseract.languages():
        return _without(page), str(NoReader())
    try:
        text = tesseract.read_drawn(partial(_program, "draw", number, content)).strip()
    except (ScanTooHard, ScanDamaged) as refused:
        return _without(page), str(refused)
    return (
        (replace(page, text=text, source="letters", is_broken=is_broken(text)), why) if text else (_without(page), why)
    )


def _program(task: str, number: int, content: bytes, *more: int) -> bytes:
    arguments = ["-I", program.__file__, task, str(number), *map(str, more)]
    needed = (Path(program.__file__), Path(_PDFIUM))
    code, made = shut_in.run(Path(sys.executable), arguments, content, seconds=LOOK_SECONDS, needed=needed)
    if code == program.LOCKED:
        raise ScanLocked
    if code:
        raise ScanDamaged
    return made


def is_broken(text: str) -> bool:
    """Whether Khmer signs stand where none may: a layer that holds them in the order of the strokes, or letters of no script."""
    signs = len(_SIGNS.findall(text))
    return signs > 0 and len(_LOST.findall(text)) > max(1, signs * MISPLACED)


def size_of(picture: bytes) -> tuple[int, int]:
    """Width and height from the head of a PNG or JPEG, before anything is unpacked. Raises ScanUnknown, ScanDamaged."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        if len(picture) < 24:
            raise ScanDamaged
        width, height = struct.unpack(">II", picture[16:24])
        return width, height
    if not picture.startswith(b"\xff\xd8\xff"):
        raise ScanUnknown
    place = 2
    while place + 9 < len(picture) and picture[place] == 0xFF:
        marker, length = picture[place + 1], struct.unpack(">H", picture[place + 2 : place + 4])[0]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", picture[place + 5 : place + 9])
            return width, height
        place += 2 + length
    raise ScanDamaged
