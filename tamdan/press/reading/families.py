"""What a capitalised word before a name is: an office, or a family name that looks like a small word or a courtesy title."""

import re
from functools import lru_cache

from tamdan.press.reading.country import states
from tamdan.press.reading.lexicon import NO_PERSON, OFFICES
from tamdan.press.reading.listing import listed

_FAMILIES = frozenset(listed("An Am So Say May Him Her Now Most Near Nov Mar Sep Jun"))
"""Family names that are small words as well."""
_NEVER_FIRST = frozenset({"Am"})
"""Those that no sentence begins with: "Am Sok Dara"."""
BEHIND = 140
"""Characters behind a name in which it is told what its holder is."""
_HOLDS_OFFICE = re.compile(
    r", (?:the |an? |[A-Z]\w+[’']s )?(?:[\w-]+ ){0,3}(?:ambassador|director|minister|secretary|spokes\w+|president|chief|head|governor|"
    r"representative|chair\w*|lawyer|activist|professor)\b[^,.]{3,90}, (?!who\b|which\b)[a-z]+"
)
"""Behind "In Dara": what he is between two commas, and a verb."""
_NAME_WORDS = 2
_SHORT_OFFICES = frozenset({"sen", "rep", "gov"})
"""Offices only with their full stop: without it they are names."""
_LEAST_MISPRINTED = 8
_MISPRINTED = frozenset(
    word[:at] + word[at + 1 :] for word in OFFICES if len(word) >= _LEAST_MISPRINTED for at in range(1, len(word) - 1)
)
"""Long offices with a letter left out: "Prime Minster"."""


@lru_cache(maxsize=20_000)
def is_office(token: str) -> bool:
    lowered = token.lower()
    if lowered in _SHORT_OFFICES:
        return False
    return lowered.rstrip(".").split("-")[-1] in OFFICES or lowered in OFFICES or lowered in _MISPRINTED


def is_family_name(tokens: list[tuple[int, int, str]], behind: str) -> bool:
    """ "An Sokha" and "Am Sarath" begin with a family name that is also a small word."""
    if tokens[0][2] == "In" and len(tokens) == _NAME_WORDS:
        return _HOLDS_OFFICE.match(behind) is not None
    alone = len(tokens) == 2 or (tokens[0][2] in _NEVER_FIRST and len(tokens) == _NAME_WORDS + 1)
    following = tokens[1][2].lower() if alone else ""
    return (
        tokens[0][2] in _FAMILIES
        and following != ""
        and following not in states()
        and following not in NO_PERSON
        and following not in OFFICES
    )


def is_named_lok(words: list[str], before: str) -> bool:
    """ "Commission member Lok Sitha" behind an office: a family name, and no courtesy title."""
    return len(words) == _NAME_WORDS and words[0] == "Lok" and is_office((before.split() or [""])[-1])
