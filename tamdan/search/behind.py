"""PostgreSQL works while Python does: a statement is sent, the next one is made, then the first one's end is waited for."""

import contextlib
import select
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
from django.db import connection

Statement = tuple[str, Sequence[Any]]
"""SQL and its values, which go beside it: PostgreSQL reads a text of megabytes faster when it is no part of the SQL."""


@contextlib.contextmanager
def running(statements: Iterable[Statement]) -> Iterator[None]:
    """The statements run, in the caller's transaction, while the block computes; they have ended when it has.

    The block asks nothing of the database. What a statement raises is raised at the end of the block.
    """
    raw = connection.connection
    with connection.wrap_database_errors, raw.pipeline(), psycopg.Cursor(raw) as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)
        while raw.pgconn.flush():
            select.select([], [raw.pgconn.socket], [])
        yield
