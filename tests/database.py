"""The databases of the suite: one migrated template in one cluster, and clones of it."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.core.management import call_command
from django.db import connection

from tamdan.core import postgres, rights
from tamdan.core.home import folder
from tamdan.core.reference import load_reference

ROOT = Path(__file__).resolve().parents[1]
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60"
TEMPLATE_PARTS = (
    "migrations/*.py", "models.py", "models/*.py", "data/**/*", "load*.py", "spelling.py", "normalise.py",
    "analyse.py", "reference.py", "terms.py",
)  # fmt: skip


def digest() -> str:
    """Changes with everything that the template database is made from."""
    made = hashlib.sha256()
    files = [path for part in TEMPLATE_PARTS for path in ROOT.glob(f"tamdan/*/{part}") if path.is_file()]
    for path in sorted([*files, *ROOT.glob("country/xa/*"), Path(__file__), ROOT / "requirements/dev.lock"]):
        made.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return made.hexdigest()[:16]


@contextmanager
def locked(name: str) -> Iterator[None]:
    with (folder(mode=0o711) / name).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def point_at(name: str, role: str = "app") -> None:
    connection.close()
    found = postgres.connection_params(role, name)
    connection.settings_dict.update(NAME=name, HOST=found["host"], USER=found["user"])


def superuser() -> psycopg.Connection[Any]:
    return psycopg.connect(**postgres.connection_params("super", "postgres"), autocommit=True)


def make_template(name: str, blocker: Any) -> None:
    with superuser() as admin:
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
            point_at(making, "owner")
            call_command("migrate", verbosity=0)
            rights.apply()
            load_reference()
            connection.close()
        admin.execute(f'ALTER DATABASE "{making}" RENAME TO "{name}"')


def clone(template: str, name: str) -> None:
    with locked("clone.lock"), superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        postgres.create_database(admin, name, template)
