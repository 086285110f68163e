"""Keyed digests of records: what an event keeps of content, unlinkable once the record's key is deleted."""

import datetime
import hmac
import secrets
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import rfc8785
from django.db import connection, models

from tamdan.audit.models import Reference

KEY_BYTES = 32
KEYS = """
    WITH wanted AS (
        SELECT kind, object_id, key FROM unnest(%s::text[], %s::text[], %s::bytea[]) AS given (kind, object_id, key)
    ), made AS (
        INSERT INTO audit_recordkey (kind, object_id, key) SELECT kind, object_id, key FROM wanted
        ON CONFLICT DO NOTHING RETURNING kind, object_id, key
    )
    SELECT kind, object_id, key FROM made
    UNION ALL
    SELECT kept.kind, kept.object_id, kept.key FROM audit_recordkey kept JOIN wanted USING (kind, object_id)
"""
LARGEST_NUMBER = 2**53 - 1
"""JSON readers keep integers exact up to here; larger ones are written as text."""


def digest(obj: models.Model) -> bytes:
    """HMAC-SHA256 over the record's present field values, 32 bytes; makes the record's key at first need."""
    return digests([obj])[0]


def digests(objs: Sequence[models.Model]) -> list[bytes]:
    """The digests of many records in their order, with one query for their keys."""
    references = [Reference.of(obj) for obj in objs]
    keys = keys_of(references)
    return [keyed(keys[reference], obj) for reference, obj in zip(references, objs, strict=True)]


def keyed(key: bytes, obj: models.Model) -> bytes:
    """The digest of a record under its key."""
    return hmac.digest(key, rfc8785.dumps(fields(obj)), "sha256")


def keys_of(references: Sequence[Reference]) -> dict[Reference, bytes]:
    """Each record's key, made where there is none; two transactions that race get the same one. One query."""
    found: dict[Reference, bytes] = {}
    wanted = list(dict.fromkeys(references))
    with connection.cursor() as cursor:
        while missing := [reference for reference in wanted if reference not in found]:
            # A second turn is needed only when another transaction made a key meanwhile that this one did not see yet.
            made = [secrets.token_bytes(KEY_BYTES) for _ in missing]
            cursor.execute(KEYS, [[one.kind for one in missing], [one.id for one in missing], made])
            found |= {Reference(kind, object_id): bytes(key) for kind, object_id, key in cursor.fetchall()}
    return found


def fields(obj: models.Model) -> dict[str, Any]:
    """The record's stored columns as JSON values; columns that the database computes are left out."""
    return {
        field.attname: plain(field.value_from_object(obj))
        for field in obj._meta.concrete_fields
        if not getattr(field, "generated", False)
    }


def plain(value: Any) -> Any:
    """A value as JSON that is the same however often it went through the database."""
    made: Any
    match value:
        case None | bool():
            made = value
        case int():
            made = int(value) if abs(value) <= LARGEST_NUMBER else str(value)
        case Decimal():
            made = format(value.normalize(), "f")
        case datetime.datetime() if value.tzinfo is not None:
            made = value.astimezone(datetime.UTC).isoformat()
        case bytes() | memoryview():
            made = bytes(value).hex()
        case dict():
            made = {str(key): plain(part) for key, part in value.items()}
        case list() | tuple() | set() | frozenset():
            made = _parts(value)
        case _:
            made = str(value)
    return made


def _parts(values: Iterable[Any]) -> list[Any]:
    parts = [plain(part) for part in values]
    return sorted(parts, key=str) if isinstance(values, set | frozenset) else parts
