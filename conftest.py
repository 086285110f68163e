"""The suite's database: one cluster, one migrated template, a clone for each worker and for each test that commits."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import get_resolver
from django.utils import translation
from hypothesis import given, settings
from hypothesis.strategies import characters, integers, text

from tamdan.core import postgres
from tests.database import FAST, clone, digest, locked, make_template, point_at, superuser

CPU_SECONDS = 3
pytest_plugins = ["tests.cast", "tests.letters", "tests.standing"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A test over 3 s of processor time, its own and its children's, fails: it belongs to the benchmarks."""
    before = sum(os.times()[:4])
    yield
    used = sum(os.times()[:4]) - before
    if used > CPU_SECONDS and not item.get_closest_marker("browser"):
        pytest.fail(f"used {used:.1f} s of processor time; the limit is {CPU_SECONDS} s")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walks in a browser first, after pytest-django sorted everything: they take longest, and no worker should end alone."""
    items.sort(key=lambda item: "walkthroughs" not in item.path.parts)


@pytest.fixture(scope="session")
def template_database(django_db_blocker: Any) -> Iterator[str]:
    with postgres.running(FAST):
        name = f"template_tamdan_{digest()}"
        with locked("template.lock"):
            make_template(name, django_db_blocker)
        yield name


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """Instead of pytest-django's own: a clone of the template for this worker."""
    assert get_resolver().url_patterns  # all pages are loaded now, not in the first test that asks for one
    name = f"test_{worker_id}_{os.getpid()}"
    clone(template_database, name)
    with django_db_blocker.unblock():
        point_at(name)
    yield
    with django_db_blocker.unblock():
        connection.close()
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def committing_db(
    django_db_setup: None, template_database: str, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A database of its own for a test that commits; gives its name. At most 60 tests may ask for it."""
    before = str(connection.settings_dict["NAME"])
    name = f"test_c_{os.getpid()}_{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:8]}"
    clone(template_database, name)
    with django_db_blocker.unblock():
        point_at(name)
        yield name
        point_at(before)
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """Files of a test go to a folder of its own; the database stays where it is."""
    settings.VAULT_ROOT, settings.VAULT_S3 = tmp_path / "vault", None
    settings.LEDGER_ROOT = tmp_path / "ledger"
    return tmp_path


@pytest.fixture(scope="session")
def drawing_ready() -> None:
    """What Hypothesis makes once in a fresh checkout, its table of characters and the constants of our sources, is no time of a test."""

    @settings(max_examples=20, database=None, deadline=None, derandomize=True)
    @given(text(characters(codec="utf-8")), integers())
    def draw(_word: str, _number: int) -> None: ...

    draw()


@pytest.fixture(autouse=True)
def english() -> None:
    """A page in Khmer leaves its language to the thread; the next test starts in English."""
    translation.activate("en")
