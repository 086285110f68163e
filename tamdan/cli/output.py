"""What a command prints: for a person, or with ``--json`` exactly one object; messages always go to standard error."""

import contextlib
import functools
import json
from collections.abc import Callable, Iterator
from gettext import gettext
from typing import Any, NoReturn

import click
import psycopg
from django.db import InterfaceError, OperationalError

from tamdan.cli.labels import label
from tamdan.cli.language import option, spoken
from tamdan.core.errors import DomainError
from tamdan.core.terminal import TerminalError, reason, spoken_language
from tamdan.core.terminal import gettext_noop as _
from tamdan.language.digits import in_language


class Failed(TerminalError):
    """A command that could not do what was asked. ``result`` still goes out as JSON."""

    def __init__(
        self, message: str, code: str = "failed", result: dict[str, Any] | None = None, **values: object
    ) -> None:
        super().__init__(message, **values)
        self.code = code
        self.result = result or {}


EXPECTED = (TerminalError, DomainError)
DATABASE_AWAY = (OperationalError, InterfaceError, psycopg.OperationalError)
"""What a person can act on; anything else is a fault of ours and shows its traceback."""


def say(message: str) -> None:
    """A message for the person at the terminal; never on standard output, which belongs to the result."""
    click.echo(message, err=True)


def say_step(number: int, count: int, what: object) -> None:
    """How far something long is, as it begins its next step (core.reference.Tell)."""
    with spoken():
        place, all_of_them = (in_language(one, spoken_language()) for one in (number, count))
        say(gettext("Step %(number)s of %(count)s: %(what)s…") % {"number": place, "count": all_of_them, "what": what})


def result(command: Callable[..., dict[str, Any] | list[Any] | None]) -> Callable[..., None]:
    """Adds ``--json``; prints what the command returns, or its failure, and sets the exit status."""
    return printed(readable)(command)


def printed(show: Callable[[Any], str]) -> Callable[[Callable[..., Any]], Callable[..., None]]:
    """As ``result``; a person is shown what ``show`` makes of it, nothing where that is empty."""

    def wrap(command: Callable[..., Any]) -> Callable[..., None]:
        @option("--json", "as_json", is_flag=True, help=_("Print exactly one JSON object."))
        @functools.wraps(command)
        def inner(*args: Any, as_json: bool, **kwargs: Any) -> None:
            with refusing(as_json):
                found = command(*args, **kwargs)
            with spoken():
                text = dump(found if found is not None else {}) if as_json else show(found) if found else ""
            with refusing(as_json=False):
                click.echo(text, nl=bool(text))

        return inner

    return wrap


@contextlib.contextmanager
def refusing(as_json: bool) -> Iterator[None]:
    """Ends the command with a sentence where something that a person can act on goes wrong in the block."""
    try:
        yield
    except DATABASE_AWAY as error:
        refuse(database_away(error), as_json)
    except EXPECTED as error:
        refuse(error, as_json)
    except OSError as error:
        refuse(refused_by_system(error), as_json)


def nothing(_found: Any) -> str:
    """For a command whose lines said everything to a person."""
    return ""


def refuse(error: Exception, as_json: bool) -> NoReturn:
    """Say why, in the language of the person, and in English as an object where one was asked for; end with status 1."""
    if as_json:
        with spoken("en"):
            failure = {"code": getattr(error, "code", "failed"), "message": str(error)}
        # Where it is the output itself that cannot be written, the sentence and the status still tell.
        with contextlib.suppress(OSError):
            click.echo(dump({**getattr(error, "result", {}), "error": failure}))
    with spoken():
        say(str(error))
    raise SystemExit(1) from None


def database_away(error: BaseException) -> Failed:
    """What a person can do about a database that stopped under a command or has no room to write."""
    words = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return Failed(
        _(
            "The database stopped or cannot write (%(words)s). What this command had not finished was not stored. "
            "Free some space if the disk is full, then run it again; `tamdan doctor` says more."
        ),
        "database_away",
        words=words,
    )


def refused_by_system(error: OSError) -> Failed:
    """A file that cannot be read or written, and why."""
    sentence = _("%(path)s cannot be used: %(reason)s.") if error.filename else _("The system refused: %(reason)s.")
    return Failed(sentence, "refused_by_system", path=error.filename, reason=reason(error))


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def readable(value: dict[str, Any] | list[Any]) -> str:
    """Plain lines: ``name: value`` for an object, one line an entry for a list."""
    if isinstance(value, dict):
        return "\n".join(f"{label(key)}: {shown(entry)}" for key, entry in value.items())
    return "\n".join("; ".join(f"{label(key)}: {shown(part)}" for key, part in entry.items()) for entry in value)


def shown(value: Any) -> str:
    """One value as a person reads it."""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, dict):
        return ", ".join(f"{key} {shown(part)}" for key, part in value.items()) or "–"
    return ", ".join(map(shown, value)) if isinstance(value, list) else str(value)
