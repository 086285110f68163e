"""The title of an article among the headings above its text, and who is named there as its author."""

import re

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.khmer_saying import KHMER_SPEAKER
from tamdan.press.reading.lexicon import BODY_WORDS
from tamdan.press.reading.lines import bullet, is_heading, is_headline_with_stop
from tamdan.press.reading.pagetitle import page_title
from tamdan.press.reading.records import Block, Line
from tamdan.press.reading.shapes import NAMES, SIGNS, STATEMENT
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.words import content_words

KHMER_PERSON = re.compile(f"[{LETTERS}]{{1,12}}[ \u200b][{LETTERS}]{{2,12}}")
TITLE_WORDS = 4
KHMER_TITLE = 20
_ABOUT_TITLE = 0.2
"""Share of a title's words that the text below takes up, from which it is surely the title."""
_POSTED = re.compile(r"[·•]\s*(?:public|friends|only me|សាធារណៈ)\W*$", re.IGNORECASE)
_OFFICIAL = re.compile(r"[(\[](?:official|verified|ផ្លូវការ)[)\]]", re.IGNORECASE)


def take_title(block: Block, lines: list[Line], sorts: list[Sort], text: int) -> int | None:
    """The place of the title above the text: the first heading that is long enough for one, else the first, else a letterhead."""
    above = range(1) if bullet(lines[0].text) else range(text)
    head = [at for at in above if sorts[at] is Sort.TEXT and is_titlelike(lines[at].text)]
    for at in head:
        site = page_title(lines[at].text.strip(), lines[at + 1 : at + 8])
        if site:
            block.outlet, block.title_text = site
            block.boilerplate.append(lines[at])
            found = next(below for below in range(at + 1, len(lines)) if lines[below].text.strip() == site[1])
            block.title = lines[found]
            return found
    if not head and text < len(lines) and is_headline_with_stop(lines[text].text.strip()):
        head = [text]
    head = _below_sender(head, lines, sorts)
    head = [at for at in head if not _is_account(lines[at].text.strip())] or head
    posted = next((at for at in range(1, text) if sorts[at] is Sort.STAMP), None)
    if (
        posted is not None
        and posted - 1 in head
        and (SIGNS.search(lines[posted].text) or _is_poster(lines[posted - 1].text.strip()))
    ):
        block.author = lines[posted - 1].text.strip()
        block.voice = block.voice or re.split(r"\s+[-–—|]\s+", block.author)[0]
        block.boilerplate.append(lines[posted - 1])
        head.remove(posted - 1)
    statement = next(
        (at for at in reversed(range(text)) if sorts[at] is Sort.KICKER and STATEMENT.search(lines[at].text)), None
    )
    if statement is not None:
        head = [at for at in head if at > statement or not is_body(lines[at].text.strip())]
        head.sort(key=lambda at: at < statement)
    named = [at for at in head if sorts[at + 1 : at + 2] == [Sort.KICKER] and is_body(lines[at].text.strip())]
    head = [at for at in head if at not in named] or head
    kickers = [at for at in range(text) if sorts[at] is Sort.KICKER and len(lines[at].text.strip()) > TITLE_WORDS * 2]
    full = [at for at in head if is_full_title(lines[at].text)]
    title = _fullest(lines, full, text)
    if title is None:
        title = next(iter(head), kickers[-1] if kickers and posted is None else None)
    if title is not None:
        mark = bullet(lines[title].text)
        block.title, block.title_text = lines[title], lines[title].text[mark:].strip()
    return title


def _below_sender(head: list[int], lines: list[Line], sorts: list[Sort]) -> list[int]:
    """The headings below a day, where all above it name the body that speaks; none where the day is a post's."""
    day = next((at for at in range(1, len(lines)) if sorts[at] is Sort.DATED), None)
    above = [at for at in head if day is not None and at < day]
    if day is None or not above:
        return head
    posted = _POSTED.search(lines[day].text) is not None
    if not all(posted or (is_body(text) and not has_khmer(text)) for text in (lines[at].text.strip() for at in above)):
        return head
    below = [at for at in head if at > day and (posted or is_full_title(lines[at].text))]
    return below if below or posted else head


def _is_account(shown: str) -> bool:
    """A page's or a channel's name: marked as official, or one name in two scripts with a stroke between them."""
    if _OFFICIAL.search(shown):
        return True
    parts = re.split(r"\s+[|·/–—-]\s+", shown)
    return len(parts) == 2 and has_khmer(parts[0]) != has_khmer(parts[1]) and STATEMENT.search(shown) is None


def _is_poster(shown: str) -> bool:
    """Who made a post, above its age: few words, or one name in two scripts."""
    parts = re.split(r"\s+[-–—|]\s+", shown)
    return not is_full_title(shown) or all(NAMES.fullmatch(part) or KHMER_PERSON.fullmatch(part) for part in parts)


def _fullest(lines: list[Line], full: list[int], text: int) -> int | None:
    """Of several headings the first that is not in capitals and that the text takes up, else the first not in capitals."""
    plain = [at for at in full if not lines[at].text.isupper()] or full
    if len(plain) < 2 or has_khmer(lines[plain[0]].text):
        return next(iter(plain), None)
    said = content_words(" ".join(line.text for line in lines[text : text + 3]))
    for at in plain:
        words = content_words(lines[at].text)
        if words and len(words & said) >= _ABOUT_TITLE * len(words):
            return at
    return plain[0]


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
