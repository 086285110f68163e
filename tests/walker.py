"""Reads a page as a reader of one language does: every text and every label, with the language that it is marked as."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tools.message_rules import LATIN_WORD, NOT_LANGUAGE

SPOKEN = ("title", "placeholder", "aria-label", "aria-description", "alt", "data-label", "summary", "content")
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
SILENT = frozenset({"script", "style"})
# What stands in quotation marks is somebody's own words: what was typed, or a cell of a file. Words of the interface are not.
QUOTED = re.compile(r"«([^»]*)»|“([^”]*)”")
KHMER = re.compile(r"[\u1780-\u17ff]+")


class Walker(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        """(language, text) in the order of the page."""

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", self.language)
        for name in SPOKEN:
            if given.get(name) and not (name == "content" and given.get("name") != "description"):
                self.texts.append((language, given[name]))
        if tag == "input" and given.get("type") in ("submit", "button"):
            self.texts.append((language, given.get("value", "")))
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not data.strip() or not self.open or self.open[-1][0] in SILENT:
            return
        text = " ".join(data.split())
        self.texts.append((self.language, ours(text, self.language) if self.open[-1][0] == "title" else text))


def ours(title: str, language: str) -> str:
    """A title without the parts that are a name, because a title cannot hold a ``lang``."""
    parts = title.split(" · ")
    script = KHMER if language == "km" else LATIN_WORD
    return " · ".join(part for part in parts if script.search(part)) or title


def texts(html: str) -> list[tuple[str, str]]:
    walker = Walker()
    walker.feed(html)
    walker.close()
    return walker.texts


def strays(html: str, latin: frozenset[str], interface: frozenset[str] = frozenset()) -> Iterator[str]:
    """Texts that are in another language than they are marked as: Latin words in Khmer, Khmer letters in English.

    Between quotation marks, in Khmer: what is a sentence or label of the ``interface`` in English and stands there untranslated.
    """
    for language, text in texts(html):
        quoted = ("".join(found).strip() for found in QUOTED.findall(text) if language == "km")
        yield from (f"in Khmer, quoted: {words}" for words in quoted if words.casefold() in interface)
        plain = NOT_LANGUAGE.sub("", QUOTED.sub("", text))
        if language == "km" and any(word not in latin for word in LATIN_WORD.findall(plain)):
            yield f"in Khmer: {text}"
        if language == "en" and KHMER.search(plain):
            yield f"in English: {text}"
