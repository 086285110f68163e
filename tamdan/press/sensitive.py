"""Marks of passages that one person alone may not release, by lists of words in both languages (data/sensitive.yaml).

What is looked at is what a release would show: the words themselves and the speaker's role. A mark names the words that gave rise
to it; it is a question to a second person, who decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

from tamdan.language.normalise import fold, fold_tracked
from tamdan.language.script import COENG, MARKS
from tamdan.press.enums_release import Sensitive
from tamdan.press.reading.mentions import mentions
from tamdan.press.reading.names import compare

DATA = Path(__file__).resolve().parent / "data" / "sensitive.yaml"
_PART = re.compile(r"<(\w+)>")


@dataclass(frozen=True)
class Mark:
    """``word`` is what stands in the passage and gave rise to it."""

    code: str
    word: str

    @property
    def label(self) -> str:
        return str(Sensitive(self.code).label)


@dataclass(frozen=True)
class Rule:
    """Patterns on folded text. ``unless`` is left out first; ``beside`` has to be found too, where there is one.

    ``somebody`` are words that mean a person without a name: where there are any, the mark needs them, or a name.
    """

    code: str
    found: re.Pattern[str]
    unless: re.Pattern[str] | None
    beside: re.Pattern[str] | None
    somebody: re.Pattern[str] | None


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    held = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    parts = {name: f"(?:{'|'.join(some)})" for name, some in held["parts"].items()}
    return tuple(_rule(one, parts) for one in held["marks"])


def _rule(one: dict[str, Any], parts: dict[str, str]) -> Rule:
    more = [_PART.sub(lambda part: parts[part[1]], pattern) for pattern in one.get("patterns", ())]

    def listed(name: str, name_km: str) -> re.Pattern[str] | None:
        return _pattern(one.get(name, ()), one.get(name_km, ()))

    return Rule(
        code=one["code"],
        found=_pattern(one["en"], one["km"], more) or re.compile(r"(?!)"),
        unless=listed("unless", "unless_km"),
        beside=listed("beside", "beside_km"),
        somebody=listed("somebody", "somebody_km"),
    )


def _pattern(english: Iterable[str], khmer: Iterable[str], more: Iterable[str] = ()) -> re.Pattern[str] | None:
    """English whole words ("*" is any ending); Khmer clusters wherever they stand, for Khmer has no spaces; longest first."""
    endings = {True: r"\w*", False: ""}
    words = [f"{re.escape(fold(word.rstrip('*')))}{endings[word.endswith('*')]}" for word in english]
    parts = [
        rf"(?<!\w)(?:{_any(words)})(?!\w)" if words else "",
        rf"(?<!{COENG})(?:{_any(map(re.escape, map(fold, khmer)))})(?![{MARKS}{COENG}])" if khmer else "",
        *more,
    ]
    return re.compile("|".join(part for part in parts if part), re.MULTILINE) if any(parts) else None


def _any(words: Iterable[str]) -> str:
    """One of the words, parted by first letters, so that most places of a text are passed after one look."""
    groups = groupby(sorted(set(words)), key=lambda word: word[0])
    return "|".join(
        f"{first}(?:{'|'.join(sorted((word[1:] for word in some), key=len, reverse=True))})" for first, some in groups
    )


class Known:
    """Names of those who hold a public post, found by any word of theirs: of a thousand few are compared."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_word: dict[str, list[str]] = {}
        for name in names:
            for word in set(fold(name).split()):
                self._by_word.setdefault(word, []).append(name)

    def holds(self, name: str) -> bool:
        """Whether it is one of them."""
        able = {one for word in fold(name).split() for one in self._by_word.get(word, ())}
        return any(compare(name, one) == "same" for one in able)


def marks_of(words: str, *, role: str = "", holders: Known | None = None) -> list[Mark]:
    """The marks of a passage, each once. ``holders`` are those who hold a public post: to accuse or to name them is no mark."""
    text, name = f"{words}\n\n{role}", _unknown(words, holders or Known())
    folded = fold(text)
    found = [Mark(rule.code, word) for rule in rules() if (word := _word(rule, folded, text, words, name))]
    accused = any(mark.code == Sensitive.UNTRIED_ACCUSATION for mark in found)
    return found if accused or not name else [*found, Mark(Sensitive.NAMED, name)]


def _word(rule: Rule, folded: str, text: str, words: str, name: str) -> str:
    shown = rule.unless.sub(_blank, folded) if rule.unless else folded
    found = rule.found.search(shown)
    if found is None or (rule.beside and not rule.beside.search(shown)):
        return ""
    if rule.somebody and not name and not rule.somebody.search(fold(words)):
        return ""
    places = fold_tracked(text)
    return text[places.starts[found.start()] : places.ends[found.end() - 1]]


def _blank(match: re.Match[str]) -> str:
    """As long as what is left out, so that places stay."""
    return " " * len(match.group())


def _unknown(words: str, holders: Known) -> str:
    """Who is named and holds no public post, as far as is known: of them no list holds every accusation."""
    people = [one.name for one in mentions(words, 0, len(words)) if one.kind == "person"]
    return next((name for name in people if not holders.holds(name)), "")
