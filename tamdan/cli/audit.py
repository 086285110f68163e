"""``audit``: prove that nothing was altered or removed."""

from gettext import gettext
from pathlib import Path
from typing import Any

import click

from tamdan.cli.language import Group, option, spoken
from tamdan.cli.output import Failed, nothing, printed, result, say
from tamdan.cli.ready import system
from tamdan.cli.user import user_of
from tamdan.core.terminal import gettext_noop as _


@click.group(cls=Group, help=_("The ledger: check it against itself and against checkpoints kept elsewhere."))
def audit() -> None: ...


@audit.command(help=_("Recompute the whole tree from the events and compare it with every signed checkpoint."))
@option("--checkpoint", "--against", "checkpoints", multiple=True, type=click.Path(path_type=Path),
        help=_("A checkpoint kept outside this machine; more than one may be named."))  # fmt: skip
@printed(nothing)
def verify(checkpoints: tuple[Path, ...]) -> dict[str, Any]:
    with system():
        from tamdan.audit.verify import verify as check  # noqa: PLC0415 needs Django's apps

        report = check(list(checkpoints))
    with spoken():
        for line in report.lines():
            say(line)
    if not report.ok:
        sentence = _("The ledger does not verify; the lines above name what was found.")
        raise Failed(sentence, "not_verified", report.as_dict())
    return report.as_dict()


@audit.command(
    help=_(
        "Begin a new log after a restore from a backup: two people, a reason, and the old log's last checkpoint in its first line."
    )
)
@option("--by", "email", required=True, help=_("Address of the person who reopens."))
@option("--with", "second_email", required=True, help=_("Address of the second person."))
@option("--reason", required=True, help=_("Why: for instance which backup was restored, and when."))
@result
def reopen(email: str, second_email: str, reason: str) -> dict[str, Any]:
    with system():
        from tamdan.audit.reopening import reopen as begin  # noqa: PLC0415 needs Django's apps

        event = begin(by=user_of(email), second=user_of(second_email), reason=reason)
        with spoken():
            say(gettext("The sequencer opens the new log with its next batch."))
        return {"event": str(event.uuid)}
