"""One form for comparing and indexing: texts that a reader takes for the same word fold to the same characters.

The rules are those of docs/domain/language.md. ``fold`` is for an index, a key or a comparison; what is shown, quoted,
hashed as evidence or exported is the original, or ``clean`` of it.
"""

import re
import unicodedata

from tamdan.language.characters import FEW_MARKS, FOLDED, UNWANTED, WORDS_ONLY
from tamdan.language.script import INVISIBLE, has_khmer
from tamdan.language.spelling import ANY_SCRIPT_RULES, KHMER_RULES, apply
from tamdan.language.syllables import IN_ORDER
from tamdan.language.tracking import Tracked

_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def fold(text: str) -> str:
    """The form for index and comparison. Idempotent; never fails; one to two million characters a second.

    Alike become: case, accents, digits, invisible characters, quotation marks and dashes of any script; dots of
    abbreviations; the order of Khmer signs; spaces between Khmer letters; ៗ and nothing; spelling variants by rule and table.
    """
    folded = unicodedata.normalize("NFC", apply(text.translate(FOLDED), (FEW_MARKS,))).strip()
    folded = apply(folded, ANY_SCRIPT_RULES)
    return apply(folded, KHMER_RULES) if has_khmer(folded) else folded


def fold_tracked(text: str) -> Tracked:
    """``fold`` with the place of each of its characters in the original."""
    tracked = Tracked(text).translate(FOLDED).sub(*FEW_MARKS).compose().strip()
    for pattern, replacement in ANY_SCRIPT_RULES:
        tracked.sub(pattern, replacement)
    for pattern, replacement in KHMER_RULES if has_khmer(tracked.text) else ():
        tracked.sub(pattern, replacement)
    return tracked


def order(text: str) -> str:
    """Khmer signs in their order and nothing invisible, spelling and case kept: what the segmenter knows."""
    return apply(_INVISIBLE.sub("", unicodedata.normalize("NFC", apply(text, (FEW_MARKS,)))), (IN_ORDER,))


def clean(text: str) -> str:
    """What is stored: as typed, without control characters and bidirectional overrides; lines end in a line feed."""
    return UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def words_only(text: str) -> str:
    """Folded words without punctuation, parted by one space: to tell whether two texts say the same."""
    return " ".join(fold(text).translate(WORDS_ONLY).split())
