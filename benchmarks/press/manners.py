"""Dumps put together from annotated articles in other manners: other heads, days, bylines and feet, other distances, other neighbours.

What a page puts around its articles is in ``manners.yaml``. A dump keeps its articles' own heads and feet, or has invented ones, the same for
all of them; a few have none. ``tools/weigh_lines.py`` learns from thousands of these, the same from the same seed.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from benchmarks.press.filling import Filler, words
from tamdan.language.script import has_khmer
from tamdan.press.reading.lines import bullet, ends_a_sentence
from tamdan.press.reading.parts import Part, Place
from tamdan.press.reading.records import Line

DIGITS = re.compile(r"[\d០-៩]+")
_SIZES = (1, 2, 3, 3, 4, 4, 5, 5, 6, 7)
_WIDTHS = (48, 56, 64, 72, 76)
_LONGEST_HEADLINE = 140
_KEPT_OF_LEAD = 4
_OF_ONE_DUMP = 0.6
"""Share of the dumps with their articles' own heads and feet that take all of them from one dump."""
_QUESTIONS = {
    "en": (
        "Why now?",
        "What happens next?",
        "Who pays for it?",
        "Were you afraid?",
        "And the villagers?",
        "Do people listen to you?",
        "How did it begin?",
    ),
    "km": ("ហេតុអ្វី?", "តើបន្ទាប់មកមានអ្វីកើតឡើង?", "តើអ្នកណាជាអ្នកចំណាយ?"),
}


@dataclass(frozen=True)
class Piece:
    """A line of a part; ``gap`` lines from the one before."""

    gap: int
    text: str
    part: Part


@dataclass
class Article:
    """An annotated article in pieces: head, title, below the title, text with what stands amid it, foot."""

    title: str = ""
    head: list[Piece] = field(default_factory=list)
    titled: list[Piece] = field(default_factory=list)
    below: list[Piece] = field(default_factory=list)
    text: list[Piece] = field(default_factory=list)
    foot: list[Piece] = field(default_factory=list)
    is_khmer: bool = False
    dump: int = 0
    """The number of the dump it was annotated in."""

    @property
    def is_teaser(self) -> bool:
        return bool(self.title) and len(self.text) == 1 and not ends_a_sentence(self.text[0].text)

    def take(self, piece: Piece) -> None:
        lists = {
            Part.HEAD: self.head, Part.TITLE: self.titled, Part.BELOW_TITLE: self.below, Part.FOOT: self.foot,
        }  # fmt: skip
        lists.get(piece.part, self.text).append(piece)
        if piece.part is Part.TITLE:
            self.title = piece.text.strip()[bullet(piece.text.strip()) :]


@dataclass
class Stock:
    """Articles to choose from, and lines that stood above the first or below the last one of a dump."""

    articles: list[Article] = field(default_factory=list)
    leads: list[list[Piece]] = field(default_factory=list)
    tails: list[list[Piece]] = field(default_factory=list)


def stock(dumps: Iterable[tuple[Sequence[Line], Sequence[Place]]]) -> Stock:
    """The articles of annotated dumps, and what stood around all of them."""
    found = Stock()
    for number, (shown, places) in enumerate(dumps):
        articles, lead, tail = _parted(shown, places)
        for article in articles:
            article.dump = number
        found.articles += articles
        found.leads += [lead] if lead else []
        found.tails += [tail] if tail else []
    for article in found.articles:
        begun = " ".join(piece.text for piece in article.text if piece.part is Part.TEXT)[:80]
        article.is_khmer = has_khmer(begun or article.title)
    return found


def _parted(shown: Sequence[Line], places: Sequence[Place]) -> tuple[list[Article], list[Piece], list[Piece]]:
    articles: list[Article] = []
    lead: list[Piece] = []
    tail: list[Piece] = []
    before = 0
    for line, place in zip(shown, places, strict=True):
        piece = Piece(line.number - before, line.text, place.part)
        before = line.number
        if place.part is Part.OUTSIDE:
            (tail if articles else lead).append(piece)
            continue
        if place.begins:
            articles.append(Article())
            tail = []
        articles[-1].take(piece)
    return articles, lead, tail


@dataclass
class _Manner:
    """How one dump is made: ``between`` and the other gaps are lines from one line to the next."""

    filler: Filler
    mode: str
    head: list[str]
    below: list[str]
    foot: list[str]
    untitled: bool
    keeps_gaps: bool
    between: int
    to_text: int
    of_text: int
    to_foot: int
    of_title: int
    inner: int
    width: int
    subheads: bool
    questions: bool
    sign: str
    clocks: bool
    summaries: bool
    """Whether the page cuts articles short, as lists do."""


def _manner(chance: Random, filler: Filler, mode: str) -> _Manner:
    words = filler.words

    def some(name: str, none: float, counts: tuple[int, ...]) -> list[str]:
        return [] if chance.random() < none else [chance.choice(words[name]) for _line in range(chance.choice(counts))]

    def gap(*weights: int) -> int:
        return chance.choices(range(1, len(weights) + 1), weights)[0]

    return _Manner(
        filler, mode, some("heads", 0.55, (1, 1, 1, 2)), some("below", 0.2, (1, 1, 1, 2, 2, 3)), some("feet", 0.4, (1, 1, 1, 2, 2, 3)),
        untitled=chance.random() < 0.05, keeps_gaps=chance.random() < 0.25, between=gap(8, 52, 22, 10, 8), to_text=gap(45, 45, 10),
        of_text=gap(25, 65, 10), to_foot=gap(30, 60, 10), of_title=gap(50, 50), inner=gap(70, 30),
        width=chance.choice(_WIDTHS) if chance.random() < 0.06 else 0, subheads=chance.random() < 0.35, questions=chance.random() < 0.07,
        sign=filler.fill("--{ACR}") if chance.random() < 0.06 else "", clocks=chance.random() < 0.04,
        summaries=chance.random() < 0.15,
    )  # fmt: skip


class _Page:
    """The lines of a dump that grows."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, Place | None]] = []

    def put(self, gap: int, text: str, part: Part, *, begins: bool = False) -> None:
        if self.lines:
            self.lines += [("", None)] * (gap - 1)
        self.lines.append((text, Place(part, begins)))

    def shown(self) -> tuple[list[Line], list[Place]]:
        shown, places, start = [], [], 0
        for number, (text, place) in enumerate(self.lines, 1):
            if place is not None and text.strip(" \u200b\ufeff"):
                shown.append(Line(number, start, text))
                places.append(place)
            start += len(text) + 1
        return shown, places


def dump(chance: Random, held: Stock) -> tuple[list[Line], list[Place]]:
    """The lines of a new dump that are not blank, and the place of each."""
    khmer, tiny = chance.random() < 0.3, chance.random() < 0.1
    mode = "bare" if tiny else chance.choices(("own", "invented", "bare"), (42, 40, 18))[0]
    alike = [article for article in held.articles if article.is_khmer == khmer and article.text]
    mixed = not tiny and chance.random() < 0.12
    chosen = [chance.choice(held.articles if mixed else alike) for _one in range(1 if tiny else chance.choice(_SIZES))]
    if mode == "own" and chance.random() < _OF_ONE_DUMP:
        chosen = _of_one_dump(chance, held, chosen)
    teasers = [article for article in alike if article.is_teaser]
    if teasers and not tiny and chance.random() < 0.15:
        chosen += [chance.choice(teasers) for _one in range(chance.randint(1, 3))]
        if chance.random() < 0.3:
            chance.shuffle(chosen)
    headlines = [one.title for one in alike if one.title and len(one.title) < _LONGEST_HEADLINE]
    manner = _manner(chance, Filler(chance, khmer=khmer, headlines=headlines), mode)
    page = _Page()
    if not tiny and chance.random() < 0.5:
        _put_lead(chance, page, manner, held)
    rule = chance.choice(words()[""]["rules"]) if chance.random() < 0.12 else ""
    for number, article in enumerate(chosen):
        if rule and number:
            page.put(manner.between, rule, Part.OUTSIDE)
        _put(page, manner, _dressed(chance, manner, article, tiny=tiny, keeps=mixed and chance.random() < 0.4))
    if not tiny and chance.random() < 0.2:
        _put_tail(chance, page, manner, held)
    return page.shown()


def _of_one_dump(chance: Random, held: Stock, chosen: list[Article]) -> list[Article]:
    """As many articles of the first one's dump, so that what its page repeats comes again."""
    known = [article for article in held.articles if article.dump == chosen[0].dump and article.text]
    return [chance.choice(known) for _one in chosen] if len(chosen) > len(known) else chance.sample(known, len(chosen))


def _put_lead(chance: Random, page: _Page, manner: _Manner, held: Stock) -> None:
    if held.leads and chance.random() < 0.4:
        for piece in chance.choice(held.leads)[-_KEPT_OF_LEAD:]:
            page.put(piece.gap, piece.text, Part.OUTSIDE)
        return
    for _phrase in range(chance.choice((1, 1, 2))):
        for line in manner.filler.lead().split("\n"):
            page.put(chance.choice((1, 2)), line, Part.OUTSIDE)


def _put_tail(chance: Random, page: _Page, manner: _Manner, held: Stock) -> None:
    if held.tails and chance.random() < 0.4:
        for piece in chance.choice(held.tails)[:_KEPT_OF_LEAD]:
            page.put(piece.gap, piece.text, Part.OUTSIDE)
        return
    for line in manner.filler.fill(chance.choice(words()[""]["tails"])).split("\n"):
        page.put(chance.choice((2, 3)), line, Part.OUTSIDE)


def _dressed(chance: Random, manner: _Manner, article: Article, *, tiny: bool, keeps: bool) -> Article:
    """The article with the head, the lines below its title and the foot that this dump gives it, and with a changed text."""
    made = replace(article, text=_text(chance, manner, article, tiny=tiny))
    if manner.summaries and made.is_teaser and chance.random() < 0.4:
        made.foot = _invented(chance, manner, ["{who}", "http://{dom}.example/{slug}"], Part.FOOT, article.title)
        made.text = [replace(piece, gap=1) for piece in made.text]
        made.below = []
    if tiny and chance.random() < 0.3:
        made.titled = []
    if made.is_teaser or keeps or manner.mode == "own":
        return made
    made.titled = [replace(piece, text=article.title) for piece in made.titled[:1]]
    made.head, made.below, made.foot = [], [], []
    if manner.mode == "invented":
        title = article.title
        made.head = _invented(chance, manner, manner.head, Part.HEAD, title)
        made.below = _invented(chance, manner, manner.below, Part.BELOW_TITLE, title)
        made.foot = _invented(chance, manner, manner.foot, Part.FOOT, title)
        if manner.untitled:
            made.titled, made.title = [], ""
            made.head = made.head or _invented(chance, manner, ["{who}", "{day}"], Part.HEAD, title)
    return made


def _invented(chance: Random, manner: _Manner, phrases: list[str], part: Part, title: str) -> list[Piece]:
    return [
        Piece(1 if row else manner.inner, line, part)
        for phrase in phrases
        if chance.random() >= 0.06
        for row, line in enumerate(manner.filler.fill(phrase, title).split("\n"))
        if line.strip()
    ]


def _text(chance: Random, manner: _Manner, article: Article, *, tiny: bool) -> list[Piece]:
    """The text cut short, with subheadings, questions or clocks between its paragraphs, broken at a width, or signed by an agency."""
    body = list(article.text)
    if manner.summaries and body and not tiny and chance.random() < 0.6:
        return [replace(body[0], text=_cut(chance, body[0].text), part=Part.TEXT)]
    if tiny or (len(body) > 3 and chance.random() < 0.6):
        body = body[: chance.randint(1, min(len(body), 3) if tiny else len(body))]
    if manner.subheads and len(body) > 3:
        body = _between(chance, body, lambda piece: _subhead(chance, piece.text) if chance.random() < 0.25 else None)
    if manner.questions and len(body) > 1:
        asked = _QUESTIONS["km" if article.is_khmer else "en"]
        body = _between(chance, body, lambda _piece: chance.choice(asked) if chance.random() < 0.6 else None)
    if manner.clocks and len(body) > 1:
        body = _timed(chance, body)
    if manner.width:
        body = [piece for one in body for piece in _wrapped(one, manner.width)]
    if manner.sign and body and body[-1].part is Part.TEXT:
        body[-1] = replace(body[-1], text=f"{body[-1].text} {manner.sign}")
    return body


def _cut(chance: Random, text: str) -> str:
    """The beginning of a paragraph as a list of articles shows it: it ends within a sentence, or in dots."""
    shown = text.strip()[: chance.randint(90, 240)]
    end = shown if has_khmer(shown) or chance.random() < 0.3 else shown.rsplit(" ", 1)[0]
    return end.rstrip(" .,;:”") + chance.choice(("", "", "...", "…", " ...", " […]"))


def _between(chance: Random, body: list[Piece], made: Callable[[Piece], str | None]) -> list[Piece]:
    found = body[:1]
    for piece in body[1:]:
        line = made(piece) if piece.part is Part.TEXT else None
        found += [Piece(piece.gap, line, Part.TEXT), piece] if line else [piece]
    return found


def _subhead(chance: Random, text: str) -> str | None:
    words = re.findall(r"\S+", text)[:14]
    if len(words) < 8:
        return None
    size = chance.randint(2, 6)
    first = chance.randrange(len(words) - size)
    line = " ".join(words[first : first + size]).strip('“”",.‘’:;()«»')
    return line[:1].upper() + line[1:] if line and line[-1].isalnum() else None


def _timed(chance: Random, body: list[Piece]) -> list[Piece]:
    """A live report: the hour above each paragraph, sometimes with a few words."""
    found = body[:1]
    for piece in body[1:]:
        found.append(Piece(2, f"{chance.randint(5, 22):02}.{chance.randint(0, 59):02}", Part.AMID))
        if chance.random() < 0.4 and (line := _subhead(chance, piece.text)):
            found.append(Piece(1, line, Part.AMID))
        found.append(replace(piece, gap=1))
    return found


def _wrapped(piece: Piece, width: int) -> list[Piece]:
    if has_khmer(piece.text):
        return [piece]
    rows = textwrap.wrap(piece.text.strip(), width) or [piece.text]
    return [Piece(1 if row else piece.gap, text, piece.part) for row, text in enumerate(rows)]


def _put(page: _Page, manner: _Manner, article: Article) -> None:
    below = article.below if article.titled else [replace(piece, part=Part.HEAD) for piece in article.below]
    groups = (
        ("head", article.head),
        ("title", article.titled),
        ("below", below),
        ("text", article.text),
        ("foot", article.foot),
    )
    before = ""
    for name, pieces in groups:
        for piece in pieces:
            gap = _gap(manner, name, before, piece, begins=not before)
            part = Part.TEXT if not before and piece.part is Part.AMID else piece.part
            begins = not before and part in (Part.HEAD, Part.TITLE, Part.TEXT)
            page.put(gap, piece.text, part, begins=begins)
            before = name


def _gap(manner: _Manner, name: str, before: str, piece: Piece, *, begins: bool) -> int:
    if begins:
        return manner.between
    if manner.keeps_gaps:
        return piece.gap
    if name == "text":
        if manner.summaries and before == "title":
            return piece.gap
        wrapped = manner.width and piece.gap == 1
        return manner.to_text if before != "text" else 1 if wrapped else manner.of_text
    if name == "foot":
        return manner.to_foot if before != "foot" else piece.gap
    return manner.inner if before == name else manner.of_title
