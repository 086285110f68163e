"""Word lists in the source, written as running text, and patterns made of many words."""

import re
from collections import defaultdict


def listed(text: str) -> list[str]:
    """The words of a text: a list of a hundred words reads best as lines of words."""
    return text.split()


def by_first_letter(alternatives: str) -> re.Pattern[str]:
    """A pattern for whole words; alternatives with one first letter are tried together, which halves the cost of a long list."""
    groups: dict[str, list[str]] = defaultdict(list)
    for one in _parted(alternatives):
        groups[one[0]].append(one[1:])
    inner = "|".join(f"{letter}(?:{'|'.join(rests)})" for letter, rests in groups.items())
    return re.compile(rf"\b(?:{inner})\b")


def _parted(alternatives: str) -> list[str]:
    """The alternatives outside brackets; each begins with a letter."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(alternatives):
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and not depth:
            found.append(alternatives[start:at])
            start = at + 1
    return [*found, alternatives[start:]]
