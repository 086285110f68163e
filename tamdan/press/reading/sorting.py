"""What each line of a dump is for, from its shape and from what stands around it.

What a page repeats, title lines of saved pages, numbered titles, lines broken by a fixed width.
"""

import re
from collections import Counter, defaultdict

from tamdan.language.script import has_khmer
from tamdan.press.reading.headers import sort_of
from tamdan.press.reading.lines import bullet, ends_a_sentence, is_heading, is_headline_with_stop
from tamdan.press.reading.pagetitle import page_title
from tamdan.press.reading.records import Line
from tamdan.press.reading.shapes import CRUMB, NAMES, OUTLET_WORD, PATH
from tamdan.press.reading.sorts import Sort

_LEAST_TITLE = 4
_NEAR = 4
_SAME_BELOW = 2
"""Different lines below a page's foot: the head of the next page, and the end."""
_LEAST_FOOT = 15
_LONGEST_SECTION = 50
_LEAST_REPEATED = 60
"""Characters of a sentence that a page repeats below each article."""
_OFTEN = 3
"""How often a heading is repeated before it counts as the page's."""
_BELOW_TITLE = frozenset({Sort.DATED, Sort.BYLINE, Sort.OUTLET})
_NUMBER = re.compile(r"\s*\(?[\d១២៣៤៥៦៧៨៩០]{1,2}[.)]\s+\S")


def sorts_of(shown: list[Line]) -> list[Sort]:
    """One sort for each line that is not blank."""
    sorts = [sort_of(line.text) for line in shown]
    _page_titles(shown, sorts)
    _crumbs(shown, sorts)
    _sites(shown, sorts)
    _signed(shown, sorts)
    _twice(shown, sorts)
    _repeated(shown, sorts)
    _sections(shown, sorts)
    _posted_below_titles(shown, sorts)
    _heads(shown, sorts)
    return sorts


def _page_titles(shown: list[Line], sorts: list[Sort]) -> None:
    """A saved page's title line is text, whatever picture it names."""
    for at, line in enumerate(shown):
        if sorts[at] in (Sort.CAPTION, Sort.HEAD) and page_title(line.text.strip(), shown[at + 1 : at + 8]):
            sorts[at] = Sort.TEXT


def _crumbs(shown: list[Line], sorts: list[Sort]) -> None:
    """ "Saturday Magazine » Food": an outlet and a part of it that stand above title after title belong to the articles."""
    found = {at: match["site"] for at, line in enumerate(shown) if (match := CRUMB.fullmatch(line.text.strip()))}
    counts = Counter(found.values())
    for at, site in found.items():
        if counts[site] > 1 and sorts[at] in (Sort.HEAD, Sort.TEXT):
            sorts[at] = Sort.KICKER


def _sites(shown: list[Line], sorts: list[Sort]) -> None:
    """An outlet's name that stands page after page above "Home / Section" opens each article, as does the path below it."""
    counts = Counter(line.text.strip() for line in shown)
    for at, line in enumerate(shown[:-1]):
        text, path = line.text.strip(), shown[at + 1].text.strip()
        if counts[text] > 1 and len(text) <= _LONGEST_SECTION and PATH.fullmatch(path) and is_heading(text):
            sorts[at], sorts[at + 1] = Sort.SITE, Sort.KICKER


def _signed(shown: list[Line], sorts: list[Sort]) -> None:
    """ "Ana Bell / River Examiner" right above a day is a byline, whatever the outlet is called."""
    for at in range(1, len(shown) - 1):
        parts = re.split(r"\s+[/|]\s+", shown[at].text.strip())
        names = len(parts) == len(("author", "outlet")) and NAMES.fullmatch(parts[0]) and re.match("[A-Z]", parts[1])
        if sorts[at] is Sort.TEXT and names and sorts[at + 1] is Sort.DATED:
            sorts[at] = Sort.BYLINE


def _twice(shown: list[Line], sorts: list[Sort]) -> None:
    """A sentence that stands twice in a row is the text below a picture and its description."""
    for at in range(1, len(shown)):
        text = shown[at].text.strip()
        if sorts[at] is Sort.TEXT and text == shown[at - 1].text.strip() and text[-1] in ".)។":
            sorts[at - 1] = sorts[at] = Sort.CAPTION


def _repeated(shown: list[Line], sorts: list[Sort]) -> None:
    """What stands again between other lines is the page's, not an article's: a notice below each text, a number of a series."""
    counts = Counter(line.text.strip() for line, sort in zip(shown, sorts, strict=True) if sort is Sort.TEXT)
    again = {text for text, count in counts.items() if count > 1 and len(text) > 1}
    if not again:
        return
    around: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for at, line in enumerate(shown):
        if (text := line.text.strip()) in again:
            around[text].add((_text(shown, at - 1), _text(shown, at + 1)))
    for at, line in enumerate(shown):
        text = line.text.strip()
        if sorts[at] is not Sort.TEXT or text not in again or _is_copied(shown, at, again):
            continue
        if _is_of_page(text, counts[text], around[text]):
            sorts[at] = Sort.FURNITURE


def _is_copied(shown: list[Line], at: int, again: set[str]) -> bool:
    """Whether a long sentence stands beside others that come again too: a newer version of an article repeats most of the older."""
    beside = (_text(shown, place) for place in range(at - _NEAR, at + _NEAR + 1) if place != at)
    return len(_text(shown, at)) >= _LEAST_REPEATED and any(
        len(text) >= _LEAST_REPEATED and text in again for text in beside
    )


def _sections(shown: list[Line], sorts: list[Sort]) -> None:
    """A short line that stands again above different titles names a part of the page."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(shown):
        text = line.text.strip()
        if (
            sorts[at] is Sort.TEXT
            and len(text) <= _LONGEST_SECTION
            and is_heading(text)
            and not bullet(line.text)
            and not OUTLET_WORD.search(text)
        ):
            places[text].append(at)
    for found in places.values():
        below = {_text(shown, at + 1) for at in found if at + 1 < len(shown) and sorts[at + 1] is Sort.TEXT}
        if (
            len(found) > 1
            and len(below) == len(found)
            and all(is_heading(text) and len(places.get(text, ())) <= 1 for text in below)
        ):
            for at in found:
                sorts[at] = Sort.KICKER


def _text(shown: list[Line], at: int) -> str:
    return shown[at].text.strip() if 0 <= at < len(shown) else ""


def _is_of_page(text: str, count: int, around: set[tuple[str, str]]) -> bool:
    before, after = ({pair[side] for pair in around} for side in (0, 1))
    foot = count >= _OFTEN and len(before) >= count and len(after) <= _SAME_BELOW and text not in before | after
    if foot and (has_khmer(text) or "|" in text):
        return len(text) >= _LEAST_FOOT
    if min(len(before), len(after)) < count or text in before | after:
        return False
    if text[-1] in ".។៕":
        return len(text) >= _LEAST_REPEATED
    return count >= _OFTEN and len(text.split()) >= _LEAST_TITLE


def _posted_below_titles(shown: list[Line], sorts: list[Sort]) -> None:
    """ "Posted on …" right below a headline dates it; elsewhere it opens an article."""
    for at in range(1, len(shown)):
        if sorts[at] is not Sort.OPENS or sorts[at - 1] is not Sort.TEXT:
            continue
        above = shown[at - 1].text.strip()
        title = is_heading(above) and len(above.split()) >= _LEAST_TITLE and not bullet(shown[at - 1].text)
        parted = at < 2 or shown[at - 1].number - shown[at - 2].number > 1 or sorts[at - 2] is not Sort.TEXT
        if title and parted and not _title_follows(shown, sorts, at + 1):
            sorts[at] = Sort.DATED


def _title_follows(shown: list[Line], sorts: list[Sort], at: int) -> bool:
    """Whether the next words are a headline's."""
    for place in range(at, min(at + 3, len(shown))):
        if sorts[place] is Sort.TEXT:
            text = shown[place].text.strip()
            return is_heading(text) and len(text.split()) >= _LEAST_TITLE
    return False


def _heads(shown: list[Line], sorts: list[Sort]) -> None:
    """Short lines between the head of a page and its title go with the head."""
    for at in range(1, len(shown)):
        if sorts[at - 1] is Sort.HEAD and sorts[at] in (Sort.KICKER, Sort.FURNITURE):
            sorts[at] = Sort.HEAD


def is_sure_title(shown: list[Line], sorts: list[Sort], at: int) -> bool:
    """ "2. Villagers win appeal", or a headline with a full stop, with the outlet, the author or the day right below it."""
    if sorts[at] is not Sort.TEXT or at + 1 >= len(shown) or sorts[at + 1] not in _BELOW_TITLE:
        return False
    text = shown[at].text
    if _NUMBER.match(text):
        return is_heading(text[bullet(text) :])
    return text.rstrip()[-1] == "." and is_headline_with_stop(text.strip())


def goes_on(shown: list[Line], at: int, width: int = 0) -> bool:
    """Whether a line was broken by a fixed width: the next one follows at once and begins small, or its first word found no room."""
    if at + 1 >= len(shown) or shown[at + 1].number != shown[at].number + 1:
        return False
    text, following = shown[at].text.rstrip(), shown[at + 1].text
    if len(text) < _LEAST_WIDTH or ends_a_sentence(text):
        return False
    if following[:1].islower():
        return True
    full = width and len(text) <= width < len(text) + 1 + len(following.split(" ", 1)[0])
    return bool(full) and not bullet(following)


def width_of(shown: list[Line]) -> int:
    """The width at which a dump breaks its lines, 0 where it does not: the longest line that goes on small in the next one."""
    lengths = [len(shown[at].text.rstrip()) for at in range(len(shown)) if goes_on(shown, at)]
    return max(lengths) if len(lengths) >= _LEAST_BROKEN and max(lengths) <= _LONGEST_WIDTH else 0


_LEAST_WIDTH = 35
_LONGEST_WIDTH = 100
_LEAST_BROKEN = 4
