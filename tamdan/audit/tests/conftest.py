"""A ledger that commits, its superuser for attacks, and a way to undo them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
import pytest
from django.db import transaction

from tamdan.audit.actions import record
from tamdan.audit.models import Event
from tamdan.core.postgres import connection_params

TABLES = (
    "audit_event",
    "audit_eventdetail",
    "audit_pending",
    "audit_leaf",
    "audit_node",
    "audit_checkpoint",
    "audit_log",
)
Attack = Callable[..., AbstractContextManager[None]]


def act(detail: dict[str, Any] | None = None) -> Event:
    """One committed act."""
    with transaction.atomic():
        return record("ledger.read", detail=detail)


@pytest.fixture
def superuser(committing_db: str) -> Iterator[psycopg.Connection[Any]]:
    """Somebody with every right, for whom even the refusing triggers are switched off."""
    with psycopg.connect(**connection_params("super", committing_db), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture
def tampered(superuser: psycopg.Connection[Any]) -> Attack:
    """Runs statements as superuser, and puts the tables back at the end of the block."""

    @contextmanager
    def attack(*statements: str) -> Iterator[None]:
        for table in TABLES:
            superuser.execute(f"CREATE TABLE kept_{table} AS TABLE {table}")
        for statement in statements:
            superuser.execute(statement)
        yield
        for table in TABLES:
            superuser.execute(f"DELETE FROM {table}; INSERT INTO {table} TABLE kept_{table}; DROP TABLE kept_{table}")

    return attack
