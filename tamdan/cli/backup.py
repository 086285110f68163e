"""``backup`` and ``restore``: one verified archive, and an installation made from it."""

from pathlib import Path
from typing import Any

import click

from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system
from tamdan.core import archive, postgres


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--with-secrets", is_flag=True, help="Include the keys: only for an archive that is locked away.")
@result
def backup(file: Path, with_secrets: bool) -> dict[str, Any]:
    """Write the database and all files into FILE, a tar archive, and check it by reading it back."""
    with system(), said_plainly():
        from django.conf import settings  # noqa: PLC0415 needs Django's settings

        made = archive.back_up(file, with_secrets=with_secrets)
        if settings.VAULT_S3:
            say(
                f"The files lie in the bucket {settings.VAULT_S3['bucket']}: this archive does not hold them. Copy the bucket too."
            )
    say("Copy it to another machine now: a backup beside the data burns with the data.")
    return made


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@result
def restore(file: Path) -> dict[str, Any]:
    """Make an installation from the archive FILE in an empty data folder."""
    with said_plainly():
        archive.check(file)
        with postgres.running():
            return archive.restore(file)


class said_plainly:  # noqa: N801 reads as a clause
    """Turns an archive's refusal into the command's."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, archive.ArchiveError):
            raise Failed(str(error), "archive") from error
