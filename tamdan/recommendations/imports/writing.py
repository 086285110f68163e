"""What a batch of source rows leaves in the tables: collected in memory, then copied in one go."""

import datetime
import hashlib
from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from psycopg.types.json import Jsonb

from tamdan.core.access import Visibility
from tamdan.imports.copying import copy_rows, values
from tamdan.imports.formats import Row
from tamdan.imports.models import ImportRun
from tamdan.links.enums import Decision
from tamdan.links.models import Tag
from tamdan.recommendations.documents import draft_of
from tamdan.recommendations.enums import TextKind
from tamdan.recommendations.imports.demand import Demand, TagRead
from tamdan.recommendations.imports.matching import KIND, Entry, names_of
from tamdan.recommendations.labels import table
from tamdan.recommendations.models import (
    PositionTaken,
    Recommendation,
    RecommendationText,
    RecommendingState,
    SourceRecord,
)
from tamdan.search.sources import Draft

RECOMMENDATION = (
    "id", "owner", "visibility", "shared_with", "uuid", "identifier", "kind", "mechanism", "state", "session", "cycle", "symbol",
    "paragraph", "number", "date", "asker", "asker_name", "part", "position", "position_stated", "text_key", "sort_key", "facets",
    "created_in", "created_at", "version",
)  # fmt: skip
TEXT = ("recommendation", "language", "text", "kind", "digest", "translated_from", "translator")
SOURCE = ("id", "recommendation", "run", "file_digest", "row", "format", "verbatim", "read", "state", "digest")
POSITION = ("recommendation", "recorded", "stated", "date", "document", "source")
TAG = ("kind", "object_id", "scheme", "code", "origin", "reason", "decision")


def text_digest(text: str) -> str:
    """SHA-256 of a text, hexadecimal: what a translation keeps of the text that it was made from."""
    return hashlib.sha256(text.encode()).hexdigest()


class Leaves:
    """The rows of one batch. ``write`` puts them into the database; nothing is there before."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.now = timezone.now()
        self.made: list[tuple[Recommendation, RecommendationText]] = []
        self.new: list[tuple[Entry, Demand, int]] = []
        self.changed: dict[int, Entry] = {}
        self.sources: list[tuple[int, int, Row]] = []
        self.positions: list[tuple[int, str, str, datetime.date | None, int]] = []
        self.pairs: list[tuple[int, str]] = []
        self.tags: list[tuple[int, TagRead]] = []
        self.tags_gone: list[tuple[int, TagRead]] = []
        self.superseded: list[tuple[int, int]] = []

    def write(self) -> None:
        self.made = [self._made(*one) for one in self.new]
        copy_rows(Recommendation, RECOMMENDATION, values((made for made, _text in self.made), RECOMMENDATION))
        copy_rows(RecommendationText, TEXT, values((text for _made, text in self.made), TEXT))
        copy_rows(SourceRecord, SOURCE, map(self._source, self.sources))
        copy_rows(
            PositionTaken,
            POSITION,
            ((pk, recorded, stated, day, "", source) for pk, recorded, stated, day, source in self.positions),
        )
        copy_rows(RecommendingState, ("recommendation", "state"), self._pairs())
        self._drop_tags()
        copy_rows(Tag, TAG, map(self._tag, self._tags()))
        self._rewrite()
        for before, after in self.superseded:
            SourceRecord.objects.filter(pk=before).update(superseded_by=after)

    def drafts(self) -> Iterator[Draft]:
        """What the index holds of the new records, without reading them again. After ``write``."""
        known = table()
        for made, text in self.made:
            yield draft_of(made, [text], known)

    def _made(self, entry: Entry, demand: Demand, row: int) -> tuple[Recommendation, RecommendationText]:
        made = Recommendation(
            id=entry.id, owner_id=self.run.owner_id, visibility=Visibility.STAFF, kind=demand.kind,
            mechanism_id=demand.mechanism, state_id=demand.state, session=demand.session, cycle=demand.cycle,
            symbol=entry.symbol, paragraph=entry.paragraph, date=demand.date, position=entry.position,
            position_stated=entry.stated, facets=sorted(entry.facets), created_in_id=self.run.pk, created_at=self.now,
            **names_of(entry, demand, row),
        )  # fmt: skip
        digest = text_digest(demand.text)
        text = RecommendationText(
            recommendation_id=entry.id,
            language=demand.language,
            text=demand.text,
            kind=TextKind.OFFICIAL,
            digest=digest,
        )
        return made, text

    def _source(self, one: tuple[int, int, Row]) -> tuple[Any, ...]:
        pk, record, row = one
        demand: Demand = row.record
        asker = demand.recommending[0] if len(demand.recommending) == 1 else None
        return (
            pk, record, self.run.pk, self.run.file.digest, row.number, self.run.format, Jsonb(row.cells),
            Jsonb(demand.read), asker, row.digest,
        )  # fmt: skip

    def _pairs(self) -> Iterator[tuple[int, str]]:
        for entry, _demand, _row in self.new:
            yield from ((entry.id, code) for code in entry.by)
        yield from self.pairs

    def _tags(self) -> Iterator[tuple[int, TagRead]]:
        for entry, _demand, _row in self.new:
            yield from ((entry.id, tag) for tag in entry.tags.values())
        yield from self.tags

    def _tag(self, one: tuple[int, TagRead]) -> tuple[Any, ...]:
        pk, tag = one
        return KIND, pk, tag.scheme, tag.code, tag.origin, tag.reason, Decision.ACCEPTED

    def _drop_tags(self) -> None:
        for pk, tag in self.tags_gone:
            Tag.objects.on(KIND, pk).filter(scheme=tag.scheme, code=tag.code).delete()

    def _rewrite(self) -> None:
        """Records that stood before the batch. Few in practice, so one statement each."""
        rows = Recommendation.objects.in_bulk(self.changed)
        for pk, entry in self.changed.items():
            row = rows[pk]
            row.facets, row.position, row.position_stated = sorted(entry.facets), entry.position, entry.stated
            row.symbol, row.paragraph, row.identifier = entry.symbol, entry.paragraph, entry.identifier
            row.version += not entry.is_ours
        Recommendation.objects.bulk_update(
            rows.values(),
            ["facets", "position", "position_stated", "symbol", "paragraph", "identifier", "version"],
            batch_size=500,
        )
