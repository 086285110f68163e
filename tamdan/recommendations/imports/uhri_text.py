"""Texts of the Universal Human Rights Index: from the HTML of its pages to plain words, and from these to paragraph and demand.

Nothing is guessed. Letters that stand apart are put together only where the outcome is a word that is known otherwise.
"""

import re
from collections.abc import Container, Iterable
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "td", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_SILENT = frozenset({"script", "style"})
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#a-zA-Z]")
WRITTEN_OVER = 2
"""Times that a text may have been written as HTML, at most."""
_BLANK = re.compile(r"[^\S\n]+")
_WORD = re.compile(r"[^\W\d_]{2,}")

_PARTED = re.compile(r"(?<![^\W_])[^\W\d_] (?:[a-zà-ÿ] ){2,}[a-zà-ÿ](?![^\W_])")
_BROKEN = re.compile(r"(?<![^\W_’'(.])(?:(?![aioAIO])[^\W\d_] [a-z]{2,}|[^\W\d_]{2,} (?![aio])[a-z])(?![^\W_)])")
_ENOUGH = 4
"""Letters of the longer piece of a broken word whose other piece is a single letter."""
_POSSESSIVE = re.compile(r"(?<=\w) ?([’']) ?s(?=\s)")
_PLURAL_POSSESSIVE = re.compile(r"(?<=s) ([’'])(?= \w)")
_BEFORE_SIGN = re.compile(r"(?<=\w) (?=[,;.:](?:\s|$))")

_UPR = re.compile(r"\(?(\d{1,3}\.\d{1,3})\)?\s*[.:]?\s+(?=\S)")
_NUMBER = r"(?:\((\d{1,3})\)|(\d{1,3})\s?\.(?!\d)|(\d{1,3}\s?\([a-z]\)))\s*"
_NUMBERED = re.compile(_NUMBER + r"(?=[^\W\d_(“\"])")
_HEADING = re.compile(r"(?:[A-Z]\.\s?)?[A-Z][^\n.;:]{2,150}")
_HEADED = re.compile(
    r"(?P<head>(?!The\b|It\b)[A-Z][^\n.;:\d]{2,100}?)(?<!rticle)(?<!rticles)(?<!aragraph)(?<!aragraphs)(?<!arget)(?<!oal)(?<!comment)"
    r"(?<!esolution)(?<!onvention)(?<!ecommendation)(?<!art)(?<!rotocol)(?<!nd)(?<!or) (?P<number>\d{1,3})\.\s?(?=[A-Z][a-z]+ )"
)


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def has_markup(text: str) -> bool:
    return _MARKUP.search(text) is not None


def plain(text: str) -> str:
    """The words of a piece of HTML, a line for each paragraph; doubled blanks stay, because they part words of parted letters. Markup
    that was written as characters ("&lt;p&gt;") is read as what it was."""
    for _time in range(WRITTEN_OVER):
        if not has_markup(text):
            break
        parser = _Plain()
        parser.feed(text)
        parser.close()
        text = "".join(parser.found)
    return text.replace("\u00a0", " ")


def tidy(text: str) -> str:
    """Single blanks, no empty lines."""
    lines = (_BLANK.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def words_in(texts: Iterable[str]) -> set[str]:
    """The words of two letters and more, in small letters."""
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def mended(text: str, known: Container[str]) -> str:
    """Letters that stand apart put together where that makes a word of ``known`` or of the text itself.

    ``r e c o m m e n d s`` becomes ``recommends``, ``Indigenous P eoples`` beside "Indigenous peoples" becomes "Peoples".
    """
    if _PARTED.search(text) or _BROKEN.search(text):
        own = words_in([text])
        text = _PARTED.sub(lambda match: _read(match.group().replace(" ", ""), known, own) or match.group(), text)
        text = _BROKEN.sub(lambda match: _unbroken(match, known, own), text)
    return text


def is_parted(text: str) -> bool:
    """Whether letters of a word still stand apart."""
    return _PARTED.search(text) is not None


def _read(letters: str, known: Container[str], own: set[str]) -> str:
    """The letters as the fewest words that are known; empty where there is no such reading."""
    small = letters.casefold()
    if small in known or small in own:
        return letters
    best: list[tuple[str, ...] | None] = [()] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 20), end):
            before, word = best[start], small[start:end]
            if before is None or not (word == "a" or (len(word) > 1 and (word in known or word in own))):
                continue
            found = best[end]
            if found is None or len(before) + 1 < len(found):
                best[end] = (*before, letters[start:end])
    return " ".join(best[-1] or ())


def _unbroken(match: re.Match[str], known: Container[str], own: set[str]) -> str:
    """A word that has lost its first or last letter to a blank, together again where the whole is a word and the rest is none
    or long enough not to be one by chance."""
    whole = match.group().replace(" ", "")
    rest = max(match.group().split(), key=len)
    is_word = whole.casefold() in known or whole.casefold() in own
    return whole if is_word and (len(rest) >= _ENOUGH or rest.casefold() not in known) else match.group()


def spaced(text: str) -> str:
    """Without the blanks that were left before a sign and around the apostrophe of a possessive."""
    text = _POSSESSIVE.sub(r"\1s", text)
    return _BEFORE_SIGN.sub("", _PLURAL_POSSESSIVE.sub(r"\1", text))


def paragraph_of(text: str, *, is_review: bool) -> tuple[str, str]:
    """The number of the paragraph that a text begins with and the text after it; ("", text) where it has none.

    ``118.5 Ratify …`` in a review; ``7. The Committee …``, ``(7) …``, ``12 (a) …`` elsewhere, also after a heading that stands on
    a line of its own or, in older texts, before the number in the same line. A heading is no part of the demand.
    """
    if is_review:
        found = _UPR.match(text)
        return (found[1], text[found.end() :]) if found else ("", text)
    head, parted, rest = text.partition("\n")
    if parted and not _NUMBERED.match(head) and _HEADING.fullmatch(head) and (found := _NUMBERED.match(rest)):
        return _number(found), rest[found.end() :]
    if found := _NUMBERED.match(text):
        return _number(found), text[found.end() :]
    if found := _HEADED.match(text):
        return found["number"], text[found.end() :]
    return "", text


def _number(found: re.Match[str]) -> str:
    number = next(group for group in found.groups() if group)
    return re.sub(r"\s?\(", " (", number)


def askers_at_end(text: str) -> tuple[str, list[str]]:
    """A text without the States that a UPR report names in brackets behind it, and these names; for the caller to check.

    Names may hold brackets of their own: "(Chile and Iran (Islamic Republic of));".
    """
    shown = text.rstrip(" ;.\n")
    if not shown.endswith(")"):
        return text, []
    depth = 0
    for place in range(len(shown) - 1, -1, -1):
        depth += (shown[place] == ")") - (shown[place] == "(")
        if depth == 0:
            names = re.split(r"[,;]\s*|\s+and\s+", shown[place + 1 : -1])
            return shown[:place].rstrip(" ,;"), [name.strip() for name in names if name.strip()]
    return text, []
