"""Paragraphs and sentences with their places. What stands in quotation marks does not end the sentence around it."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from tamdan.press.reading.lines import bullet, ends_a_sentence
from tamdan.press.reading.marks import Quoted, quoted
from tamdan.press.reading.records import Line, Span

COVER = "§"
"""Stands for each character of a quotation in the covered text of a paragraph."""
LONGEST = 4000
_END = re.compile(r"([.!?…]+[\"'”’»)\]]*|[។៕]+|§(?=\s))(?=\s|$|(?<=[។៕]))")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"‘'§])(?:mr|mrs|ms|dr|prof|gen|lt|col|maj|capt|sgt|sen|rep|gov|rev|"
    r"hon|st|sr|jr|vs|no|nos|art|arts|para|paras|dept|co|corp|inc|ltd|etc|cf|al|approx|"
    r"est|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|(?:[a-z]\.)+[a-z]|[a-z])\.$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*[A-Z\d“\"«‘'(\[§\u1780-\u17b3]")


@dataclass(slots=True)
class Paragraph:
    """``covered`` is the paragraph with each character of its quotations replaced; index 0 is place ``start``."""

    lines: list[Line]
    start: int
    end: int
    quotes: list[Quoted] = field(default_factory=list)
    covered: str = ""
    sentences: list[Span] = field(default_factory=list)

    def line_at(self, place: int) -> int:
        starts = [line.start for line in self.lines]
        return self.lines[max(0, bisect_right(starts, place) - 1)].number


def paragraphs(text: str, lines: Iterable[Line]) -> list[Paragraph]:
    """Body lines as paragraphs; a line broken by a fixed width goes on in the next."""
    found: list[Paragraph] = []
    for line in lines:
        last = found[-1].lines[-1] if found else None
        start = line.start + bullet(line.text)
        stripped = line.end - (len(line.text) - len(line.text.rstrip()))
        if last and _goes_on(last, line):
            found[-1].lines.append(line)
            found[-1].end = stripped
        else:
            start += len(text[start : line.end]) - len(text[start : line.end].lstrip())
            found.append(Paragraph([line], start, stripped))
    for paragraph in found:
        paragraph.quotes = quoted(text, paragraph.start, paragraph.end)
        paragraph.covered = _covered(text, paragraph)
        paragraph.sentences = _sentences(paragraph)
    return [paragraph for paragraph in found if paragraph.end > paragraph.start]


def _goes_on(last: Line, line: Line) -> bool:
    return (
        line.number == last.number + 1
        and len(last.text) >= (35 if line.text[:1].islower() else 50)
        and not ends_a_sentence(last.text)
        and not bullet(line.text)
        and not line.text[:1].isspace()
    )


def _covered(text: str, paragraph: Paragraph) -> str:
    pieces, place = [], paragraph.start
    for one in paragraph.quotes:
        pieces += [text[place : one.outer.start], COVER * (one.outer.end - one.outer.start)]
        place = one.outer.end
    return "".join([*pieces, text[place : paragraph.end]]).replace("\n", " ")


def _sentences(paragraph: Paragraph) -> list[Span]:
    """Sentences of the covered text; a quotation that ends in a full stop ends its sentence when the next word begins one."""
    covered = paragraph.covered
    closing = {one.outer.end - paragraph.start: one for one in paragraph.quotes}
    found, start = [], 0
    for match in _END.finditer(covered):
        end = match.end()
        if end <= start or not _is_end(covered, match, closing, paragraph):
            continue
        found.append(Span(paragraph.start + start, paragraph.start + end))
        start = _next_word(covered, end)
    if covered[start:].strip():
        found.append(Span(paragraph.start + start, paragraph.end))
    return [piece for span in found for piece in _pieces(span)]


def _pieces(span: Span) -> list[Span]:
    """A sentence of more than ``LONGEST`` characters is none; in pieces it costs no more than its length."""
    return [Span(start, min(span.end, start + LONGEST)) for start in range(span.start, span.end, LONGEST)]


def _next_word(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _is_end(covered: str, match: re.Match[str], closing: dict[int, Quoted], paragraph: Paragraph) -> bool:
    end = match.end()
    if match.group() == COVER:
        quote = closing.get(end)
        return quote is not None and _ends_inside(quote, paragraph) and _NEXT.match(covered, end) is not None
    if match.group()[0] in "។៕":
        return True
    if _ABBREVIATION.search(covered[max(0, match.start() - 12) : match.start() + 1]):
        return end >= len(covered)
    return end >= len(covered) or _NEXT.match(covered, end) is not None


def _ends_inside(quote: Quoted, paragraph: Paragraph) -> bool:
    place = quote.inner.end - 1
    line = next((line for line in paragraph.lines if line.start <= place < line.end), None)
    return line is not None and line.text[place - line.start] in ".!?…។"
