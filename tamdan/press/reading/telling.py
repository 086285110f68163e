"""The outlet that a page names nowhere but in its text: whom people told it to, whose service reported it."""

import re
from collections import Counter

from tamdan.press.reading.masthead import in_small_letters
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.shapes import OUTLET_WORD

_NAME = r"(?:the )?(?P<name>[A-Z][\w&.-]*(?: (?:of |de )?[A-Z][\w&.-]*){0,3})"
_TOLD = re.compile(
    rf"\b(?:told|spoke (?:to|with)|speaking (?:to|with)|an interview with) {_NAME}(?P<service>[’']s [A-Z]\w+ [Ss]ervice)?"
)
_REPORTED = re.compile(
    rf"^(?:reported|translated|written|edited|produced)\b.{{0,60}}?\b(?:by|for) {_NAME}(?:[’']s [A-Z]\w+ [Ss]ervice| (?:Khmer|English)\b)",
    re.IGNORECASE,
)
_LEAST = 2
"""How often an outlet is told something before it counts as the article's own."""
_BUTTONS = 2
_LONGEST_ACRONYM = 5


def name_from_texts(blocks: list[Block], lead: list[Line]) -> None:
    """Sets the outlet of articles whose header names none; pages with the same buttons are one outlet's.

    ``lead`` are the lines above the first article, where a name may stand in full that articles shorten.
    """
    for block in blocks:
        block.outlet = block.outlet or _credited(block) or _told(block)
    for block in blocks:
        if block.outlet and block.outlet.isupper() and len(block.outlet) <= _LONGEST_ACRONYM:
            block.outlet = _in_full(block.outlet, [*block.lines, *lead]) or block.outlet
    by_buttons: dict[tuple[str, ...], set[str]] = {}
    for block in blocks:
        if block.outlet and len(block.buttons) >= _BUTTONS:
            by_buttons.setdefault(tuple(block.buttons), set()).add(block.outlet)
    for block in blocks:
        named = by_buttons.get(tuple(block.buttons), set())
        if not block.outlet and len(named) == 1:
            block.outlet = next(iter(named))


def _in_full(short: str, lines: list[Line]) -> str | None:
    """The name whose words begin with an acronym's letters, where one of the lines prints it."""
    wanted = r"\b" + " (?:of )?(?:the )?".join(rf"{letter}[A-Za-z]+" for letter in short) + r"\b"
    found = (re.search(wanted, line.text) for line in lines)
    return next((in_small_letters(match.group()) for match in found if match), None)


def _credited(block: Block) -> str | None:
    for line in block.boilerplate[-4:]:
        if match := _REPORTED.match(line.text.strip()):
            return match["name"].removesuffix(" Khmer")
    return None


def _told(block: Block) -> str | None:
    """Who is told something with its service named, or twice by a name of outlets."""
    counts: Counter[str] = Counter()
    for line in block.body:
        for match in _TOLD.finditer(line.text):
            name = match["name"].removesuffix(" Khmer")
            if match["service"]:
                return name
            counts[name] += OUTLET_WORD.search(name) is not None
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    return name if count >= _LEAST else None
