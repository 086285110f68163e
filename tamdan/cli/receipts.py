"""``receipts``: what the server itself keeps for the digits of complainants."""

from gettext import gettext
from typing import Any

import click

from tamdan.cli.language import Group, option, spoken
from tamdan.cli.output import result, say
from tamdan.cli.ready import system
from tamdan.cli.user import user_of
from tamdan.core.terminal import gettext_noop as _


@click.group(cls=Group, help=_("Receipts of complainants: the server's key under which their digits are found."))
def receipts() -> None: ...


@receipts.command(
    name="change-key",
    help=_(
        "Make a new key, for when somebody may have copied the folder of secrets. Receipts that were given before are found as before."
    ),
)
@option("--by", "email", required=True, help=_("Address of the person who changes it."))
@option("--reason", required=True, help=_("Why; it is kept beside the entry in the ledger."))
@result
def change_key(email: str, reason: str) -> dict[str, Any]:
    with system():
        from tamdan.intake.rekeying import change  # noqa: PLC0415 needs Django's apps

        made = change(by=user_of(email), reason=reason)
        with spoken():
            say(gettext("The former key goes by itself when no receipt needs it and no backup is as old."))
        return {"key": str(made.day), "locked_anew": made.locked, "may_need_the_former": made.waiting}
