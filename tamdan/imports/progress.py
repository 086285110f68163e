"""How far an import is, written where others can see it while its own transaction is still open."""

import time
from typing import Any

from django.db import connection

from tamdan.imports.errors import Cancelled
from tamdan.imports.models import ImportRun

SECONDS = 0.5
"""Between two looks at the run; batches in between cost nothing."""
_TELL = "UPDATE imports_importrun SET done = %s, total = %s, waits_for = '' WHERE id = %s RETURNING cancel_asked"
_WAIT = "UPDATE imports_importrun SET waits_for = %s WHERE id = %s"


class Told:
    """Progress that a page can ask for, over a connection of its own; raises Cancelled once somebody asked for it.

    Used as a context manager: the connection is closed at its end.
    """

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.side: Any = connection.copy()
        self.last = 0.0

    def __enter__(self) -> "Told":
        return self

    def __exit__(self, *_error: object) -> None:
        self.side.close()

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() - self.last < SECONDS and done < total:
            return
        self.last = time.monotonic()
        with self.side.cursor() as cursor:
            cursor.execute(_TELL, [done, total, self.run.pk])
            row = cursor.fetchone()
        if row and row[0]:
            raise Cancelled

    def waits(self, for_whom: str) -> None:
        with self.side.cursor() as cursor:
            cursor.execute(_WAIT, [for_whom[:300], self.run.pk])
