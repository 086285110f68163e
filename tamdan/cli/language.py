"""In which language a command speaks: ``tamdan --language km …``, otherwise that of the terminal. What goes out as JSON stays as it is."""

import contextlib
import os
from collections.abc import Iterator

import click
from django.apps import apps
from django.utils import translation

LANGUAGES = ("en", "km")
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that is set decides (POSIX.1-2024, 8.2)."""


def chosen() -> str:
    """``km`` or ``en``."""
    context = click.get_current_context(silent=True)
    said = context.find_root().params.get("language") if context else None
    locale = said or next((value for name in VARIABLES if (value := os.environ.get(name))), "")
    language = locale.lower().partition(".")[0].partition("_")[0]
    return language if language in LANGUAGES else "en"


@contextlib.contextmanager
def spoken(language: str | None = None) -> Iterator[None]:
    """Messages in the block are in that language, by default the chosen one; in English where Django is not set up yet."""
    if not apps.ready:
        yield
        return
    with translation.override(language or chosen()):
        yield
