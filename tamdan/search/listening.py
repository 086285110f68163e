"""The stamps in the memory of a process that serves pages, kept by notifications (docs/adr/0017-stamps-by-notification.md).

One thread in each such process, begun at its first request because the process is a fork. It believes what it read for
TRUSTED_SECONDS; where it is not sure, ``remembered`` gives None and the caller asks the database.
"""

import contextlib
import os
import threading
import time
from typing import Any

import psycopg
from django.db import connection

from tamdan.core.conditional import Stamped

CHANNEL = "search_stamp"
"""Notified by a trigger of the table of stamps (migration 0005), when the transaction that changed one commits."""
LOOK_SECONDS = 2
"""Without a notification the stamps are read again after this long, which also shows that the connection lives."""
TRUSTED_SECONDS = 5
RETRY_SECONDS = 1

_STAMPS = "SELECT subject, sum(number)::bigint, max(changed_at) FROM search_stamp GROUP BY subject"


class Listener(threading.Thread):
    """Reads all stamps after each notification. ``remembered`` is for the threads of requests."""

    def __init__(self) -> None:
        super().__init__(name="stamps", daemon=True)
        self.process = os.getpid()
        self._ended = threading.Event()
        self._known: tuple[float, dict[str, Stamped]] = 0.0, {}

    def remembered(self, subjects: tuple[str, ...]) -> Stamped | None:
        until, stamps = self._known
        if time.monotonic() > until:
            return None
        found = [stamps[subject] for subject in subjects if subject in stamps] if subjects else list(stamps.values())
        times = [one.at for one in found if one.at]
        return Stamped(sum(one.number for one in found), max(times, default=None))

    def run(self) -> None:
        """Until the process ends, or ``end`` in a test; begun again whenever the database went away."""
        while not self._ended.is_set():
            with contextlib.suppress(psycopg.Error):
                self._listen()
            self._known = 0.0, {}
            self._ended.wait(RETRY_SECONDS)

    def end(self) -> None:
        self._ended.set()
        self.join(LOOK_SECONDS + TRUSTED_SECONDS)

    def _listen(self) -> None:
        with _connected() as wire:
            # In force before the first reading: what is committed after that reading is notified.
            wire.execute(f"LISTEN {CHANNEL}")
            while not self._ended.is_set():
                self._read(wire)
                # One that came while they were read is kept by the connection, and ends this wait at once.
                for _one in wire.notifies(timeout=LOOK_SECONDS, stop_after=1):
                    pass

    def _read(self, wire: psycopg.Connection[Any]) -> None:
        began = time.monotonic()
        rows = wire.execute(_STAMPS).fetchall()
        self._known = began + TRUSTED_SECONDS, {subject: Stamped(number, at) for subject, number, at in rows}


def _connected() -> psycopg.Connection[Any]:
    """A connection of its own, as Django would make it."""
    made: psycopg.Connection[Any] = connection.get_new_connection(connection.get_connection_params())
    made.autocommit = True
    return made


_lock = threading.Lock()
_listeners: list[Listener] = []
_serving = threading.Event()


def serve_from_memory() -> None:
    """Called once where this program is a web server; commands, workers and tests ask the database."""
    _serving.set()


def remembered(*subjects: str) -> Stamped | None:
    """What ``stamps.stamped`` would give, from memory; None where this process does not listen or is not sure."""
    if not _serving.is_set():
        return None
    listener = _listeners[0] if _listeners else None
    if listener is None or listener.process != os.getpid() or not listener.is_alive():
        listener = _begin()
    return listener.remembered(subjects)


def _begin() -> Listener:
    """The thread of this process; the lock, because several requests may be its first."""
    with _lock:
        running = [one for one in _listeners if one.process == os.getpid() and one.is_alive()]
        if not running:
            running = [Listener()]
            running[0].start()
        _listeners[:] = running
        return running[0]
