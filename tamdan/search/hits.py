"""What a search gives: hits as they are shown, counts and where counting stopped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

from django.urls import reverse

from tamdan.language.analyse import Query
from tamdan.language.highlight import Snippet, highlight
from tamdan.search.models import Document
from tamdan.search.sources import Source

FOUND_CAP = 5_000
"""Documents of a kind that a search finds, counts and ranks at most: it bounds what a common word costs among many documents."""
TITLE_CLUSTERS, BODY_CLUSTERS, NAME_CLUSTERS = 200, 260, 80
MOST_NAMES = 3
_AFTER = re.compile(r"(\d{1,9}(?:\.\d{1,30})?(?:e-\d{1,3})?)~(-?\d{1,9})~(\d{1,18})~(\w{1,32})", re.ASCII)

After = tuple[float, int, int, str]
"""Where a page ended: score and weight, id and kind of its last record."""


def has_match(snippet: Snippet) -> bool:
    return any(found for _text, found in snippet.pieces)


@lru_cache(maxsize=4000)
def _name_snippet(name: str, query: Query) -> Snippet:
    """Hits of one page share most of their names."""
    return highlight(name, query, NAME_CLUSTERS)


@dataclass(frozen=True)
class Name:
    """A label that was met, whole and as it is shown."""

    text: str
    snippet: Snippet


@dataclass(frozen=True)
class Hit:
    """A document that was found, with what was asked. Titles and texts are shown as written, matches marked."""

    document: Document
    source: Source
    query: Query
    score: float
    heading: str = ""
    """In the reader's language, where the source gives one; otherwise the title is shown."""

    @property
    def url(self) -> str:
        return reverse(self.source.url_name, args=[self.document.slug])

    @cached_property
    def title(self) -> Snippet:
        return highlight(self.document.title, self.query, TITLE_CLUSTERS)

    @cached_property
    def body(self) -> Snippet:
        return highlight(self.document.body, self.query, BODY_CLUSTERS)

    @cached_property
    def names(self) -> list[Name]:
        """A few of the labels that were met, where nothing of the title or text was."""
        if has_match(self.title) or has_match(self.body):
            return []
        names = self.document.names.split("\n")
        found = (Name(name, _name_snippet(name, self.query)) for name in names)
        return list(islice((name for name in found if has_match(name.snippet)), MOST_NAMES))

    @property
    def shown(self) -> Iterator[Snippet]:
        """The snippets in the order in which they are read."""
        names = (name.snippet for name in self.names)
        yield from (snippet for snippet in (self.title, self.body, *names) if snippet.pieces)


@dataclass(frozen=True)
class Results:
    """A page of hits. ``counts`` are records by kind, exact up to FOUND_CAP; ``capped`` names the kinds that hold more.

    In a capped kind the hits are the best of the FOUND_CAP that the index gave first, not of all. ``next`` leads on.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    capped: frozenset[str] = frozenset()
    next: After | None = None

    cap = FOUND_CAP

    @property
    def total(self) -> int:
        """All records found, of every kind; with ``capped`` there are more."""
        return sum(self.counts.values())


def as_token(after: After | None) -> str:
    return "~".join(map(str, after)) if after else ""


def from_token(token: str) -> After | None:
    """None for an empty or damaged token, which shows the first page."""
    read = _AFTER.fullmatch(token)
    return (float(read[1]), int(read[2]), int(read[3]), read[4]) if read else None
