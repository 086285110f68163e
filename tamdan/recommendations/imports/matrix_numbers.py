"""Numbers that Word counts by itself: they stand in no text, but a reader sees them before the paragraph ("104.1", "(a)").

ECMA-376, part 1, 17.9: a paragraph or its style names a list (``numId``) and a level; the list's definition holds how each level is
written and where it begins. A level that counts sets the ones below it back. Lists of one definition count on together.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml.ns import qn

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What stands there for programs that do not know the newer form beside it."""
LEVELS = 9
DEEPEST = 12
"""Styles that build on each other, at most; a file may make them a ring."""
_MADE_OF = re.compile(r"%([1-9])")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_P, _PROPERTIES, _NUMBERED, _STYLE = (qn(f"w:{name}") for name in ("p", "pPr", "numPr", "pStyle"))


@dataclass(frozen=True)
class Level:
    """How numbers of one level are written: ``text`` as in "%1.%2", where "%2" is the number of the second level."""

    format: str
    text: str
    start: int


@dataclass
class Counting:
    """The numbers of one definition as far as they were counted, by level."""

    levels: dict[int, Level]
    at: dict[int, int] = field(default_factory=dict)

    def next(self, level: int) -> str:
        """Counts one paragraph of this level and gives its number as written."""
        for above in range(level):
            self.at.setdefault(above, self._start(above))
        self.at[level] = self.at.get(level, self._start(level) - 1) + 1
        self.at = {one: number for one, number in self.at.items() if one <= level}
        return self._written(level)

    def _start(self, level: int) -> int:
        return self.levels[level].start if level in self.levels else 1

    def _written(self, level: int) -> str:
        how = self.levels.get(level)
        if how is None or how.format not in WRITTEN:
            return ""
        return _MADE_OF.sub(lambda match: self._part(int(match[1]) - 1), how.text)

    def _part(self, level: int) -> str:
        how = self.levels.get(level)
        return WRITTEN.get(how.format if how else "", str)(self.at.get(level, 1))


def numbers_of(document: Any) -> dict[Any, str]:
    """Paragraph (an element of the body) -> the number before it, in the order of the document; bullets are none."""
    lists = _Lists(document)
    every = document.element.body.iter(_P) if lists.counting else ()
    found = {paragraph: lists.next(paragraph) for paragraph in every if not _is_gone(paragraph)}
    return {paragraph: number for paragraph, number in found.items() if number}


def _is_gone(paragraph: Any) -> bool:
    """Whether its row or the paragraph itself was deleted with changes tracked, or it stands there a second time for old programs."""
    properties = paragraph.find(_PROPERTIES)
    mark = properties.find(qn("w:rPr")) if properties is not None else None
    if mark is not None and mark.find(qn("w:del")) is not None:
        return True
    rows = (row.find(qn("w:trPr")) for row in paragraph.iterancestors(qn("w:tr")))
    is_deleted = any(row is not None and row.find(qn("w:del")) is not None for row in rows)
    return is_deleted or next(paragraph.iterancestors(FALLBACK), None) is not None


class _Lists:
    """The lists of a document (``numId``), each with its definition, and the styles that name one."""

    def __init__(self, document: Any) -> None:
        parts = [relation.target_part for relation in document.part.rels.values() if relation.reltype == RT.NUMBERING]
        self.styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self.counting = dict(_defined(parts[0].element)) if parts else {}

    def next(self, paragraph: Any) -> str:
        """The number of the paragraph, which is counted by asking."""
        list_, level = self._named(paragraph.find(_PROPERTIES))
        counting = self.counting.get(list_)
        return counting.next(level) if counting else ""

    def _named(self, properties: Any) -> tuple[str, int]:
        """List and level: the paragraph's own words go before those of its style, and of the style that this builds on."""
        own, level = _list_in(properties)
        style = _value(properties.find(_STYLE)) if properties is not None else ""
        for _step in range(DEEPEST):
            found = self.styles.get(style)
            if own or found is None:
                break
            own, by_style = _list_in(found.find(_PROPERTIES))
            level = by_style if level is None else level
            style = _value(found.find(qn("w:basedOn")))
        return own, min(level or 0, LEVELS - 1)


def _defined(part: Any) -> Iterator[tuple[str, Counting]]:
    """Each list with what counts it."""
    definitions = {
        one.get(qn("w:abstractNumId")): Counting(dict(_levels(one))) for one in part.iter(qn("w:abstractNum"))
    }
    for one in part.iter(qn("w:num")):
        counting = definitions.get(_value(one.find(qn("w:abstractNumId"))))
        if counting is not None:
            changes = one.findall(qn("w:lvlOverride"))
            begins = {int(it.get(qn("w:ilvl"), "0")): _value(it.find(qn("w:startOverride"))) for it in changes}
            yield one.get(qn("w:numId"), ""), _begun_anew(counting, dict(_levels(one)), begins)


def _begun_anew(counting: Counting, own: dict[int, Level], begins: dict[int, str]) -> Counting:
    """A list that begins with a number of its own counts apart from the others of its definition."""
    levels = counting.levels | own
    for level, start in begins.items():
        if level in levels and start.isdecimal():
            levels[level] = replace(levels[level], start=int(start))
    return Counting(levels) if own or any(begins.values()) else counting


def _levels(definition: Any) -> Iterator[tuple[int, Level]]:
    for one in definition.iter(qn("w:lvl")):
        start = _value(one.find(qn("w:start"))) or "1"
        if (place := one.get(qn("w:ilvl"), "")).isdecimal() and start.isdecimal():
            form, text = (_value(one.find(qn(f"w:{name}"))) for name in ("numFmt", "lvlText"))
            yield int(place), Level(form or "decimal", text, int(start))


def _list_in(properties: Any) -> tuple[str, int | None]:
    """The list that properties of a paragraph or style name ("" for none; "0" takes a paragraph out of its style's), and the level."""
    named = properties.find(_NUMBERED) if properties is not None else None
    if named is None:
        return "", None
    level = _value(named.find(qn("w:ilvl")))
    return _value(named.find(qn("w:numId"))), int(level) if level.isdecimal() else None


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(qn("w:val"), ""))


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        written += letters * times
    return written


def _letter(number: int) -> str:
    """a to z, then aa, bb: as Word goes on."""
    times, place = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + place) * min(times + 1, 5)


WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str, "decimalZero": lambda number: f"{number:02}", "lowerLetter": _letter, "lowerRoman": _roman,
    "upperLetter": lambda number: _letter(number).upper(), "upperRoman": lambda number: _roman(number).upper(),
}  # fmt: skip
"""Formats of numbers that are read; others (bullets, words, other scripts) show nothing."""
