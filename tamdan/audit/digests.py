"""Keyed digests of records: what an event keeps of content, unlinkable once the record's key is deleted."""

import datetime
import hmac
import secrets
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import rfc8785
from django.db import models

from tamdan.audit.models import RecordKey, Reference

KEY_BYTES = 32
LARGEST_NUMBER = 2**53 - 1
"""JSON readers keep integers exact up to here; larger ones are written as text."""


def digest(obj: models.Model) -> bytes:
    """HMAC-SHA256 over the record's present field values, 32 bytes; makes the record's key at first need."""
    return digests([obj])[0]


def digests(objs: Sequence[models.Model]) -> list[bytes]:
    """The digests of many records in their order, with at most three queries."""
    references = [Reference.of(obj) for obj in objs]
    keys = keys_of(references)
    return [
        hmac.digest(keys[reference], rfc8785.dumps(fields(obj)), "sha256")
        for reference, obj in zip(references, objs, strict=True)
    ]


def keys_of(references: Sequence[Reference]) -> dict[Reference, bytes]:
    """Each record's key, made where there is none; two transactions that race get the same one."""
    found = _stored(references)
    missing = [reference for reference in references if reference not in found]
    if missing:
        RecordKey.objects.bulk_create(
            [RecordKey(kind=one.kind, object_id=one.id, key=secrets.token_bytes(KEY_BYTES)) for one in missing],
            ignore_conflicts=True,
            batch_size=5000,
        )
        found |= _stored(missing)
    return found


def _stored(references: Sequence[Reference]) -> dict[Reference, bytes]:
    by_kind: dict[str, list[str]] = {}
    for reference in references:
        by_kind.setdefault(reference.kind, []).append(reference.id)
    return {
        Reference(kind, object_id): bytes(key)
        for kind, ids in by_kind.items()
        for object_id, key in RecordKey.objects.filter(kind=kind, object_id__in=ids).values_list("object_id", "key")
    }


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
