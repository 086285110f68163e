"""Places where a line of Khmer may break, written into HTML and PDF at output time and never stored.

A zero-width space goes between segmented words. A word joiner holds together what must stay on one line: a title and the name
after it, a number and its unit, a sentence and the mark that ends it.
"""

import re

from tamdan.language.honorifics import is_honorific
from tamdan.language.script import DIGITS, LETTERS, REPETITION, SENTENCE_ENDS, WORD_JOINER, ZWSP, has_khmer
from tamdan.language.segment import split

UNITS = frozenset(
    (
        *("នាក់", "រូប", "អង្គ", "ច្បាប់", "ករណី", "លើក", "ដង", "ភាគរយ", "រៀល", "ដុល្លារ", "លាន", "ពាន់", "គីឡូម៉ែត្រ"),
        *("ម៉ែត្រ", "ហិកតា", "គីឡូក្រាម", "តោន", "ឆ្នាំ", "ខែ", "ថ្ងៃ", "សប្តាហ៍", "ម៉ោង", "នាទី", "ភូមិ", "ឃុំ", "ស្រុក", "ខេត្ត"),
    )
)
"""Words that stay with the number before them."""
_ADDED = re.compile(f"[{ZWSP}{WORD_JOINER}]")
_KHMER_END = re.compile(f"[{LETTERS}{REPETITION}]$")
_NUMBER = re.compile(f"[0-9{DIGITS}]$")
_HELD = re.compile(f"[{SENTENCE_ENDS}{REPETITION}%]")


def strip_breaks(text: str) -> str:
    """The text without zero-width spaces and word joiners: undoes ``add_breaks``, and what a copied page brings along."""
    return _ADDED.sub("", text)


def _between(before: str, piece: str) -> str:
    """What stands between two neighbouring pieces of text."""
    if not has_khmer(piece[0]):
        return ""
    if is_honorific(before):
        return WORD_JOINER
    return ZWSP if _KHMER_END.search(before) else ""


def _after_space(before: str, piece: str) -> str:
    held = _HELD.match(piece) or is_honorific(before) or (_NUMBER.search(before) and piece in UNITS)
    return WORD_JOINER if held else ""


def add_breaks(text: str) -> str:
    """The text with break points between Khmer words. Text without Khmer comes back as it is. Idempotent."""
    if not has_khmer(text):
        return text
    done: list[str] = []
    before, spaced = "", False
    for piece in split(strip_breaks(text)):
        if piece == " ":
            spaced = True
        else:
            done.append(_after_space(before, piece) if spaced else _between(before, piece) if before else "")
            before, spaced = piece, False
        done.append(piece)
    return "".join(done)
