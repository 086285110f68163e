"""Which record a source row belongs to: the rules by which two sources of one demand become one record.

A row belongs to a record of the same body and State when document and paragraph agree, or when session and words agree and
either a State that asked is the same or the recorded position is. One UN paragraph has one answer, so rows of the same words
with different answers and different States are two paragraphs. docs/domain/recommendations.md has worked examples.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from tamdan.imports.formats import Row
from tamdan.imports.models import ImportRun
from tamdan.links.enums import Origin
from tamdan.links.models import Tag
from tamdan.recommendations import identity
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.imports.demand import Demand, TagRead
from tamdan.recommendations.models import Recommendation, RecommendingState, SourceRecord

KIND = Recommendation._meta.label_lower
Place = tuple[str, int | None, uuid.UUID]
TagKey = tuple[str, str]


@dataclass
class Printed:
    """The last row that one format printed of a record for the same recommending States."""

    id: int
    run_id: int | None
    read: dict[str, Any]


@dataclass
class Entry:
    """A record of the register while a batch is placed: as it stands in the database, with what the batch adds.

    ``is_ours``: this import made it. ``is_stored``: it has a row already. ``is_changed``: its row has to be written again.
    """

    id: int
    mechanism: str
    place: Place
    identifier: str
    position: str = ""
    stated: str = ""
    symbol: str = ""
    paragraph: str = ""
    facets: set[str] = field(default_factory=set)
    by: list[str] = field(default_factory=list)
    tags: dict[TagKey, TagRead] = field(default_factory=dict)
    printed: dict[tuple[str, tuple[str, ...]], Printed] = field(default_factory=dict)
    is_ours: bool = False
    is_stored: bool = True
    is_changed: bool = False

    def snapshot(self) -> dict[str, Any]:
        """What an import may change of a record, as JSON: the two sides of a diff, and what undoing puts back."""
        return {
            "position": self.position,
            "stated": self.stated,
            "symbol": self.symbol,
            "paragraph": self.paragraph,
            "by": sorted(self.by),
            "tags": sorted([tag.scheme, tag.code, tag.origin, tag.reason] for tag in self.tags.values()),
        }

    def is_asked_by(self, demand: Demand) -> bool:
        """Whether the same State asked; a demand of a body without States is asked by that body."""
        return bool(set(self.by) & set(demand.recommending)) or not (self.by or demand.recommending)

    def is_another_paragraph(self, demand: Demand) -> bool:
        return bool(self.symbol and demand.symbol) and (self.symbol, self.paragraph) != (
            demand.symbol,
            demand.paragraph,
        )

    def learn_paragraph(self, demand: Demand) -> None:
        """A source that names the document gives the record its public identifier."""
        if demand.symbol and demand.paragraph and not self.symbol:
            self.symbol, self.paragraph = demand.symbol, demand.paragraph
            self.identifier = demand.identifier
            self.is_changed = True

    def add_askers(self, states: Iterable[str]) -> list[str]:
        added = [code for code in states if code not in self.by]
        self.by += added
        self._find_by(f"{Facet.BY}:{code}" for code in added)
        return added

    def add_tags(self, tags: Iterable[TagRead]) -> list[TagRead]:
        added = [tag for tag in tags if (tag.scheme, tag.code) not in self.tags]
        self.tags |= {(tag.scheme, tag.code): tag for tag in added}
        self._find_by(tag.facet for tag in added)
        return added

    def drop_tags_but(self, tags: Iterable[TagRead]) -> list[TagRead]:
        """Takes away what the source said before and says no longer; tags of persons stay."""
        kept = {(tag.scheme, tag.code) for tag in tags}
        gone = [
            tag for key, tag in self.tags.items() if key not in kept and tag.origin in (Origin.OFFICIAL, Origin.MAPPED)
        ]
        for tag in gone:
            del self.tags[tag.scheme, tag.code]
            self.facets.discard(tag.facet)
            self.is_changed = True
        return gone

    def take_position(self, position: str, stated: str) -> bool:
        """Whether it differs from the one that stood."""
        if (position, stated) == (self.position, self.stated):
            return False
        self.facets.discard(f"{Facet.POSITION}:{self.position or 'none'}")
        self.position, self.stated = position, stated
        self._find_by([f"{Facet.POSITION}:{position or 'none'}"])
        return True

    def _find_by(self, facets: Iterable[str]) -> None:
        added = set(facets) - self.facets
        if added:
            self.facets |= added
            self.is_changed = True


def new_entry(id_: int, demand: Demand) -> Entry:
    return Entry(
        id=id_, mechanism=demand.mechanism, place=demand.place, identifier=demand.identifier, position=demand.position,
        stated=demand.stated, symbol=demand.symbol, paragraph=demand.paragraph, facets=demand.facets(),
        by=list(demand.recommending), tags={(tag.scheme, tag.code): tag for tag in demand.tags},
        is_ours=True, is_stored=False,
    )  # fmt: skip


class Known:
    """The records of one body that the rows of a batch may belong to. Two queries, and three more where some were found."""

    def __init__(self, run: ImportRun, rows: Sequence[Row]) -> None:
        self.run = run
        demands: list[Demand] = [row.record for row in rows]
        found = SourceRecord.objects.filter(
            recommendation__owner=run.owner_id, format=run.format, digest__in=[row.digest for row in rows]
        )
        self.digests = dict(found.values_list("digest", "recommendation_id"))
        self.by_place: dict[Place, list[Entry]] = {}
        self.by_identifier: dict[str, Entry] = {}
        for entry in _stored(run, demands):
            self.add(entry)

    def add(self, entry: Entry) -> None:
        self.by_place.setdefault(entry.place, []).append(entry)
        self.by_identifier[entry.identifier] = entry

    def of(self, demand: Demand) -> Entry | None:
        """The record that this demand belongs to, or None for a new one."""
        if entry := self.by_identifier.get(demand.identifier):
            return entry
        near = [
            entry
            for entry in self.by_place.get(demand.place, ())
            if entry.mechanism == demand.mechanism and not entry.is_another_paragraph(demand)
        ]
        for entry in near:
            if entry.is_asked_by(demand):
                return entry
        for entry in near:
            if entry.position == demand.position:
                return entry
        return None


def _stored(run: ImportRun, demands: Sequence[Demand]) -> list[Entry]:
    ours = Recommendation.objects.filter(owner=run.owner_id, parent__isnull=True)
    named = Q(identifier__in={demand.identifier for demand in demands})
    same_words = Q(
        text_key__in={demand.words for demand in demands}, state__code__in={demand.state for demand in demands}
    )
    entries = {row.pk: _entry(row, run) for row in ours.filter(named | same_words)}
    if entries:
        _fill(entries, run)
    return list(entries.values())


def _entry(row: Recommendation, run: ImportRun) -> Entry:
    return Entry(
        id=row.pk, mechanism=row.mechanism_id, place=(row.state_id, row.session, row.text_key), identifier=row.identifier,
        position=row.position, stated=row.position_stated, symbol=row.symbol, paragraph=row.paragraph,
        facets=set(row.facets), is_ours=row.created_in_id == run.pk,
    )  # fmt: skip


def _fill(entries: dict[int, Entry], run: ImportRun) -> None:
    asked = RecommendingState.objects.filter(recommendation__in=entries).order_by("pk")
    for pk, code in asked.values_list("recommendation_id", "state__code"):
        entries[pk].by.append(code)
    for tag in Tag.objects.on(KIND, *entries):
        entries[tag.object_id].tags[tag.scheme, tag.code] = TagRead(tag.scheme, tag.code, tag.origin, tag.reason)
    sources = SourceRecord.objects.filter(recommendation__in=entries, format=run.format, superseded_by__isnull=True)
    for source in sources.order_by("pk").defer("verbatim"):
        key = run.format, tuple(source.read.get("by", ()))
        entries[source.recommendation_id].printed[key] = Printed(source.pk, source.run_id, source.read)


def names_of(entry: Entry, demand: Demand, row: int) -> dict[str, Any]:
    """The columns of a new record that name it and put it in its order."""
    key = identity.sort_key(
        state=demand.state, session=demand.session, symbol=entry.symbol, paragraph=entry.paragraph, place=row
    )
    return {"identifier": entry.identifier, "text_key": demand.words, "sort_key": key}
