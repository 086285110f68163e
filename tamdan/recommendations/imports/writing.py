"""What a batch of source rows leaves in the tables: collected in memory, then copied in one go."""

import datetime
import hashlib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from psycopg.types.json import Jsonb

from tamdan.core.access import Visibility
from tamdan.imports.copying import copy_rows
from tamdan.imports.formats import Row
from tamdan.imports.models import ImportRun
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.recommendations.documents import draft_of
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.identity import sort_key, text_key
from tamdan.recommendations.imports.demand import Demand, TagRead
from tamdan.recommendations.imports.entries import KIND, Entry, read_of
from tamdan.recommendations.imports.made import Made, MadeText
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import (
    PositionTaken,
    Recommendation,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)
from tamdan.search.sources import Draft

SOURCE = ("id", "recommendation", "run", "file_digest", "row", "format", "verbatim", "read", "state", "digest")
POSITION = ("recommendation", "recorded", "stated", "date", "document", "source")
TAG = ("kind", "object_id", "scheme", "code", "origin", "reason", "decision")


def text_digest(text: str) -> str:
    """SHA-256 of a text, hexadecimal: what a translation keeps of the text that it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()


Answer = tuple[int, str, str, datetime.date | None, str, int]
"""Record, as the UN records it, as the State put it, date, document, source."""


class Leaves:
    """The rows of one batch. ``write`` puts them into the database; nothing is there before."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.now = timezone.now()
        self.made: list[tuple[Made, list[MadeText]]] = []
        self.new: list[tuple[Entry, Demand, int]] = []
        self.touched: dict[int, Entry] = {}
        self.sources: list[tuple[int, int, Row]] = []
        self.answers: list[Answer] = []
        self.unanswered: set[int] = set()
        """Records whose story begins anew: answers that only sources gave go."""
        self.translations: list[tuple[int, Demand]] = []
        self.superseded: list[tuple[int, int]] = []
        self.moved: dict[int, tuple[int, int]] = {}
        """Source -> the record that it leaves, the record that it comes to."""

    def answer(self, record: int, demand: Demand, source: int) -> None:
        """Write down what the State answered, if the source says it."""
        if demand.position or demand.stated:
            date, document = demand.position_date, demand.position_document
            self.answers.append((record, demand.position, demand.stated, date, document, source))

    def write(self) -> None:
        self.made = [self._made(*one) for one in self.new]
        changed = [entry for entry in self.touched.values() if entry.is_changed]
        put_aside(changed)
        copy_rows(Recommendation, Made._fields, (made.row() for made, _texts in self.made))
        copy_rows(RecommendationText, MadeText._fields, (text for _made, texts in self.made for text in texts))
        copy_rows(SourceRecord, SOURCE, map(self._source, self.sources))
        self._forget_answers()
        copy_rows(PositionTaken, POSITION, self.answers)
        copy_rows(RecommendingState, ("recommendation", "state"), self._pairs())
        copy_rows(Tag, TAG, self._tags())
        rewrite(changed)
        for before, after in self.superseded:
            SourceRecord.objects.filter(pk=before).update(superseded_by=after)
        for source, (_before, record) in self.moved.items():
            SourceRecord.objects.filter(pk=source).update(recommendation=record)
        add_translations(self.translations)

    def drafts(self) -> Iterator[Draft]:
        """What the index holds of the new records, without reading them again. After ``write``."""
        known = table()
        for made, texts in self.made:
            yield draft_of(made, texts, known)

    def _made(self, entry: Entry, demand: Demand, row: int) -> tuple[Made, list[MadeText]]:
        entry.sort_key = sort_key(
            state=demand.state, session=demand.session, symbol=entry.symbol, paragraph=entry.paragraph, place=row
        )
        made = Made(
            id=entry.id, owner_id=self.run.owner_id, visibility=Visibility.STAFF.value, uuid=uuid.uuid4(), kind=demand.kind,
            identifier=entry.identifier, mechanism_id=demand.mechanism, state_id=demand.state, session=demand.session,
            cycle=demand.cycle, symbol=entry.symbol, paragraph=entry.paragraph, number=demand.number, date=demand.date,
            asker_name=demand.asker_name, position=entry.position, position_stated=entry.stated, text_key=entry.place[2],
            sort_key=entry.sort_key, created_in_id=self.run.pk, created_at=self.now, facets=sorted(entry.facets),
        )  # fmt: skip
        language, text = entry.text or (demand.language, demand.text)
        texts = [_text(entry.id, language, text, TextKind.OFFICIAL)]
        for other, translated in demand.translations:
            texts.append(_text(entry.id, other, translated, TextKind.TRANSLATION, texts[0].digest))
        return made, texts

    def _source(self, one: tuple[int, int, Row]) -> tuple[Any, ...]:
        pk, record, row = one
        demand: Demand = row.record
        asker = demand.recommending[0] if len(demand.recommending) == 1 else None
        return (
            pk, record, self.run.pk, self.run.digest, row.number, self.run.format, row.printed,
            Jsonb(read_of(demand)), asker, row.digest,
        )  # fmt: skip

    def _forget_answers(self) -> None:
        """What is forgotten here is kept with the import, which gives it back when it is undone."""
        gone = PositionTaken.objects.filter(recommendation__in=self.unanswered, source__isnull=False)
        noted = self.run.notes["register"]["answers"]
        for taken in gone.values("recommendation_id", "recorded", "stated", "date", "document", "source_id"):
            noted.append(taken | {"date": taken["date"].isoformat() if taken["date"] else None})
        gone.delete()

    def _pairs(self) -> list[tuple[int, str]]:
        """Of new records all; of others what is new, after what is gone was taken away (no query may run while rows are copied)."""
        found = [(entry.id, code) for entry, _demand, _row in self.new for code in entry.by]
        for entry in self.touched.values():
            held, now = set(entry.held["by"]), set(entry.by)
            if held - now:
                RecommendingState.objects.filter(recommendation=entry.id, state__in=held - now).delete()
            found += [(entry.id, code) for code in entry.by if code not in held]
        return found

    def _tags(self) -> list[tuple[Any, ...]]:
        """Of new records all; of others what is new, after what is gone was taken away."""
        found = [self._tag(entry.id, tag) for entry, _demand, _row in self.new for tag in entry.tags.values()]
        for entry in self.touched.values():
            now = {key: [tag.scheme, tag.code, tag.origin, tag.reason] for key, tag in entry.tags.items()}
            held = {(one[0], one[1]): one for one in entry.held["tags"]}
            for key in [key for key, one in held.items() if now.get(key) != one]:
                Tag.objects.on(KIND, entry.id).filter(scheme=key[0], code=key[1]).delete()
            found += [self._tag(entry.id, entry.tags[key]) for key, one in now.items() if held.get(key) != one]
        return found

    def _tag(self, pk: int, tag: TagRead) -> tuple[Any, ...]:
        return KIND, pk, tag.scheme, tag.code, tag.origin, tag.reason, Decision.ACCEPTED


def _text(record: int, language: str, text: str, kind: str, source: str = "") -> MadeText:
    return MadeText(record, language, text, kind, text_digest(text), source)


def put_aside(entries: Sequence[Entry]) -> None:
    """A name may pass from one record to another: the old ones are free before the new ones are written."""
    for entry in entries:
        if entry.identifier != entry.held["identifier"]:
            Recommendation.objects.filter(pk=entry.id).update(identifier=f"renamed {entry.id}")


def rewrite(entries: Sequence[Entry]) -> None:
    """Records that stood before the batch. Few in practice."""
    rows = Recommendation.objects.in_bulk([entry.id for entry in entries])
    for entry in entries:
        row = rows[entry.id]
        row.facets, row.position, row.position_stated = sorted(entry.facets), entry.position, entry.stated
        row.symbol, row.paragraph, row.identifier = entry.symbol, entry.paragraph, entry.identifier
        row.sort_key, row.text_key = entry.sort_key, entry.place[2]
        row.version += not entry.is_ours
        entry.version = row.version
        if entry.text and list(entry.text) != entry.held["text"]:
            say(row, *entry.text)
    Recommendation.objects.bulk_update(
        rows.values(),
        [
            "facets",
            "position",
            "position_stated",
            "symbol",
            "paragraph",
            "identifier",
            "sort_key",
            "text_key",
            "version",
        ],
        batch_size=500,
    )


def say(record: Recommendation, language: str, text: str) -> None:
    """Put these official words into the record. A translation of words that differ in their marks alone is no translation of
    an earlier text."""
    official = record.texts.filter(kind=TextKind.OFFICIAL).order_by("pk").first()
    digest = text_digest(text)
    if official is None:
        RecommendationText.objects.create(
            recommendation=record, language=language, text=text, kind=TextKind.OFFICIAL, digest=digest
        )
        return
    if text_key(official.text) == text_key(text):
        record.texts.filter(translated_from=official.digest).update(translated_from=digest)
    official.language, official.text, official.digest = language, text, digest
    official.save(update_fields=["language", "text", "digest"])


def add_translations(wanted: Iterable[tuple[int, Demand]]) -> None:
    """Translations that a source prints beside words that the record holds, in languages that it lacks."""
    for pk, demand in wanted:
        held = set(RecommendationText.objects.filter(recommendation=pk).values_list("language", flat=True))
        RecommendationText.objects.bulk_create(
            RecommendationText(**_text(pk, language, text, TextKind.TRANSLATION, text_digest(demand.text))._asdict())
            for language, text in dict(demand.translations).items()
            if language not in held
        )
