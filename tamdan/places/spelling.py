"""How place names are compared: folded, without spaces, and for Latin letters also by consonants alone.

There is no one romanisation of Khmer: Phnum, Phnom; Preaek, Prek; Thmei, Thmey. Most of the drift is in the vowels and in
doubled letters, so a second spelling without them finds what the first misses.
"""

import re
from collections.abc import Iterable

from tamdan.language.normalise import fold
from tamdan.language.script import has_khmer

BAR = "|"
CONSONANTS = "~"
_NOT_LETTERS = re.compile(r"[^\w\u1780-\u17d3]+|_")
_VOWELS = re.compile("[aeiouyw]+")
_DOUBLED = re.compile(r"(.)\1+")


def squeezed(text: str) -> str:
    """Folded letters and digits without anything between them."""
    return _NOT_LETTERS.sub("", fold(text))


def consonants(plain: str) -> str:
    """A squeezed Latin spelling reduced to its consonants and digits; empty for Khmer and for what is too short to tell apart."""
    if has_khmer(plain):
        return ""
    found = _DOUBLED.sub(r"\1", _VOWELS.sub("", plain))
    return found if len(found) >= 3 else ""


def folded(names: Iterable[str]) -> str:
    """The column that search looks into: "|phnumpenh|~phnmpnh|ភ្នំពេញ|"."""
    found: dict[str, None] = {}
    for name in names:
        plain = squeezed(name)
        sound = consonants(plain)
        found[plain] = None
        if sound:
            found[CONSONANTS + sound] = None
    return BAR + "".join(part + BAR for part in found if part)
