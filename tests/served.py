"""The system as a browser meets it: a server thread on its own clone of the template database, with the rows of every page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client

from tests.cast import make_cast
from tests.pages import PEOPLE, Page, all_pages, person


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: a failing test says which page it was on."""


@dataclass(frozen=True)
class Built:
    """The path of each page by name, and a session key for each person of the cast."""

    paths: dict[str, str]
    sessions: dict[str, str]


@dataclass(frozen=True)
class Site(Built):
    """And where it is served."""

    origin: str
    pages: list[Page]


def build_rows() -> Built:
    """Writes the cast and what every page needs."""
    cast = make_cast()
    paths = {page.name: page.make(cast) for page in all_pages()}
    sessions = {}
    for who in PEOPLE:
        client = Client()
        client.force_login(person(who, cast))
        sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Built(paths, sessions)


@contextmanager
def serving(database: str, paths: dict[str, str], sessions: dict[str, str]) -> Iterator[Site]:
    server = WSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(WSGIHandler()))

    def serve() -> None:
        # The thread's own connection; the suite's keeps pointing at its own database.
        connection.settings_dict = {**connection.settings_dict, "NAME": database}
        try:
            server.serve_forever(poll_interval=0.05)
        finally:
            connection.close()

    thread = threading.Thread(target=serve, name="served", daemon=True)
    thread.start()
    try:
        yield Site(paths, sessions, f"http://127.0.0.1:{server.server_port}", all_pages())
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
