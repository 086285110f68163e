"""Reference rows in the index: States, themes, groups, goals, mechanisms, instruments with their articles, and places."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.places.models import Place
from tamdan.search.actions import sync
from tamdan.search.sources import Draft, Source
from tamdan.search.stamps import touch
from tamdan.taxonomy.country import country
from tamdan.taxonomy.models import AffectedGroup, Article, Instrument, Mechanism, Sdg, State, Theme

REFERENCE = "reference"
"""Subject of the stamp (stamps.py) of all reference rows together."""
PLACES_TO = 3
"""Places are indexed down to this depth; villages have the search of their own page, which answers as one types."""

STANDING = {
    "state": 0.09, "instrument": 0.09, "theme": 0.08, "group": 0.08, "goal": 0.06, "mechanism": 0.06, "article": 0.05, "place": 0.04,
}  # fmt: skip
"""A word in a short title ranks ten times as high as in the labels of a recommendation, by which Khmer words find its English
text; after this it ranks below. Measured in docs/domain/search.md."""
Rows = Callable[[], QuerySet[Any]]


def _drafts(rows: Rows, ids: Iterable[int] | None) -> Iterator[Draft]:
    """Two drafts for each row, one in each language, each found by the other's name and by other spellings too. The heading
    of an article leads to none of the many articles that bear it.
    """
    found = rows() if ids is None else rows().filter(pk__in=list(ids))
    for row in found.iterator(chunk_size=2000):
        titles = {"en": row.name_en, "km": row.name_km}
        known = tuple(filter(None, (*titles.values(), *row.aliases, *_further(row))))
        for language, title in titles.items():
            if title:
                yield Draft(
                    row.pk, language, _place(row) + title, names=tuple(name for name in known if name != title),
                    called=() if isinstance(row, Article) else known, slug=row.code, identifier=row.code,
                )  # fmt: skip


def _further(row: Any) -> list[str]:
    """What people type beside the names: goals and targets by their number."""
    return [f"SDG {row.code}"] if isinstance(row, Sdg) else []


def _place(row: Any) -> str:
    """What stands before the heading of an article, because many instruments have one on the same matter."""
    return f"{row.instrument_id} {row.number}: " if isinstance(row, Article) else ""


def _at_home() -> Q:
    """Codes of places begin with their country's two letters."""
    return Q(slug__startswith=country(settings.COUNTRY).iso2)


def _source(kind: str, label: Promise, url_name: str, order: int, rows: Rows) -> Source:
    at_home = _at_home if kind == "place" else None
    return Source(kind, label, partial(_drafts, rows), url_name, order, standing=STANDING[kind], at_home=at_home)


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
