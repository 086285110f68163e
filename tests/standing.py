"""What many tests begin with stands in databases of its own beside the worker's usual one, made once by the first test that asks.

A test that asks for ``ring``, ``built`` or ``people`` works in that database and meets the same rows as if it had made them; its
own acts are rolled back like any other's. To make a ring of keys anew takes a third of a second, the rows of all pages some seconds.
"""

import copy
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, connections, transaction

from tests.cast import Cast, make_cast
from tests.database import clone, superuser
from tests.letters import Ring, make_ring
from tests.matrix import People, make_people
from tests.served import Built, build_rows


@dataclass
class Standing:
    """A database, the connection to it, and what was made in it, of which each test gets a copy."""

    database: str
    connection: Any
    content: Any

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """A connection of its own takes the usual one's place: to open one for every change would cost what is saved."""
        usual, connections["default"] = connections["default"], self.connection
        try:
            yield
        finally:
            connections["default"] = usual


@pytest.fixture(scope="session")
def standing_databases(
    template_database: str, django_db_setup: None, django_db_blocker: Any, worker_id: str
) -> Iterator[Callable[[str], Standing]]:
    """Gives the database of a name of MAKERS."""
    made: dict[str, Standing] = {}

    def of(name: str) -> Standing:
        if name not in made:
            database = f"test_{name}_{worker_id}_{os.getpid()}"
            clone(template_database, database)
            with django_db_blocker.unblock():
                made[name] = filled(database, MAKERS[name])
        return made[name]

    yield of
    with django_db_blocker.unblock(), superuser() as admin:
        for one in made.values():
            one.connection.close()
            admin.execute(f'DROP DATABASE IF EXISTS "{one.database}" WITH (FORCE)')


def filled(database: str, make: Callable[[], Any]) -> Standing:
    other = connections["default"].copy()
    other.settings_dict = {**other.settings_dict, "NAME": database}
    made = Standing(database, other, None)
    with made.in_use(), transaction.atomic():
        made.content = make()
        connection.run_on_commit.clear()  # as in a test, which is rolled back
    return made


def cast_and_ring() -> tuple[Cast, Ring]:
    cast = make_cast()
    return cast, make_ring(cast)


MAKERS: dict[str, Callable[[], Any]] = {"ring": cast_and_ring, "built": build_rows, "people": make_people}


@pytest.fixture
def standing(request: pytest.FixtureRequest) -> Iterator[Any]:
    """The content of the database of the test's choice, which takes the usual one's place; None without one."""
    wanted = next((name for name in MAKERS if name in request.fixturenames), None)
    if wanted is None:
        yield None
        return
    found: Standing = request.getfixturevalue("standing_databases")(wanted)
    with found.in_use():
        yield copy.deepcopy(found.content)


@pytest.fixture
def _django_db_helper(standing: Any, _django_db_helper: None) -> None:
    """pytest-django's own, which opens the transaction of the test, once its database is chosen."""


@pytest.fixture
def cast(db: Any, standing: Any, request: pytest.FixtureRequest) -> Cast:
    return standing[0] if "ring" in request.fixturenames else make_cast()


@pytest.fixture
def ring(db: Any, standing: tuple[Cast, Ring]) -> Ring:
    return standing[1]


@pytest.fixture
def built(db: Any, standing: Built) -> Built:
    """The rows of every page."""
    return standing


@pytest.fixture
def people(db: Any, standing: People) -> People:
    """Somebody of every role, signed in."""
    return standing
