"""The suite's database: one cluster, one migrated template, a clone for each worker and for each test that commits."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import get_resolver
from django.utils import translation

from tamdan.core import postgres, rights
from tamdan.core.home import folder
from tamdan.core.reference import load_reference

ROOT = Path(__file__).parent
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
TEMPLATE_PARTS = ("migrations/*.py", "models.py", "models/*.py", "data/*", "load*.py", "spelling.py", "normalise.py")
CPU_SECONDS = 3
pytest_plugins = ["tests.cast"]


def _digest() -> str:
    """Changes with everything that the template database is made from."""
    made = hashlib.sha256()
    files = [path for part in TEMPLATE_PARTS for path in ROOT.glob(f"tamdan/*/{part}")]
    for path in sorted([*files, *ROOT.glob("country/xa/*"), ROOT / "conftest.py", ROOT / "requirements/dev.lock"]):
        made.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return made.hexdigest()[:16]


@contextmanager
def _locked(name: str) -> Iterator[None]:
    with (folder(mode=0o711) / name).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _point_at(name: str, role: str = "app") -> None:
    connection.close()
    found = postgres.connection_params(role, name)
    connection.settings_dict.update(NAME=name, HOST=found["host"], USER=found["user"])


def _superuser() -> psycopg.Connection[Any]:
    return psycopg.connect(**postgres.connection_params("super", "postgres"), autocommit=True)


def _make_template(name: str, blocker: Any) -> None:
    with _superuser() as admin:
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        for (old,) in admin.execute(
            "SELECT datname FROM pg_database WHERE datname ~ '^(template_tamdan|making|test)_'"
        ):
            admin.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
        making = f"making_{name}"
        postgres.create_database(admin, making)
        with psycopg.connect(**postgres.connection_params("super", making), autocommit=True) as inside:
            postgres.add_extensions(inside)
        with blocker.unblock():
            _point_at(making, "owner")
            call_command("migrate", verbosity=0)
            rights.apply()
            load_reference()
            connection.close()
        admin.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')


def _clone(template: str, name: str) -> None:
    with _locked("clone.lock"), _superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        postgres.create_database(admin, name, template)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A test over 3 s of processor time, its own and its children's, fails: it belongs to the benchmarks."""
    before = sum(os.times()[:4])
    yield
    used = sum(os.times()[:4]) - before
    if used > CPU_SECONDS and not item.get_closest_marker("browser"):
        pytest.fail(f"used {used:.1f} s of processor time; the limit is {CPU_SECONDS} s")


@pytest.fixture(scope="session")
def template_database(django_db_blocker: Any) -> Iterator[str]:
    with postgres.running(FAST):
        name = f"template_tamdan_{_digest()}"
        with _locked("template.lock"):
            _make_template(name, django_db_blocker)
        yield name


@pytest.fixture(scope="session")
def django_db_setup(template_database: str, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """Instead of pytest-django's own: a clone of the template for this worker."""
    assert get_resolver().url_patterns  # all pages are loaded now, not in the first test that asks for one
    name = f"test_{worker_id}_{os.getpid()}"
    _clone(template_database, name)
    with django_db_blocker.unblock():
        _point_at(name)
    yield
    with django_db_blocker.unblock():
        connection.close()
    with _superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture
def committing_db(
    django_db_setup: None, template_database: str, django_db_blocker: Any, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A database of its own for a test that commits; gives its name. At most 60 tests may ask for it."""
    before = str(connection.settings_dict["NAME"])
    name = f"test_c_{os.getpid()}_{hashlib.sha256(request.node.nodeid.encode()).hexdigest()[:8]}"
    _clone(template_database, name)
    with django_db_blocker.unblock():
        _point_at(name)
        yield name
        _point_at(before)
    with _superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Path:
    """Files of a test go to a folder of its own; the database stays where it is."""
    settings.VAULT_ROOT = tmp_path / "vault"
    settings.LEDGER_ROOT = tmp_path / "ledger"
    return tmp_path


@pytest.fixture(autouse=True)
def english() -> None:
    """A page in Khmer leaves its language to the thread; the next test starts in English."""
    translation.activate("en")
