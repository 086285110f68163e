"""``backup`` and ``restore``: one verified archive, and an installation made from it."""

import contextlib
from collections.abc import Iterator
from gettext import gettext
from pathlib import Path
from typing import Any

import click

from tamdan.cli.language import Command, option
from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system
from tamdan.core import archive, postgres
from tamdan.core.terminal import gettext_noop as _


@click.command(
    cls=Command, help=_("Write the database and all files into FILE, a tar archive, and check it by reading it back.")
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--with-secrets", is_flag=True, help=_("Include the keys: only for an archive that is locked away."))
@result
def backup(file: Path, with_secrets: bool) -> dict[str, Any]:
    with system(), coded():
        from django.conf import settings  # noqa: PLC0415 needs Django's settings

        made = archive.back_up(file, with_secrets=with_secrets)
        if settings.VAULT_S3:
            lacks = gettext(
                "The files lie in the bucket %(name)s: this archive does not hold them. Copy the bucket too."
            )
            say(lacks % {"name": settings.VAULT_S3["bucket"]})
    say(gettext("Copy it to another machine now: a backup beside the data burns with the data."))
    return made


@click.command(cls=Command, help=_("Make an installation from the archive FILE in an empty data folder."))
@click.argument("file", type=click.Path(path_type=Path))
@result
def restore(file: Path) -> dict[str, Any]:
    with coded():
        archive.check(file)
        with postgres.running():
            return archive.restore(file)


@contextlib.contextmanager
def coded() -> Iterator[None]:
    """Turns an archive's refusal into the command's."""
    try:
        yield
    except archive.ArchiveError as error:
        raise Failed(error.sentence.message, "archive", None, **error.sentence.values) from error
