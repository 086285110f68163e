"""How a Cambodian name in Latin letters may sound. There is no one romanisation: each writer spells as he hears.

A reading is a list of sounds: consonants in small letters, vowels as classes in capitals joined by ``|``. ``names`` makes keys of
it.
"""

import re
from itertools import product

_SPELLINGS = {
    "A": "a aa ah",
    "EA": "ea ia ie iea eia",
    "I": "i y ee ey ei yi iy ii ie",
    "AY": "ay ai aiy ey eay eai",
    "E": "e ae ai ei",
    "O": "o u ou oo uo uou au ua ao oa ue aou",
    "AO": "ao au aou",
    "EU": "eu oe oeu eou aeu ue ieu oue",
    "OY": "uy ouy oui oy ui uoy",
    "E~": "eo eou",
    "I~": "io iu",
    "EA~": "ieu eau iao",
}
"""Class of a vowel and how it is spelt; ``~`` stands for a v that glides after it."""
CLASSES: dict[str, list[str]] = {}
for _class, _spelt in _SPELLINGS.items():
    for _one in _spelt.split():
        CLASSES.setdefault(_one, []).append(_class)

_SOUND = re.compile(
    r"(?P<vowel>(?:[aeiou]|y(?![aeiou]))+)|chh|tch|ch|kh|ng|nh|gn|ny(?=[aeiou])|ph|th|sh|ck|dj|[bcdfghjklmnpqrstvwxyz]"
)
_SAME = "c=k q=k g=k ck=k j=ch dj=ch tch=ch f=ph w=v z=s x=s sh=s gn=nh ny=nh"
_SAME_SOUND = dict(pair.split("=") for pair in _SAME.split())
_TWO_SOUNDS = {"nh": ["n", "h"], "kh": ["k", "h"], "th": ["t", "h"], "ph": ["p", "h"], "ng": ["n", "k"], "chh": ["ch"]}
_MOST_READINGS = 16


def _vowel(spelt: str) -> str:
    """Classes of a spelling; of one that is not listed, those of its longest listed beginning."""
    while spelt not in CLASSES:
        spelt = spelt[:-1]
    return "|".join(CLASSES[spelt])


def _is_vowel(sounds: list[re.Match[str]], at: int) -> bool:
    return 0 <= at < len(sounds) and sounds[at]["vowel"] is not None


def _choices(sounds: list[re.Match[str]], at: int) -> list[list[str]]:
    """What one group of letters may stand for: h and r are silent after a vowel unless another follows."""
    spelt = sounds[at].group()
    if sounds[at]["vowel"]:
        return [[_vowel(spelt)]]
    between = _is_vowel(sounds, at - 1) and _is_vowel(sounds, at + 1)
    if spelt in ("h", "r") and _is_vowel(sounds, at - 1) and not between:
        return [[]]
    if spelt in _TWO_SOUNDS and between:
        return [[spelt], _TWO_SOUNDS[spelt]]
    return [[_SAME_SOUND.get(spelt, spelt)]]


def readings(name: str) -> list[list[str]]:
    """Readings of a folded name without spaces; letters outside a to z are left out."""
    sounds = list(_SOUND.finditer(name))
    found = product(*(_choices(sounds, at) for at in range(len(sounds))))
    return [[sound for part in parts for sound in part] for parts, _ in zip(found, range(_MOST_READINGS), strict=False)]
