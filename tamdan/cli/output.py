"""What a command prints: for a person, or with ``--json`` exactly one object; messages always go to standard error."""

import functools
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

import click
import psycopg
from django.db import InterfaceError, OperationalError

from tamdan.cli.language import spoken
from tamdan.core.cluster import DatabaseUnusable
from tamdan.core.errors import DomainError
from tamdan.core.home import HomeUnusable

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class Failed(Exception):
    """A command that could not do what was asked; the message says what to do. ``result`` still goes out as JSON.

    A message that is marked for translation takes its named placeholders from ``values``.
    """

    def __init__(
        self, message: "str | StrPromise", code: str = "failed", result: dict[str, Any] | None = None, **values: object
    ) -> None:
        super().__init__(code)
        self.message = message
        self.code = code
        self.result = result or {}
        self.values = values

    def __str__(self) -> str:
        return str(self.message) % self.values if self.values else str(self.message)


EXPECTED = (Failed, DatabaseUnusable, HomeUnusable, DomainError, OSError)
DATABASE_AWAY = (OperationalError, InterfaceError, psycopg.OperationalError)
"""What a person can act on; anything else is a fault of ours and shows its traceback."""


def say(message: str) -> None:
    """A message for the person at the terminal; never on standard output, which belongs to the result."""
    click.echo(message, err=True)


def result(command: Callable[..., dict[str, Any] | list[Any] | None]) -> Callable[..., None]:
    """Adds ``--json``; prints what the command returns, or its failure, and sets the exit status."""

    @click.option("--json", "as_json", is_flag=True, help="Print exactly one JSON object.")
    @functools.wraps(command)
    def inner(*args: Any, as_json: bool, **kwargs: Any) -> None:
        try:
            found = command(*args, **kwargs)
        except DATABASE_AWAY as error:
            refuse(database_away(error), as_json)
        except EXPECTED as error:
            refuse(error, as_json)
        if as_json:
            click.echo(dump(found if found is not None else {}))
        elif found:
            click.echo(readable(found))

    return inner


def refuse(error: Exception, as_json: bool) -> NoReturn:
    """Say why, in the language of the person, and in English as an object where one was asked for; end with status 1."""
    if as_json:
        with spoken("en"):
            failure = {"code": getattr(error, "code", "failed"), "message": str(error)}
        click.echo(dump({**getattr(error, "result", {}), "error": failure}))
    with spoken():
        say(str(error))
    raise SystemExit(1) from None


def database_away(error: Exception) -> Failed:
    """What a person can do about a database that stopped under a command or has no room to write."""
    reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return Failed(
        f"The database stopped or cannot write ({reason}). What this command had not finished was not stored. "
        "Free some space if the disk is full, then run it again; `tamdan doctor` says more.",
        "database_away",
    )


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def readable(value: dict[str, Any] | list[Any]) -> str:
    """Plain lines: ``name: value`` for an object, one line an entry for a list."""
    if isinstance(value, dict):
        return "\n".join(
            f"{key}: {dump(entry) if isinstance(entry, (dict, list)) else entry}" for key, entry in value.items()
        )
    return "\n".join(entry if isinstance(entry, str) else dump(entry) for entry in value)
