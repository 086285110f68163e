"""The title of an article, and who is named above its text as having posted it."""

import re

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.khmer_saying import KHMER_SPEAKER
from tamdan.press.reading.lexicon import BODY_WORDS
from tamdan.press.reading.lines import bullet, is_heading, is_headline_with_stop
from tamdan.press.reading.pagetitle import page_title
from tamdan.press.reading.parts import Part
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.shapes import NAMES, SIGNS
from tamdan.press.reading.sorts import Sort

KHMER_PERSON = re.compile(f"[{LETTERS}]{{1,12}}[ \u200b][{LETTERS}]{{2,12}}")
TITLE_WORDS = 4
KHMER_TITLE = 20


def take_title(block: Block, lines: list[Line], sorts: list[Sort], parts: list[Part], text: int) -> int | None:
    """The place of the title, with what is told there about the outlet, or about who made a post."""
    for at in range(text):
        site = page_title(lines[at].text.strip(), lines[at + 1 : at + 8]) if sorts[at] is Sort.TEXT else None
        if site:
            block.outlet, block.title_text = site
            block.boilerplate.append(lines[at])
            found = next(below for below in range(at + 1, len(lines)) if lines[below].text.strip() == site[1])
            block.title = lines[found]
            return found
    poster = _poster(block, lines, sorts, text)
    title = parts.index(Part.TITLE) if Part.TITLE in parts else None
    if title is None or title == poster:
        return None
    title = _in_script_of_text(lines, title, text)
    block.title, block.title_text = lines[title], lines[title].text[bullet(lines[title].text) :].strip()
    return title


def _in_script_of_text(lines: list[Line], title: int, text: int) -> int:
    """A site's motto in Khmer above an article without a Khmer word is no title where a heading stands between them."""
    if not has_khmer(lines[title].text) or any(has_khmer(line.text) for line in lines[title + 1 :]):
        return title
    return next(
        (at for at in range(title + 1, text) if is_full_title(lines[at].text) and is_titlelike(lines[at].text)), title
    )


def _poster(block: Block, lines: list[Line], sorts: list[Sort], text: int) -> int | None:
    """Who made a post, in the line above its age."""
    posted = next((at for at in range(1, text) if sorts[at] is Sort.STAMP), None)
    if posted is None or sorts[posted - 1] is not Sort.TEXT:
        return None
    name = lines[posted - 1].text.strip()
    if not is_titlelike(name) or not (SIGNS.search(lines[posted].text) or _is_poster(name)):
        return None
    block.author = name
    block.voice = block.voice or re.split(r"\s+[-–—|]\s+", name)[0]
    block.boilerplate.append(lines[posted - 1])
    return posted - 1


def _is_poster(shown: str) -> bool:
    """Who made a post, above its age: few words, or one name in two scripts."""
    parts = re.split(r"\s+[-–—|]\s+", shown)
    return not is_full_title(shown) or all(NAMES.fullmatch(part) or KHMER_PERSON.fullmatch(part) for part in parts)


def _is_named(text: str) -> bool:
    """Whether all longer words begin with a capital letter."""
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", text))


def is_body(text: str) -> bool:
    """A letterhead’s name of a body."""
    words = re.findall(r"\w+", text.lower())
    if words and words[0] in BODY_WORDS and len(words) <= 2 * TITLE_WORDS and _is_named(text):
        return True
    return KHMER_SPEAKER.match(text) is not None or (len(words) <= TITLE_WORDS + 2 and bool(BODY_WORDS & set(words)))


def is_titlelike(text: str) -> bool:
    shown = text[bullet(text) :].strip()
    return is_heading(shown) or is_headline_with_stop(shown)


def is_full_title(text: str) -> bool:
    shown = text[bullet(text) :].strip()
    return len(shown) >= KHMER_TITLE if has_khmer(shown) else len(shown.split()) >= TITLE_WORDS
