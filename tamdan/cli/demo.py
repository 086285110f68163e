"""``demo``: an invented State to try everything on, and its complete removal."""

from typing import Any

import click

from tamdan.cli.language import Group, option
from tamdan.cli.output import result, say_step
from tamdan.cli.ready import system
from tamdan.core.terminal import gettext_noop as _


@click.group(cls=Group, help=_("Demonstration data: all invented, marked on every page."))
def demo() -> None: ...


@demo.command(help=_("Load the invented State XA with its bodies, people and recommendations."))
@result
def load() -> dict[str, Any]:
    with system():
        from tamdan.demo.actions import load_demo  # noqa: PLC0415 needs Django's apps

        return load_demo(say_step)


@demo.command(help=_("Remove all of it; nothing stays but the ledger's lines that it was there."))
@option("--everything", is_flag=True, help=_("Remove also what was imported into the demonstration by hand."))
@result
def remove(everything: bool) -> dict[str, Any]:
    with system():
        from tamdan.demo.actions import remove_demo  # noqa: PLC0415 needs Django's apps

        return remove_demo(everything=everything)
