"""The commands, in the order in which a person meets them."""

import click

from tamdan.cli.audit import audit
from tamdan.cli.backup import backup, restore
from tamdan.cli.data import export, import_, search
from tamdan.cli.demo import demo
from tamdan.cli.doctor import doctor
from tamdan.cli.language import Main, Option, option
from tamdan.cli.press import press
from tamdan.cli.read import read
from tamdan.cli.receipts import receipts
from tamdan.cli.serve import serve, stop, worker
from tamdan.cli.upgrade import upgrade
from tamdan.cli.user import user
from tamdan.cli.watch import watch
from tamdan.cli.witness import witness
from tamdan.core.terminal import LANGUAGES
from tamdan.core.terminal import gettext_noop as _


@click.group(
    cls=Main,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Tamdan: what a State was asked and promised, who complained, what each side says, and the answers.\n\n"
        "Data live in the folder that TAMDAN_HOME names. Every command starts the database when none runs, and stops what it "
        "started."
    ),
)
@click.version_option(
    package_name="tamdan", message="%(prog)s %(version)s", cls=Option, help=_("Show the version and exit.")
)
@option("--language", type=click.Choice(LANGUAGES), help=_("Of messages; otherwise that of LC_ALL or LANG."))
def main(language: str | None) -> None:
    assert language in (*LANGUAGES, None)  # read before anything else (cli.language)


for command in (
    serve,
    worker,
    stop,
    import_,
    export,
    search,
    read,
    press,
    user,
    doctor,
    backup,
    restore,
    upgrade,
    demo,
    audit,
    witness,
    watch,
    receipts,
):
    main.add_command(command)
