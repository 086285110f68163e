"""Imports from a terminal: for which body, how far, and publishing what several files brought."""

import contextlib
import sys
import time
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tamdan.imports.actions import publish
from tamdan.imports.enums import Outcome
from tamdan.imports.errors import NothingBrought
from tamdan.imports.models import ImportRun
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import OWN_BODY, Body, Installation
from tamdan.language.templatetags.language import localnum

BAR = 30
SECONDS = 0.2


def acting_body() -> Body:
    """The installation's own body. Before the first-run page was filled in it is one with a name that says so."""
    installation = Installation.objects.select_related("body").first()
    if installation:
        return installation.body
    names = {"name_en": "This installation", "name_km": "ប្រព័ន្ធនេះ", "kind": BodyKind.OTHER}
    return Body.objects.get_or_create(code=OWN_BODY, defaults=names)[0]


class Bar:
    """One line on standard error, drawn again in place; whole lines where nobody watches a terminal."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.last = 0.0
        self.is_drawn = False

    def __call__(self, done: int, total: int) -> None:
        if not sys.stderr.isatty() or (time.monotonic() - self.last < SECONDS and done < total):
            return
        self.last = time.monotonic()
        filled = BAR * done // max(total, 1)
        self._write(f"\r{self.name} [{'#' * filled}{'.' * (BAR - filled)}] {done}/{total}")
        self.is_drawn = True

    def waits(self, for_whom: str) -> None:
        self._write(_("Waits until another import has ended: %(import)s") % {"import": for_whom} + "\n")

    def end(self) -> None:
        if self.is_drawn:
            self._write("\n")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


@contextlib.contextmanager
def progress_bar(name: str) -> Iterator[Bar]:
    bar = Bar(name)
    try:
        yield bar
    finally:
        bar.end()


def said_of(name: str, found: dict[str, Any]) -> str:
    """About a file: its rows by outcome and what of it a person has to look at, in a line; below it a line for each remark."""
    sentence = _(
        "%(name)s: %(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(attached)s attached, %(refused)s refused."
    )
    counts = {outcome: localnum(found[outcome]) for outcome in Outcome.values}
    line = " ".join([sentence % {"name": name, **counts}, *found["to_look_at"]])
    return "\n  ".join([line, *found["remarks"]])


def publish_runs(runs: Sequence[str]) -> int:
    """Publish what these imports (by uuid) brought, and give the number of records. None where all is public."""
    try:
        return publish(list(ImportRun.objects.filter(uuid__in=runs)), by=None)
    except NothingBrought:
        return 0
