"""``audit``: prove that nothing was altered or removed."""

from pathlib import Path
from typing import Any

import click

from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system


@click.group()
def audit() -> None:
    """The ledger: check it against itself and against checkpoints kept elsewhere."""


@audit.command()
@click.option("--checkpoint", "--against", "checkpoints", multiple=True, type=click.Path(path_type=Path),
              help="A checkpoint kept outside this machine; more than one may be named.")  # fmt: skip
@result
def verify(checkpoints: tuple[Path, ...]) -> dict[str, Any]:
    """Recompute the whole tree from the events and compare it with every signed checkpoint."""
    with system():
        from tamdan.audit.verify import verify as check  # noqa: PLC0415 needs Django's apps

        report = check(list(checkpoints))
    for line in report.lines():
        say(line)
    if not report.ok:
        raise Failed(
            "The ledger does not verify; the lines above name what was found.", "not_verified", report.as_dict()
        )
    return report.as_dict()
