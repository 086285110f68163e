"""Sayings at once behind a quotation whose verb no list holds: “…,” Mr Bell grinned; “…,” its head, Ana Bell, summed up."""

import re
from collections.abc import Iterator

from tamdan.press.reading.records import Span
from tamdan.press.reading.sentences import COVER

_PARTICLE = r"(?: (?:up|out|back|in|on|off|away|through))?"
_IRREGULAR = "shot|put|spat|hit|struck|wept|swore|swept|sang|broke|cut|threw|gave|let|made|bit|drew"
_BESIDE = re.compile(
    rf"{COVER},? (?P<who>(?:[Hh]e|[Ss]he|[Tt]hey|(?:(?:the|an?|its|his|her|their|Mrs?|Ms|Dr)\.? )?(?:[a-z’'-]+ ){{0,2}}"
    rf"(?:[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+){{0,3}}|(?<= )[a-z]+)(?:, (?:[A-ZÀ-Þ][\w’-]+ ?){{2,4}},)?)) "
    rf"(?P<verb>[a-z]+ed|{_IRREGULAR}){_PARTICLE}"
    rf"(?=[.,]|$| (?:as|while|when|after|before|at|to|with|in|from|by|on|over|through|between|again|loudly|softly|[a-z]+ly)\b)"
)
_NAME_IN_COMMAS = re.compile(r", (?P<name>[^,]+),$")


def beside(covered: str, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """Verb and source of what may be such a saying; whoever takes it looks at how the quotation ends."""
    for match in _BESIDE.finditer(covered, start, end):
        named = _NAME_IN_COMMAS.search(match["who"])
        begin = match.start("who") + (named.start("name") if named else 0)
        yield (
            Span(*match.span("verb")),
            Span(begin, match.start("who") + named.end("name") if named else match.end("who")),
        )
