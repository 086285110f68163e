"""Rows of a reading into PostgreSQL by COPY: an INSERT of some thousand rows costs more to put together than to carry out."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from psycopg.types.json import Jsonb

from tamdan.imports.copying import array, copy_rows, reserve

_OWNERS = ("article", "voice")
"""Relations to rows that had no key when these were made."""


def write(model: type[models.Model], rows: Iterable[Any]) -> None:
    """Store new rows and give them their keys. Constraints hold as ever; signals are not sent."""
    made = list(rows)
    if not made:
        return
    fields = model._meta.concrete_fields
    owners = [field for field in fields if field.name in _OWNERS]
    for row, pk in zip(made, reserve(model, len(made)), strict=True):
        row.pk, row._state.adding, row._state.db = pk, False, "default"
        for field in owners:
            owner = field.get_cached_value(row, default=None)  # type: ignore[attr-defined]
            if owner is not None:
                setattr(row, field.attname, owner.pk)
                field.set_cached_value(row, owner)  # type: ignore[attr-defined]  # which setting the key forgets
    names = [field.attname for field in fields]
    is_json = [isinstance(field, models.JSONField) for field in fields]
    copy_rows(model, [field.name for field in fields], (_values(row, names, is_json) for row in made))


def _values(row: Any, names: Sequence[str], is_json: Sequence[bool]) -> list[Any]:
    found = row.__dict__
    return [Jsonb(found[name]) if json else _value(found[name]) for name, json in zip(names, is_json, strict=True)]


def _value(one: Any) -> Any:
    if isinstance(one, str):
        return str(one)  # choices are enumerations, which would be written by their names
    return _array(one) if isinstance(one, list) else one


def _array(members: Sequence[Any]) -> str:
    """Of numbers, of texts, or of arrays of numbers."""
    if members and isinstance(members[0], list):
        return "{" + ",".join(map(_array, members)) + "}"
    return array(members)
