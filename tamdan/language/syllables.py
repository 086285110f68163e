"""The order of the signs inside one Khmer syllable, whatever order they were typed in (docs/domain/language.md).

Base, robat, subscripts with រ last, shifter, vowel, other signs, ំ, and ះ or ៈ at the end. A letter belongs to the syllable
only when the character before it is a coeng: so វប្បធម៌ keeps its last sign.
"""

import re
from functools import lru_cache

from tamdan.language.script import BASES, COENG, MARKS

_ROBAT, _E, _I, _AA, _OE, _OO, _U = "\u17cc", "\u17c1", "\u17b8", "\u17b6", "\u17be", "\u17c4", "\u17bb"
_MUUSIKATOAN, _TRIISAP = "\u17c9", "\u17ca"
_ABOVE = set("\u17b7\u17b8\u17b9\u17ba\u17be\u17bf\u17c0\u17d0")
_NIKAHIT, _LAST = "\u17c6", "\u17c7\u17c8"
_FIRST_SERIES = "កខចឆដឋណតថផសហឡអ"
_PARTS = re.compile(f"{COENG}[{BASES}]|.", re.DOTALL)
_CACHED_LENGTH = 16


def _rank(mark: str) -> int:
    if mark in (_MUUSIKATOAN, _TRIISAP):
        return 0
    if "\u17b6" <= mark <= "\u17c5":
        return 1
    return 4 if mark in _LAST else 3 if mark == _NIKAHIT else 2


def _composed(marks: set[str]) -> set[str]:
    """A vowel typed in two pieces becomes one character."""
    if _E in marks and _I in marks:
        marks = marks - {_E, _I} | {_OE}
    if _E in marks and _AA in marks:
        marks = marks - {_E, _AA} | {_OO}
    return marks - {_E} if marks & {_OE, _OO} else marks


def _shifted(letters: str, marks: set[str]) -> set[str]:
    """Below a vowel that stands above, a shifter is drawn as ុ and therefore often typed as one (សុី for ស៊ី)."""
    if _U not in marks or not (marks & _ABOVE or {_AA, _NIKAHIT} <= marks):
        return marks
    if marks & {_MUUSIKATOAN, _TRIISAP}:
        return marks - {_U}
    return marks - {_U} | {_TRIISAP if any(letter in _FIRST_SERIES for letter in letters) else _MUUSIKATOAN}


def _order(syllable: str) -> str:
    parts = _PARTS.findall(syllable[1:])
    below = list(dict.fromkeys("្ត" if part == "្ដ" else part for part in parts if len(part) == 2))
    below.sort(key=lambda part: part == "្រ")
    marks = _composed({part for part in parts if len(part) == 1} - {COENG})
    marks = _shifted(syllable[0] + "".join(below), marks)
    robat = _ROBAT if _ROBAT in marks else ""
    others = sorted(marks - {_ROBAT}, key=lambda mark: (_rank(mark), mark))
    return syllable[0] + robat + "".join([*below, *others])


_order_cached = lru_cache(maxsize=20_000)(_order)


def _ordered(match: re.Match[str]) -> str:
    syllable = match.group()
    return _order_cached(syllable) if len(syllable) <= _CACHED_LENGTH else _order(syllable)


IN_ORDER = (re.compile(f"[{BASES}](?:{COENG}[{BASES}]|[{MARKS}{COENG}])+"), _ordered)
"""Pattern and replacement; two subscripts that look alike, ្ដ and ្ត, become the second."""
