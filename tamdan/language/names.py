"""Keys under which a Cambodian name is found in either script and in either order (rules: docs/domain/language.md).

A key keeps the consonants in order and the class of the last vowel. It drops what romanisations vary in: earlier vowels, doubled
letters, h and r after a vowel, aspiration where no vowel follows. Equal keys mean "may be the same name", never "the same person".
"""

import re
from dataclasses import dataclass

from tamdan.language import pronounced, romanised
from tamdan.language.honorifics import split_honorific
from tamdan.language.normalise import fold
from tamdan.language.script import has_khmer

_PLAIN = {"chh": "ch", "kh": "k", "ph": "p", "th": "t", "d": "t", "b": "p"}
_WORD = re.compile(r"[^\s.,;()\"'/-]+")
LONGEST_NAME = 200
"""Characters of a name that are read."""
MOST_WORDS = 4
"""Words of a name of which the order is varied; longer names keep theirs."""


@dataclass(frozen=True)
class NameKeys:
    """``parts`` are the keys of each word of the name, ``whole`` those of the name without spaces, in either order."""

    parts: tuple[frozenset[str], ...]
    whole: frozenset[str]


def _consonants(sounds: list[str]) -> list[str]:
    """Consonants as they sound where they stand; of several at the end one is spoken."""
    heard: list[str] = []
    for at, sound in enumerate(sounds):
        if sound.isupper():
            heard.append(sound)
            continue
        followed = at + 1 < len(sounds) and sounds[at + 1].isupper()
        spoken = sound if followed else _PLAIN.get(sound, sound)
        if heard and _PLAIN.get(spoken, spoken) == heard[-1]:
            heard.pop()
        heard.append(spoken)
    last_vowel = max((at for at, sound in enumerate(heard) if sound.isupper()), default=len(heard))
    return heard[: last_vowel + 2]


def _keys(sounds: list[str]) -> set[str]:
    """One key for each class that the last vowel may have; a leading vowel leaves an apostrophe."""
    places = [at for at, sound in enumerate(sounds) if sound.isupper()]
    if not places:
        return {"-".join(_consonants(sounds))} - {""}
    keys: set[str] = set()
    last = places[-1]
    for one in sounds[last].split("|"):
        vowel = [one[:-1], "v"] if one.endswith("~") else [one]
        spoken = _consonants([*sounds[:last], *vowel, *sounds[last + 1 :]])
        place = max(at for at, sound in enumerate(spoken) if sound.isupper())
        kept = [sound for at, sound in enumerate(spoken) if not sound.isupper() or at == place]
        keys.add(("'" if sounds[0].isupper() else "") + "-".join(kept))
    return keys


def _word_keys(word: str) -> frozenset[str]:
    found = pronounced.readings(word) if has_khmer(word) else romanised.readings(fold(word))
    return frozenset(key for reading in found for key in _keys(reading))


def name_keys(name: str) -> NameKeys:
    """Keys of a name as written, honorific or not. Empty for a name without letters of either script."""
    words = _WORD.findall(split_honorific(name[:LONGEST_NAME])[1])
    orders = {tuple(words)}
    if 1 < len(words) <= MOST_WORDS:
        orders |= {(words[-1], *words[:-1]), (*words[1:], words[0])}
    whole = frozenset(key for one in orders for key in _word_keys("".join(one)))
    return NameKeys(tuple(_word_keys(word) for word in words), whole)


def may_be_same_name(first: str, second: str) -> bool:
    """Whether two names share a key: script, order, spaces, honorific and romanisation aside."""
    return not name_keys(first).whole.isdisjoint(name_keys(second).whole)
