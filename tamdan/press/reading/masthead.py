"""The first lines of a page, a digest or a magazine: what all articles below them are from, and the day of the issue.

"THE RIVER GAZETTE    Wednesday, 17 October 2001    Page 3", "Forum — ideas from a small country",
"Your digest from The Longitude | 9 October 2023".
"""

import re
from collections import Counter
from dataclasses import dataclass

from tamdan.language.script import has_khmer
from tamdan.press.reading.days import day_in
from tamdan.press.reading.headers import STROKE, sort_of
from tamdan.press.reading.lexicon import BODY_WORDS
from tamdan.press.reading.lines import is_heading
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.sections import is_section
from tamdan.press.reading.shapes import KICKER, NAMES, OPINION, OUTLET_WORD, STATEMENT, WEEKDAY, days_in, is_menu
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.titles import is_body
from tamdan.press.reading.words import initials

_LINES = 3
"""Lines among which a masthead is looked for."""
_LONGEST = 160
_DATELINE = 120
"""Characters of a text in which its dateline stands."""
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
_WEEKDAY = re.compile(rf"\b{WEEKDAY}\b", re.IGNORECASE)
_STAFF = re.compile(r"\b(?:desk|bureau|staff|team|correspondents?|reporters?)$", re.IGNORECASE)
_STATED = re.compile(
    r"(?:joint |press |public |official )*(?:statement|release|clarification)\b|"
    r"សេចក្[តដ]ី(?:ប្រកាស|ថ្លែងការណ៍|ជូនដំណឹង|ជូនព័ត៌មាន)",
    re.IGNORECASE,
)
"""How the title of a statement begins."""
_GATHERED = re.compile(
    r"\b(?:digest|summary|monitoring|selection|cuttings|clippings|round-?up|press review|top stories)\b", re.IGNORECASE
)
_OF_GROUP = re.compile(
    r"\b(?:donate|who we are|our work|what we do|get involved|take action|support us|become a member|join us|our campaigns)\b",
    re.IGNORECASE,
)
"""What stands in the menu of a group that issues statements, and in no outlet's."""
_LONGEST_NAME, _NAME_WORDS = 40, 5
_SMALL = frozenset({"of", "the", "for", "and"})


@dataclass(frozen=True)
class Masthead:
    outlet: str
    day: str | None

    def name(self, blocks: list[Block]) -> None:
        """Outlet and day of the articles in its script that name none themselves; a statement has no outlet."""
        counts = Counter(block.outlet for block in blocks)
        for block in blocks:
            if block.outlet and counts[block.outlet] == 1 and _is_person(block.outlet):
                block.author, block.outlet = block.author or block.outlet, None
            other = has_khmer(self.outlet) != has_khmer(f"{block.title_text or ''}{block.body[0].text}")
            if other and not _is_signed(block, self.outlet):
                continue
            if not is_statement(block):
                block.outlet = block.outlet or self.outlet
            block.published = block.published or self.day


def _is_signed(block: Block, outlet: str) -> bool:
    """Whether the dateline holds the letters of the outlet's name: "ភ្នំពេញ (RWS)" of the River Wire Service."""
    letters = initials(outlet)
    return len(letters) > 1 and f"({letters})" in block.body[0].text[:_DATELINE]


def _is_person(name: str) -> bool:
    """A name that one article alone has, with no word of outlets: its author's, under a page that names its outlet."""
    return NAMES.fullmatch(name) is not None and not OUTLET_WORD.search(name)


def is_statement(block: Block) -> bool:
    """Whether a letterhead or a title says that somebody makes a statement here."""
    if block.title_text and _STATED.match(block.title_text):
        return True
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


def head_of_page(lead: list[Line]) -> Masthead | None:
    """What the lines above the first article say about all: a name of an outlet, and beside it the day or the parts of the page."""
    texts = [line.text.strip() for line in lead]
    day = next((day_in(text) for text in texts if _is_of_issue(text)), None)
    has_menu = any(map(is_menu, texts))
    name = next((text for text in texts[:_LINES] if is_outlet_alone(text)), None)
    if name is None and has_menu and not any(map(_OF_GROUP.search, texts)):
        name = next((text for text in texts[: _LINES + 1] if _is_some_name(text)), None)
    if name is None or not (day or has_menu):
        return None
    return Masthead(in_small_letters(name), day)


def _is_of_issue(text: str) -> bool:
    """A line about the day of an issue: with its number, or with the day of the week."""
    if len(text) > _LONGEST or text[-1] in ".?!" or len(days_in(text)) != 1:
        return False
    return sort_of(text) is Sort.DATED or _ISSUE.match(text) is not None or _WEEKDAY.search(text) is not None


def is_outlet_alone(text: str) -> bool:
    """A line that is the name of an outlet: few words, one of them of outlets, and neither a part of a page nor what was gathered."""
    short = (
        len(text) <= _LONGEST_NAME
        and len(text.split()) <= _NAME_WORDS
        and is_heading(text)
        and not set(":@<") & set(text)
    )
    return short and OUTLET_WORD.search(text) is not None and may_be_outlet(text) and not _GATHERED.search(text)


def _is_some_name(text: str) -> bool:
    """A name of two words or more that no body has."""
    words = text.lower().split()
    fits = 1 < len(words) <= _NAME_WORDS and len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None
    return fits and may_be_outlet(text) and not _GATHERED.search(text) and BODY_WORDS.isdisjoint((words[0], words[-1]))


def may_be_outlet(name: str) -> bool:
    """Neither a part of a page, nor a kind of statement, nor a ministry, nor who works for one."""
    if any(map(is_section, STROKE.split(name))):
        return False
    return not _STAFF.search(name) and STATEMENT.search(name) is None and not is_ministry(name)


def is_ministry(name: str) -> bool:
    """A body that no outlet is, in Khmer; English names of outlets hold words of bodies too."""
    return has_khmer(name) and is_body(name)


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
    return in_small_letters(named) if named else None


def in_small_letters(name: str) -> str:
    """ "THE RIVER GAZETTE" is The River Gazette; an acronym stays."""
    if not name.isupper() or len(name.split()) < 2:
        return name
    words = [
        word.lower() if word.lower() in _SMALL and at else word.capitalize() for at, word in enumerate(name.split())
    ]
    return " ".join(words)
