"""The register as JSON: the shape that ``tamdan export recommendations`` and the downloads promise (docs/domain)."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from tamdan.core.access import Viewer
from tamdan.links.models import Tag
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.models import PositionTaken, Recommendation, RecommendationText, SourceRecord

CHUNK = 2000
_WITH = (
    Prefetch("texts", RecommendationText.objects.order_by("kind", "language")),
    Prefetch("positions", PositionTaken.objects.order_by("date", "pk")),
    "recommending",
    Prefetch("sources", SourceRecord.objects.order_by("pk").defer("read")),
)


def export_json(
    state: str | None = None, session: int | None = None, user: Viewer | None = None
) -> Iterator[dict[str, Any]]:
    """Recommendations of a State (ISO alpha-3) and session, or all, one dict each, in the register's order.

    ``user`` None is the operator at the terminal, who sees everything. Parts stand inside their recommendation.
    """
    rows = Recommendation.objects.visible_to(user) if user is not None else Recommendation.objects.all()
    rows = rows.whole()
    if state:
        rows = rows.filter(state__code=state.upper())
    if session is not None:
        rows = rows.filter(session=session)
    yield from as_json(rows.order_by("sort_key", "pk").iterator(chunk_size=CHUNK), user)


def as_json(found: Iterable[Recommendation], user: Viewer | None = None) -> Iterator[dict[str, Any]]:
    """The same for records that the caller chose, in their order; six queries for each CHUNK of them."""
    records = iter(found)
    while chunk := list(islice(records, CHUNK)):
        parts = _parts(chunk, user)
        everything = [*chunk, *(part for group in parts.values() for part in group)]
        prefetch_related_objects(everything, *_WITH)
        tags = _tags([record.pk for record in everything])
        for record in chunk:
            whole = _record(record, tags)
            whole["parts"] = [_record(part, tags) for part in parts.get(record.pk, ())]
            yield whole


def _parts(chunk: list[Recommendation], user: Viewer | None) -> dict[int | None, list[Recommendation]]:
    rows = Recommendation.objects.filter(parent__in=chunk)
    if user is not None:
        rows = rows.visible_to(user)
    found: dict[int | None, list[Recommendation]] = {}
    for part in rows.order_by("part", "pk"):
        found.setdefault(part.parent_id, []).append(part)
    return found


def _tags(ids: list[int]) -> dict[int, list[dict[str, Any]]]:
    """What holds, by record. Suggestions are not published as facts."""
    found: dict[int, list[dict[str, Any]]] = {}
    for tag in Tag.objects.on(KIND, *ids).standing().order_by("scheme", "code"):
        read = {"scheme": tag.scheme, "code": tag.code, "origin": tag.origin, "reason": tag.reason}
        found.setdefault(tag.object_id, []).append(read)
    return found


def _record(record: Recommendation, tags: dict[int, list[dict[str, Any]]]) -> dict[str, Any]:
    return {
        "id": record.identifier,
        "kind": record.kind,
        "symbol": record.symbol or None,
        "paragraph": record.paragraph or None,
        "number": record.number or None,
        "part": record.part or None,
        "body": record.mechanism_id,
        "state": record.state_id,
        "session": record.session,
        "cycle": record.cycle,
        "date": record.date.isoformat() if record.date else None,
        "position": record.position or None,
        "position_stated": record.position_stated or None,
        "positions": [_position(taken) for taken in record.positions.all()],
        "recommending_states": sorted(pair.state_id for pair in record.recommending.all()),
        "texts": {text.language: text.text for text in record.texts.all()},
        "parts": [],
        "tags": tags.get(record.pk, []),
        "sources": [_source(source) for source in record.sources.all()],
        "visibility": record.visibility,
    }


def _position(taken: PositionTaken) -> dict[str, Any]:
    return {
        "recorded": taken.recorded or None,
        "stated": taken.stated or None,
        "date": taken.date.isoformat() if taken.date else None,
        "document": taken.document or None,
    }


def _source(source: SourceRecord) -> dict[str, Any]:
    return {
        "format": source.format,
        "file": source.file_digest or None,
        "row": source.row,
        "recommending_state": source.state_id,
        "verbatim": source.verbatim,
        "digest": source.digest,
        "superseded": source.superseded_by_id is not None,
    }
