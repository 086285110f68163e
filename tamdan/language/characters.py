"""What one character becomes in the index, whatever stands beside it, and which characters are never stored."""

import re
import unicodedata

from tamdan.language.script import OTHER_MARKS

_KHMER = {
    "ឣ": "អ",
    "ឤ": "អា",
    "ឨ": "ឧក",
    "ឲ": "ឱ",
    "\u17b4": "",
    "\u17b5": "",
    "ៗ": "",
    "៘": "។ល។",
    "ៜ": "",
    "\u17d3": "",
    "\u17dd": "",
}
# Letters that Unicode does not take apart although a reader types them without the stroke.
_STROKES = {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
_SINGLE_QUOTES = "‘’‚‛ʼ`´′"
_DOUBLE_QUOTES = "“”„‟«»‹›″"
_DASHES = "‐‑‒–—―−"
_PUNCTUATION = (
    dict.fromkeys(_SINGLE_QUOTES, "'") | dict.fromkeys(_DOUBLE_QUOTES, '"') | dict.fromkeys(_DASHES, "-") | {"⁄": "/"}
)
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u034f]")

UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters, bidirectional overrides and halves of characters: never stored, never shown."""

_MANY_MARKS = re.compile(f"[{OTHER_MARKS}\U00010000-\U0010ffff]{{16,}}")
_MOST_MARKS = 8


def _few_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in match.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MOST_MARKS:
            kept.append(character)
    return "".join(kept)


FEW_MARKS = (_MANY_MARKS, _few_marks)
"""Pattern and replacement: of many signs on one letter a few stay. Composing text takes time by the square of their number."""


def _fold_letter(character: str) -> str:
    taken_apart = _ACCENTS.sub("", unicodedata.normalize("NFKD", character)).casefold()
    plain = "".join(_STROKES.get(part, _PUNCTUATION.get(part, part)) for part in taken_apart)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", plain)))


def _fold(character: str) -> str:
    if character in _KHMER:
        return _KHMER[character]
    if character in _LINE_ENDS:
        return "\n"
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    if category in ("Cc", "Cf", "Cs"):
        return ""
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return _PUNCTUATION.get(character) or _fold_letter(character)


class _Folded(dict[int, str]):
    """A table for ``str.translate`` that works out a character when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


FOLDED = _Folded()
"""Case, accents, compatibility forms, digits of any script, invisible characters: code point to folded text."""


class _WordsOnly(dict[int, str]):
    def __missing__(self, code: int) -> str:
        kept = self[code] = chr(code) if unicodedata.category(chr(code))[0] in "LMN" else " "
        return kept


WORDS_ONLY = _WordsOnly()
"""Letters, marks and digits stay; everything else becomes a space."""
