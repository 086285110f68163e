"""Writes the index. Rooms call these from their own actions, in the same transaction as the change."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from django.db import transaction

from tamdan.language.normalise import fold
from tamdan.search.behind import Statement, running
from tamdan.search.models import Document
from tamdan.search.sources import Draft, Source, sources
from tamdan.search.stamps import touch
from tamdan.search.terms import VERSION, Piece, pieces

_COLUMNS = {
    "object_id": "bigint", "language": "text", "piece": "int", "slug": "text", "identifier": "text", "key": "text",
    "owner_id": "bigint", "visibility": "text", "shared_with": "text", "title": "text", "body": "text", "names": "text", "weight": "int",
    "title_simple": "text", "title_english": "text", "names_simple": "text", "names_english": "text",
    "body_simple": "text", "body_english": "text",
}  # fmt: skip
_STORED = (
    "object_id", "language", "piece", "slug", "identifier", "key", "owner_id", "visibility", "title", "body", "names", "weight",
)  # fmt: skip
_SECTIONS = (("title", "A"), ("body", "B"), ("names", "D"))
_TERMS = " || ".join(
    f"setweight(to_tsvector('{config}', {section}_{part}), '{weight}')"
    for section, weight in _SECTIONS
    for part, config in (("simple", "simple"), ("english", "english"))
)
_CHANGED = (*_STORED[3:], "shared_with", "terms", "analyser")
_INSERT = f"""
INSERT INTO search_document (kind, analyser, {", ".join(_STORED)}, shared_with, terms)
SELECT %s, %s, {", ".join(_STORED)}, shared_with::bigint[], {_TERMS}
FROM json_to_recordset(%s::json) AS drafted ({", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())})
ON CONFLICT (kind, object_id, language, piece)
DO UPDATE SET {", ".join(f"{column} = excluded.{column}" for column in _CHANGED)}
"""  # noqa: S608  # column names of our own
_DELETE_OTHERS = """
DELETE FROM search_document WHERE kind = %s AND object_id = ANY (%s)
AND (object_id, language, piece) NOT IN (SELECT * FROM unnest(%s::bigint[], %s::text[], %s::int[]))
"""


def index(kind: str, drafts: Iterable[Draft], batch: int = 250) -> int:
    """Put the drafts into the index in place of what it held of the same records; gives the number of rows.

    Drafts of one record follow each other. Bulk by nature: an import passes all of its drafts at once, two statements a
    ``batch`` of records; memory is two batches, because one is analysed while PostgreSQL stores the one before.
    """
    count = 0
    records = groupby(drafts, attrgetter("object_id"))
    with transaction.atomic():
        made: list[Statement] = []
        while drawn := [draft for _id, group in islice(records, batch) for draft in group]:
            with running(made):
                rows = [piece for draft in drawn for piece in pieces(draft)]
                made = list(_replacing(kind, rows))
            count += len(rows)
        with running(made):
            pass
        if count:
            touch(kind)
    return count


def _replacing(kind: str, rows: list[Piece]) -> Iterator[Statement]:
    """The rows go as one JSON text: arrays of 19 columns take a tenth of an import's time to write."""
    drafted = [_drafted(row) for row in rows]
    objects, languages, numbers = ([row[name] for row in drafted] for name in ("object_id", "language", "piece"))
    yield _DELETE_OTHERS, [kind, objects, objects, languages, numbers]
    yield _INSERT, [kind, VERSION, json.dumps(drafted, ensure_ascii=False)]


def _drafted(row: Piece) -> dict[str, Any]:
    """Named as in ``_COLUMNS``."""
    draft, title, names, body = row.draft, row.title_terms, row.names_terms, row.body_terms
    slug = draft.slug or str(draft.object_id)
    identifier = draft.identifier or slug
    return {
        "object_id": draft.object_id, "language": draft.language, "piece": row.number, "slug": slug,
        "identifier": identifier, "key": fold(identifier)[:200], "owner_id": draft.owner_id, "visibility": draft.visibility,
        "shared_with": f"{{{','.join(map(str, draft.shared_with))}}}", "title": draft.title, "body": row.body,
        "names": "\n".join(draft.names), "weight": draft.weight, "title_simple": title.simple,
        "title_english": title.english, "names_simple": names.simple, "names_english": names.english,
        "body_simple": body.simple, "body_english": body.english,
    }  # fmt: skip


def remove(kind: str, ids: Iterable[int]) -> int:
    """Take records out of the index; gives the number of rows that went."""
    removed, _by_model = Document.objects.filter(kind=kind, object_id__in=list(ids)).delete()
    if removed:
        touch(kind)
    return removed


def set_visibility(kind: str, ids: Iterable[int], *, visibility: str, shared_with: Iterable[int] = ()) -> int:
    """Follow a change of who may see the records, without analysing their texts again. What publishing a review calls."""
    changed = Document.objects.filter(kind=kind, object_id__in=list(ids)).update(
        visibility=visibility, shared_with=list(shared_with)
    )
    if changed:
        touch(kind)
    return changed


def index_records(kind: str, ids: Iterable[int]) -> int:
    """Draft the named records anew with their room's source; those that are drafted no more leave the index."""
    wanted = set(ids)
    return _redraft(kind, wanted, wanted)


def reindex(kind: str) -> int:
    """Draft every record of a kind anew and drop what no record stands behind; gives the number of rows."""
    return _redraft(kind, None, set(Document.objects.filter(kind=kind).values_list("object_id", flat=True)))


@transaction.atomic
def _redraft(kind: str, ids: Iterable[int] | None, held: set[int]) -> int:
    drafted: set[int] = set()

    def noted() -> Iterator[Draft]:
        for draft in sources()[kind].drafts(ids):
            drafted.add(draft.object_id)
            yield draft

    count = index(kind, noted())
    remove(kind, held - drafted)
    return count


@transaction.atomic
def sync(source: Source) -> int:
    """Index the source's drafts that differ from what the index holds, drop what it drafts no more; gives how many.

    For sources of some thousand records without a body that seldom change: all are compared, none is analysed in vain.
    """
    columns = ("object_id", "language", "title", "names", "slug", "analyser")
    held = set(Document.objects.filter(kind=source.kind).values_list(*columns))
    ids = {row[0] for row in held}
    drafts = list(source.drafts(None))
    drafted = {_held(draft): draft.object_id for draft in drafts}
    stale = {row[0] for row in drafted.keys() ^ held}
    count = index(source.kind, (draft for draft in drafts if draft.object_id in stale))
    return count + remove(source.kind, ids - set(drafted.values()))


def _held(draft: Draft) -> tuple[int, str, str, str, str, str]:
    slug = draft.slug or str(draft.object_id)
    return draft.object_id, draft.language, draft.title, "\n".join(draft.names), slug, VERSION
