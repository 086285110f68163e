"""The commands, in the order in which a person meets them."""

import os
import sys

import click

from tamdan.cli.audit import audit
from tamdan.cli.backup import backup, restore
from tamdan.cli.data import export, import_, search
from tamdan.cli.demo import demo
from tamdan.cli.doctor import doctor
from tamdan.cli.language import LANGUAGES
from tamdan.cli.serve import serve, stop, worker
from tamdan.cli.upgrade import upgrade
from tamdan.cli.user import user


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tamdan")
@click.option("--language", type=click.Choice(LANGUAGES), help="Of messages; otherwise that of LC_ALL or LANG.")
def main(language: str | None) -> None:
    """Tamdan: what a State was asked and promised, who complained, what each side says, and the answers.

    Data live in the folder that TAMDAN_HOME names. Every command starts the database when none runs, and stops what it started.
    """
    assert language in (*LANGUAGES, None)  # read where something is said (cli.language)
    speak_utf8()


def speak_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale would read and write another encoding: Khmer has none but this."""
    if sys.getfilesystemencoding() != "utf-8" or sys.stdout.encoding.lower() != "utf-8":
        os.environ["PYTHONUTF8"] = "1"
        if not sys.flags.utf8_mode:
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 ourselves, as we were called


for command in (serve, worker, stop, import_, export, search, user, doctor, backup, restore, upgrade, demo, audit):
    main.add_command(command)
