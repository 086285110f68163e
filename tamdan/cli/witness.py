"""``witness``: watch other installations' ledgers and cosign their checkpoints; needs no database."""

import os
from gettext import gettext

import click

from tamdan.cli.language import Command, option, spoken
from tamdan.cli.output import Failed, dump, refusing, say
from tamdan.cli.serve import address_of, refuse_taken_port
from tamdan.core.terminal import gettext_noop as _

PORT = 8010


@click.command(
    cls=Command,
    help=_(
        "Watch the ledgers of other installations and cosign their checkpoints, for a rights group, a press council or a "
        "UN office. It keeps the last checkpoint of each and signs no two that contradict each other."
    ),
)
@option("--name", required=True, help=_("Name of this witness: a domain name of yours, with a path if you like."))
@option(
    "--log",
    "logs",
    multiple=True,
    required=True,
    help=_("Public key of a ledger, as its page shows it; may be given again."),
)
@option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help=_("Port to listen on."))
@option("--json", "as_json", is_flag=True, help=_("Print exactly one JSON object, once it can be used."))
def witness(name: str, logs: tuple[str, ...], host: str, port: int, as_json: bool) -> None:
    with refusing(as_json):
        key = ready(name, logs, host, port)
    address = address_of(host, port)
    click.echo(dump({"key": key, "address": address}) if as_json else key)
    with spoken():
        told = gettext(
            "Give this key and the address %(address)s to those whose ledger you watch. Stop it with Ctrl-C."
        )
        say(told % {"address": address})
    serve_witness(host, port)


def ready(name: str, logs: tuple[str, ...], host: str, port: int) -> str:
    """This witness's public key, once all that it was told is sound. Raises Failed."""
    from tamdan.audit.notes import NoteRefused, PublicKey, valid_name  # noqa: PLC0415 no other command needs it
    from tamdan.audit.witness import LOGS, NAME  # noqa: PLC0415 no other command needs it
    from tamdan.audit.witness import witness as witness_of  # noqa: PLC0415 no other command needs it

    if not valid_name(name):
        raise Failed(_("A witness's name has no spaces and no plus signs: give a domain name."), "witness_name")
    try:
        keys = [PublicKey.parse(log) for log in logs]
    except NoteRefused as error:
        sentence = _("This is not the public key of a ledger. Copy the whole line from the ledger's page.")
        raise Failed(sentence, "log_key") from error
    refuse_taken_port(host, port)
    os.environ[NAME], os.environ[LOGS] = name, "\n".join(map(str, keys))
    return str(witness_of(name, keys).key.public)


def serve_witness(host: str, port: int) -> None:
    """The web server; it serves until it is told to stop."""
    from granian import Granian  # noqa: PLC0415 the other commands do without it
    from granian.constants import Interfaces  # noqa: PLC0415 the other commands do without it
    from granian.log import LogLevels  # noqa: PLC0415 the other commands do without it

    Granian(
        "tamdan.audit.witness:application", address=host, port=port, interface=Interfaces.WSGI, blocking_threads=4,
        websockets=False, log_level=LogLevels.error,
    ).serve()  # fmt: skip
