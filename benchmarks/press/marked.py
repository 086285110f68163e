"""Dumps written by hand for this benchmark, with their annotation in the text: what they hold is invented, the shapes are those of press pages.

A file is the dump with marks. ``#S key | name | role | side`` declares a speaker; ``#A key=value; …`` opens an article and ``#E`` closes it;
``#T`` is its title, ``#B`` a line of furniture; ``#P D | words || words`` an opposed pair, each statement named by some of its words. In a line,
``{c key|…}`` is a claim, ``{q key|…}`` a quotation (``{q1 key|…}`` and later ``{q1|…}`` are parts of one), ``{f number unit|…}`` a figure,
``{s reason|…}`` words in marks that nobody says. What comes out is the text and the gold in the schema of the shared annotation.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.press.scoring import plain

_OPEN = re.compile(r"\{(?P<kind>[cqfs])(?P<group>\d*)(?: (?P<head>[^|{}]*))?\|")


@dataclass
class Source:
    """A marked file on its way to text and gold."""

    name: str
    lines: list[str] = field(default_factory=list)
    speakers: dict[str, list[str]] = field(default_factory=dict)
    articles: list[dict[str, Any]] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)
    pairs: list[list[str]] = field(default_factory=list)
    is_open: bool = False
    quotes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def take(self, line: str) -> None:
        orders = {"S": self._speaker, "A": self._article, "E": self._end, "P": self._pair}
        letter, rest = (line[1], line[3:]) if re.match(r"#[SAETBP](?: |$)", line) else ("", line)
        if letter in orders:
            orders[letter](rest)
            return
        shown, found = self._unmarked(rest)
        self.lines.append(shown)
        if not self.is_open:
            self.outside += [len(self.lines)] if shown.strip() else []
            return
        article = self.articles[-1]
        if letter == "T" and article["title"] is None:
            article["title"] = shown
        if letter == "B":
            article["boilerplate_lines"].append(len(self.lines))
        for one in found:
            self._keep(article, one, shown)

    def _speaker(self, rest: str) -> None:
        key, *named = (part.strip() for part in rest.split("|"))
        self.speakers[key] = named

    def _article(self, rest: str) -> None:
        given = dict(part.strip().split("=", 1) for part in rest.split(";"))
        self.is_open, self.quotes = True, {}
        self.articles.append(
            {
                "id": f"{self.name}-a{len(self.articles) + 1}",
                "start_line": len(self.lines) + 1,
                "end_line": 0,
                "title": given.get("title"),
                "language": given.get("language", "en"),
                "published": given.get("published"),
                "outlet": given.get("outlet") or None,
                "author": given.get("author"),
                "kind": given["kind"],
                "relevant": given["relevant"] == "1",
                "quotes": [],
                "claims": [],
                "figures": [],
                "boilerplate_lines": [],
            }
        )

    def _end(self, _rest: str) -> None:
        last = max(number for number, line in enumerate(self.lines, 1) if line.strip())
        self.articles[-1]["end_line"] = last
        self.is_open = False

    def _pair(self, rest: str) -> None:
        kind, words = rest.split("|", 1)
        self.pairs.append([kind.strip(), *(part.strip() for part in words.split("||"))])

    def _unmarked(self, line: str) -> tuple[str, list[tuple[str, str, str, str]]]:
        """The line without its marks, and what they say: kind, group, head, words."""
        shown = ""
        found: list[tuple[str, str, str, str]] = []
        waiting: list[tuple[int, int, str, str, str]] = []
        at = 0
        while at < len(line):
            opened = _OPEN.match(line, at)
            if opened:
                waiting.append((len(found), len(shown), opened["kind"], opened["group"], opened["head"] or ""))
                found.append(("", "", "", ""))
                at = opened.end()
            elif line[at] == "}":
                place, start, kind, group, head = waiting.pop()
                found[place] = (kind, group, head, shown[start:])
                at += 1
            else:
                shown += line[at]
                at += 1
        if waiting:
            raise ValueError(f"{self.name}: {line}")
        return shown, found

    def _keep(self, article: dict[str, Any], one: tuple[str, str, str, str], shown: str) -> None:
        kind, group, head, words = one
        number = len(self.lines)
        if kind == "f":
            value, _space, unit = head.partition(" ")
            article["figures"].append(
                {"line": number, "value": words, "number": float(value), "unit": unit, "text": plain(shown)}
            )
        elif kind == "s":
            self.skipped.append({"line": number, "text": words, "reason": head})
        elif kind == "q" and group and group in self.quotes and not head:
            self.quotes[group]["parts"].append(words)
        else:
            name, role, side = self.speakers[head]
            said: dict[str, Any] = {"line": number, "speaker": name, "side": side}
            if kind == "q":
                said |= {"parts": [words], "speaker_role": role or None}
                self.quotes[group] = said
            else:
                said["text"] = words
            said["id"] = f"{article['id']}-{kind}{len(article['quotes' if kind == 'q' else 'claims']) + 1}"
            article["quotes" if kind == "q" else "claims"].append(said)


def unmarked(path: Path) -> tuple[str, dict[str, Any], list[dict[str, str]]]:
    """Text, gold and opposed pairs of a marked file."""
    source = Source(path.stem)
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        source.take(line)
    inside = [number for article in source.articles for number in article["boilerplate_lines"]]
    gold = {
        "file": f"{source.name}.txt",
        "articles": source.articles,
        "boilerplate_lines": sorted([*source.outside, *inside]),
        "skipped_quotes": source.skipped,
    }
    pairs = [
        {"type": kind, "a": _named(source, first), "b": _named(source, second)} for kind, first, second in source.pairs
    ]
    return "\n".join(source.lines), gold, pairs


def _named(source: Source, words: str) -> str:
    """The statement that holds the words: a quotation before a claim around it."""
    for kind in ("quotes", "claims"):
        for article in source.articles:
            for one in article[kind]:
                if words in (one.get("text") or " ".join(one["parts"])):
                    return str(one["id"])
    raise ValueError(f"{source.name}: no statement with {words}")
