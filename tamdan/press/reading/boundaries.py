"""The articles of a dump with their lines sorted: title, text, subheadings, and what only furnishes the page."""

import re

from tamdan.language.script import has_khmer
from tamdan.press.reading.chrome import POSTED_BELOW
from tamdan.press.reading.days import day_in
from tamdan.press.reading.fresh import with_fresh_titles
from tamdan.press.reading.headers import author_of, names_between_strokes, outlet_of
from tamdan.press.reading.layout import Page, is_broken_off
from tamdan.press.reading.lines import bullet, ends_in_question, is_blank, is_heading
from tamdan.press.reading.masthead import (
    head_of_page,
    is_ministry,
    masthead,
)
from tamdan.press.reading.noticed import MARKS, mark
from tamdan.press.reading.outlets import LONGEST_KICKER, is_person, name_outlets
from tamdan.press.reading.parts import Part, Place, places_of
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.shapes import (
    CRUMB,
    DATELINE,
    DAY,
    NAMES,
    OPINION,
    OUTLET_WORD,
    STATEMENT,
    VOICE,
    beside_day,
    is_dateline,
    is_menu,
)
from tamdan.press.reading.sorting import goes_on, sorts_of, width_of
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.titles import KHMER_TITLE, TITLE_WORDS, is_body, take_title
from tamdan.press.reading.words import is_plain_word

_PLACE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_ELSEWHERE = re.compile(r"\b(?:[Ff]ollow|[Jj]oin|[Ff]ind) .{2,60} on (?:Facebook|Twitter|Telegram)\b")
_NOTICE = 60
"""Words of a blog's notice about itself."""
_GLUED_TO_TEXT = re.compile(rf"{DAY}(?=(?-i:[A-Z“\"]))", re.IGNORECASE)
"""The day below a title, which a page's copy has glued to the text."""
_GLUED_AUTHOR = re.compile(r"([A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+){1,2}) (?=[A-Z][a-z]+(?: [a-z]+){3})")
_READ = frozenset({Sort.TEXT, Sort.KICKER, Sort.FURNITURE, Sort.SITE, Sort.HEAD})
"""Sorts that a line of a text may have by mistake; days, bylines and sources are never read as text."""
_LEAD_IN = 60
"""Words of a greeting and a table of contents, at most."""
_LEAST_MENU = 2
_LONGEST_SITE = 24
_LEAST_QUESTIONS = 3
_LONGEST_MENU = 20


def boilerplate_and_blocks(lines: list[Line]) -> tuple[list[Line], list[Block]]:
    """Lines that belong to no article, and the articles."""
    shown = [line for line in lines if not is_blank(line)]
    sorts = sorts_of(shown)
    issue = masthead(shown, sorts)
    width = width_of(shown)
    page = Page(shown, sorts)
    places = with_fresh_titles(page, places_of(page)) if shown else []
    outside = [line for line, place in zip(shown, places, strict=True) if place.part is Part.OUTSIDE]
    blocks: list[Block] = []
    for start, end in _articles(places):
        block = _block(shown[start:end], sorts[start:end], [place.part for place in places[start:end]], width)
        if block.body:
            blocks.append(block)
        elif blocks and not block.opens:
            blocks[-1].lines += shown[start:end]
            blocks[-1].boilerplate += shown[start:end]
        else:
            outside += shown[start:end]
    if len(blocks) > 1 and _is_lead_in(blocks[0]):
        outside += blocks.pop(0).lines
    if blocks:
        outside += _menu_above(blocks[0])
    begin = blocks[0].lines[0].number if blocks else None
    lead = [line for line in shown if begin is None or line.number < begin]
    heads = {line.number for line, sort in zip(shown, sorts, strict=True) if sort in (Sort.HEAD, Sort.RULE)}
    name_outlets(blocks, [line for line in lead if line.number not in heads])
    for head in (issue, head_of_page(lead)):
        if head:
            head.name(blocks)
    known = {line.number for line in outside}
    return [*(line for line in lead if line.number not in known), *outside], blocks


def _articles(places: list[Place]) -> list[tuple[int, int]]:
    """Where articles begin and end: at a line that begins one, and behind lines outside."""
    found: list[tuple[int, int]] = []
    for at, place in enumerate(places):
        if place.part is Part.OUTSIDE:
            continue
        if place.begins or not found or found[-1][1] < at:
            found.append((at, at + 1))
        else:
            found[-1] = (found[-1][0], at + 1)
    return found


def _is_lead_in(block: Block) -> bool:
    """A greeting, a table of contents, a blog's notice: a few words without a title above the first article."""
    if not (block.published or block.author or block.outlet) and any(
        _ELSEWHERE.search(line.text) for line in block.lines
    ):
        return sum(len(line.text.split()) for line in block.body) <= _NOTICE
    known = block.title or block.opens or block.published or block.author or block.outlet
    return not known and sum(len(line.text.split()) for line in block.body) <= _LEAD_IN


def _menu_above(block: Block) -> list[Line]:
    """Short words above the first title, two or more, are the page's menu; they are taken out of the article."""
    at = next((at for at, line in enumerate(block.lines) if line is block.title), 0)
    menu = block.lines[:at]
    short = all(len(line.text.strip()) <= _LONGEST_MENU or is_menu(line.text) for line in menu)
    if at < _LEAST_MENU or not short or any(STATEMENT.search(line.text) for line in menu):
        return []
    if block.opens or any(line not in block.boilerplate or bullet(line.text) or day_in(line.text) for line in menu):
        return []
    block.lines = block.lines[at:]
    block.boilerplate = [line for line in block.boilerplate if line not in menu]
    block.unsure = [name for name in block.unsure if all(name != line.text.strip() for line in menu)]
    return menu


def _block(lines: list[Line], sorts: list[Sort], parts: list[Part], width: int) -> Block:
    block = Block(list(lines), opens=sorts[0] is Sort.OPENS)
    text = parts.index(Part.TEXT) if Part.TEXT in parts else len(lines)
    at_title = take_title(block, lines, sorts, parts, text)
    for at, (line, sort, part) in enumerate(zip(lines, sorts, parts, strict=True)):
        mark(block, line)
        if at == at_title or line in block.boilerplate:
            continue
        if part is Part.TEXT and sort in _READ and not _is_furniture(block, line):
            _take_text(block, line, wrapped=goes_on(lines, at, width))
        elif sort is not Sort.TEXT:
            _take_header(block, line, sort)
        else:
            if at < text:
                _take_from_head(block, line.text.strip())
            block.boilerplate.append(line)
    _take_questions(block)
    _take_author_below(block)
    block.is_teaser = _is_teaser(block)
    return block


def _take_questions(block: Block) -> None:
    """Three headings or more that ask are what an interviewer says."""
    asked = [line for line in block.subheadings if line.text.rstrip().endswith("?")]
    if len(asked) >= _LEAST_QUESTIONS:
        block.subheadings = [line for line in block.subheadings if line not in asked]
        block.body = sorted([*block.body, *asked], key=lambda line: line.number)


def _take_author_below(block: Block) -> None:
    """A name alone below a summary that breaks off is its author's."""
    last = block.subheadings[-1] if block.subheadings else None
    if last and len(block.body) == 1 and is_broken_off(block.body[0].text) and NAMES.fullmatch(last.text.strip()):
        block.author = block.author or last.text.strip()
        block.subheadings.remove(last)
        block.boilerplate.append(last)


def _is_furniture(block: Block, line: Line) -> bool:
    """The title again above the text, or a correction below some of it."""
    shown = line.text.strip()
    again = block.title is not line and shown == block.title_text and len(block.body) <= 1
    return again or (len(shown) < 300 and bool(MARKS["correction"].search(shown)) and bool(block.body))


def _take_voice(block: Block, shown: str) -> bool:
    """Who speaks in a statement: "Spokesperson for the mission: Ana Bell"."""
    voice = VOICE.fullmatch(shown)
    if voice:
        block.voice, block.voice_role = voice["name"], shown.split(":", maxsplit=1)[0].strip()
    return voice is not None


def _take_from_head(block: Block, shown: str) -> None:
    """What a line between title and text may name: a speaker, an agency, an author, an outlet."""
    if _take_voice(block, shown):
        return
    if is_dateline(shown):
        _take_agency(block, shown)
    elif len(shown) > LONGEST_KICKER or not is_heading(shown) or is_menu(shown):
        return
    elif is_person(shown) or _is_person_and_place(shown):
        block.author = block.author or shown.partition(", ")[0]
    elif len(shown.split()) <= TITLE_WORDS and len(shown) <= 2 * KHMER_TITLE:
        block.unsure.append(shown)


def _is_person_and_place(shown: str) -> bool:
    """ "Ana Bell, Geneva": who wrote, and from where."""
    name, _comma, place = shown.partition(", ")
    return (
        is_person(name) and _PLACE.fullmatch(place) is not None and not OUTLET_WORD.search(place) and not is_body(place)
    )


def _is_teaser(block: Block) -> bool:
    """A title and a summary: a list entry, or one line that breaks off without a header above it."""
    if not block.title or len(block.body) > 2:
        return False
    if bullet(block.title.text):
        return not (block.boilerplate and block.title.text.strip()[0].isdigit())
    if len(block.body) != 1:
        return False
    text = block.body[0].text.rstrip()
    cut = text.endswith(("...", "…")) if has_khmer(text[-12:]) else is_broken_off(text)
    if not cut:
        return False
    return not block.boilerplate or not block.body[0].text.rstrip()[-1].isalnum()


def _take_text(block: Block, line: Line, *, wrapped: bool) -> None:
    text = line.text.strip()
    if not block.body:
        _take_lead(block, text)
    heading = (
        not wrapped and not ends_in_question(text) and is_heading(text) and len(text) <= 90 and len(text.split()) <= 10
    )
    if heading and block.body and not bullet(line.text):
        block.subheadings.append(line)
    else:
        block.body.append(line)


def _take_lead(block: Block, text: str) -> None:
    """What the first words of the text tell: an author glued to an opinion, day and agency of a dateline."""
    if block.is_opinion and not block.author and (glued := _GLUED_AUTHOR.match(text)):
        words = glued[1].split()
        block.author = glued[1] if not any(is_plain_word(word) for word in words) else None
    if glued_day := _GLUED_TO_TEXT.match(text):
        block.published = block.published or day_in(glued_day.group())
    if is_dateline(text):
        block.published = block.published or day_in(text[:100])
        _take_agency(block, text)


def _take_agency(block: Block, text: str) -> None:
    match = DATELINE.match(text.strip())
    agency = (match["agency"] or match["wire"] or (match["sender"] or "").strip()) if match else None
    if agency and agency.isupper():
        block.unsure.append(agency)
        block.outlet = block.outlet or agency
    elif match and agency and f"({agency})" in match.group():
        block.wire = agency


def _likely_outlets(shown: str, sort: Sort) -> list[str]:
    """Names that are outlets' where more than one article has them: above a title, before a section, beside a day in Khmer."""
    if sort is Sort.KICKER:
        crumb = CRUMB.fullmatch(shown)
        return [crumb["site"]] if crumb else []
    if sort is Sort.SITE:
        return [shown]
    if sort not in (Sort.DATED, Sort.OUTLET) or not has_khmer(shown):
        return []
    able = names_between_strokes(shown) if "|" in shown else [beside_day(shown) or ""]
    return [name for name in able if 0 < len(name) <= _LONGEST_SITE and "ដោយ" not in name]


def _take_header(block: Block, line: Line, sort: Sort) -> None:
    block.boilerplate.append(line)
    block.buttons += [line.text.strip()] if sort is Sort.BUTTON else []
    block.is_closed = block.is_closed or sort is Sort.CLOSES
    if sort in (Sort.OPENS, Sort.DATED):
        day = day_in(line.text)
        block.published = day if sort is Sort.OPENS or not block.body else block.published or day
    block.unsure += _likely_outlets(line.text.strip(), sort)
    if sort is Sort.OUTLET or OPINION.fullmatch(line.text.strip()):
        block.is_opinion = True
    if sort is Sort.CLOSES and POSTED_BELOW.fullmatch(line.text.strip()):
        block.hour_only = not day_in(line.text)
    if sort in (Sort.BYLINE, Sort.DATED, Sort.OPENS) and not _take_voice(block, line.text.strip()):
        block.author = block.author or author_of(line.text)
    if sort in (Sort.BYLINE, Sort.CLOSES, Sort.OUTLET):
        block.published = block.published or day_in(line.text)
    if sort in (Sort.OUTLET, Sort.CLOSES, Sort.DATED, Sort.BYLINE):
        named = outlet_of(line.text)
        block.outlet = block.outlet or (named if named and not is_ministry(named) else None)
    if sort is Sort.DATED:
        _take_agency(block, f"{line.text.strip()} ")
