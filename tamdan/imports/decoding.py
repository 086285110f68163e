"""From bytes to text: which encoding a file is in, told by looking at all of it while it streams.

Nothing is guessed silently: a file whose letters cannot be told is refused. What was misread before is tamdan.language.mojibake's.
"""

import codecs
import io
from collections.abc import Iterator
from typing import IO, Any

from tamdan.imports.errors import UnknownEncoding
from tamdan.language.mojibake import unicode_encoding

PIECE = 1 << 20
ASCII = bytes(range(128))
SINGLE_BYTE = ("cp1252", "mac_roman")
"""The two code pages that older exports were written in: Windows and Mac OS of western Europe."""
_LIKELY = frozenset("éèêëàâäáãåæçñíìîïóòôöõøúùûüýÿœÉÈÊÀÂÁÅÇÍÓÔÖØÚÜŒ’‘“”–—…«»°§€ß•\u00a0´")
_PLAUSIBLE_SHARE = 0.8


def encoding_of(stream: IO[bytes]) -> str:
    """Name of the codec that reads the whole stream, which is read from its beginning. Raises UnknownEncoding."""
    stream.seek(0)
    head = stream.read(PIECE)
    shown = unicode_encoding(head)
    if shown:
        return shown
    seen = _Seen()
    for piece in _pieces(head, stream):
        seen.look(piece)
    return seen.verdict()


def _pieces(head: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    yield head
    while piece := stream.read(PIECE):
        yield piece


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
        high = len(text) - len(text.encode("ascii", "ignore"))
        broken = len(text) - len(text.encode("utf-8", "ignore").decode()) if high else 0
        self.broken += broken
        self.sound += high - broken
        if len(self.high) < PIECE:
            self.high += piece.translate(None, ASCII)

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


def text_of(stream: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """A stream from its beginning as text. Bytes that mean nothing become U+FFFD; the stream stays open."""
    stream.seek(0)
    return io.TextIOWrapper(
        io.BufferedReader(_Borrowed(stream), PIECE), encoding=encoding, errors="replace", newline=""
    )


def lines_of(stream: IO[bytes], encoding: str) -> Iterator[str]:
    """The lines of a stream from its beginning, with their ends."""
    return text_of(stream, encoding)
