"""Marks of passages that one person alone may not release, by lists of words in both languages (data/sensitive.yaml).

What is looked at is what a release would show: the words themselves and the speaker's role. A mark names the words that gave rise
to it; it is a question to a second person, who decides.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from tamdan.press.enums_release import Sensitive
from tamdan.press.reading.mentions import mentions
from tamdan.press.reading.names import compare

DATA = Path(__file__).resolve().parent / "data" / "sensitive.yaml"
NEVER = re.compile(r"(?!)")
POINTED = re.compile(
    r"\b(?:he|she|him|her|his|hers|this man|this woman|the suspect|the accused|the defendant|you)\b"
    r"|គាត់|នាង|ជនសង្ស័យ|ជនជាប់ចោទ|បុរសនេះ|ស្ត្រីនេះ",
    re.IGNORECASE,
)
"""Words that point at somebody without a name."""


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
    """``unless`` is left out of the text first; ``beside`` has to be found too, where there is one."""

    code: str
    found: re.Pattern[str]
    unless: re.Pattern[str]
    beside: re.Pattern[str] | None
    names_a_person: bool


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    held = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return tuple(
        Rule(
            code=one["code"],
            found=_pattern(one["en"], one["km"], one.get("pattern", "")),
            unless=_pattern(one.get("unless", ()), one.get("unless_km", ())),
            beside=_pattern(one["beside"], one["beside_km"]) if "beside" in one else None,
            names_a_person=one.get("names_a_person", False),
        )
        for one in held
    )


def _pattern(english: Iterable[str], khmer: Iterable[str], more: str = "") -> re.Pattern[str]:
    """English whole words ("*" is any ending), Khmer letters wherever they stand, for Khmer has no spaces; longest first."""
    endings = {True: r"\w*", False: ""}
    words = [rf"(?<!\w){re.escape(word.rstrip('*'))}{endings[word.endswith('*')]}(?!\w)" for word in english]
    parts = [*sorted(words, key=len, reverse=True), *sorted(map(re.escape, khmer), key=len, reverse=True), more]
    return re.compile("|".join(part for part in parts if part), re.IGNORECASE) if any(parts) else NEVER


def marks_of(words: str, *, role: str = "", holders: Iterable[str] = ()) -> list[Mark]:
    """The marks of a passage, each once. ``holders`` are names of those who hold a public post: to accuse them is no mark."""
    text, names = f"{words}\n{role}", list(holders)
    return [Mark(rule.code, word) for rule in rules() if (word := _word(rule, text, words, names))]


def _word(rule: Rule, text: str, words: str, holders: list[str]) -> str:
    shown = rule.unless.sub(" ", text)
    found = rule.found.search(shown)
    if found is None or (rule.beside and not rule.beside.search(shown)):
        return ""
    if rule.names_a_person and not _points_at_somebody(words, holders):
        return ""
    return found.group()


def _points_at_somebody(words: str, holders: list[str]) -> bool:
    """Whether the words name or mean a person who holds no public post, as far as is known."""
    people = [one.name for one in mentions(words, 0, len(words)) if one.kind == "person"]
    unknown = [name for name in people if not any(compare(name, holder) == "same" for holder in holders)]
    return bool(unknown) or bool(POINTED.search(words))
