"""Folding that remembers where each folded character came from, so that a match can be shown in the original."""

import re
import unicodedata
from collections.abc import Callable
from typing import Self


class Tracked:
    """A text on its way through the folding rules.

    ``starts[i]`` and ``ends[i]`` are the span of the original that the folded character ``text[i]`` stands for. Each method
    does to ``text`` what its namesake does to a plain string.
    """

    def __init__(self, original: str) -> None:
        self.text = original
        self.starts = list(range(len(original)))
        self.ends = list(range(1, len(original) + 1))

    def _rebuild(self, pieces: list[tuple[str, int, int]]) -> Self:
        """Each piece is new text for the characters from one index to another; a piece that keeps its length is in step."""
        starts: list[int] = []
        ends: list[int] = []
        for new, begin, end in pieces:
            if len(new) == end - begin:
                starts += self.starts[begin:end]
                ends += self.ends[begin:end]
            elif new:
                starts += [self.starts[begin]] * len(new)
                ends += [self.ends[end - 1]] * len(new)
        self.text = "".join(new for new, _, _ in pieces)
        self.starts, self.ends = starts, ends
        return self

    def translate(self, table: dict[int, str]) -> Self:
        """The table must leave its own results alone."""
        resized = sorted(character for character in set(self.text) if len(table[ord(character)]) != 1)
        if resized:
            self.sub(re.compile(f"[{re.escape(''.join(resized))}]"), lambda match: table[ord(match.group())])
        self.text = self.text.translate(table)
        return self

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Self:
        pieces: list[tuple[str, int, int]] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new == match.group():
                continue
            pieces += [(self.text[last : match.start()], last, match.start()), (new, *match.span())]
            last = match.end()
        if not pieces:
            return self
        return self._rebuild([*pieces, (self.text[last:], last, len(self.text))])

    def compose(self) -> Self:
        """Canonical composition (NFC), by the shortest pieces that compose apart from their neighbours."""
        if unicodedata.is_normalized("NFC", self.text):
            return self
        begins = [0]
        for i in range(1, len(self.text)):
            character, before = self.text[i], self.text[begins[-1] : i]
            if unicodedata.combining(character):
                continue
            if unicodedata.normalize("NFC", before + character) == unicodedata.normalize("NFC", before) + character:
                begins.append(i)
        spans = zip(begins, [*begins[1:], len(self.text)], strict=True)
        return self._rebuild([(unicodedata.normalize("NFC", self.text[a:b]), a, b) for a, b in spans])

    def strip(self) -> Self:
        begin = len(self.text) - len(self.text.lstrip())
        end = max(begin, len(self.text.rstrip()))
        self.text, self.starts, self.ends = self.text[begin:end], self.starts[begin:end], self.ends[begin:end]
        return self
