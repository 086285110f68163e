"""Whether two names as printed may be one person's: honorifics and offices off, either script, either order, initials, drift of spelling.

``same`` and ``maybe`` are suggestions for a person to settle; nothing is merged here. Look-alikes that sound different stay apart.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from tamdan.language.honorifics import split_honorific
from tamdan.language.names import name_keys
from tamdan.language.normalise import fold
from tamdan.language.script import has_khmer
from tamdan.press.reading.lexicon import HONORIFICS, OFFICES

_BEHIND = re.compile(r"\s*[,(].*$", re.DOTALL)
_NAME_WORDS = 2
"""Words of a name behind "Minister of Labour": what an office is of has no end of its own."""
_INITIAL = re.compile(r"[a-z]\.?")
_SMALL = frozenset(
    {"of", "the", "and", "for", "to", "former", "acting", "deputy", "vice", "state", "prime", "first", "general"}
)
_KHMER_OFFICE = re.compile(
    r"^(?:អតីត)?(?:នាយករដ្ឋមន្ត្រី|ឧបនាយករដ្ឋមន្ត្រី|រដ្ឋមន្ត្រី(?:ក្រសួង\S+)?|រដ្ឋលេខាធិការ(?:ក្រសួង\S+)?|"
    r"អភិបាល(?:ខេត្ត\S+|រាជធានី\S+)?|ប្រធាន(?:គណៈកម្មាធិការ\S*)?|អ្នកនាំពាក្យ(?:\S+)?|"
    r"ប្រធានាធិបតី|មេធាវី)\s+"
)


@lru_cache(maxsize=20_000)
def bare(name: str) -> str:
    """The name without what stands before it (courtesy, office) and behind it (a comma, brackets): "Sok Dara"."""
    shown = _BEHIND.sub("", name.strip())
    if has_khmer(shown):
        return split_honorific(_KHMER_OFFICE.sub("", split_honorific(shown)[1]))[1].strip()
    words = split_honorific(shown)[1].split()
    last = max((at for at, word in enumerate(words[:-1]) if _is_title(word)), default=-1)
    kept = words[last + 1 :]
    if last >= 0 and words[last].lower() in ("of", "for", "to") and len(kept) > _NAME_WORDS:
        kept = kept[-_NAME_WORDS:]
    return split_honorific(" ".join(kept))[1].strip()


def _is_title(word: str) -> bool:
    lowered = word.lower().rstrip(".,")
    return (
        (lowered in OFFICES and lowered not in ("sen", "rep", "gov"))
        or lowered in HONORIFICS
        or (lowered in _SMALL and word.islower())
    )


def compare(first: str, second: str) -> str:
    """``same``, ``maybe`` (a surname or initials alone) or ``different``."""
    one, two = bare(first), bare(second)
    words, others = ([fold(word) for word in name.replace("-", " ").replace("‐", " ").split()] for name in (one, two))
    if not words or not others:
        return "different"
    if sorted(words) == sorted(others):
        return "same"
    if any(_INITIAL.fullmatch(word) for word in (*words, *others)):
        return _by_initials(words, others)
    if len(words) > 1 and len(others) > 1 and _sound_alike(one, two):
        return "same"
    if not has_khmer(one + two) and min(len(words), len(others)) == 2 and len(words) != len(others):
        return "same" if _is_short_form(words, others) else "different"
    return _one_word(one, two, words, others)


def _sound_alike(one: str, two: str) -> bool:
    """In one script as written, or one of the two turned: both turned would compare the family names' last vowels, and "Yara" would pass
    for "Yary". Between two scripts vowels agree less often, so that any key does."""
    keys, others = name_keys(one).whole, name_keys(two).whole
    if has_khmer(one) != has_khmer(two):
        return not keys.isdisjoint(others)
    written, other = (name_keys("".join(name.split())).whole for name in (one, two))
    return not (written.isdisjoint(others) and other.isdisjoint(keys))


def _by_initials(words: list[str], others: list[str]) -> str:
    """An initial stands for a word of the other name that begins so, or for the same initial; one more or less makes no other person.

    Words or initials that are left over on both sides are two people's: "John A. Smith" and "John B. Smith".
    """
    left, right = list(words), list(others)
    agreeing = _paired(left, right, _are_one_word)
    _paired(left, right, _stands_for)
    if left and right:
        return "different"
    is_whole = all(_INITIAL.fullmatch(word) for word in (*left, *right))
    return "same" if agreeing > 1 and is_whole else "maybe"


def _paired(left: list[str], right: list[str], fits: Callable[[str, str], bool]) -> int:
    """Take out of both lists what fits together; gives how many pairs."""
    before = len(left)
    for word in list(left):
        other = next((one for one in right if fits(word, one)), None)
        if other is not None:
            left.remove(word)
            right.remove(other)
    return before - len(left)


def _are_one_word(word: str, other: str) -> bool:
    """Letter by letter, or by sound; initials aside."""
    if _INITIAL.fullmatch(word) or _INITIAL.fullmatch(other):
        return False
    return word == other or not name_keys(word).whole.isdisjoint(name_keys(other).whole)


def _stands_for(word: str, other: str) -> bool:
    is_short = _INITIAL.fullmatch(word) or _INITIAL.fullmatch(other)
    return bool(is_short) and word[0] == other[0]


def _is_short_form(words: list[str], others: list[str]) -> bool:
    """First and last of a longer name: "Ana Bell" of "Ana Maria Bell"."""
    short, long = (words, others) if len(words) < len(others) else (others, words)
    return short[0] == long[0] and short[-1] == long[-1]


def _one_word(one: str, two: str, words: list[str], others: list[str]) -> str:
    """A surname or a given name alone may be its bearer's; two whole names of which only one word agrees are two people."""
    if len(words) > 1 and len(others) > 1:
        return "different"
    short, long = (one, two) if len(words) == 1 else (two, one)
    keys = name_keys(short).whole
    return "maybe" if any(keys & part for part in name_keys(long).parts) else "different"
