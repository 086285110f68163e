"""The first lines of a page, a digest or a magazine: what all articles below them are from, and the day of the issue.

"THE RIVER GAZETTE    Wednesday, 17 October 2001    Page 3", "Forum — ideas from a small country",
"Your digest from The Longitude | 9 October 2023".
"""

import re
from dataclasses import dataclass

from tamdan.press.reading.headers import day_in, is_section
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.shapes import KICKER, OPINION, OUTLET_WORD, STATEMENT, days_in
from tamdan.press.reading.sorts import Sort

_LINES = 3
"""Lines among which a masthead is looked for."""
_LONGEST = 160
_PART = re.compile(r"\s{2,}|\s*[|•·]\s*")
_TAGLINE = re.compile(
    r"(?P<name>[A-Z][\w’'.&-]*(?: (?:of |the |for |and )?[A-Z][\w’'.&-]*){0,4})\s+[—–-]\s+(?P<line>[a-z].{4,70})"
)
_FROM = re.compile(
    r"\b(?:digest|newsletter|briefing|round-?up|edition|bulletin) (?:from|of|"
    r"by) (?P<name>(?:[Tt]he )?[A-Z]\S*(?: [A-Z]\S*){0,3})"
)
_ISSUE = re.compile(
    r"(?:issue|edition|no\.?|number|vol(?:ume)?\.?|bulletin|page)\s?(?:no\.? ?)?[\divxlc]+\b.{0,24}", re.IGNORECASE
)
_NAME = re.compile(r"(?:The |THE )?[A-Z][\w’'.&-]*(?: (?:of |the |for |and |& )?[A-Z][\w’'.&-]*){0,5}")
_SMALL = frozenset({"of", "the", "for", "and"})


@dataclass(frozen=True)
class Masthead:
    outlet: str
    day: str | None

    def name(self, blocks: list[Block]) -> None:
        """Outlet and day of the articles that name none themselves; a statement has no outlet."""
        for block in blocks:
            if not is_statement(block):
                block.outlet = block.outlet or self.outlet
            block.published = block.published or self.day


def is_statement(block: Block) -> bool:
    """Whether a letterhead says that somebody makes a statement here."""
    shown = (line.text.strip() for line in block.lines)
    return any(STATEMENT.search(text) and not OPINION.fullmatch(text) for text in shown if KICKER.fullmatch(text))


def masthead(shown: list[Line], sorts: list[Sort]) -> Masthead | None:
    """What the first lines of a dump say about all of it; their sorts become heads, as do the same lines on later pages."""
    outlet: str | None = None
    day: str | None = None
    taken: list[str] = []
    for at, line in enumerate(shown[:_LINES]):
        text = line.text.strip()
        if sorts[at] is Sort.FURNITURE and not taken:
            continue
        named = _named(text) if sorts[at] in (Sort.TEXT, Sort.DATED, Sort.KICKER, Sort.HEAD) else None
        issue = taken and days_in(text) and _ISSUE.match(text)
        if not named and not issue:
            break
        outlet, day = outlet or (named or None), day or day_in(text)
        taken.append(text)
    if not taken or not outlet:
        return None
    keys = {_key(text) for text in taken}
    for at, line in enumerate(shown):
        if _key(line.text.strip()) in keys and len(line.text) <= _LONGEST:
            sorts[at] = Sort.HEAD
    return Masthead(outlet, day)


def _key(text: str) -> str:
    """A line without its page number."""
    return re.sub(r"\d+\W*$", "", text)


def _named(text: str) -> str | None:
    """The outlet that a masthead names."""
    if len(text) > _LONGEST or text[-1] in ".?!":
        return None
    if match := _FROM.search(text):
        return match["name"]
    tagged = _TAGLINE.fullmatch(text)
    if tagged and not days_in(text):
        return tagged["name"]
    parts = [part for part in _PART.split(text) if part]
    if len(parts) < 2 or not any(days_in(part) for part in parts):
        return None
    names = [
        part
        for part in parts
        if _NAME.fullmatch(part) and not days_in(part) and not _ISSUE.fullmatch(part) and not is_section(part)
    ]
    numbered = any(_ISSUE.fullmatch(part) for part in parts)
    named = next((part for part in names if OUTLET_WORD.search(part) or numbered), None)
    return _in_small_letters(named) if named else None


def _in_small_letters(name: str) -> str:
    """ "THE RIVER GAZETTE" is The River Gazette; an acronym stays."""
    if not name.isupper() or len(name.split()) < 2:
        return name
    words = [
        word.lower() if word.lower() in _SMALL and at else word.capitalize() for at, word in enumerate(name.split())
    ]
    return " ".join(words)
