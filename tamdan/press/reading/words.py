"""Words that the reader counts: content words and their stems, and the plain words that carry no topic."""

import re
from functools import lru_cache

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.listing import listed

_WORD = re.compile(rf"[A-Za-z][A-Za-z’'-]*[A-Za-z]|[{LETTERS}]{{3,}}|\d[\d,.]*\d")
PLAIN = frozenset(
    listed(
        "a about above across after again against ago all almost also although always am "
        "among an and another any are around as at away back be because been before being "
        "below between both but by can could did do does doing done down during each either "
        "else enough even ever every few first for former from further get give given go "
        "going good got had has have having he her here hers herself him himself his how "
        "however i if in including instead into is it its itself just last later least less "
        "like made make makes making many may me might mine month months more most much must "
        "my myself near need neither never new next no nor not nothing now of off often on "
        "once one only onto or other others otherwise our ours out over own part people per "
        "perhaps put quite rather really s same say saying says said second see seen several "
        "shall she should since so some still such take taken than that the their theirs "
        "them themselves then there these they thing things third this those though three "
        "through throughout thus to today together told too toward towards two under until "
        "up upon us use used using very via want was way we week weeks well went were what "
        "when where whether which while who whole whom whose why will with within without "
        "would year years yes yet you your yours monday tuesday wednesday thursday friday "
        "saturday sunday mr mrs ms dr january february march april may june july august september "
        "october november december"
    )
)
_ENDINGS = tuple(
    (ending, int(least))
    for ending, least in (
        pair.split(":")
        for pair in listed(
            "isations:4 izations:4 isation:4 ization:4 ational:4 ments:4 ingly:4 ations:4 "
            "ation:4 ment:4 ness:4 ings:3 ions:4 ies:3 ing:3 ion:4 ive:4 ers:4 est:5 ity:4 "
            "edly:4 ed:3 es:4 er:4 ly:4 al:5 s:3 e:3"
        )
    )
)
"""Endings, and how many letters must be left before them."""


def initials(name: str) -> str:
    """The first letters of a name's words that begin with a capital."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def is_plain_word(word: str) -> bool:
    return word.lower() in PLAIN


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A rough stem: what is left of an English word without its commonest ending. Khmer words stay."""
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=100_000)
def _counted(word: str) -> str:
    """What a word as printed counts as: its stem, or nothing where it carries no topic."""
    shown = word.lower().replace("’", "'").removesuffix("'s")
    if shown in PLAIN or (len(shown) <= 2 and not shown[0].isdigit()):
        return ""
    return shown if has_khmer(shown) else stem(shown)


def content_words(text: str) -> set[str]:
    """Stems of the words that carry a topic."""
    found = set(map(_counted, _WORD.findall(text)))
    found.discard("")
    return found
