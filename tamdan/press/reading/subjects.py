"""Whether an article is about human rights, from the subjects its words belong to.

``press/data/subjects.yaml`` holds the words of each subject in both languages, ``subject_weights.yaml`` what each subject counts
for or against; the weights are fitted on annotated dumps by ``tools/weigh_subjects.py``, the words are written by hand. An article has
for each subject the logarithm of one and its mentions in a hundred words, those in the title counted three times; the sum of weights
times that, above 0, makes it relevant.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from tamdan.language.script import LETTERS, has_khmer

DATA = Path(__file__).resolve().parents[1] / "data"
_WORD = re.compile(r"[a-z]+(?:['.-][a-z]+)*")
_KHMER_LETTER = re.compile(f"[{LETTERS}]")
_LETTERS_OF_A_WORD = 5
_TITLE = 3
_MOST = 3
"""How often one word counts in an article."""
_LEAST_WORDS = 50
_LEAST_STEM = 3


Phrase = tuple[tuple[str, ...], str]
"""The words behind the first one, and the subject."""


@dataclass(frozen=True)
class Lexicon:
    """Subjects by word, by beginning of a word ("*" is any ending), by phrase under its first two words, and by Khmer letters.

    ``open_phrases`` are those whose second word has any ending, under the first.
    """

    words: dict[str, str]
    beginnings: dict[str, str]
    phrases: dict[str, dict[str, list[Phrase]]]
    open_phrases: dict[str, list[Phrase]]
    khmer: dict[str, str]
    khmer_pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    held = yaml.load((DATA / "subjects.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    words: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    phrases: dict[str, dict[str, list[Phrase]]] = {}
    open_phrases: dict[str, list[Phrase]] = {}
    khmer: dict[str, str] = {}
    for subject, given in held.items():
        for term in (" ".join(part.split()) for part in given["en"].split(",")):
            parts = tuple(part.replace(".", "") for part in term.split(" "))
            if len(parts) > 1:
                begun = phrases.setdefault(parts[0], {})
                found = (
                    open_phrases.setdefault(parts[0], []) if parts[1].endswith("*") else begun.setdefault(parts[1], [])
                )
                found.append((parts[1:], subject))
            elif term.endswith("*"):
                beginnings[term[:-1]] = subject
            else:
                words[term] = subject
        khmer |= {_one_spelling(term): subject for term in given["km"].split()}
    return Lexicon(words, beginnings, phrases, open_phrases, khmer, _any_of(khmer))


def _any_of(terms: Iterable[str]) -> re.Pattern[str]:
    """The longest of the terms that stands at a place; those with the same first letter are tried together."""
    begun: dict[str, list[str]] = {}
    for term in sorted(terms, key=len, reverse=True):
        begun.setdefault(term[0], []).append(term[1:])
    groups = (f"{first}(?:{'|'.join(rest)})" for first, rest in begun.items())
    return re.compile(f"(?:{'|'.join(groups)})(?![\u17b6-\u17d3])")


@lru_cache(maxsize=1)
def weights() -> dict[str, float]:
    """What each subject counts for; ``""`` is what is added to every sum."""
    held = yaml.safe_load((DATA / "subject_weights.yaml").read_text(encoding="utf-8"))
    return {"": float(held["start"]), **{name: float(value) for name, value in held["subjects"].items()}}


def _one_spelling(text: str) -> str:
    """Khmer without zero-width spaces, ``ដ`` below a letter as ``ត``: both are written."""
    return text.replace("\u200b", "").replace("្ដ", "្ត")


@lru_cache(maxsize=1)
def _longest_beginning() -> int:
    return max(map(len, lexicon().beginnings))


@lru_cache(maxsize=50_000)
def _subject(word: str) -> str | None:
    held = lexicon()
    found = held.words.get(word)
    ends = range(min(len(word), _longest_beginning()), _LEAST_STEM - 1, -1)
    return found or next((held.beginnings[word[:end]] for end in ends if word[:end] in held.beginnings), None)


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.lower().replace("’", "'"))
    return [word.removesuffix("'s").replace(".", "") if "'" in word or "." in word else word for word in found]


def _phrases(words: list[str], held: Lexicon) -> list[tuple[int, Phrase]]:
    """Phrases with their places, none over another, the longest that begins at a place."""
    found: list[tuple[int, Phrase]] = []
    free = 0
    for at, word in enumerate(words[:-1]):
        if at < free or (begun := held.phrases.get(word)) is None:
            continue
        able = [*begun.get(words[at + 1], ()), *held.open_phrases.get(word, ())]
        able = [phrase for phrase in able if _goes_on(words, at + 1, phrase[0])] if able else able
        if able:
            longest = max(able, key=lambda phrase: len(phrase[0]))
            found.append((at, longest))
            free = at + len(longest[0]) + 1
    return found


def _goes_on(words: list[str], at: int, wanted: tuple[str, ...]) -> bool:
    following = words[at : at + len(wanted)]
    return len(following) == len(wanted) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for word, part in zip(following, wanted, strict=True)
    )


def mentions_of_subjects(text: str) -> tuple[Counter[str], int]:
    """How often each subject is mentioned, one word at most three times, and the number of words."""
    held = lexicon()
    words = _words(text)
    counts = Counter(words)
    named: Counter[Phrase] = Counter()
    for at, phrase in _phrases(words, held):
        named[phrase] += 1
        counts.subtract(words[at : at + len(phrase[0]) + 1])
    found: Counter[str] = Counter()
    for word, count in counts.items():
        if count > 0 and (subject := _subject(word)):
            found[subject] += min(count, _MOST)
    for (_rest, subject), count in named.items():
        found[subject] += min(count, _MOST)
    size = len(words)
    if has_khmer(text):
        shown = _one_spelling(text)
        for term, count in Counter(held.khmer_pattern.findall(shown)).items():
            found[held.khmer[term]] += min(count, _MOST)
        size += len(_KHMER_LETTER.findall(shown)) // _LETTERS_OF_A_WORD
    return found, size


def shares(title: str, body: str) -> dict[str, float]:
    """For each subject mentioned, the logarithm of one and its mentions in a hundred words."""
    found, size = mentions_of_subjects(body)
    for subject, count in mentions_of_subjects(title)[0].items():
        found[subject] += _TITLE * count
    per = 100 / max(size, _LEAST_WORDS)
    return {subject: math.log1p(count * per) for subject, count in found.items()}


def evidence(title: str, body: str) -> float:
    """Above 0 for an article about human rights."""
    counted = weights()
    return counted[""] + sum(counted.get(subject, 0.0) * share for subject, share in shares(title, body).items())
