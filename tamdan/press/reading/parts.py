"""Which part of an article each line of a dump is: a linear-chain conditional random field over its lines (CRFsuite).

``press/data/lines.crfsuite`` is learned from annotated dumps by ``tools/weigh_lines.py`` (ADR 0028); the parts given are the likeliest
ones for the whole dump.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pycrfsuite

from tamdan.press.reading.records import Line
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.traits import traits_of

MODEL = Path(__file__).resolve().parents[1] / "data" / "lines.crfsuite"


class Part(Enum):
    """What a line is to an article."""

    OUTSIDE = "outside"
    HEAD = "head"
    """Above the title: a section, a day, a sender."""
    TITLE = "title"
    BELOW_TITLE = "below title"
    TEXT = "text"
    AMID = "amid"
    """A caption, a button, a link between texts."""
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Place:
    """A part, and whether an article begins with this line."""

    part: Part
    begins: bool = False

    def __str__(self) -> str:
        return f"begins {self.part.value}" if self.begins else self.part.value


_PLACES = {str(place): place for part in Part for place in (Place(part), Place(part, begins=True))}


def tagger(path: Path) -> pycrfsuite.Tagger:
    """What tells parts, by what was learned into a file; it is for one thread, because it keeps the dump that it is at."""
    made = pycrfsuite.Tagger()
    made.open(str(path))
    return made


class _Own(threading.local):
    """The tagger of each thread."""

    tagger: pycrfsuite.Tagger | None = None


_own = _Own()


@contextmanager
def told_by(other: pycrfsuite.Tagger) -> Iterator[None]:
    """Within it this thread reads by another tagger than the learned one: for who measures what one has learned."""
    before, _own.tagger = _own.tagger, other
    try:
        yield
    finally:
        _own.tagger = before


def places_of(shown: list[Line], sorts: list[Sort]) -> list[Place]:
    """The place of each line that is not blank."""
    if not shown:
        return []
    _own.tagger = _own.tagger or tagger(MODEL)
    return [_PLACES[name] for name in _own.tagger.tag(traits_of(shown, sorts))]
