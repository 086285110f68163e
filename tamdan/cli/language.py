"""In which language a command speaks: ``tamdan --language km …``, otherwise that of the terminal. What goes out as JSON stays as it is."""

import contextlib
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from gettext import gettext
from types import FrameType
from typing import Any

import click
from django.apps import apps
from django.utils import translation

from tamdan.core.terminal import LANGUAGES, of_locale, speaking, spoken_language

WHOLE_LINES = 1000
"""Columns of help in a script without spaces between words: the terminal breaks its lines, because we would cut syllables."""
SENTENCE_ENDS = {"en": ".", "km": "។"}


@contextlib.contextmanager
def spoken(language: str | None = None) -> Iterator[None]:
    """Messages in the block are in that language, by default the chosen one: those of rooms too, once Django is there."""
    language = language or spoken_language()
    with speaking(language), translation.override(language) if apps.ready else contextlib.nullcontext():
        yield


def asked_for(arguments: Sequence[str]) -> str:
    """The language that ``--language`` before the command names, otherwise that of the terminal."""
    for place, argument in enumerate(arguments):
        name, _equals, value = argument.partition("=")
        if name == "--language":
            value = value or next(iter(arguments[place + 1 :]), "")
            return value if value in LANGUAGES else of_locale()
        if not argument.startswith("-"):
            break
    return of_locale()


class Help:
    """A help text, kept as it is in the source and said in the language in which it is shown."""

    def __get__(self, thing: Any, _owner: type) -> str | None:
        source = vars(thing)["help"] if thing is not None else None
        return gettext(source) if source else None

    def __set__(self, thing: Any, source: str | None) -> None:
        vars(thing)["help"] = source


class Option(click.Option):
    help = Help()


class Command(click.Command):
    help = Help()

    def get_short_help_str(self, _limit: int = 45) -> str:
        """The first sentence, whole."""
        first, _end, _rest = (self.help or "").partition("\n")
        return first.partition(f"{SENTENCE_ENDS[spoken_language()]} ")[0].rstrip(".។")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        found = super().get_help_option(ctx)
        if found:
            found.help = gettext("Show this message and exit.")
        return found


class Group(Command, click.Group):
    command_class = Command
    group_class = type


class Main(Group):
    """The whole command: what is said of a wrong option is in the person's language too."""

    group_class = Group  # type: ignore[assignment] # click names the type of its own groups

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        arguments = list(sys.argv[1:] if args is None else args)
        speak_utf8()
        language = asked_for(arguments)
        if language != "en":
            extra["terminal_width"] = WHOLE_LINES
        with speaking(language), in_order():
            return super().main(arguments, *rest, **extra)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """A command that was called wrongly with ``--json`` prints an object about it, like any other failure."""
        as_json = "--json" in ctx.args
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            if as_json:
                failure = {"code": "usage", "message": error.format_message()}
                click.echo(json.dumps({"error": failure}, ensure_ascii=False))
            raise


@contextlib.contextmanager
def in_order() -> Iterator[None]:
    """A command that is told to end, or whose terminal is closed, stops the database that it started before it goes."""

    def leave(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


option = partial(click.option, cls=Option)


def speak_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale would read and write another encoding: Khmer has none but this."""
    if sys.getfilesystemencoding() != "utf-8" or sys.stdout.encoding.lower() != "utf-8":
        os.environ["PYTHONUTF8"] = "1"
        if not sys.flags.utf8_mode:
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 ourselves, as we were called
