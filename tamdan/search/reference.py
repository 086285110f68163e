"""Reference rows in the index: States, themes, groups, goals, mechanisms, instruments with their articles, and places."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.places.models import Place
from tamdan.search.actions import sync
from tamdan.search.sources import Draft, Source
from tamdan.search.stamps import touch
from tamdan.taxonomy.models import AffectedGroup, Article, Instrument, Mechanism, Sdg, State, Theme

REFERENCE = "reference"
"""Subject of the stamp (stamps.py) of all reference rows together."""
PLACES_TO = 3
"""Places are indexed down to this depth; villages have the search of their own page, which answers as one types."""

Rows = Callable[[], QuerySet[Any]]


def _drafts(rows: Rows, ids: Iterable[int] | None) -> Iterator[Draft]:
    """Two drafts for each row, one in each language, each found by the other's name and by other spellings too."""
    found = rows() if ids is None else rows().filter(pk__in=list(ids))
    for row in found.iterator(chunk_size=2000):
        titles = {"en": row.name_en, "km": row.name_km}
        for language, title in titles.items():
            if title:
                others = (name for name in (*titles.values(), *row.aliases) if name and name != title)
                yield Draft(
                    row.pk, language, _place(row) + title, names=tuple(others), slug=row.code, identifier=row.code
                )


def _place(row: Any) -> str:
    """What stands before the heading of an article, because many instruments have one on the same matter."""
    return f"{row.instrument_id} {row.number}: " if isinstance(row, Article) else ""


def _source(kind: str, label: Promise, url_name: str, order: int, rows: Rows) -> Source:
    return Source(kind, label, partial(_drafts, rows), url_name, order)


SOURCES = [
    _source("state", _("States"), "taxonomy:state", 20, lambda: State.objects.filter(retired=False)),
    _source("theme", _("Themes"), "taxonomy:theme", 30, lambda: Theme.objects.filter(retired=False)),
    _source("group", _("Affected groups"), "taxonomy:group", 31, lambda: AffectedGroup.objects.filter(retired=False)),
    _source("goal", _("Goals and targets"), "taxonomy:goal", 32, lambda: Sdg.objects.filter(retired=False)),
    _source("mechanism", _("Mechanisms"), "taxonomy:mechanism", 33, lambda: Mechanism.objects.filter(retired=False)),
    _source(
        "instrument", _("Instruments"), "taxonomy:instrument", 34, lambda: Instrument.objects.filter(retired=False)
    ),
    _source("article", _("Articles"), "taxonomy:article", 35, lambda: Article.objects.filter(retired=False)),
    _source(
        "place", _("Places"), "places:place", 40, lambda: Place.objects.filter(retired=False, depth__lte=PLACES_TO)
    ),
]
REFERENCE_KINDS = frozenset(source.kind for source in SOURCES)


def index_reference() -> dict[str, int]:
    """Bring the index in step with the reference rows; documents written or removed. Unchanged rows cost no analysis."""
    changed = sum(sync(source) for source in SOURCES)
    touch(REFERENCE)  # also for rows that are in no document: ratifications, sessions, issues
    return {"search_document": changed}
