"""``backup`` and ``restore``: one verified archive, sealed to the recovery kit where there is one, and an installation made from it."""

import contextlib
import sys
from collections.abc import Iterator
from gettext import gettext
from pathlib import Path
from typing import IO, Any

import click

from tamdan.cli.language import Command, option, spoken
from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system
from tamdan.core import archive, postgres
from tamdan.core.terminal import LANGUAGES
from tamdan.core.terminal import gettext_noop as _


@click.command(
    cls=Command, help=_("Write the database and all files into FILE, a tar archive, and check it by reading it back.")
)
@click.argument("file", type=click.Path(path_type=Path))
@option("--with-secrets", is_flag=True, help=_("Include the keys: only for an archive that is locked away."))
@option("--unsealed", is_flag=True, help=_("Leave it open, also where there is a recovery kit to seal it to."))
@result
def backup(file: Path, with_secrets: bool, unsealed: bool) -> dict[str, Any]:
    with system(), coded():
        from django.conf import settings  # noqa: PLC0415 needs Django's settings

        lock = None if unsealed else of_kit()
        made = archive.back_up(file, with_secrets=with_secrets, lock=lock)
        if settings.VAULT_S3:
            lacks = gettext(
                "The files lie in the bucket %(name)s: this archive does not hold them. Copy the bucket too."
            )
            say(lacks % {"name": settings.VAULT_S3["bucket"]})
    say(gettext("It is sealed: two sheets of the recovery kit open it.") if lock else gettext(
        "It is not sealed: whoever has it reads accounts, records and what is open of letters. Keep it on an encrypted disk."
    ))  # fmt: skip
    say(gettext("Copy it to another machine now: a backup beside the data burns with the data."))
    return made


def of_kit() -> archive.Lock | None:
    """The lock of the kit in force; none where there is no kit. An office that receives letters has to have one, or to say so."""
    from tamdan.institutions.models import Installation  # noqa: PLC0415 needs Django's apps
    from tamdan.sealing.backups import to_kit  # noqa: PLC0415 needs Django's apps
    from tamdan.sealing.models import Epoch, current_kit  # noqa: PLC0415 needs Django's apps

    if kit := current_kit():
        return to_kit(kit.recipients(), how_to_open())
    if Epoch.objects.exists() and not Installation.objects.filter(is_demonstration=True).exists():
        raise Failed(
            _(
                "There is no recovery kit to which this backup could be sealed: make one on the page “Recovery kit”. "
                "Until then add --unsealed, and keep the file on an encrypted disk: "
                "whoever has it reads accounts, records and what is open of letters."
            ),
            "no_kit",
        )
    return None


def how_to_open() -> str:
    """What stands in the file for whoever finds it, in each language."""
    said = []
    for language in LANGUAGES:
        with spoken(language):
            said.append(
                gettext(
                    "A backup of Tamdan, sealed. Two sheets of the recovery kit open it: “tamdan restore”, or the program “age”:"
                )
            )
    return "\n".join(said)


@click.command(cls=Command, help=_("Make an installation from the archive FILE in an empty data folder."))
@click.argument("file", type=click.Path(path_type=Path))
@option(
    "--sheets",
    type=click.File(),
    help=_("A text file with the lines of two recovery sheets, for a sealed archive; otherwise they are asked for."),
)
@result
def restore(file: Path, sheets: IO[str] | None) -> dict[str, Any]:
    with coded():
        lock = opened(file, sheets)
        archive.check(file, lock)
        with postgres.running():
            return archive.restore(file, lock)


def opened(file: Path, sheets: IO[str] | None) -> archive.Lock | None:
    """The lock of a sealed archive; none for an open one."""
    from tamdan.sealing import backups  # noqa: PLC0415 an open archive needs nothing of it
    from tamdan.sealing.errors import SealBroken  # noqa: PLC0415 as above

    if not backups.is_sealed(file):
        return None
    typed = (
        [line for line in sheets.read().splitlines() if line.strip() and not line.startswith("#")]
        if sheets
        else asked()
    )
    try:
        return backups.with_sheets(file, typed)
    except SealBroken as error:
        raise Failed(
            _(
                "These sheets do not open this backup. "
                "Its file READ-ME.txt names the digits of the three sheets of its kit: take two of them."
            ),
            "sheets",
        ) from error


def asked() -> list[str]:
    """The lines of two sheets, typed without being shown."""
    from tamdan.sealing.backups import SHEETS  # noqa: PLC0415 an open archive needs nothing of it

    if not sys.stdin.isatty():
        raise Failed(
            _("This backup is sealed. Write the lines of two recovery sheets into a file and name it with --sheets."),
            "sheets",
        )
    return [
        click.prompt(gettext("The line of a recovery sheet"), hide_input=True, err=True) for _sheet in range(SHEETS)
    ]


@contextlib.contextmanager
def coded() -> Iterator[None]:
    """Turns an archive's refusal into the command's."""
    try:
        yield
    except archive.ArchiveError as error:
        raise Failed(error.sentence.message, "archive", None, **error.sentence.values) from error
