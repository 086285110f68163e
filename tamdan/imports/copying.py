"""Many rows into PostgreSQL at once: COPY, with numbers taken from the table's own sequence beforehand."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Primary keys that nobody else will get, for rows that refer to one another."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def copy_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write rows of ``fields`` (names as in Python) in the caller's transaction. Constraints and triggers hold as ever.

    Values are what psycopg writes: JSON is text or wrapped in ``Jsonb``. Columns left out must have a default in the database,
    which of ours only the key has.
    """
    columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in fields)  # type: ignore[union-attr]
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def array(members: Iterable[str | int]) -> str:
    """A list as PostgreSQL reads it in COPY, in a fifth of the time that psycopg takes to adapt one."""
    quoted = (str(member).replace("\\", "\\\\").replace('"', '\\"') for member in members)
    return "{" + ",".join([f'"{member}"' for member in quoted]) + "}"
