"""Which outlet an article of a dump is from, by what stands on the page around all of them."""

import re
from collections import Counter
from itertools import pairwise

from tamdan.press.reading.days import day_in
from tamdan.press.reading.headers import sort_of
from tamdan.press.reading.hosts import name_from_hosts
from tamdan.press.reading.lines import is_heading
from tamdan.press.reading.masthead import in_small_letters, is_outlet_alone, is_statement, may_be_outlet
from tamdan.press.reading.noticed import MARKS
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.shapes import NAMES, OUTLET_WORD
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.telling import name_from_texts
from tamdan.press.reading.titles import KHMER_PERSON, is_body

LONGEST_KICKER, _POSTER_WORDS = 60, 6
_BEFORE_OUTLET = re.compile(r"^(?:by |\W*(?:satire|parody)\W+)+", re.IGNORECASE)
_LEAST_ALONE = 5
"""A page's name is that of all its articles where fewer than one in so many name another."""
_OF_FEED = re.compile(
    r"(?: in (?:English|Khmer))?\s+[-–—|:]\s+(?:rss|feed|latest|news feed|all items)\b.*$", re.IGNORECASE
)
"""What a feed adds to the name of its outlet."""


def name_outlets(blocks: list[Block], lead: list[Line]) -> None:
    """Outlets from the page: a teaser's is that of the page above it; a name that heads articles, or stands before the first."""
    for block in blocks:
        block.unsure += _name_above_day(block)
    named = Counter(name for block in blocks for name in set(block.unsure))
    site = next((name for line in lead if is_outlet_alone(name := _OF_FEED.sub("", line.text.strip()))), None)
    wired = Counter(block.wire for block in blocks)
    for block in blocks:
        block.outlet = block.outlet or next(
            (
                one
                for one in block.unsure
                if may_be_outlet(one) and (OUTLET_WORD.search(one) or (named[one] > 1 and not site))
            ),
            None,
        )
        block.outlet = block.outlet or (block.wire if wired[block.wire] > 1 else None)
    if site:
        _name_authors(blocks)
    if blocks and not blocks[0].outlet:
        others = sum(bool(block.outlet or is_statement(block)) for block in blocks)
        alone = others * _LEAST_ALONE < len(blocks)
        for block in blocks if alone else blocks[:1]:
            block.outlet = block.outlet or (in_small_letters(site) if site and not is_statement(block) else None)
    name_from_texts(blocks, lead)
    name_from_hosts(blocks, (line.text for group in (lead, *(block.lines for block in blocks)) for line in group))
    _day_posts(blocks)
    for before, block in pairwise(blocks):
        if block.is_teaser and not before.is_closed and not block.is_closed:
            block.outlet = block.outlet or before.outlet
    _mark_satire(blocks, lead)


def _day_posts(blocks: list[Block]) -> None:
    """A blog's posts with an hour and no day have the day above the first post of that day."""
    day = None
    for block in blocks:
        day = _day_above(block) or (day if block.hour_only else None)
        block.published = block.published or (day if block.hour_only else None)


def _name_authors(blocks: list[Block]) -> None:
    """Under a page that names its outlet, several people who stand in the outlet's place wrote the articles."""
    people = {block.outlet for block in blocks if block.outlet and is_person(block.outlet)}
    for block in blocks:
        if len(people) > 1 and block.outlet in people:
            block.author, block.outlet = block.author or block.outlet, None


def _mark_satire(blocks: list[Block], lead: list[Line]) -> None:
    """ "SATIRE | The Duck Post" names the kind before the outlet or above the only article, and a byline gives it "By"."""
    above = len(blocks) == 1 and any(MARKS["satire"].search(line.text) for line in lead)
    for block in blocks:
        if (above or MARKS["satire"].search(block.outlet or "")) and "satire" not in block.marks:
            block.marks.append("satire")
        block.outlet = _BEFORE_OUTLET.sub("", block.outlet or "").strip() or block.outlet


def _name_above_day(block: Block) -> list[str]:
    """Who posted: a name alone in the first line, right above the day."""
    first, second = (*(line.text.strip() for line in block.lines if line.text.strip()), "", "")[:2]
    fits = is_heading(first) and len(first.split()) <= _POSTER_WORDS and not day_in(first) and first != block.title_text
    return [first] if fits and day_in(second) and len(second) <= LONGEST_KICKER and may_be_outlet(first) else []


def _day_above(block: Block) -> str | None:
    """The day alone in the first line of a post."""
    first = block.lines[0]
    return day_in(first.text) if first in block.boilerplate and sort_of(first.text) is Sort.DATED else None


def is_person(shown: str) -> bool:
    named = NAMES.fullmatch(shown) or KHMER_PERSON.fullmatch(shown)
    return named is not None and not OUTLET_WORD.search(shown) and not is_body(shown)
