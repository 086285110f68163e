"""What is read, as plain records. Places are offsets into the text of the dump (``Dump.text``), lines are counted from 1."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of the dump."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Block:
    """The lines of one article, sorted: what it says and what the page put around it."""

    lines: list[Line]
    title: Line | None = None
    title_text: str | None = None
    body: list[Line] = field(default_factory=list)
    boilerplate: list[Line] = field(default_factory=list)
    subheadings: list[Line] = field(default_factory=list)
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    is_teaser: bool = False
    is_opinion: bool = False
    is_closed: bool = False
    """Whether a line of its own (source, copyright) ends it; teasers below it are then of another page."""
    marks: list[str] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    """Short lines of the header that may name the outlet."""
    wire: str | None = None
    """The name in brackets in its dateline: the outlet where several articles have it, else whom one page copied it from."""
    buttons: list[str] = field(default_factory=list)
    """Buttons of its page, as printed."""
    voice: str | None = None
    """Who a header names as the one that speaks: "Spokesperson: …"."""
    voice_role: str | None = None
    """What stands there before the name."""
    opens: bool = False
    """Whether the page's own header line begins it."""
    hour_only: bool = False
    """Whether a blog's line below it gives an hour and no day: the day stands above the first post of that day."""


@dataclass(slots=True, eq=False)
class Person:
    """Someone or some body that speaks in an article: the fullest name, how else it is called, office as printed, side."""

    name: str
    kind: str
    """``person``, ``body``, ``state``, ``group``."""
    role: str | None = None
    side: str = "other"
    gender: str | None = None
    aliases: set[str] = field(default_factory=set)
    evidence: int = 0
    """How often the text treats the name as somebody: an office, a courtesy title, a surname alone, a verb of saying."""
    first: int = 0


def only_one(people: Iterable[Person]) -> Person | None:
    """Whom all of several mentions mean; nothing where there are none, or two people."""
    first = None
    for person in people:
        if first is not None and person is not first:
            return None
        first = person
    return first


@dataclass(slots=True)
class Quote:
    line: int
    parts: list[Span]
    speaker: Person | None = None
    mention: Span | None = None
    """The words that name the speaker beside the quotation ("he", "the ministry"), where there are any."""
    id: str = ""


@dataclass(slots=True)
class Claim:
    line: int
    span: Span
    speaker: Person | None
    id: str = ""


@dataclass(slots=True)
class Figure:
    line: int
    span: Span
    number: Decimal
    unit: str
    what: str
    sentence: Span
    as_of: str | None = None
    id: str = ""


@dataclass(slots=True)
class Commitment:
    """Who promises what; ``due`` is EDTF where the text gives a day, month or year, ``within`` an ISO 8601 duration."""

    line: int
    span: Span
    who: Person | None
    due_text: str | None = None
    due: str | None = None
    within: str | None = None
    id: str = ""


@dataclass(slots=True)
class Mentioned:
    """A date in the text, as precise as it is given (EDTF)."""

    line: int
    span: Span
    date: str


@dataclass(slots=True)
class Skipped:
    """Words in quotation marks that nobody says: a title, a name, an acronym, a term."""

    line: int
    span: Span
    reason: str


@dataclass(slots=True)
class Article:
    id: str
    start_line: int
    end_line: int
    title: str | None
    language: str
    published: str | None
    outlet: str | None
    author: str | None
    kind: str
    relevant: bool
    boilerplate: list[int]
    marks: list[str] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    dates: list[Mentioned] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two statements that bear on one question from different mouths: ``kind`` ``D`` (contradict), ``A`` (answers), ``R`` (says the
    same) or ``T`` (tension); ``F`` is for two figures.
    """

    kind: str
    first: str
    second: str
    score: float


@dataclass(slots=True)
class Reading:
    """A dump as read. ``suggested`` holds for each statement up to five others, best first; ``pairs`` those worth showing unasked."""

    name: str
    text: str
    articles: list[Article]
    boilerplate: list[int]
    notes: list[str] = field(default_factory=list)
    suggested: dict[str, list[str]] = field(default_factory=dict)
    pairs: list[Opposed] = field(default_factory=list)
    figure_pairs: list[Opposed] = field(default_factory=list)
    """Figures of one thing that differ (``kind`` ``F``, ids of figures)."""
