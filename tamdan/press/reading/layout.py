"""How the lines of a dump stand beside one another: texts and the heads between them, distances, what comes again, shared words."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from tamdan.language.script import LETTERS, has_khmer
from tamdan.press.reading.lines import bullet, ends_a_sentence, ends_in_question, is_heading, is_headline_with_stop
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Line
from tamdan.press.reading.shapes import DAY, KHMER_DAY, days_in
from tamdan.press.reading.sorting import goes_on, is_sure_title, width_of
from tamdan.press.reading.sorts import Sort
from tamdan.press.reading.words import content_words

_LONGEST_TITLE = 150
_LONGEST_MASK = 200
_LONGEST_SHAPE = 60
_FURTHEST = 6
"""Empty lines beyond which more make no difference."""
_EDGE = _FURTHEST + 1
_ABOVE, _BELOW = 4, 3
"""Lines of text above and below a head that its words are sought in, of so many characters at most."""
_READ = 1500
_GRAM = 5
_LETTERS_OF_A_WORD = 6
_SIGNED = re.compile(
    r'(?<=[.!?”’"])(?:\s*(?:--?|–|—|\()\s?[A-Z]{2,6}\)?| (?:--? ?|– ?|— ?|\()?[A-Z][A-Za-z]{2,11}\)?)\s*$'
)
"""An agency's letters or name behind the last sentence."""
_SHORTEST_SIGNED = 24
_NAME_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][a-z]\w+")
_LEAST_SHARED = 3
_DATING = frozenset({Sort.TEXT, Sort.DATED, Sort.BYLINE, Sort.OUTLET, Sort.CLOSES, Sort.OPENS, Sort.KICKER})
_DIGITS = re.compile(r"[\d០-៩]+")
_NUMBER = re.compile(r"[\d០-៩]+(?:[:.,][\d០-៩]+)*")
_WHOLE_DAY = re.compile(rf"{DAY}|{KHMER_DAY}", re.IGNORECASE)
_NAMED = re.compile(r"\b[A-Z][\w’'.&-]*(?:[ ](?:(?:of|the|and|for|de) )?[A-Z][\w’'.&-]*)*")
_KHMER_RUN = re.compile(f"[{LETTERS}\u200b]+")
_KHMER_WORDS = re.compile(f"[{LETTERS}]+")
_LABELS = frozenset(
    listed(
        "by from photo source article posted via text story report reporter reporting editing written "
        "published updated with for read also more related follow share statement in on at image picture "
        "interview translated edited contact"
    )
)
"""Words before a name that a line of a page keeps from article to article."""


def is_prose(text: str, sort: Sort) -> bool:
    """A line of an article's text, and no title or furniture: it ends like a sentence or is long."""
    shown = text.strip()
    if sort is not Sort.TEXT:
        return False
    if len(shown) > _LONGEST_TITLE or bullet(text) or ends_in_question(shown):
        return True
    asks = shown.rstrip("”’\"')] ")[-1:] in ("?", "!") and shown[0] not in "“\"«‘'"
    return ends_a_sentence(shown) and shown[-1] not in "…" and not (asks and is_heading(shown))


def is_broken_off(text: str) -> bool:
    """A summary that the page cut: it ends within a word, behind one, or in dots."""
    shown = text.rstrip(" \u200b)]")
    return shown[-1:].isalnum() or shown.endswith(("...", "…"))


@dataclass(slots=True)
class Head:
    """Lines ``first`` to ``end`` (not included) between two texts."""

    first: int
    end: int
    told: bool
    """Whether the shape of a line of it alone tells what it is for."""
    widest: int
    """The widest gap before, between and behind its lines."""
    wide: tuple[int, int]
    """The first and the last line below such a gap."""
    wide_ones: int
    days: tuple[int, ...]
    """Its lines that hold a whole day."""

    @property
    def size(self) -> int:
        return min(self.end - self.first, 4)


@dataclass(slots=True)
class Shared:
    """How far a heading's words come again in the text below and above it; ``best`` in its head, of ``among`` headings."""

    below: float
    above: float
    best: bool
    among: int
    together: float
    """How many of the words below stand above the heading as well: little where another subject begins."""
    known: float
    """The same of the names below."""


@dataclass
class Page:
    """The lines of a dump beside one another; each list has one entry for each line that is not blank."""

    shown: list[Line]
    sorts: list[Sort]
    texts: list[str] = field(init=False)
    sure: list[bool] = field(init=False)
    wrapped: list[bool] = field(init=False)
    prose: list[bool] = field(init=False)
    gaps: list[int] = field(init=False)
    """Lines from the one before; one more entry for the end."""
    usual: int = field(init=False)
    headings: list[bool] = field(init=False)
    kinds: list[str] = field(init=False)
    between: list[int] = field(init=False)
    """How many texts end above each line."""
    masks: list[str] = field(init=False)
    shapes: list[str] = field(init=False)
    heads: list[Head] = field(default_factory=list)
    number_of: dict[int, int] = field(default_factory=dict)
    """The place in ``heads`` of the head that a line stands in."""
    head_of: dict[int, Head] = field(default_factory=dict)
    shared: dict[int, Shared] = field(default_factory=dict)
    places: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.texts = [line.text.strip() for line in self.shown]
        self._find_prose()
        self._measure_gaps()
        self.headings = [
            self.sorts[at] is Sort.TEXT and not self.prose[at] and (is_heading(text) or is_headline_with_stop(text))
            for at, text in enumerate(self.texts)
        ]
        self.kinds = [self._kind(at) for at in range(len(self.shown))]
        self._find_heads()
        self._count_places()
        told = [head.told for head in self.heads]
        self.first_told = told[0] if self.heads and self.heads[0].first == 0 else None
        self.share_told = step(sum(told) / max(1, len(told)), (0, 0.25, 0.5, 0.75, 0.99))
        alone = sum(head.size == 1 for head in self.heads) / max(1, len(self.heads))
        self.share_alone = step(alone, (0.2, 0.5, 0.8))

    def kind(self, at: int) -> str:
        """The kind of a line, with signs for what lies beyond the first and the last."""
        if at < 0:
            return "^"
        return self.kinds[at] if at < len(self.kinds) else "$"

    def apart(self, at: int) -> str:
        """Whether a line stands as far from the one before as texts do here."""
        return "=" if self.gaps[at] == self.usual else ">" if self.gaps[at] > self.usual else "<"

    def text_from(self, at: int) -> str:
        """The few lines from a place on that tell what a heading above them is about."""
        return " ".join(self.texts[at : at + _BELOW])[:_READ]

    def _find_prose(self) -> None:
        width = width_of(self.shown)
        self.sure = [is_sure_title(self.shown, self.sorts, at) for at in range(len(self.shown))]
        self.wrapped = [sort is Sort.TEXT and goes_on(self.shown, at, width) for at, sort in enumerate(self.sorts)]
        self.prose = []
        for at, line in enumerate(self.shown):
            sort = self.sorts[at]
            text = (
                line.text
                if ends_a_sentence(line.text) or len(line.text) < _SHORTEST_SIGNED
                else _SIGNED.sub(".", line.text)
            )
            follows = at > 0 and self.wrapped[at - 1] and sort is Sort.TEXT
            self.prose.append((is_prose(text, sort) and not self.sure[at]) or self.wrapped[at] or follows)

    def _measure_gaps(self) -> None:
        numbers = [line.number for line in self.shown]
        between = [min(after - before, _FURTHEST) for before, after in pairwise(numbers)]
        self.gaps = [_EDGE, *between, _EDGE]
        counts = Counter(
            self.gaps[at]
            for at in range(1, len(self.shown))
            if self.prose[at] and self.prose[at - 1] and not self.wrapped[at - 1]
        )
        self.usual = counts.most_common(1)[0][0] if counts else 0

    def _kind(self, at: int) -> str:
        if self.prose[at]:
            return "prose"
        if self.sorts[at] is not Sort.TEXT:
            return self.sorts[at].value
        if not self.headings[at]:
            return "words"
        words = size(self.texts[at])
        return "heading" + ("1" if words <= 1 else "3" if words <= 3 else "9" if words <= 9 else "+")

    def _find_heads(self) -> None:
        at = 0
        while at < len(self.shown):
            end = at
            while end < len(self.shown) and not self.prose[end]:
                end += 1
            if end > at:
                widest = max(self.gaps[at : end + 1])
                wide = tuple(place for place in range(at, end + 1) if self.gaps[place] == widest)
                days = tuple(
                    place for place in range(at, end) if self.sorts[place] in _DATING and days_in(self.texts[place])
                )
                told = any(sort is not Sort.TEXT for sort in self.sorts[at:end])
                head = Head(at, end, told, widest, (wide[0], wide[-1]), len(wide), days)
                self.number_of |= dict.fromkeys(range(at, end), len(self.heads))
                self.heads.append(head)
                self.head_of |= dict.fromkeys(range(at, end), head)
                self._compare(head)
            at = end + 1

    def _compare(self, head: Head) -> None:
        """The words of each heading with those of the text around its head, Khmer ones by runs of letters."""
        headings = [at for at in range(head.first, head.end) if self.headings[at]]
        below = self.text_from(head.end)
        above = " ".join(self.texts[max(0, head.first - _ABOVE) : head.first])[-_READ:]
        known: dict[bool, tuple[set[str], set[str]]] = {}
        named = _shared(names_within(below), names_within(above)) if headings else 0.0
        for at in headings:
            khmer = has_khmer(self.texts[at])
            words = _grams if khmer else content_words
            if khmer not in known:
                known[khmer] = words(below), words(above)
            wanted = words(self.texts[at])
            found = [len(wanted & held) / len(wanted) if wanted else 0.0 for held in known[khmer]]
            self.shared[at] = Shared(found[0], found[1], False, len(headings), _shared(*known[khmer]), named)
        most = max((self.shared[at].below for at in headings), default=0.0)
        for at in headings:
            self.shared[at].best = self.shared[at].below == most > 0

    def _count_places(self) -> None:
        """Between which texts each mask, shape and sort of line stands: what comes again is the page's."""
        self.between, passed = [], 0
        for at, prose in enumerate(self.prose):
            passed += prose and not (at + 1 < len(self.prose) and self.prose[at + 1]) and at + 1 < len(self.prose)
            self.between.append(passed)
        self.masks = [_DIGITS.sub("0", text) for text in self.texts]
        self.shapes = [
            "" if prose or len(text) >= _LONGEST_MASK else _shape(text)
            for text, prose in zip(self.texts, self.prose, strict=True)
        ]
        self.same_masks, self.same_shapes = Counter(self.masks), Counter(filter(None, self.shapes))
        for at, prose in enumerate(self.prose):
            if not prose:
                for key in (f"sort {self.sorts[at].value}", f"mask {self.masks[at]}", f"shape {self.shapes[at]}"):
                    self.places[key].add(self.between[at])


def _shared(below: set[str], above: set[str]) -> float:
    """The share of what stands below that stands above as well; 2 where there is too little to tell."""
    return len(below & above) / len(below) if len(below) >= _LEAST_SHARED and above else 2.0


def names_within(text: str) -> set[str]:
    """Words with a capital within sentences."""
    return set(_NAME_WITHIN.findall(text))


def step(value: float, steps: tuple[float, ...]) -> int:
    """How many of the steps a value is above."""
    return sum(value > step for step in steps)


def size(text: str) -> int:
    """Words of a line; Khmer has no spaces to count."""
    return len(text) // _LETTERS_OF_A_WORD if has_khmer(text) else len(text.split())


def _shape(text: str) -> str:
    """A line without what differs from article to article: days, numbers, names, Khmer words."""
    shown = _NUMBER.sub("0", _WHOLE_DAY.sub("#", text))
    if has_khmer(shown):
        shown = _KHMER_RUN.sub("ខ", shown)
    label, _space, rest = shown.partition(" ")
    keeps = rest and label.lower().strip("(:") in _LABELS
    shown = f"{label.lower()} {_NAMED.sub('N', rest)}" if keeps else _NAMED.sub("N", shown)
    return shown[:_LONGEST_SHAPE]


def _grams(text: str) -> set[str]:
    """Runs of five Khmer signs: what a text without spaces has in place of words."""
    return {
        run[at : at + _GRAM]
        for run in _KHMER_WORDS.findall(text.replace("\u200b", "")[:_READ])
        for at in range(len(run) - _GRAM + 1)
    }
