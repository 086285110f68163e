"""The articles of a dump with their lines sorted: title, text, subheadings, and what only furnishes the page."""

import re
from collections import Counter
from itertools import pairwise

from tamdan.language.script import has_khmer
from tamdan.press.reading.chrome import POSTED_BELOW
from tamdan.press.reading.days import day_in
from tamdan.press.reading.headers import author_of, names_between_strokes, outlet_of, sort_of
from tamdan.press.reading.hosts import name_from_hosts
from tamdan.press.reading.layout import is_broken_off
from tamdan.press.reading.lines import bullet, ends_in_question, is_blank, is_heading
from tamdan.press.reading.masthead import (
    head_of_page,
    in_small_letters,
    is_ministry,
    is_outlet_alone,
    is_statement,
    masthead,
    may_be_outlet,
)
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
from tamdan.press.reading.telling import name_from_texts
from tamdan.press.reading.titles import KHMER_PERSON, KHMER_TITLE, TITLE_WORDS, is_body, take_title
from tamdan.press.reading.words import is_plain_word

_PLACE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?")
_ELSEWHERE = re.compile(r"\b(?:[Ff]ollow|[Jj]oin|[Ff]ind) .{2,60} on (?:Facebook|Twitter|Telegram)\b")
_NOTICE = 60
"""Words of a blog's notice about itself."""
_GLUED_TO_TEXT = re.compile(rf"{DAY}(?=(?-i:[A-Z“\"]))", re.IGNORECASE)
"""The day below a title, which a page's copy has glued to the text."""
_GLUED_AUTHOR = re.compile(r"([A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+){1,2}) (?=[A-Z][a-z]+(?: [a-z]+){3})")
_MARKS = {
    "correction": re.compile(
        r"^\W*(?:correction|corrigendum|clarification|editor[’']s note\W.{0,60}\bcorrect|this "
        r"(?:article|story|post) (?:has been|was) (?:corrected|amended|updated)|an earlier version of this)|"
        r"^\W*(?:កែតម្រូវ|"
        r"សូមកែ|ការកែតម្រូវ)",
        re.IGNORECASE,
    ),
    "removed": re.compile(
        r"\b(?:this|the) (?:article|story|page|post|content|report) (?:has been|was|is) (?:removed|"
        r"deleted|withdrawn|retracted|taken down|no longer available)|^\W*(?:retraction|retracted)\b|"
        r"អត្ថបទនេះត្រូវបាន(?:លុប|ដក)",
        re.IGNORECASE,
    ),
    "satire": re.compile(
        r"\b(?:satire|satirical|parody|april fools)\b|^\W*(?:រឿង|អត្ថបទ)?(?:កំប្លែង|លេងសើច|ចំអក)[៖ :]", re.IGNORECASE
    ),
}
_BEFORE_OUTLET = re.compile(r"^(?:by |\W*(?:satire|parody)\W+)+", re.IGNORECASE)
_MARKED = re.compile(
    r"[Cc]orr|[Cc]larif|amended|updated|earlier version|[Rr]emoved|deleted|withdrawn|[Rr]etract|taken down|"
    r"longer available|[Ss]atir|SATIR|[Pp]arody|[Aa]pril [Ff]ool|CORR|[\u1780-\u17ff]"
)
"""Spares most lines the search for the marks."""
_READ = frozenset({Sort.TEXT, Sort.KICKER, Sort.FURNITURE, Sort.SITE, Sort.HEAD})
"""Sorts that a line of a text may have by mistake; days, bylines and sources are never read as text."""
_LONGEST_KICKER, _POSTER_WORDS = 60, 6
_OF_FEED = re.compile(
    r"(?: in (?:English|Khmer))?\s+[-–—|:]\s+(?:rss|feed|latest|news feed|all items)\b.*$", re.IGNORECASE
)
"""What a feed adds to the name of its outlet."""
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
    places = places_of(shown, sorts)
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
    _name_outlets(blocks, [line for line in lead if line.number not in heads])
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


def _name_outlets(blocks: list[Block], lead: list[Line]) -> None:
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
    if blocks and not blocks[0].outlet:
        alone = not any(block.outlet or is_statement(block) for block in blocks)
        for block in blocks if alone else blocks[:1]:
            block.outlet = in_small_letters(site) if site else None
    name_from_texts(blocks, lead)
    name_from_hosts(blocks, (line.text for group in (lead, *(block.lines for block in blocks)) for line in group))
    day = None
    for block in blocks:
        day = _day_above(block) or (day if block.hour_only else None)
        block.published = block.published or (day if block.hour_only else None)
    for before, block in pairwise(blocks):
        if block.is_teaser and not before.is_closed and not block.is_closed:
            block.outlet = block.outlet or before.outlet
    if (
        len(blocks) == 1
        and any(_MARKS["satire"].search(line.text) for line in lead)
        and "satire" not in blocks[0].marks
    ):
        blocks[0].marks.append("satire")
    for block in blocks:
        _mark_satire(block)


def _mark_satire(block: Block) -> None:
    """ "SATIRE | The Duck Post" names the kind before the outlet, and a byline gives it "By"."""
    if not block.outlet:
        return
    named = _BEFORE_OUTLET.sub("", block.outlet).strip()
    if _MARKS["satire"].search(block.outlet) and "satire" not in block.marks:
        block.marks.append("satire")
    block.outlet = named or block.outlet


def _name_above_day(block: Block) -> list[str]:
    """Who posted: a name alone in the first line, right above the day."""
    first, second = (*(line.text.strip() for line in block.lines if line.text.strip()), "", "")[:2]
    fits = is_heading(first) and len(first.split()) <= _POSTER_WORDS and not day_in(first) and first != block.title_text
    return [first] if fits and day_in(second) and len(second) <= _LONGEST_KICKER and may_be_outlet(first) else []


def _day_above(block: Block) -> str | None:
    """The day alone in the first line of a post."""
    first = block.lines[0]
    return day_in(first.text) if first in block.boilerplate and sort_of(first.text) is Sort.DATED else None


def _block(lines: list[Line], sorts: list[Sort], parts: list[Part], width: int) -> Block:
    block = Block(list(lines), opens=sorts[0] is Sort.OPENS)
    text = parts.index(Part.TEXT) if Part.TEXT in parts else len(lines)
    at_title = take_title(block, lines, sorts, parts, text)
    for at, (line, sort, part) in enumerate(zip(lines, sorts, parts, strict=True)):
        _mark(block, line)
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
    return again or (len(shown) < 300 and bool(_MARKS["correction"].search(shown)) and bool(block.body))


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
    elif len(shown) > _LONGEST_KICKER or not is_heading(shown) or is_menu(shown):
        return
    elif _is_person(shown) or _is_person_and_place(shown):
        block.author = block.author or shown.partition(", ")[0]
    elif len(shown.split()) <= TITLE_WORDS and len(shown) <= 2 * KHMER_TITLE:
        block.unsure.append(shown)


def _is_person(shown: str) -> bool:
    named = NAMES.fullmatch(shown) or KHMER_PERSON.fullmatch(shown)
    return named is not None and not OUTLET_WORD.search(shown) and not is_body(shown)


def _is_person_and_place(shown: str) -> bool:
    """ "Ana Bell, Geneva": who wrote, and from where."""
    name, _comma, place = shown.partition(", ")
    return (
        _is_person(name)
        and _PLACE.fullmatch(place) is not None
        and not OUTLET_WORD.search(place)
        and not is_body(place)
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


def _mark(block: Block, line: Line) -> None:
    if len(line.text) < 300 and _MARKED.search(line.text):
        block.marks += [
            code for code, pattern in _MARKS.items() if code not in block.marks and pattern.search(line.text)
        ]


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
    if sort in (Sort.BYLINE, Sort.DATED) and not _take_voice(block, line.text.strip()):
        block.author = block.author or author_of(line.text)
    if sort in (Sort.BYLINE, Sort.CLOSES, Sort.OUTLET):
        block.published = block.published or day_in(line.text)
    if sort in (Sort.OUTLET, Sort.CLOSES, Sort.DATED, Sort.BYLINE):
        named = outlet_of(line.text)
        block.outlet = block.outlet or (named if named and not is_ministry(named) else None)
    if sort is Sort.DATED:
        _take_agency(block, f"{line.text.strip()} ")
