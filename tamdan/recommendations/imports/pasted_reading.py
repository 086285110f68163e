"""Recommendations out of pasted text: paragraphs of a report of the Working Group, or lines of a table.

Paragraphs begin with a number with a full stop in it (118.5); one without ("119. The recommendations below …") says what the State
answered to those that follow. Line breaks inside a paragraph, numbers of pages and running heads are taken out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tamdan.language.digits import to_ascii
from tamdan.language.normalise import clean, order
from tamdan.language.script import has_khmer
from tamdan.recommendations.imports.pasted_item import DOTTED, Read, heading_answer, item_of
from tamdan.recommendations.imports.pasted_table import table

MOST = 300
"""Recommendations that one page of corrections holds; the largest reviews have about as many."""
_PLAIN = re.compile(r"\s*(?P<number>\d{1,3})[.)]\s+(?=\S)")
_BULLET = re.compile(r"\s*[•▪●*–-]\s+")
_INLINE = re.compile(r"(?<=[)។])\s*[;.]?\s+(?=\d{1,3}\.\d{1,3}[a-z]?[.)]?\s+[A-ZÀ-Þ(“\"\u1780-\u17b3])")
_NOISE = re.compile(
    r"\s*(?:(?:page\s*)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?|(?:\d{1,3}\s+)?GE\.\d\d-\d+.*"
    r"|(?:\d{1,3}\s+)?A/HRC/\d+/\d+(?:/Add\.?\s*\d+)?(?:\s+\d{1,3})?|[_*\s.–-]+|ទំព័រ(?:ទី)?\s*\d{1,3})\s*",
    re.IGNORECASE,
)
_COMPLETE = re.compile(r"[;.:)។]\s*$")
_CLOSED = re.compile(r"\)\s*[;.,។]*\s*$")


@dataclass
class _Block:
    number: str
    is_dotted: bool
    lines: list[str]

    @property
    def text(self) -> str:
        found = ""
        for line in self.lines:
            glue = "" if not found or found.endswith("-") or (has_khmer(found[-1]) and has_khmer(line[0])) else " "
            found += glue + line
        return found


def read(pasted: str) -> Read:
    """What a person pasted, in its order."""
    plain = order(clean(pasted.replace("\r\n", "\n").replace("\r", "\n")))
    lines = plain.split("\n")
    tabbed = sum("\t" in line.strip() for line in lines)
    if tabbed * 2 > sum(bool(line.strip()) for line in lines):
        return table(plain)
    return _Paragraphs([part for line in lines for part in _parted(line)]).read()


def _parted(line: str) -> list[str]:
    """A line that holds several numbered paragraphs, each closed by its States."""
    western = to_ascii(line)
    cuts = [0, *(match.end() for match in _INLINE.finditer(western)), len(line)]
    return [line[start:end] for start, end in pairwise(cuts)]


class _Paragraphs:
    """Text without columns, from its beginning; a heading holds until the next."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = [line.strip() for line in lines]
        starts = [match["number"] for line in self.lines if (match := DOTTED.match(to_ascii(line)))]
        self.has_dotted = bool(starts)
        self.counts = Counter(number.partition(".")[0] for number in starts)
        self.has_plain = not self.has_dotted and any(_PLAIN.match(to_ascii(line)) for line in self.lines)

    def read(self) -> Read:
        found, answer = Read(), ("", "")
        for block in self._blocks(found.left_out):
            said = None if block.is_dotted else heading_answer(block.text)
            if said:
                answer = said
            elif self._isitem_of(block):
                found.items.append(item_of(block.number, block.text, answer, _printed(block)))
            else:
                found.left_out.append(_printed(block))
        return found

    def _isitem_of(self, block: _Block) -> bool:
        if not any(sign.isalpha() for sign in block.text):
            return False
        if self.has_dotted:
            return block.is_dotted
        return bool(block.number) if self.has_plain else True

    def _blocks(self, left_out: list[str]) -> Iterator[_Block]:
        block: _Block | None = None
        was_blank = True
        for line in self.lines:
            if not line:
                was_blank = True
                continue
            if _NOISE.fullmatch(to_ascii(line)):
                left_out.append(line)
                continue
            begun = self._begun(line, block, was_blank=was_blank)
            if begun:
                if block:
                    yield block
                block = begun
            elif block:
                block.lines.append(line)
            was_blank = False
        if block:
            yield block

    def _begun(self, line: str, block: _Block | None, *, was_blank: bool) -> _Block | None:
        """A new block where the line begins one, otherwise None: the line goes on with the block before it."""
        western = to_ascii(line)
        is_complete = block is None or bool(_COMPLETE.search(block.text))
        dotted = DOTTED.match(western)
        if dotted and (is_complete or self.counts[dotted["number"].partition(".")[0]] > 1):
            return _Block(dotted["number"], True, _rest(line, dotted.end()))
        plain = _PLAIN.match(western)
        if plain and (is_complete or was_blank):
            return _Block(plain["number"], False, _rest(line, plain.end()))
        numbered = self.has_dotted or self.has_plain
        bullet = None if numbered else _BULLET.match(line)
        if bullet:
            return _Block("", False, [line[bullet.end() :]])
        if block is None or (is_complete and heading_answer(line)):
            ends = True
        elif numbered:
            ends = is_complete and was_blank and not block.is_dotted
        else:
            ends = was_blank or bool(_CLOSED.search(block.text))
        return _Block("", False, [line]) if ends else None


def _rest(line: str, start: int) -> list[str]:
    return [line[start:]] if line[start:] else []


def _printed(block: _Block) -> str:
    return "\n".join(([block.number] if block.number else []) + block.lines)
