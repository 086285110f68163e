"""Who acts in this thread, for the rows of history, and from where, for the events of staff."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Protocol
from uuid import UUID

import pghistory
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from tamdan.core.access import Viewer

VISITOR: Viewer = AnonymousUser()
"""A complainant or visitor: events hold no address of theirs and no time finer than the hour."""

_address: ContextVar[str] = ContextVar("address", default="")


class Named(Viewer, Protocol):
    """A user, as far as the ledger cares."""

    uuid: UUID


@contextlib.contextmanager
def acting(user: Viewer, address: str = "") -> Iterator[None]:
    """Within the block, rows of history name ``user`` and events of staff keep ``address`` for their keeping time.

    Used by the request middleware; commands and tasks that act for somebody use it themselves.
    """
    if user.is_anonymous:
        yield
        return
    token = _address.set(address)
    try:
        with pghistory.context(user=str(user_uuid(user))):
            yield
        _forget_user()
    finally:
        _address.reset(token)


def _forget_user() -> None:
    """The name lasts until the transaction ends; where it goes on after the block, later rows must not carry it."""
    if connection.in_atomic_block and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")


def current_address() -> str:
    """The address of the member of staff who acts, empty when there is none to keep."""
    return _address.get()


def user_uuid(user: Viewer) -> UUID:
    """The identity that the ledger keeps of a signed-in user."""
    named: Named = user  # type: ignore[assignment]
    return named.uuid


def who(by: Viewer | None) -> str:
    """The actor as an event writes it: ``u:<uuid>``, ``v`` for a visitor, ``system`` for a task of our own."""
    if by is None:
        return "system"
    return "v" if by.is_anonymous else f"u:{user_uuid(by)}"
