"""Symbols of United Nations documents, with the paragraph that is cited: ``A/HRC/26/16 118.5``, ``CCPR/C/KHM/CO/3 §24``.

A symbol begins with its organ or treaty body and goes on in parts between slashes (UN Editorial Manual, "Symbols"). Only
known beginnings count, so that ``and/or`` or an address is not taken for one.
"""

import re
from dataclasses import dataclass

from tamdan.language.script import DIGITS

_PART = r"[a-z0-9]+(?:[.\-][a-z0-9]+)*"
_ORGAN = r"(?:a|e|s|t|st)/(?:hrc|res|dec|inf|prst|conf|es|sg|sgb|(?:ac|c|cn|conf|icef|sub)\.\d+|s-\d+|\d+)"
_TREATY_BODY = rf"(?:ccpr|cescr|cerd|cedaw|cat|crc|cmw|crpd|ced|opcat|hri|hr)/{_PART}"
_SYMBOL = rf"(?<![\w/.:@-])(?P<document>(?:{_ORGAN}|{_TREATY_BODY})(?:/{_PART})*)(?![\w/])"
_MARKED = r"[\s,;(]*(?:§+|¶+|#|par(?:a(?:graph)?s?)?\b\.?|កថាខណ្ឌ(?:ទី)?)\s*(?P<marked>\d+(?:\.\d+)*(?:\s?\([a-z]\))?)"
_BARE = r"[ ,]{1,2}(?P<bare>\d{1,3}(?:\.\d{1,3})*)(?![\w.]*\w)"
_CITATION = re.compile(rf"{_SYMBOL}(?:{_MARKED}|{_BARE})?", re.IGNORECASE)
_MIXED_CASE = re.compile(r"\b(ADD|REV|CORR|SUB)(?=\.\d)")
_TO_ASCII = {ord(digit): str(value) for value, digit in enumerate(DIGITS)} | {0xA0: " "}


@dataclass(frozen=True)
class Symbol:
    """A document, and the paragraph when one is cited (``118.5``, ``24(a)``), otherwise ``""``."""

    document: str
    paragraph: str = ""

    def __str__(self) -> str:
        return f"{self.document} {self.paragraph}" if self.paragraph else self.document

    def covers(self, other: "Symbol") -> bool:
        """A document covers its paragraphs and its addenda, a paragraph its sub-paragraphs."""
        if not self.paragraph:
            return f"{other.document}/".startswith(f"{self.document}/")
        same_paragraph = re.match(rf"{re.escape(self.paragraph)}(?!\d)", other.paragraph)
        return self.document == other.document and same_paragraph is not None


def _symbol(match: re.Match[str]) -> Symbol:
    document = _MIXED_CASE.sub(lambda part: part.group().capitalize(), match["document"].upper())
    return Symbol(document, re.sub(r"\s", "", match["marked"] or match["bare"] or "").lower())


def find(text: str) -> list[tuple[Symbol, int, int]]:
    """Each citation in a text with its span. Khmer digits and small letters count."""
    if "/" not in text:
        return []
    return [(_symbol(match), *match.span()) for match in _CITATION.finditer(text.translate(_TO_ASCII))]
