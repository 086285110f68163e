"""The Khmer block as character classes for regular expressions (The Unicode Standard, chapter 16, "Khmer")."""

import re
import unicodedata

BASES = "\u1780-\u17b3"
"""What may begin a syllable or stand below one: consonants and independent vowels."""
COENG = "\u17d2"
"""The sign that puts the letter after it below the letter before it."""
VOWELS = "\u17b6-\u17c5"
MARKS = "\u17b4-\u17d1\u17d3\u17dd"
"""Every sign that leans on a base, without the coeng."""
LETTERS = f"\u1780-{COENG}\u17d3\u17dc\u17dd"
DIGITS = "០១២៣៤៥៦៧៨៩"
REPETITION = "ៗ"
SENTENCE_ENDS = "។៕៖៙៚"

ZWSP = "\u200b"
WORD_JOINER = "\u2060"
JOINERS = "\u200c\u200d"
INVISIBLE = f"{ZWSP}{JOINERS}{WORD_JOINER}\ufeff\u00ad\u180e"
"""Characters that are typed or pasted without being seen and that no search may depend on."""

SUBSCRIPT = f"{COENG}[{JOINERS}]*[{BASES}]"
SYLLABLE = f"[{BASES}](?:{SUBSCRIPT}|[{MARKS}{COENG}{JOINERS}])*"

_KHMER_LETTER = re.compile(f"[{LETTERS}]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")


def has_khmer(text: str) -> bool:
    return _KHMER_LETTER.search(text) is not None


def khmer_letters(text: str) -> int:
    """How many letters and signs of Khmer stand in it."""
    return len(_KHMER_LETTER.findall(text))


def language_of(text: str, default: str = "en") -> str:
    """``km`` or ``en`` by the script that most letters of the text are in; ``default`` for a text without either."""
    khmer = khmer_letters(text)
    latin = len(_LATIN_LETTER.findall(text))
    if not khmer and not latin:
        return default
    return "km" if khmer >= latin else "en"


def _marks_of_other_scripts() -> str:
    codes = (code for code in range(0x300, 0x10000) if not 0x1780 <= code <= 0x17FF)
    return "".join(chr(code) for code in codes if unicodedata.category(chr(code))[0] == "M")


OTHER_MARKS = _marks_of_other_scripts()
"""Combining signs outside Khmer (basic plane), as the inside of a character class."""
