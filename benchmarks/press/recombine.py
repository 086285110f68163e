"""New dumps out of the gold: other order, other marks, other splits, other source lines, typing errors; the annotation moves along.

Each dump takes articles of all gold dumps in a random order. What changes is drawn once for each dump from a fixed seed, so that two runs read the same.
"""

import json
import random
import re
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

MARKS = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"), ("‘‘", "’’"))
SOURCES = ("Source: {}", "Source : {}", "{} –Copyright © 2019. All rights reserved.", "© 2020 {}", "(Source: {})")
KINDS = ("quotes", "claims", "figures")
_DOUBLE = re.compile(r"[“”\"]")
_SENTENCE = re.compile(r"[.!?។] (?=[A-Z\u1780-\u17b3])")


class Dump:
    """A dump being put together: its lines, and the gold of each article with its lines counted anew."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lines: list[str] = []
        self.page: str | None = None
        self.articles: list[dict[str, Any]] = []
        self.marks = self.chance.choice(MARKS)
        self.splits = self.chance.random() < 0.3
        self.is_tight = self.chance.random() < 0.3
        self.errors = self.chance.choice((0.0, 0.0, 0.002))

    def add(self, lines: list[str], article: dict[str, Any]) -> None:
        moved = json.loads(json.dumps(article))
        self.page = (
            moved["outlet"]
            if moved["kind"] != "teaser" and article["end_line"] not in article["boilerplate_lines"]
            else self.page
            if moved["kind"] == "teaser"
            else None
        )
        if moved["kind"] == "teaser":
            moved["outlet"] = self.page
        keep = [at for at in range(len(lines)) if not (self.is_tight and self._may_drop(lines, at))]
        places = {}
        for number in (article["start_line"] + at for at in keep):
            first, second = self._split(lines[number - article["start_line"]], number, article)
            places[number] = len(self.lines) + 1
            for kind in KINDS:
                for old, one in zip(article[kind], moved[kind], strict=True):
                    if old["line"] == number:
                        one["line"] = places[number] + 2 * bool(second and said_in(old) not in first)
            self.lines += [self._changed(first, number, moved)]
            self.lines += ["", self._changed(second, number, moved)] if second else []
        moved["start_line"], moved["end_line"] = places[article["start_line"]], len(self.lines)
        moved["title"] = self._marked(moved["title"]) if moved["title"] else None
        self.articles.append(moved)
        self.lines += [""] * self.chance.choice((1, 1, 2, 3))

    @staticmethod
    def _may_drop(lines: list[str], at: int) -> bool:
        """A second blank line; the first may carry meaning."""
        return at > 0 and not lines[at].strip() and not lines[at - 1].strip()

    def _split(self, line: str, number: int, article: dict[str, Any]) -> tuple[str, str]:
        """A long paragraph in two, behind a sentence, where nothing of the gold is cut; the second is empty where it stays whole."""
        if not self.splits or len(line) < 300 or number in article["boilerplate_lines"] or line == article["title"]:
            return line, ""
        kept = [part for quote in article["quotes"] for part in quote["parts"]]
        kept += [one["text"] for one in article["claims"]]
        for end in _SENTENCE.finditer(line, 100, len(line) - 100):
            first, second = line[: end.start() + 1], line[end.end() :]
            whole = all(part in first or part in second for part in kept if part in line)
            if whole and not len(_DOUBLE.findall(first)) % 2:
                return first, second
        return line, ""

    def _changed(self, line: str, number: int, article: dict[str, Any]) -> str:
        if number in article["boilerplate_lines"] and number == article["end_line"] and line.startswith("Source:"):
            return self.chance.choice(SOURCES).format(article["outlet"])
        return self._mistyped(self._marked(line), article, number)

    def _marked(self, line: str) -> str:
        """Double marks as this dump's pair, in turn; a line with an odd number, or with an opening mark left open, stays as it is."""
        found = list(_DOUBLE.finditer(line))
        if len(found) % 2 or any((mark.group() == "”") != bool(at % 2) for at, mark in enumerate(found)):
            return line
        turn = iter(range(len(found)))
        return _DOUBLE.sub(lambda _mark: self.marks[next(turn) % 2], line)

    def _mistyped(self, line: str, article: dict[str, Any], number: int) -> str:
        """Two letters of a longer small word change places, outside quotations, names, figures and titles."""
        quoted = any(part[:40] in line.replace("\u00a0", " ") for quote in article["quotes"] for part in quote["parts"])
        if not self.errors or line == article["title"] or quoted:
            return line
        return re.sub(
            r"(?<=\b[a-z]{2})([a-z])([a-z])(?=[a-z]{3,}\b)",
            lambda two: two[2] + two[1] if self.chance.random() < self.errors * 10 else two.group(),
            line,
        )


def said_in(one: dict[str, Any]) -> str:
    """Exact words of something annotated, by which its place is found."""
    return str(one["parts"][0] if "parts" in one else one.get("text") or one["value"])


def streamed(folder: Path, seed: int = 2026) -> Iterator[tuple[str, dict[str, Any]]]:
    """Dumps without end, as text and gold, each from its own seed."""
    pool = []
    for path in sorted((folder / "gold").glob("[0-9]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        lines = (folder / gold["file"]).read_text(encoding="utf-8").split("\n")
        pool += [(lines[one["start_line"] - 1 : one["end_line"]], one) for one in gold["articles"]]
    for number in count():
        dump = Dump(seed + number)
        for at in dump.chance.sample(range(len(pool)), dump.chance.randint(3, 9)):
            dump.add(*pool[at])
        yield "\n".join(dump.lines), {"file": f"{number:03}.txt", "articles": dump.articles}


def recombined(folder: Path, number: int, seed: int = 2026) -> list[tuple[str, dict[str, Any]]]:
    """The first dumps of ``streamed``."""
    return list(islice(streamed(folder, seed), number))
