"""Connections that end after a time, whatever comes through them: a server that sends a byte now and then keeps every single read alive."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextvars import ContextVar

import requests
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_opened: ContextVar[list[socket.socket] | None] = ContextVar("opened", default=None)


@contextlib.contextmanager
def ended_after(seconds: float) -> Iterator[None]:
    """Connections of watched sessions that are opened inside are shut down after so many seconds; who reads from them sees an end."""
    opened: list[socket.socket] = []

    def end() -> None:
        for one in opened:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(seconds, end)
    clock.daemon = True
    before = _opened.set(opened)
    clock.start()
    try:
        yield
    finally:
        clock.cancel()
        _opened.reset(before)


def watch(session: requests.Session) -> None:
    """Lets connections of this session be ended by ``ended_after``."""
    for adapter in session.adapters.values():
        adapter.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}  # type: ignore[attr-defined]


def _note(connected: socket.socket | None) -> None:
    opened = _opened.get()
    if opened is not None and connected is not None:
        opened.append(connected)


class _Connection(HTTPConnection):
    def connect(self) -> None:
        super().connect()
        _note(self.sock)


class _SecureConnection(HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        _note(self.sock)


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
