"""How a name in Khmer letters sounds, as readings of the same kind as those of ``romanised``.

The vowel depends on the series of its consonant; a consonant without a sign closes the syllable before it or opens one of its
own. Pali and Sanskrit endings (a second consonant below, a short vowel after ត or ធ) are silent.
"""

import re
from dataclasses import dataclass

from tamdan.language.normalise import order
from tamdan.language.script import COENG, SYLLABLE

_SOUNDS = "កគ=k ខឃ=kh ង=ng ចជ=ch ឆឈ=chh ញ=nh ដឌ=d តទ=t ថធឋឍ=th នណ=n ប=b ព=p ផភ=ph ម=m យ=y រឫឬ=r លឡឭឮ=l វ=v សឝឞ=s ហ=h អ="
_CONSONANTS = {letter: sound for letters, sound in (pair.split("=") for pair in _SOUNDS.split()) for letter in letters}
_SECOND_SERIES = set("គឃងជឈញឌឍទធនពភមយរលវ")
_YIELDS = set("ងញនមយរលវ")
"""Below another letter these leave the series to it."""
_SPELT_OUT = "ឥ=អិ ឦ=អី ឧ=អុ ឩ=អូ ឪ=អូវ ឫ=រឹ ឬ=រឺ ឭ=លឹ ឮ=លឺ ឯ=អែ ឰ=អៃ ឱ=អោ ឲ=អោ ឳ=អៅ"
_INDEPENDENT = dict(pair.split("=") for pair in _SPELT_OUT.split())
_VOWELS = {
    "": ("A|O", "A|O"),
    "ា": ("A", "EA"),
    "ិ": ("E|I", "I|E"),
    "ី": ("I", "I"),
    "ឹ": ("EU|I|E", "I|EU"),
    "ឺ": ("EU", "EU"),
    "ុ": ("O", "O"),
    "ូ": ("O", "O"),
    "ួ": ("O", "O"),
    "ើ": ("EU", "EU"),
    "ឿ": ("EU", "EU"),
    "ៀ": ("EA", "EA"),
    "េ": ("E", "E|I"),
    "ែ": ("E", "E"),
    "ៃ": ("AY", "AY|I"),
    "ោ": ("O|AO", "O|AO"),
    "ៅ": ("AO|O~", "AO|O~"),
    "័": ("A|O", "EA|A|O"),
}
_BEFORE_Y = {"A": "AY", "EA": "AY", "O": "OY", "E": "AY", "I": "I", "EU": "EU", "AO": "AY", "AY": "AY"}
_SYLLABLE = re.compile(SYLLABLE)
_SHORT_ENDING = re.compile(f"(?:[តធដទណ]|.(?:{COENG}.)+)[ិុ]")
_VARYING = {"ត": ("t", "d"), "ប": ("b", "p"), "ជជ": ("ch", "chh"), "ចឆ": ("chh", "ch"), "ជឈ": ("chh", "ch")}
"""Letters of which writers hear one sound or the other: a ត before a vowel, a ប without one, a doubled ជ."""


@dataclass
class _Letters:
    """One cluster: its consonants, its vowel sign, and whether it can only close a syllable."""

    consonants: str
    vowel: str
    signs: str

    @property
    def is_bare(self) -> bool:
        return not self.vowel and not set(self.signs) & set("ំះៈ័")

    @property
    def is_second_series(self) -> bool:
        if "៉" in self.signs:
            return False
        if "៊" in self.signs:
            return True
        deciding = [letter for letter in self.consonants[1:] if letter not in _YIELDS] or [self.consonants[0]]
        return deciding[-1] in _SECOND_SERIES


def _clusters(name: str) -> list[_Letters]:
    """Letters under ៍ are not spoken; ាំង is ang, without an m."""
    spelt = "".join(_INDEPENDENT.get(letter, letter) for letter in order(name))
    found = []
    for cluster in _SYLLABLE.findall(spelt):
        consonants = "".join(letter for letter in cluster if letter in _CONSONANTS)
        vowel = "".join(sign for sign in cluster if "\u17b6" <= sign <= "\u17c5")
        if consonants and "៍" not in cluster:
            found.append(_Letters(consonants, vowel, cluster))
    if len(found) > 1 and found[-1].consonants == "ង" and found[-1].is_bare:
        found[-2].signs = found[-2].signs.replace("ាំ", "ា")
    return found


def _opening(letters: _Letters) -> list[str]:
    sounds = [_CONSONANTS[letter] for letter in letters.consonants]
    if sounds[0] == "b" and ("៉" in letters.signs or len(sounds) > 1):
        sounds[0] = "p"
    if letters.consonants.startswith("ហវ"):
        sounds[:2] = ["ph"]
    return sounds


def _vowel(letters: _Letters, *, is_first: bool) -> str:
    sign = letters.vowel or ("័" if "័" in letters.signs else "")
    classes = _VOWELS.get(sign, _VOWELS[""])[letters.is_second_series]
    if "ំ" in letters.signs and sign in ("", "ា"):
        return "O|A|EA" if sign else "O|A"
    return "EA|A" if classes == "EA" and not is_first else classes


def _closes(clusters: list[_Letters], at: int) -> bool:
    """Whether a bare consonant ends the syllable before it: the last one does; one before a last bare one begins its syllable."""
    letters = clusters[at]
    if not at or not letters.is_bare:
        return False
    if "់" in letters.signs or at == len(clusters) - 1:
        return True
    return not (at == len(clusters) - 2 and clusters[-1].is_bare and "់" not in clusters[-1].signs)


def _close(sounds: list[str], consonant: str) -> None:
    if consonant == "y" and sounds[-1].isupper():
        sounds[-1] = "|".join(dict.fromkeys(_BEFORE_Y.get(one, one) for one in sounds[-1].split("|")))
    elif consonant not in ("r", "h"):
        sounds.append(consonant)


def _reading(clusters: list[_Letters], variant: int) -> list[str]:
    """Sounds; ``variant`` chooses among two sounds of a letter that varies."""
    sounds: list[str] = []
    is_open = False
    for at, letters in enumerate(clusters):
        if is_open and _closes(clusters, at):
            _close(sounds, _CONSONANTS[letters.consonants[0]])
            is_open = False
            continue
        opening = _opening(letters)
        varying = letters.consonants if len(opening) == 2 else letters.consonants[-1]
        if varying in _VARYING and (varying != "ប" or (letters.is_bare and opening == ["b"])):
            opening[-1] = _VARYING[varying][variant]
        elif letters.consonants[-1] == "ត" and len(opening) > 1:
            opening[-1] = _VARYING["ត"][variant]
        sounds += [*(sound for sound in opening if sound), _vowel(letters, is_first=at == 0)]
        closing = "k" if "ៈ" in letters.signs else "m" if "ំ" in letters.signs else ""
        sounds += [closing] if closing else []
        is_open = not closing and "ះ" not in letters.signs
    return sounds


def readings(name: str) -> list[list[str]]:
    """Readings of a name without spaces; a short vowel at the end of a Pali word may be silent."""
    clusters = _clusters(name)
    endings = [clusters]
    if len(clusters) > 1 and _SHORT_ENDING.match(clusters[-1].signs):
        endings.append([*clusters[:-1], _Letters(clusters[-1].consonants, "", "")])
    return [_reading(ending, variant) for ending in endings for variant in (0, 1)]
