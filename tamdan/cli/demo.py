"""``demo``: an invented State to try everything on, and its complete removal."""

from typing import Any

import click

from tamdan.cli.output import result
from tamdan.cli.ready import system


@click.group()
def demo() -> None:
    """Demonstration data: all invented, marked on every page."""


@demo.command()
@result
def load() -> dict[str, Any]:
    """Load the invented State XA with its bodies, people and recommendations."""
    with system():
        from tamdan.demo.actions import load_demo  # noqa: PLC0415 needs Django's apps

        return load_demo()


@demo.command()
@click.option("--everything", is_flag=True, help="Remove also what was imported into the demonstration by hand.")
@result
def remove(everything: bool) -> dict[str, Any]:
    """Remove all of it; nothing stays but the ledger's lines that it was there."""
    with system():
        from tamdan.demo.actions import remove_demo  # noqa: PLC0415 needs Django's apps

        return remove_demo(everything=everything)
