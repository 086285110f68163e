"""From an empty folder to a database that the application can use: start, migrate, rights, reference rows; and back."""

import contextlib
import gc
import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from threading import Thread
from typing import Any

import django
import psycopg
from django.utils.translation import gettext
from psycopg import sql

from tamdan.cli.language import spoken
from tamdan.cli.output import say, say_step
from tamdan.core import postgres
from tamdan.core.home import PACKAGE

PREPARE_LOCK = 7_316_024
"""Advisory lock: one process prepares, the others wait."""


@contextlib.contextmanager
def system(*, prepare: bool = True, early: Sequence[str] = ()) -> Iterator[None]:
    """Hold the database and Django for the length of the block, prepared for this release.

    ``early``: modules that need no settings, to be loaded while the database starts.
    """
    loader = Thread(target=load, args=[early])
    loader.start()
    with postgres.running():
        os.environ["TAMDAN_COUNTRY"] = stored_country() or os.environ.get("TAMDAN_COUNTRY", "kh")
        loader.join()  # two threads that load modules of one library can meet half of one
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
        with keeping_all():
            django.setup()
        if prepare and release_in_database() != release():
            prepare_database()
        try:
            yield
        finally:
            from django.db import connections  # noqa: PLC0415 needs Django's settings

            connections.close_all()


def load(names: Sequence[str]) -> None:
    with keeping_all():
        for name in names:
            import_module(name)


@contextlib.contextmanager
def keeping_all() -> Iterator[None]:
    """For a block that loads modules: they stay, so looking for garbage among them, a fifth of the time of loading, finds nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@lru_cache(maxsize=1)
def release() -> str:
    """A digest of everything that preparing reads: migrations, reference data, the home State's files."""
    made = hashlib.sha256()
    country = os.environ.get("TAMDAN_COUNTRY", "kh")
    patterns = (
        "tamdan/*/migrations/*.py",
        "tamdan/*/data/*",
        "tamdan/*/load*.py",
        "tamdan/places/spelling.py",
        "tamdan/language/*.py",
        f"country/{country}/*",
        "requirements/run.lock",
    )
    for path in sorted(path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()):
        made.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    return made.hexdigest()


def stored_country() -> str | None:
    """The home State's folder that this installation was set up with; None before it is set up.

    A first preparation that broke off leaves the table without the right to read it, and nothing in it.
    """
    with psycopg.connect(**postgres.connection_params("app")) as connection:
        readable = "SELECT has_table_privilege(to_regclass('institutions_installation'), 'SELECT')"
        if connection.execute(readable).fetchone() != (True,):
            return None
        row = connection.execute("SELECT country FROM institutions_installation").fetchone()
        return row[0] if row else None


def release_in_database() -> str | None:
    """The release that last prepared this database; None for an empty one."""
    with psycopg.connect(**postgres.connection_params("app")) as connection:
        if connection.execute("SELECT to_regclass('core_release')").fetchone() == (None,):
            return None
        row = connection.execute("SELECT digest FROM core_release").fetchone()
        return row[0] if row else None


def prepare_database() -> dict[str, int]:
    """Migrate as the owner, set rights, load reference rows. One process at a time; the others find it done."""
    from django.core.management import call_command  # noqa: PLC0415 needs Django's settings

    from tamdan.core import rights  # noqa: PLC0415 needs Django's apps
    from tamdan.core.reference import load_reference  # noqa: PLC0415 needs Django's apps

    counts: dict[str, int] = {}
    with psycopg.connect(**postgres.connection_params("owner"), autocommit=True) as guard:
        guard.execute("SELECT pg_advisory_lock(%s)", [PREPARE_LOCK])
        if release_in_database() == release():
            return counts
        with spoken():
            say(gettext("Preparing the database…"))
        with role("owner"):
            call_command("migrate", verbosity=0)
            rights.apply()
            counts = load_reference(say_step)
        guard.execute(
            "CREATE TABLE IF NOT EXISTS core_release (one boolean PRIMARY KEY DEFAULT true, digest text NOT NULL)"
        )
        guard.execute(sql.SQL("GRANT SELECT ON core_release TO {}").format(sql.Identifier(app_role(guard))))
        guard.execute(
            "INSERT INTO core_release (digest) VALUES (%s) ON CONFLICT (one) DO UPDATE SET digest = excluded.digest",
            [release()],
        )
    return counts


def app_role(connection: psycopg.Connection[Any]) -> str:
    """The role that the application signs in as, which another PostgreSQL may have named otherwise."""
    named = postgres.connection_params("app").get("user")
    return str(named or connection.info.user)


@contextlib.contextmanager
def role(name: str) -> Iterator[None]:
    """Django's connection as another database role, for the length of the block."""
    from django.db import connection  # noqa: PLC0415 needs Django's settings

    before = dict(connection.settings_dict)
    params = postgres.connection_params(name)
    connection.close()
    connection.settings_dict.update(
        NAME=params.get("dbname", ""),
        USER=params.get("user", ""),
        HOST=params.get("host", ""),
        PASSWORD=params.get("password", ""),
    )
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update({key: before[key] for key in ("NAME", "USER", "HOST", "PASSWORD")})
