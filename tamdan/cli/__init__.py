"""The ``tamdan`` command. Every subcommand works on an empty data folder, with or without a server running."""

from tamdan.cli.main import main

__all__ = ["main"]
