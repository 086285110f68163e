"""Which articles repeat others: signatures of a fixed length, compared only where they share a band, so cost grows with the number
of articles and not with its square.

One-permutation MinHash (Li, Owen, Zhang 2012; empty places filled as in Shrivastava 2014): each run of five words or Khmer clusters
has one hash, ``PLACES`` places keep the smallest of theirs. The share of equal places estimates how much two texts have in common.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tamdan.language.script import COENG, LETTERS

PLACES = 100
ROWS = 5
"""Places in a band: texts that share four fifths of their runs nearly always share one of the 20 bands, a third seldom."""
NEAR, SAME = 0.5, 0.99
_RUN = 5
_FEWEST = 12
"""Shorter texts have too few runs to be compared."""
_EMPTY = 0xFFFFFFFF
_UNIT = re.compile(rf"[^\W_\u1780-\u17ff]+|[{LETTERS}](?:{COENG}[{LETTERS}]|[\u17b6-\u17d3])*")


def signature(text: str) -> bytes:
    """``PLACES`` numbers of 32 bits; empty for a text of a few words."""
    units = [unit.encode() for unit in _UNIT.findall(text.lower())]
    if len(units) < _FEWEST:
        return b""
    smallest = [_EMPTY] * PLACES
    for at in range(len(units) - _RUN + 1):
        value = (zlib.crc32(b" ".join(units[at : at + _RUN])) * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        place, rest = (value >> 32) % PLACES, value & _EMPTY
        smallest[place] = min(smallest[place], rest)
    return array("I", _filled(smallest)).tobytes()


def _filled(smallest: list[int]) -> list[int]:
    """Each empty place borrows from the next full one, changed by the distance so that two borrowers differ."""
    if _EMPTY not in smallest:
        return smallest
    made = list(smallest)
    for at in range(PLACES):
        step = 0
        while smallest[(at + step) % PLACES] == _EMPTY:
            step += 1
        made[at] = (smallest[(at + step) % PLACES] + step * 0x01000193) & _EMPTY
    return made


def bands(signed: bytes) -> list[int]:
    """What is looked up: one number of 63 bits for each band."""
    size = ROWS * 4
    return [
        (number << 32 | zlib.crc32(signed[start : start + size]))
        for number, start in enumerate(range(0, len(signed), size))
    ]


def likeness(first: bytes, second: bytes) -> float:
    """From 0 to 1: the estimated share of common runs."""
    if not first or not second:
        return 0.0
    one, two = array("I", first), array("I", second)
    return sum(a == b for a, b in zip(one, two, strict=True)) / PLACES


Signed = tuple[int, bytes, Sequence[int]]
"""Id, signature and bands of an article."""


def nearest(rows: Iterable[Signed], known: Iterable[Signed] = ()) -> dict[int, tuple[int, float]]:
    """For rows in the order of age: the id of the first that each repeats (of ``known`` or of the rows), and how much.

    Whoever repeats another is no original for a third, so groups stay flat and a text printed a thousand times costs a thousand.
    """
    heads: dict[int, list[tuple[int, bytes]]] = defaultdict(list)
    for number, signed, shared in known:
        for band in shared:
            heads[band].append((number, signed))
    found: dict[int, tuple[int, float]] = {}
    for number, signed, shared in rows:
        candidates = {head: other for band in shared for head, other in heads[band]}
        best = max(((likeness(signed, other), -head) for head, other in candidates.items()), default=(0.0, 0))
        if best[0] >= NEAR:
            found[number] = (-best[1], best[0])
            continue
        for band in shared:
            heads[band].append((number, signed))
    return found
