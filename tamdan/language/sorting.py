"""Khmer alphabetical order without ICU: keys that sort as CLDR's ``km`` does (docs/domain/language.md).

Consonants, then vowels, then subscripts; ុំ ំ ាំ and ះ after the other vowels; independent vowels as អ with their vowel; robat
as រ with the letter below; other signs only between words that are otherwise alike.
"""

import re
import unicodedata

from tamdan.language.normalise import clean, order
from tamdan.language.script import BASES, COENG, SENTENCE_ENDS

_CONSONANTS = "កខគឃងចឆជឈញដឋឌឍណតថទធនបផពភមយរឫឬលឭឮវឝឞសហឡអ"
_VOWELS = (*"ាិីឹឺុូួើឿៀេែៃោៅ", "ុំ", "ំ", "ាំ", "ះ", "ិះ", "ុះ", "េះ", "ោះ")
_SIGNS = "៎៏៑័ៈ់៉៊៍"
_SPELT_OUT = "ឣ=អ ឤ=អា ឥ=អិ ឦ=អី ឧ=អុ ឨ=អុក ឩ=អូ ឪ=អូវ ឯ=អែ ឰ=អៃ ឱ=អោ ឲ=អោ ឳ=អៅ"
_INDEPENDENT = str.maketrans(dict(pair.split("=") for pair in _SPELT_OUT.split()))
_ROBAT = re.compile(f"([{BASES}])\u17cc")
_ELEMENT = re.compile(f"{COENG}[{BASES}]|ុំ|ាំ|ិះ|ុះ|េះ|ោះ|.", re.DOTALL)

_LETTERS = (*_CONSONANTS, *_VOWELS, *(COENG + letter for letter in _CONSONANTS))
_KHMER = {mark: chr(0x80 + place) for place, mark in enumerate(SENTENCE_ENDS)}
_KHMER |= {letter: chr(0x100 + place) for place, letter in enumerate(("ៗ", *_LETTERS))}
_SECOND = {sign: chr(0x100 + place) for place, sign in enumerate(_SIGNS)}


def _first_weight(element: str) -> str:
    """A character that orders the element among others: punctuation, digits, Khmer, Latin, the rest."""
    if element in _KHMER:
        return _KHMER[element]
    character = element[-1]
    if character.isascii() and not character.isalnum():
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return chr(0xC0 + digit)
    return chr(0x400 + ord(character)) if character.isascii() else chr(min(0x10000 + ord(character), 0x10FFFF))


def sort_key(text: str) -> str:
    """A string whose order by code point is the order of the texts: for ``sorted`` and for a column with collation "C".

    First weights, then signs, then the text itself. Digits of both scripts are equal at first.
    """
    prepared = order(clean(text))
    spread = _ROBAT.sub(f"រ{COENG}\\1", prepared.translate(_INDEPENDENT))
    first: list[str] = []
    second: list[str] = []
    for element in _ELEMENT.findall(unicodedata.normalize("NFKD", spread).casefold()):
        if element in _SECOND or (len(element) == 1 and unicodedata.combining(element) and element != COENG):
            second[-1:] = [(second[-1] if second else "") + _SECOND.get(element, element)]
            continue
        first.append(_first_weight(element))
        second.append(" ")
    return "\x01".join(("".join(first), "".join(second), prepared))
