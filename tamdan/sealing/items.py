"""Items: parts of a letter, each sealed once to its own key in pieces of a mebibyte (docs/domain/sealing.md).

The browser does this for everybody who has JavaScript (``static/src/seal/items.ts``); the server for those who have not, in memory.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tamdan.sealing import age
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.padding import frame, unframe

SEGMENT = 1 << 20
"""Bytes of plaintext in one piece."""


@dataclass(frozen=True)
class Segment:
    """One piece of ciphertext, itself an age file; ``digest`` is its name."""

    sealed: bytes

    @property
    def digest(self) -> str:
        return age.digest(self.sealed)


def pieces(framed: bytes) -> Iterator[bytes]:
    """The padded stream in pieces of ``SEGMENT`` bytes."""
    for start in range(0, len(framed), SEGMENT):
        yield framed[start : start + SEGMENT]


def seal_item(content: bytes, recipient: str) -> list[Segment]:
    """Frame, cut and seal ``content`` to an item key."""
    return [Segment(age.seal(piece, recipient)) for piece in pieces(frame(content))]


def open_item(segments: Iterable[bytes], digests: Sequence[str], identity: str) -> bytes:
    """The content of an item from its pieces. Raises SealBroken when one is missing, altered or in another place."""
    opened = []
    for number, sealed in enumerate(segments):
        if number >= len(digests) or age.digest(sealed) != digests[number]:
            raise SealBroken
        opened.append(age.unseal(sealed, identity))
    if len(opened) != len(digests):
        raise SealBroken
    return unframe(b"".join(opened))
