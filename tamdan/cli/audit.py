"""``audit``: prove that nothing was altered or removed."""

from pathlib import Path
from typing import Any

import click

from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system
from tamdan.cli.user import user_of


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


@audit.command()
@click.option("--by", "email", required=True, help="Address of the person who reopens.")
@click.option("--with", "second_email", required=True, help="Address of the second person.")
@click.option("--reason", required=True, help="Why: for instance which backup was restored, and when.")
@result
def reopen(email: str, second_email: str, reason: str) -> dict[str, Any]:
    """Begin a new log after a restore from a backup: two people, a reason, and the old log's last checkpoint in its first line."""
    with system():
        from tamdan.audit.reopening import reopen as begin  # noqa: PLC0415 needs Django's apps

        event = begin(by=user_of(email), second=user_of(second_email), reason=reason)
        return {"event": str(event.uuid), "say": "The sequencer opens the new log with its next batch."}
