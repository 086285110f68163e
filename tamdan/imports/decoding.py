"""From bytes to text: which encoding a file is in, told by looking at all of it, and the repair of texts that were misread.

Nothing is guessed silently: a file whose letters cannot be told is refused, and each repaired row is counted.
"""

import codecs
import io
import re
from collections.abc import Iterator
from typing import IO, Any

import ftfy

from tamdan.imports.errors import UnknownEncoding

PIECE = 1 << 20
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SINGLE_BYTE = ("cp1252", "mac_roman")
"""The two code pages that older exports were written in: Windows and Mac OS of western Europe."""
_LIKELY = frozenset("éèêëàâäáãåæçñíìîïóòôöõøúùûüýÿœÉÈÊÀÂÁÅÇÍÓÔÖØÚÜŒ’‘“”–—…«»°§€ß•\u00a0´")
_PLAUSIBLE_SHARE = 0.8
_MISREAD = re.compile("[\u0080-\u00ff\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u2122\u2202\u2206\u221a-\u2265\u25ca]{2,}")


def encoding_of(stream: IO[bytes]) -> str:
    """Name of the codec that reads the whole stream, which is read from its beginning. Raises UnknownEncoding."""
    stream.seek(0)
    head = stream.read(PIECE)
    for mark, name in BOMS.items():
        if head.startswith(mark):
            return name
    if head.count(0) * 8 > len(head):
        return _utf16_without_mark(head)
    seen = _Seen()
    for piece in _pieces(head, stream):
        seen.look(piece)
    return seen.verdict()


def _pieces(head: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    yield head
    while piece := stream.read(PIECE):
        yield piece


def _utf16_without_mark(head: bytes) -> str:
    """Half of the bytes of Latin text are NUL in UTF-16: the odd ones in little-endian order."""
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


class _Seen:
    """What the bytes looked like so far: sound UTF-8, or a code page of one byte a letter."""

    def __init__(self) -> None:
        self.decoder = codecs.getincrementaldecoder("utf-8")(errors="surrogateescape")
        self.sound = self.broken = 0
        self.high = bytearray()

    def look(self, piece: bytes) -> None:
        if piece.isascii() and not self.decoder.getstate()[0]:
            return
        text = self.decoder.decode(piece)
        broken = sum("\udc80" <= letter <= "\udcff" for letter in text)
        self.broken += broken
        self.sound += sum(letter > "\x7f" for letter in text) - broken
        if len(self.high) < PIECE:
            self.high += bytes(byte for byte in piece if byte > 0x7F)

    def verdict(self) -> str:
        """Bytes left over at the very end are a file cut off inside a letter, which is UTF-8 all the same."""
        if self.broken == 0 or self.sound > 10 * self.broken:
            return "utf-8"
        scores = {name: self._likely(name) for name in SINGLE_BYTE}
        best = max(scores, key=lambda name: scores[name])
        if scores[best] < _PLAUSIBLE_SHARE:
            raise UnknownEncoding
        return best

    def _likely(self, name: str) -> float:
        text = self.high.decode(name, errors="replace")
        return sum(letter in _LIKELY for letter in text) / len(text)


class _Borrowed(io.RawIOBase):
    """A stream that somebody else closes."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self.stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


def lines_of(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines of a stream from its beginning, with their ends. Bytes that mean nothing become U+FFFD; the stream stays open."""
    stream.seek(0)
    return io.TextIOWrapper(
        io.BufferedReader(_Borrowed(stream), PIECE), encoding=encoding, errors="replace", newline=""
    )


def repaired(text: str) -> str:
    """Text that was once read in a wrong encoding, read again in the right one; any other text as it is."""
    if text.isascii() or not _MISREAD.search(text):
        return text
    return str(ftfy.fix_encoding(text))
