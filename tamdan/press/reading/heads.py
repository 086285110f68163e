"""Which line of an article's head begins it.

Between two texts stand the foot of one page and the head of the next, in many orders: the title is the heading that the text below takes
up, with a byline or a day beneath it; what names a section or an outlet above it goes with it.
"""

import re

from tamdan.language.script import has_khmer
from tamdan.press.reading.lines import bullet, is_heading
from tamdan.press.reading.pagetitle import page_title
from tamdan.press.reading.records import Line
from tamdan.press.reading.shapes import NAMES, OUTLET_WORD
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.words import content_words

_OWN = frozenset({Sort.KICKER, Sort.SITE, Sort.OUTLET, Sort.DATED, Sort.BYLINE, Sort.STAMP})
_UNDER = frozenset({Sort.BYLINE, Sort.DATED, Sort.OUTLET, Sort.BUTTON, Sort.STAMP})
_ABOVE = frozenset(
    {Sort.TEXT, Sort.KICKER, Sort.SITE, Sort.OUTLET, Sort.BYLINE, Sort.DATED, Sort.STAMP, Sort.FURNITURE}
)
_MOST_ABOVE = 3
_LONGEST_TITLE = 180
_LEAST_TITLE = 3
_KHMER_TITLE = 14
_ADDRESSED = re.compile(
    r"(?:re|subject|attn|attention)\s?:|(?:to|dear) (?:the|his|her|all|h\.e)\b|ជូនចំពោះ|កម្មវត្ថុ", re.IGNORECASE
)
_LONGEST_HEAD = 40
"""Lines above a text among which its title is looked for."""
_SHORT = 4
_OUTLET = 6
"""Words of an outlet's name, at most."""
_SECOND = 0.34
"""Share of its words from which a heading above the likeliest one is the title."""
_UNDER_WEIGHT = 0.45
_CAPITALS = 0.3
_NAME = 0.6


def settled(starts: list[int], shown: list[Line], sorts: list[Sort], prose: list[bool]) -> list[int]:
    """The starts with those that stand in one head, without text between them, made one."""
    found: list[int] = []
    texts = _texts(prose)
    at = 0
    while at < len(starts):
        text = texts[starts[at]]
        last = at
        while last + 1 < len(starts) and starts[last + 1] <= text:
            last += 1
        group = starts[at : last + 1]
        fixed = text == len(shown) or any(sorts[place] is Sort.OPENS or bullet(shown[place].text) for place in group)
        first = group[0] if fixed else _start(group[0], text, shown, sorts)
        while not fixed and first and _is_letterhead(shown, sorts, first - 1):
            first -= 1
        found += group if fixed else [first]
        at = last + 1
    return [_whole(start, before, shown, sorts, prose) for before, start in zip([-1, *found], found, strict=False)]


def _whole(start: int, before: int, shown: list[Line], sorts: list[Sort], prose: list[bool]) -> int:
    """The start moved up to the first of the lines that stand with it without an empty line between, where all of them are a head's."""
    first = start
    while first - 1 > before and shown[first].number - shown[first - 1].number == 1 and not prose[first - 1]:
        first -= 1
    parted = first == 0 or shown[first].number - shown[first - 1].number > 1
    lines = range(first, start)
    able = parted and start - first <= _MOST_ABOVE and all(sorts[at] in _ABOVE for at in lines)
    named = able and sorts[first] is not Sort.FURNITURE and not any(bullet(shown[at].text) for at in lines)
    return first if named and all(_is_head_line(shown[at].text) for at in lines) else start


def _is_head_line(text: str) -> bool:
    shown = text.strip()
    return len(shown) <= _LONGEST_TITLE and (is_heading(shown) or shown.endswith(":"))


def _texts(prose: list[bool]) -> list[int]:
    """For each line where the next text begins, itself counted."""
    found = [len(prose)] * (len(prose) + 1)
    for at in reversed(range(len(prose))):
        found[at] = at if prose[at] else found[at + 1]
    return found


def _is_letterhead(shown: list[Line], sorts: list[Sort], at: int) -> bool:
    """A section's name, a kind of statement, or a line in capitals, parted from the text above by a blank line."""
    if sorts[at] is Sort.KICKER:
        return True
    text = shown[at].text.strip()
    parted = at == 0 or shown[at].number - shown[at - 1].number > 1
    return parted and sorts[at] is Sort.TEXT and text.isupper() and is_heading(text) and len(text.split()) > 1


def _start(first: int, text: int, shown: list[Line], sorts: list[Sort]) -> int:
    """Where the article begins whose head is ``shown[first:text]``."""
    able = [at for at in range(max(first, text - _LONGEST_HEAD), text) if _may_be_title(shown[at], sorts[at])]
    able = [at for at in able if not _names_another(shown, at, able)]
    scored = [(_weight(at, text, shown, sorts), -at) for at in able]
    if not scored:
        return first
    title = -max(scored)[1]
    while title - 1 in able and _is_about(shown, title - 1, text):
        title -= 1
    if all(_goes_with_title(place, shown, sorts) for place in range(first, title)):
        return first
    place = title
    while place > first and _goes_with_title(place - 1, shown, sorts):
        place -= 1
    return place


def _names_another(shown: list[Line], at: int, able: list[int]) -> bool:
    """A list's line that quotes the title of its first article, and is no page's title line."""
    own = shown[at].text.strip()
    if page_title(own, shown[at + 1 : at + 8]):
        return False
    others = (shown[other].text.strip() for other in able if other > at)
    return any(len(other) < len(own) and other in own for other in others)


def _may_be_title(line: Line, sort: Sort) -> bool:
    text = line.text.strip()
    if sort is not Sort.TEXT or not is_heading(text) or len(text) > _LONGEST_TITLE or _ADDRESSED.match(text):
        return False
    return len(text) >= _KHMER_TITLE if has_khmer(text) else len(text.split()) >= _LEAST_TITLE


def _weight(at: int, text: int, shown: list[Line], sorts: list[Sort]) -> float:
    """How much a heading is the title: its words in the text below, a byline or day beneath; capitals and bare names speak against it."""
    title = shown[at].text.strip()
    if page_title(title, shown[at + 1 : at + 8]):
        return 2.0
    about = 0.0 if has_khmer(title) else _about(shown, at, text)
    under = next((sort for sort in sorts[at + 1 : text] if sort is not Sort.CAPTION), None) in _UNDER
    again = any(line.text.strip() == title for line in shown[at + 1 : text])
    return (
        about
        + _UNDER_WEIGHT * under
        + _UNDER_WEIGHT * again
        - _CAPITALS * title.isupper()
        - _NAME
        * (NAMES.fullmatch(title) is not None or (len(title.split()) <= _SHORT and bool(OUTLET_WORD.search(title))))
    )


def _about(shown: list[Line], at: int, text: int) -> float:
    """Which share of a heading's words the first paragraphs take up."""
    words = content_words(shown[at].text)
    below = content_words(" ".join(line.text for line in shown[text : text + 3])[:1500])
    return len(words & below) / len(words) if words else 0.0


def _is_about(shown: list[Line], at: int, text: int) -> bool:
    """Whether the heading above a title is the title, and what was taken for it stands below as a second line."""
    shown_words = shown[at].text.split()
    return len(shown_words) > _SHORT and not shown[at].text.isupper() and _about(shown, at, text) >= _SECOND


def _goes_with_title(at: int, shown: list[Line], sorts: list[Sort]) -> bool:
    """A section, an outlet, a letterhead, a day: short lines that stand above a title."""
    text = shown[at].text.strip()
    if sorts[at] in _OWN:
        return True
    if sorts[at] is not Sort.TEXT or bullet(shown[at].text):
        return False
    words = len(text.split())
    outlet = words <= _OUTLET and OUTLET_WORD.search(text) is not None
    close = words <= _SHORT and shown[at + 1].number - shown[at].number == 1
    return is_heading(text) and (text.isupper() or outlet or close)
