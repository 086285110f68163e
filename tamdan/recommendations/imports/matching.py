"""Which record a source row belongs to: the rules by which two sources of one demand become one record.

A row belongs to a record of the same body and State when the source's own number of it is the same, when document and
paragraph are, or when session and words agree and a State that asked is the same. Rows without a paragraph that say the same
words and record the same answer are one record, because one paragraph is one row for each State in some sources.
docs/domain/recommendations.md has worked examples; ``regrouping`` says what a source with paragraphs does to rows without.
"""

import uuid
from collections.abc import Iterable, Sequence
from functools import cached_property

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT

from tamdan.imports.asking import OneOf
from tamdan.imports.formats import Row
from tamdan.imports.models import ImportRun
from tamdan.links.models import Tag
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.imports.demand import Demand, TagRead
from tamdan.recommendations.imports.entries import KIND, Entry, Place, Printed, is_named
from tamdan.recommendations.imports.kept import Kept
from tamdan.recommendations.imports.vocabulary import meanings
from tamdan.recommendations.models import (
    Merge,
    Recommendation,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)

Where = tuple[str, Place]
"""Body that asks, and State, session and words."""
NOBODY = ""
"""Stands for the asker of a demand that no State made: it is asked by the body itself."""


class Known:
    """The records of one body that the rows of a batch may belong to. Three queries, and five more where some were found."""

    def __init__(self, run: ImportRun, rows: Sequence[Row], kept: Kept) -> None:
        self.run = run
        self.kept = kept
        demands: list[Demand] = [row.record for row in rows]
        found = SourceRecord.objects.filter(
            OneOf("digest", [row.digest for row in rows]), recommendation__owner=run.owner_id, format=run.format
        )
        self.digests = dict(found.values_list("digest", "recommendation_id"))
        self.entries: dict[int, Entry] = {}
        self.by_identifier: dict[str, Entry] = {}
        self.by_source_id: dict[tuple[str, str], Entry] = {}
        self._asked: dict[tuple[Where, str], dict[int, Entry]] = {}
        self._learned: dict[tuple[int, Where], set[str]] = {}
        self._numbered: dict[tuple[Where, str], Entry] = {}
        self._answered: dict[tuple[Where, str], Entry] = {}
        self.places: dict[Where, list[Entry]] = {}
        new = [row.record for row in rows if row.digest not in self.digests]
        for entry in self._stored(new):
            self.add(entry)
        self._add_merged(demands)

    @cached_property
    def meanings(self) -> dict[str, tuple[TagRead, ...]]:
        """Code of an issue -> the themes and groups that the reviewed table says it stands for."""
        return dict(meanings())

    def add(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        self.places.setdefault(entry.where, []).append(entry)
        self.learn(entry)
        for source_id in entry.source_ids(self.run.format):
            self.by_source_id[source_id] = entry

    def learn(self, entry: Entry) -> None:
        """Find the entry by what it holds now; what it held before finds it too, until the batch ends."""
        self.by_identifier.setdefault(entry.identifier, entry)
        if entry.paragraph:
            self._numbered.setdefault((entry.where, entry.paragraph), entry)
        else:
            self._answered.setdefault((entry.where, entry.position), entry)
        where = entry.where
        learned = self._learned.setdefault((entry.id, where), set())
        for code in set(entry.by or [NOBODY]) - learned:
            self._asked.setdefault((where, code), {})[entry.id] = entry
            learned.add(code)

    def rename(self, entry: Entry, demand: Demand) -> None:
        """A source that names the document gives the record its public identifier."""
        if self.by_identifier.get(entry.identifier) is entry:
            del self.by_identifier[entry.identifier]
        if self._answered.get((entry.where, entry.position)) is entry:
            del self._answered[entry.where, entry.position]
        entry.learn_paragraph(demand)
        self.learn(entry)

    def of(self, demand: Demand) -> Entry | None:
        """The record that this demand belongs to, or None for a new one."""
        if demand.source_id and (entry := self.by_source_id.get((demand.source_id, demand.state))):
            return entry
        entry = self.by_identifier.get(demand.identifier)
        if entry or is_named(demand):
            return entry or self._unnumbered(demand)
        asked = [entry for entry in self.asked_alike(demand) if not entry.is_another_paragraph(demand)]
        named = [entry for entry in asked if entry.paragraph]
        if named:
            return min(named, key=lambda entry: (entry.position != demand.position, entry.paragraph_order))
        answered = self._answered.get(((demand.mechanism, demand.place), demand.position))
        return next(iter(asked), answered)

    def asked_alike(self, demand: Demand) -> list[Entry]:
        """Records of the same words with a State in common; of a body without States, all that the body asked."""
        where = demand.mechanism, demand.place
        found: dict[int, Entry] = {}
        for code in demand.recommending or (NOBODY,):
            found |= self._asked.get((where, code), {})
        return sorted(found.values(), key=lambda entry: entry.id)

    def _unnumbered(self, demand: Demand) -> Entry | None:
        """A record of the same paragraph whose document no source has named so far, or the other way round."""
        where = demand.mechanism, demand.place
        found = self._numbered.get((where, demand.paragraph))
        same_asker = found and (set(found.by) & set(demand.recommending) or not (found.by or demand.recommending))
        return found if found and same_asker and not found.is_another_paragraph(demand) else None

    def _add_merged(self, demands: Sequence[Demand]) -> None:
        """Names and words of records that a person joined to another one lead to that one."""
        merges = Merge.objects.filter(owner=self.run.owner_id, undone_at__isnull=True)
        if not merges.exists():
            return
        named = Q(lost_identifier__in={demand.identifier for demand in demands})
        same_words = Q(snapshot__text_key__in=[str(demand.words) for demand in demands])
        found = list(merges.filter(named | same_words).values_list("kept_id", "lost_identifier", "snapshot"))
        missing = {kept for kept, _name, _held in found} - self.entries.keys()
        for entry in self._entries(Recommendation.objects.filter(pk__in=missing), with_texts=True):
            self.add(entry)
        for kept, name, held in found:
            entry = self.entries[kept]
            self.by_identifier.setdefault(name, entry)
            where = entry.mechanism, (held["state"], held["session"], uuid.UUID(held["text_key"]))
            for code in held["by"] or [NOBODY]:
                self._asked.setdefault((where, code), {})[entry.id] = entry

    def _stored(self, demands: Sequence[Demand]) -> list[Entry]:
        """By name or by words; of records with a paragraph only those that a row without one may belong to."""
        ours = Recommendation.objects.filter(owner=self.run.owner_id, parent__isnull=True)
        loose = [demand for demand in demands if not is_named(demand)]
        named = [demand for demand in demands if is_named(demand)]
        wanted = Q(OneOf("identifier", {demand.identifier for demand in demands}))
        if named:
            wanted |= _same_words(named) & Q(symbol="")
        if loose:
            wanted |= _same_words(loose)
        entries = self._entries(ours.filter(wanted), with_texts=len(loose) < len(demands))
        others = _by_source_id(self.run, demands).exclude(pk__in=[one.id for one in entries])
        return entries + self._entries(others, with_texts=True)

    def _entries(self, rows: Iterable[Recommendation], *, with_texts: bool) -> list[Entry]:
        found: dict[int, Entry] = {}
        read: dict[int, Entry] = {}
        for row in rows:
            held = self.kept.of(row, with_text=with_texts)
            found[row.pk] = held or read.setdefault(row.pk, _entry(row, self.run))
        if read:
            _fill(read, with_texts)
        for entry in found.values():
            entry.remember(self.run.pk)
        return list(found.values())


def _same_words(demands: Sequence[Demand]) -> Q:
    words = OneOf("text_key", {demand.words for demand in demands})
    return Q(words, state__code__in={demand.state for demand in demands})


def _by_source_id(run: ImportRun, demands: Sequence[Demand]) -> QuerySet[Recommendation]:
    names = {demand.source_id for demand in demands if demand.source_id}
    if not names:
        return Recommendation.objects.none()
    sources = SourceRecord.objects.alias(name=KT("read__source_id")).filter(
        format=run.format, read__has_key="source_id", name__in=names
    )
    return Recommendation.objects.filter(owner=run.owner_id, pk__in=sources.values("recommendation"))


def _entry(row: Recommendation, run: ImportRun) -> Entry:
    return Entry(
        id=row.pk, mechanism=row.mechanism_id, place=(row.state_id, row.session, row.text_key), identifier=row.identifier,
        position=row.position, stated=row.position_stated, symbol=row.symbol, paragraph=row.paragraph,
        facets=set(row.facets), is_ours=row.created_in_id == run.pk, sort_key=row.sort_key, version=row.version,
        shares=bool(row.paragraph) and bool(row.symbol) and row.identifier != f"{row.symbol} {row.paragraph}",
    )  # fmt: skip


def _fill(entries: dict[int, Entry], with_texts: bool) -> None:
    asked = RecommendingState.objects.filter(recommendation__in=entries).order_by("pk")
    for pk, code in asked.values_list("recommendation_id", "state__code"):
        entries[pk].by.append(code)
    for tag in Tag.objects.on(KIND, *entries):
        entries[tag.object_id].tags[tag.scheme, tag.code] = TagRead(tag.scheme, tag.code, tag.origin, tag.reason)
    sources = list(
        SourceRecord.objects.filter(recommendation__in=entries)
        .order_by("pk")
        .values_list("pk", "recommendation_id", "run_id", "format", "read", "superseded_by_id")
    )
    newer = {after for *_values, after in sources if after}
    for pk, record, run_id, format_, read, after in sources:
        if after is None:
            entries[record].add_source(Printed(pk, run_id, format_, read, pk in newer))
    if with_texts:
        texts = RecommendationText.objects.filter(recommendation__in=entries, kind=TextKind.OFFICIAL)
        for pk, language, text in texts.order_by("-pk").values_list("recommendation_id", "language", "text"):
            entries[pk].text = language, text
