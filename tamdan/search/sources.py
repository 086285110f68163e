"""What a room declares in its ``panels.py`` under SEARCH_SOURCES, and what it drafts of each record for the index."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from tamdan.core.access import Visibility
from tamdan.core.panels import listed


@dataclass(frozen=True)
class Draft:
    """A record in one language, ready to be indexed. ``names`` are labels in any language that find it too.

    ``slug`` is what its address needs (the id when empty), ``identifier`` what others call it (the slug when empty) and may type
    to find it. ``weight`` breaks ties.
    ``called`` are whole names that lead straight to it: who types one of them, in any case or spelling, finds it first.
    A draft without ``owner_id`` is reference data and must be public.
    """

    object_id: int
    language: str
    title: str
    body: str = ""
    names: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    slug: str = ""
    identifier: str = ""
    weight: int = 0
    owner_id: int | None = None
    visibility: str = Visibility.PUBLIC
    shared_with: tuple[int, ...] = ()


@dataclass(frozen=True)
class Source:
    """Documents of one kind: ``drafts(ids)`` gives those of the named records, of all of them for None, in few queries.

    ``url_name`` takes a document's slug. ``order`` places the kind among the others on the search page. ``titles`` names
    records by id in the reader's language, where the title in the index is not what a reader looks for; one query.
    """

    kind: str
    label: str | Promise
    drafts: Callable[[Iterable[int] | None], Iterator[Draft]]
    url_name: str
    order: int = 100
    titles: Callable[[list[int]], dict[int, str]] | None = None
    standing: float = 1.0
    """What its rank is multiplied by beside other kinds: below 1 for short titles, which hold a word more densely than texts."""
    at_home: Callable[[], Q] | None = None
    """What of it is searched unless everything is asked for; None for all."""


def sources() -> dict[str, Source]:
    """All rooms' sources by kind, in the order of the search page; a kind that two rooms claim is a mistake in the program."""
    found: dict[str, Source] = {}
    for source in sorted(listed("SEARCH_SOURCES"), key=lambda source: source.order):
        assert source.kind not in found, f"two search sources for {source.kind}"
        found[source.kind] = source
    return found
