"""What a file is, told from its bytes; its name only breaks ties and is compared with what was found."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import IO

from tamdan.language.errors import CharactersLost as Lost
from tamdan.language.errors import EncodingUnknown as Unknown
from tamdan.language.errors import LanguageError
from tamdan.language.errors import LegacyKhmer as Legacy
from tamdan.language.mojibake import repair, unicode_encoding
from tamdan.press.enums import How, Note
from tamdan.press.errors import CharactersLost, DamagedFile, EncodingUnknown, LegacyKhmer, NoText, TooLong, UnknownKind
from tamdan.press.reading.reader import _text_of

LONGEST = 100 * 2**20
"""Bytes of a text, page or e-mail that are read; a dump of 10,000 articles has 40 MB."""
_HEAD = 4096
_HTML = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_XML_PAGE = re.compile(rb"<html\s", re.IGNORECASE)
_MAIL = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,40}:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}", re.ASCII)
_MAIL_FIELD = re.compile(
    rb"^(?:from|date|message-id|mime-version|received|subject|snapshot-content-location):", re.IGNORECASE | re.MULTILINE
)
_ENDINGS = {
    ".txt": How.TEXT, ".htm": How.PAGE, ".html": How.PAGE, ".xhtml": How.PAGE, ".mht": How.PAGE, ".mhtml": How.PAGE,
    ".pdf": How.PDF, ".docx": How.DOCX, ".eml": How.EMAIL,
}  # fmt: skip
_NO_TEXT = {
    b"\xd0\xcf\x11\xe0": ".doc", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"RIFF": "RIFF", b"II*\0": "TIFF",
    b"MM\0*": "TIFF", b"7z\xbc\xaf": "7z", b"Rar!": "RAR", b"\x1f\x8b": "gzip", b"MZ\x90\0": "EXE", b"\x7fELF": "ELF", b"{\\rtf": ".rtf",
}  # fmt: skip
"""How old Word files, pictures, archives and programs begin, whatever their names say; zeros behind it could be taken for UTF-16."""
Told = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Nobody watches."""


@dataclass
class Extracted:
    """The text of a capture, what the source tells of itself (``Capture.told``), and remarks (``enums.Note``)."""

    text: str
    how: str
    told: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def kind_of(head: bytes, name: str = "") -> str:
    """``How`` of a file by its first bytes. Raises UnknownKind for pictures, archives, old Word files and other bytes."""
    if head.startswith(b"%PDF-") or b"%PDF-" in head[:1024]:
        return How.PDF
    if head.startswith(b"PK\x03\x04"):
        return How.DOCX
    if _looks_like_mail(head):
        return How.PAGE if re.search(rb"multipart/related", head, re.IGNORECASE) and b"napshot" in head else How.EMAIL
    if _HTML.search(head[:_HEAD]):
        return How.PAGE
    if _is_binary(head):
        raise UnknownKind(type=_name_of(head, name))
    return How.TEXT


def _looks_like_mail(head: bytes) -> bool:
    fields = _MAIL.match(head)
    return bool(fields) and len(_MAIL_FIELD.findall(fields.group() if fields else b"")) >= 2


def _name_of(head: bytes, name: str) -> str:
    """What to call a file that cannot be read: by its bytes; by its name only where that claims nothing that could be."""
    known = next((found for begins, found in _NO_TEXT.items() if head.startswith(begins)), "")
    suffix = PurePath(name).suffix.lower()
    return known or ("?" if suffix in _ENDINGS else suffix or "?")


def _is_binary(head: bytes) -> bool:
    return head.startswith(tuple(_NO_TEXT)) or (0 in head and unicode_encoding(head) is None)


def extract(stream: IO[bytes], name: str = "", progress: Told = silent) -> Extracted:
    """The text of a file from its beginning. Raises PressRefused with a sentence that says what to do."""
    # the modules of the kinds import this one
    from tamdan.press.extracting import mail, page, pdf, word  # noqa: PLC0415 heavy libraries, and a circle

    head = stream.read(_HEAD)
    stream.seek(0)
    how = kind_of(head, name)
    if how == How.PDF:
        made = pdf.extract(stream, progress)
    elif how == How.DOCX:
        made = word.extract(stream)
    else:
        data = stream.read(LONGEST + 1)
        if len(data) > LONGEST:
            raise TooLong(limit=LONGEST >> 20)
        made = {How.PAGE: page.extract, How.EMAIL: mail.extract, How.TEXT: plain_text}[How(how)](data)
    said = _ENDINGS.get(PurePath(name).suffix.lower())
    if said and said != how:
        made.notes.append(Note.LYING_TYPE)
    return made


def plain_text(data: bytes) -> Extracted:
    """A text file or a paste. Lines of another encoding than the rest are read in theirs."""
    text, mixed, repaired = decoded(data)
    notes = [*([Note.MIXED_ENCODINGS] if mixed else []), *([Note.REPAIRED] if repaired else [])]
    return Extracted(text, How.TEXT, notes=[str(note) for note in notes])


def decoded(data: bytes) -> tuple[str, bool, bool]:
    """Text, whether its lines were in more than one encoding, and whether garbled letters were put right. Raises PressRefused."""
    try:
        text, mixed = _text_of(data)
    except Legacy as error:
        raise LegacyKhmer from error
    except Lost as error:
        raise CharactersLost from error
    except Unknown as error:
        raise EncodingUnknown from error
    except LanguageError as error:
        raise EncodingUnknown from error
    repaired, done = repair(text)
    return repaired.replace("\0", ""), mixed, bool(done)


__all__ = ["DamagedFile", "Extracted", "NoText", "decoded", "extract", "kind_of", "plain_text", "silent"]
