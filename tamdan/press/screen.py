"""One article as the reading queue shows it: its lines cut into pieces at the edges of what was read, and a card for each passage.

A passage is called by a key, ``q12`` (quotation), ``f3`` (figure) or ``p4`` (promise), in addresses, in the marks of the text and on
its card. Places are offsets into the article's text, in characters of Unicode.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Q, prefetch_related_objects

from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Holding, Person
from tamdan.links.enums import Decision, Origin
from tamdan.press.enums import Manner
from tamdan.press.enums_release import Sensitive
from tamdan.press.models import Article, Commitment, Figure, Quotation, Release, Voice
from tamdan.press.sensitive import Known, Mark, marks_of

MODELS: dict[str, type[Quotation | Figure | Commitment]] = {"q": Quotation, "p": Commitment, "f": Figure}
"""First letter of a key -> what it is."""
Read = Quotation | Figure | Commitment
PRIVATE = frozenset({BodyKind.RIGHTS_GROUP, BodyKind.COALITION, BodyKind.BAR, BodyKind.OTHER})
"""Bodies whose posts are no public ones."""
MOST = 300
"""Passages on one screen: a whole book that was pasted as one article is read in parts."""


@dataclass(frozen=True)
class Piece:
    """Some characters of a line; ``keys`` are the passages that they belong to, the innermost first. ``first`` begins one of them."""

    at: int
    text: str
    keys: tuple[str, ...] = ()
    first: str = ""
    is_refused: bool = False


@dataclass(frozen=True)
class SourceLine:
    """A line of the capture; ``is_aside`` are lines that are not the article's own words."""

    number: int
    at: int
    pieces: tuple[Piece, ...]
    is_aside: bool


@dataclass(frozen=True)
class Card:
    """A passage with what a person may do about it."""

    key: str
    passage: Read
    kind: str
    words: str
    voice: Voice | None
    marks: tuple[Mark, ...] = ()
    release: Release | None = None

    @property
    def is_waiting(self) -> bool:
        return self.passage.decision == Decision.SUGGESTED

    @property
    def is_refused(self) -> bool:
        return self.passage.decision == Decision.REFUSED

    @property
    def is_machine(self) -> bool:
        """Found by the machine and not yet looked at."""
        return self.passage.origin == Origin.MACHINE and self.is_waiting

    @property
    def places(self) -> str:
        """ "12-40 55-61", as the form that moves a boundary sends it."""
        return " ".join(f"{start}-{end}" for start, end in places_of(self.passage))

    @property
    def may_be_released(self) -> bool:
        return (
            isinstance(self.passage, Quotation)
            and self.passage.manner == Manner.DIRECT
            and self.passage.decision == Decision.ACCEPTED
        )


@dataclass(frozen=True)
class Screen:
    """``waiting`` counts the cards that nobody has looked at."""

    article: Article
    lines: tuple[SourceLine, ...]
    cards: tuple[Card, ...]
    voices: tuple[Voice, ...] = field(default_factory=tuple)
    more: int = 0
    """Passages that are not shown."""

    @property
    def waiting(self) -> int:
        return sum(card.is_waiting for card in self.cards)


def key_of(passage: Read) -> str:
    return f"{next(letter for letter, model in MODELS.items() if isinstance(passage, model))}{passage.pk}"


def places_of(passage: Read) -> list[list[int]]:
    """[start, end] of each part, in the order of the text."""
    return passage.parts if isinstance(passage, Quotation) else [[passage.start, passage.end]]


def screen_of(article: Article) -> Screen:
    """Seven queries: voices, three kinds of passages, releases, the register's entries behind the voices, holders of public posts."""
    voices = tuple(article.voices.select_related("person", "body", "state", "holding__post"))
    passages, more = shown_of(article)
    prefetch_related_objects([one for one in passages if isinstance(one, Quotation)], "releases")
    by_id = {voice.pk: voice for voice in voices}
    holders = holders_on(article.day) if any(isinstance(one, Quotation) for one in passages) else Known()
    cards = tuple(_card(one, by_id, holders) for one in passages)
    return Screen(article, tuple(lines_of(article, passages)), cards, voices, more)


def shown_of(article: Article) -> tuple[list[Any], int]:
    """The passages that one screen shows, and how many more there are: of more than MOST those come first that nobody has looked at."""
    passages: list[Any] = [*article.quotations.all(), *article.commitments.all(), *article.figures.all()]
    passages.sort(key=lambda one: (one.start, one.end))
    if len(passages) <= MOST:
        return passages, 0
    waiting = [one for one in passages if one.decision == Decision.SUGGESTED]
    return (waiting or passages)[:MOST], len(passages) - MOST if not waiting else max(0, len(waiting) - MOST)


def holders_on(day: date) -> Known:
    """Who held a public post on a day: their conduct in office may be spoken of."""
    public = ~Q(holdings__post__body__kind__in=PRIVATE)
    held = Holding.objects.on(day).values("pk")
    people = Person.objects.filter(public, holdings__in=held).distinct().values_list("name_en", "name_km")
    return Known(name for pair in people for name in pair if name)


def _card(passage: Read, voices: dict[int, Voice], holders: Known) -> Card:
    voice = None if isinstance(passage, Figure) else voices.get(passage.voice_id or 0)
    marks: list[Mark] = []
    release = None
    if isinstance(passage, Quotation):
        release = next((one for one in passage.releases.all() if one.ended_at is None), None)
        if passage.manner == Manner.DIRECT:
            marks = all_marks(passage, voice, holders)
    return Card(key_of(passage), passage, kind_of(passage), words_of(passage), voice, tuple(marks), release)


def all_marks(quotation: Quotation, voice: Voice | None, holders: Known) -> list[Mark]:
    """What the lists find now, and what the reader found when it read; a mark is never lost."""
    found = marks_of(quotation.exact, role=voice.role if voice else "", holders=holders)
    known = {mark.code for mark in found}
    return [*found, *(Mark(code, "") for code in quotation.cautions if code in Sensitive.values and code not in known)]


def kind_of(passage: Read) -> str:
    """``direct``, ``indirect``, ``commitment`` or ``figure``."""
    return str(passage.manner) if isinstance(passage, Quotation) else type(passage).__name__.lower()


def words_of(passage: Read) -> str:
    return passage.exact if isinstance(passage, Quotation) else passage.words


def lines_of(article: Article, passages: Sequence[Read]) -> Iterable[SourceLine]:
    """Each line of the article with its pieces."""
    spans = sorted(
        (start, end, key_of(one), one.decision == Decision.REFUSED) for one in passages for start, end in places_of(one)
    )
    aside, at = set(article.boilerplate), 0
    for number, text in enumerate(article.text.split("\n"), article.start_line):
        inside = [span for span in spans if span[0] < at + len(text) and span[1] > at]
        yield SourceLine(number, at, tuple(_pieces(text, at, inside)), number in aside)
        at += len(text) + 1


def _pieces(text: str, at: int, spans: list[tuple[int, int, str, bool]]) -> Iterable[Piece]:
    edges = {at, at + len(text)}
    for start, end, _key, _refused in spans:
        edges |= {max(start, at), min(end, at + len(text))}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        over = sorted(
            (span for span in spans if span[0] <= start and span[1] >= end), key=lambda span: span[1] - span[0]
        )
        first = next((key for begin, _end, key, _refused in over if begin == start), "")
        yield Piece(
            start,
            text[start - at : end - at],
            tuple(span[2] for span in over),
            first,
            bool(over) and all(span[3] for span in over),
        )
