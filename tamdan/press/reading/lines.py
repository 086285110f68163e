"""A dump as lines: what a person pasted, with odd spaces read as spaces and every place kept."""

import re

from tamdan.press.reading.records import Line

_SPACES = re.compile("[\u00a0\u2007\u202f\u2000-\u2006\u2008-\u200a\t\x0b\x0c]")
_ENDS = re.compile(r"[.!?។៕…][\s\"'”’»“)\]]*$")
_QUOTED = re.compile(r"^(?:[>|] ?)+(?=\S|$)", re.MULTILINE)
_LEAST_QUOTED = 3
"""Lines that begin as a forwarded mail's do, before it is taken for one."""
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣·*➢➤☛►▶→✓✔◆★–-]|\(?\d{1,2}[.)]|[១២៣៤៥៦៧៨៩០]{1,2}[.)]|[a-z]\))\s+")
_ASKED = re.compile(r"(?:,|៖|ថា)[ \u200b]*[“\"«][^“\"«”»]+[?!][”\"»]\s*$")
LONGEST_HEADING = 180


def plain(text: str) -> str:
    """Line ends and odd spaces as one character each, so that places stay comparable; a tab and a mail's mark of quoting are spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    shown = _SPACES.sub(" ", lines)
    quoted = len(_QUOTED.findall(shown)) if ">" in shown or "|" in shown else 0
    return _QUOTED.sub(lambda match: " " * len(match.group()), shown) if quoted >= _LEAST_QUOTED else shown


def lines_of(text: str) -> list[Line]:
    found = []
    start = 0
    for number, content in enumerate(text.split("\n"), 1):
        found.append(Line(number, start, content))
        start += len(content) + 1
    return found


def is_blank(line: Line) -> bool:
    return not line.text.strip(" \u200b\ufeff")


def ends_a_sentence(text: str) -> bool:
    return _ENDS.search(text[-12:]) is not None


def bullet(text: str) -> int:
    """How many characters the mark or number of a list entry takes; 0 for a line that is none."""
    match = _BULLET.match(text)
    return match.end() if match else 0


def is_heading(text: str) -> bool:
    """Short, and no sentence: a title, a subheading, the name of a section."""
    shown = text.strip()
    if not 0 < len(shown) <= LONGEST_HEADING or shown.rstrip("”»’\"')")[-1:] in (".", "។", "៕", ";", ":", ",", ""):
        return False
    return any(letter.isalpha() for letter in shown) and not shown[0].islower()


def ends_in_question(text: str) -> bool:
    """Whether a line ends in a question that somebody in it asks: she wondered, “Why?”"""
    return _ASKED.search(text) is not None


def is_headline_with_stop(text: str) -> bool:
    """A headline that a page closes with a full stop: nearly every longer word has a capital."""
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if len(word) > 3]
    return (
        len(text) <= LONGEST_HEADING
        and len(words) >= 3
        and sum(word[0].isupper() for word in words) >= 0.75 * len(words)
    )
