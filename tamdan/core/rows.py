"""New rows of several models in one statement, for requests that store a dozen at once: compiling each insert by the ORM takes
longer there than running it.

Each model's rows travel as one JSON document, which PostgreSQL reads by the table's own column types.
"""

import datetime
import json
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models


def insert(*batches: Sequence[models.Model]) -> Any:
    """Store new rows, each batch of one model; all or none. Gives the key of the last one.

    A row that another names has its key already (``keys``); references are checked at the end of the transaction. No signal is
    sent, as with ``bulk_create``.
    """
    full = [batch for batch in batches if batch]
    statement = _several(tuple((type(batch[0]), batch[0].pk is not None) for batch in full))
    with connection.cursor() as cursor:
        cursor.execute(statement, [_document(batch) for batch in full])
        key = cursor.fetchall()[-1][0]
    for row in chain(*full):
        _mark_stored(row)
    return key


def insert_first(row: models.Model, unique: str) -> bool:
    """Store a row unless there is one with the same value of the field ``unique``. Whoever brings that at the same moment waits here
    until the other transaction ends."""
    statement = (
        f'{_one(type(row), row.pk is not None)} ON CONFLICT ("{unique}") DO NOTHING RETURNING "{row._meta.pk.column}"'
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [_document([row])])
        found = cursor.fetchone()
    if found is not None:
        row.pk = found[0]
        _mark_stored(row)
    return found is not None


def keys(model: type[models.Model], number: int) -> str:
    """SQL of an array of as many fresh keys of a model, for statements that ask for something else besides."""
    table, column = model._meta.db_table, model._meta.pk.column
    return (
        f"ARRAY(SELECT nextval(pg_get_serial_sequence('{table}', '{column}')) FROM generate_series(1, {int(number)}))"  # noqa: S608 our own names
    )


@lru_cache(maxsize=64)
def _several(wanted: tuple[tuple[type[models.Model], bool], ...]) -> str:
    *before, last = [_one(model, has_key) for model, has_key in wanted]
    named = ", ".join(f"made_{number} AS ({one})" for number, one in enumerate(before))
    key = getattr(wanted[-1][0]._meta.pk, "column", None)
    return f"{f'WITH {named} ' if named else ''}{last} RETURNING " + (f'"{key}"' if key else "NULL")


@lru_cache(maxsize=64)
def _one(model: type[models.Model], has_key: bool) -> str:
    table = model._meta.db_table
    columns = ", ".join(f'"{field.column}"' for field in _fields(model, has_key))
    return f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::"{table}", %s::json)'  # noqa: S608 our own names


@lru_cache(maxsize=64)
def _fields(model: type[models.Model], has_key: bool) -> "list[models.Field[Any, Any]]":
    stored = [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]
    return stored if has_key else [field for field in stored if not field.primary_key]


def _document(rows: Sequence[models.Model]) -> str:
    fields = _fields(type(rows[0]), rows[0].pk is not None)
    return json.dumps(
        [{field.column: field.pre_save(row, add=True) for field in fields} for row in rows], default=_plain
    )


def _plain(value: object) -> str:
    """A value that JSON does not have, as PostgreSQL reads it."""
    match value:
        case bytes() | bytearray() | memoryview():
            return f"\\x{bytes(value).hex()}"
        case datetime.datetime() | datetime.date():
            return value.isoformat()
        case UUID():
            return str(value)
    raise TypeError(f"{type(value)} cannot be stored by core.rows")


def _mark_stored(row: models.Model) -> None:
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
