"""``press``: bring press text in."""

from pathlib import Path
from typing import Any

import click

from tamdan.cli.language import Command, Group, spoken
from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system
from tamdan.core.terminal import gettext_noop as _


@click.group(cls=Group, help=_("Text of the press: bring it in and read it."))
def press() -> None:
    return


@press.command(
    cls=Command,
    help=_(
        "Keep FILES (text, web page, PDF, Word, e-mail), read them and store what is found. It stays internal until released."
    ),
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@result
def add(files: tuple[Path, ...]) -> dict[str, Any]:
    with system(), spoken():
        from tamdan.core.errors import DomainError  # noqa: PLC0415 beside what needs Django's apps
        from tamdan.imports.terminal import progress_bar  # noqa: PLC0415 needs Django's apps
        from tamdan.press.terminal import add_file, said_of  # noqa: PLC0415 needs Django's apps

        totals: dict[str, Any] = {"captures": 0, "articles": 0, "quotations": 0}
        for path in files:
            if not path.is_file():
                raise Failed(_("There is no file %(path)s. Check the name."), "no_such_file", totals, path=path)
            try:
                with progress_bar(path.name) as progress:
                    found = add_file(path, progress=progress)
            except DomainError as error:
                if len(files) == 1:
                    raise
                say(f"{path.name}: {error}")
                continue
            say(said_of(path.name, found))
            totals["captures"] += 1
            totals["articles"] += found["articles"]
            totals["quotations"] += found["quotations"]
        return totals
