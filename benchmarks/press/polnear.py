"""Direct speech of PolNeAR: words in quotation marks inside an annotated content, with the source that the annotators marked."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MARKED = re.compile(r"(?:[“\"]|\'\')(?P<inner>(?:[^“”\"\n\']|\'(?!\'))+)(?:[”\"]|\'\'|$)", re.MULTILINE)
_COVERED = 0.6
_EDGE = " \n\t,.;:!?“”\"‘’'…-–—"
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who"})


@dataclass(frozen=True)
class Spoken:
    """One run of words in marks. ``whole`` where the annotated content is all speech; ``source`` spans, empty if there is none."""

    start: int
    end: int
    whole: bool
    source: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Found:
    """What a reader finds: the words, the place that names the speaker, and the speaker's name as resolved."""

    start: int
    end: int
    mention: tuple[int, int] | None
    name: str


@dataclass
class Tally:
    gold: int = 0
    found: int = 0
    matched: int = 0
    matched_of_found: int = 0
    whole: int = 0
    whole_found: int = 0
    sources: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        precision = self.matched_of_found / max(1, self.found)
        recall = self.matched / max(1, self.gold)
        return {
            "precision": precision,
            "recall": recall,
            "F1": 2 * precision * recall / max(1e-9, precision + recall),
            "recall, contents that are all speech": self.whole_found / max(1, self.whole),
            "speaker right, of matched with a source": self.right / max(1, self.sources),
            "quotations in the gold": float(self.gold),
        }


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def spoken(row: dict[str, object]) -> list[Spoken]:
    """The gold of one article, from its first annotator: words between marks most of which stand in an annotated content."""
    text, annotation = str(row["text"]), row["annotations"][0]  # type: ignore[index]
    contents = sorted(_contents(annotation))
    found = []
    for match in _MARKED.finditer(text):
        start, end = trimmed(text, match.start("inner"), match.end("inner"))
        best = max(contents, key=lambda content: min(end, content[1]) - max(start, content[0]), default=None)
        shared = sum(max(0, min(end, content[1]) - max(start, content[0])) for content in contents)
        if best and end > start and shared >= _COVERED * (end - start):
            found.append(Spoken(start, end, _is_whole(best, start, end), best[2]))
    return found


def _contents(annotation: dict[str, Any]) -> Iterable[tuple[int, int, tuple[tuple[int, int], ...]]]:
    entities = annotation["entities"]
    for _kind, joined in annotation["relations"]:
        parts = dict(part.split(":", 1) for part in joined.split() if ":" in part)
        content, source = entities.get(parts.get("Content", "")), entities.get(parts.get("Source", ""))
        for start, end in content["spans"] if content else []:
            yield start, end, tuple((one, two) for one, two in source["spans"]) if source else ()


def _is_whole(content: tuple[int, int, object], start: int, end: int) -> bool:
    return end - start >= 0.8 * (content[1] - content[0])


def score(articles: list[dict[str, object]], reader: Callable[[str], list[Found]]) -> Tally:
    tally = Tally()
    for row in articles:
        text = str(row["text"])
        gold = spoken(row)
        found = reader(text)
        _tally(tally, text, gold, found)
    return tally


def _tally(tally: Tally, text: str, gold: list[Spoken], found: list[Found]) -> None:
    at = {trimmed(text, one.start, one.end): one for one in found}
    wanted = {(one.start, one.end) for one in gold}
    tally.gold += len(wanted)
    tally.found += len(at)
    tally.matched_of_found += len(set(at) & wanted)
    for one in gold:
        got = at.get((one.start, one.end))
        tally.whole += one.whole
        tally.matched += got is not None
        tally.whole_found += one.whole and got is not None
        if not got:
            tally.misses.append(f"missed: {text[max(0, one.start - 60) : one.end + 60]!r}")
        elif one.source:
            tally.sources += 1
            right = names_source(text, one, got)
            tally.right += right
            if not right:
                tally.misses.append(
                    f"speaker {got.name!r}, not {[text[a:b] for a, b in one.source]}: {text[max(0, one.start - 90) : one.end + 70]!r}"
                )
    tally.misses += [f"extra: {text[max(0, a - 60) : b + 60]!r}" for a, b in at if (a, b) not in wanted]


def names_source(text: str, gold: Spoken, got: Found) -> bool:
    """The place that names the speaker is the source's, or the name shares a word with it (a pronoun's place must be the same)."""
    if got.mention and any(got.mention[0] < end and start < got.mention[1] for start, end in gold.source):
        return True
    words = set(re.findall(r"[a-z]{2,}", " ".join(text[a:b] for a, b in gold.source).lower()))
    name = set(re.findall(r"[a-z]{2,}", got.name.lower())) - {"the", "of", "and", "campaign", "for"}
    return bool(words - _PRONOUNS) and bool(words & name)
