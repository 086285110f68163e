"""Which part of an article each line of a dump is: linear-chain conditional random fields over its lines (CRFsuite).

``press/data/lines-*.crfsuite`` are learned from annotated dumps by ``tools/weigh_lines.py`` (ADR 0028), each from other dumps put together.
Each gives the likeliest parts for the whole dump; taken are those that agree most with the others'.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

import pycrfsuite

from tamdan.press.reading.layout import Page
from tamdan.press.reading.traits import traits_on

LEARNED = 5
MODELS = [Path(__file__).resolve().parents[1] / "data" / f"lines-{number}.crfsuite" for number in range(1, LEARNED + 1)]


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


Taggers = Sequence[pycrfsuite.Tagger]


def taggers(paths: Iterable[Path]) -> Taggers:
    """What tells parts, by what was learned into files; they are for one thread, because each keeps the dump that it is at."""
    found = []
    for path in paths:
        found.append(pycrfsuite.Tagger())
        found[-1].open(str(path))
    return found


class _Own(threading.local):
    """The taggers of each thread."""

    taggers: Taggers = ()


_own = _Own()


@contextmanager
def told_by(others: Taggers) -> Iterator[None]:
    """Within it this thread reads by other taggers than the learned ones: for who measures what was learned."""
    before, _own.taggers = _own.taggers, others
    try:
        yield
    finally:
        _own.taggers = before


def places_of(page: Page) -> list[Place]:
    """The place of each line that is not blank."""
    _own.taggers = _own.taggers or taggers(MODELS)
    items = pycrfsuite.ItemSequence(traits_on(page))
    told: list[list[str]] = []
    for one in _own.taggers:
        one.set(items)
        told.append(one.tag())
        if 2 * told.count(told[-1]) > len(_own.taggers):
            break  # what more than half say agrees most with all, whatever the others say
    return [_PLACES[name] for name in max(told, key=lambda names: sum(_agreement(names, other) for other in told))]


def _agreement(names: list[str], others: list[str]) -> int:
    """Lines that two readings take for the same."""
    return sum(map(str.__eq__, names, others))
