"""Whose turn it is to read a capture: a lock of the database that ends with its process, so that a killed one leaves nothing behind."""

import contextlib
from collections.abc import Iterator

from django.db import connection

from tamdan.press.models import Capture

LOCK = 7331
"""First half of the lock; the second one is the capture's number."""


@contextlib.contextmanager
def turn(capture: Capture) -> Iterator[bool]:
    """Whether it is ours while the block runs; False where another process reads the capture."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, capture.pk])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, capture.pk])


def is_free(capture: Capture) -> bool:
    """Whether nobody reads it at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND objsubid = 2 "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOCK, capture.pk],
        )
        return bool(cursor.fetchone()[0])
