"""``serve``, ``worker`` and ``stop``: the long-running processes of one installation."""

import contextlib
import fcntl
import json
import os
import resource
import signal
import socket
import time
from collections.abc import Iterator
from functools import partial
from gettext import gettext
from pathlib import Path
from typing import Any

import click

from tamdan.cli.language import Command, option, spoken
from tamdan.cli.output import Failed, database_away, dump, refusing, result, say, say_step
from tamdan.cli.ready import system
from tamdan.cli.supervise import STOP_SECONDS, Job, supervise
from tamdan.core import postgres
from tamdan.core.home import PACKAGE, home, lock_file
from tamdan.core.origin import PORT, SERVED
from tamdan.core.terminal import gettext_noop as _
from tamdan.core.terminal import reason, spoken_language
from tamdan.demo import COUNTRY, TELEPHONE

THREADS = 24
"""Requests that one web process answers at once, each with its own connection to the database: telephones on slow lines hold theirs
for minutes while a file comes in, and must not keep others from their pages."""

LIBRARIES = ("tamdan.press.reading", "fido2.server", "pydantic.networks", "procrastinate", "granian")
"""The largest of what pages and the worker need that can be loaded without settings, while the database starts."""


@click.command(cls=Command, help=_("Serve the system until it is stopped."))
@option("--host", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help=_("Port to listen on."))
@option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help=_("Web processes."))
@option(
    "--demo", "with_demo", is_flag=True, help=_("Load the demonstration State into an empty folder, with sign-ins.")
)
@option("--no-worker", is_flag=True, help=_("Leave background work to `tamdan worker` elsewhere."))
@option("--json", "as_json", is_flag=True, help=_("Print exactly one JSON object, once it can be used."))
def serve(host: str, port: int, workers: int, with_demo: bool, no_worker: bool, as_json: bool) -> None:
    with refusing(as_json), holding(host, port):
        no_core_dumps()
        refuse_taken_port(host, port)
        if with_demo:
            os.environ["TAMDAN_COUNTRY"] = COUNTRY
            os.environ.setdefault("TAMDAN_TELEPHONE", TELEPHONE)
        with system(early=LIBRARIES):
            load_country(with_demo)
            collect_static()
            tell_code()
            jobs: list[Job] = [partial(web, host, port, workers)]
            if not no_worker:
                jobs.append(background)
            supervise(jobs, lambda: announce(host, port, as_json))


def no_core_dumps() -> None:
    """Letters of those without JavaScript pass through the memory of these processes: none of it is written down when one dies."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@click.command(cls=Command, help=_("Do background work: imports, notices, and the ledger's sequencer."))
@result
def worker() -> None:
    with system():
        from procrastinate.exceptions import ConnectorException  # noqa: PLC0415 the other commands do without it

        from tamdan.core.work import work  # noqa: PLC0415 needs Django's apps

        try:
            work()
        except ConnectorException as error:
            raise database_away(error.__cause__ or error) from error


@click.command(cls=Command, help=_("Stop what serves this folder."))
@result
def stop() -> dict[str, Any]:
    held = holder()
    if held is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(held["pid"]), signal.SIGTERM)
        wait_until_free()
    stopped = False if postgres.is_external() else (home().exists() and postgres.stop())
    return {"stopped": held is not None or stopped, "home": str(home())}


def web(host: str, port: int, workers: int) -> None:
    """The web server, in a process of its own; it serves until it is told to stop."""
    from granian import Granian  # noqa: PLC0415 the other commands do without it
    from granian.constants import Interfaces  # noqa: PLC0415 the other commands do without it
    from granian.log import LogLevels  # noqa: PLC0415 the other commands do without it

    Granian(
        "config.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=THREADS,
        websockets=False, respawn_failed_workers=True, log_level=LogLevels.error,  # a warning counts threads against cores
    ).serve()  # fmt: skip


def background() -> None:
    """The worker, in a process of its own."""
    from tamdan.core.work import work  # noqa: PLC0415 needs Django's apps

    work()


def collect_static() -> None:
    """The manifest that the pages need; quick when it is there already."""
    from django.conf import settings  # noqa: PLC0415 needs Django's settings
    from django.core.management import call_command  # noqa: PLC0415 needs Django's settings

    built = max((path.stat().st_mtime for path in (PACKAGE / "tamdan/static/built").iterdir()), default=0)
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists() or built > manifest.stat().st_mtime:
        call_command("collectstatic", interactive=False, verbosity=0)


def tell_code() -> None:
    """An entry in the ledger before other scripts than last time are served."""
    from tamdan.sealing.code import note_code  # noqa: PLC0415 needs Django's apps

    note_code()


def load_country(with_demo: bool) -> None:
    """The demonstration State, into a folder where nothing is set up yet."""
    from tamdan.institutions.models import Installation  # noqa: PLC0415 needs Django's apps

    if with_demo and not Installation.objects.exists():
        from tamdan.demo.actions import load_demo  # noqa: PLC0415 a start with data does without it

        say(gettext("Loading the demonstration State…"))
        load_demo(say_step)


def welcome(address: str) -> dict[str, Any]:
    """What is needed once it serves: the address, the first-run page (None after it), the sign-ins of a demonstration."""
    from tamdan.institutions.models import Installation  # noqa: PLC0415 needs Django's apps

    found, first = Installation.objects.first(), None
    if found is None:
        from tamdan.accounts.first_run import first_run_token  # noqa: PLC0415 needs Django's apps

        first = f"{address}{spoken_language()}/start/?token={first_run_token()}"
    demonstration = found is not None and found.is_demonstration
    return {
        "address": address,
        "first_run": first,
        "sign_ins": sign_ins() if demonstration else [],
        "recovery_sheets": sheets() if demonstration else {},
    }


def sign_ins() -> list[dict[str, str]]:
    """One per account of the demonstration, with a password made now."""
    from tamdan.demo.actions import fresh_sign_ins  # noqa: PLC0415 needs Django's apps

    names = ("role", "email", "password", "key_words")
    return [dict(zip(names, one, strict=True)) for one in fresh_sign_ins()]


def sheets() -> dict[str, str]:
    """The lines of the demonstration's recovery sheets, by letter, while its first kit is in force."""
    from tamdan.demo.keys import sheets_in_force  # noqa: PLC0415 needs Django's apps

    return sheets_in_force()


def lines_of(told: dict[str, Any]) -> Iterator[str]:
    """The same for a person."""
    if told["first_run"]:
        yield gettext("Nothing is set up yet. Open %(page)s to begin.") % {"page": told["first_run"]}
    if not told["sign_ins"]:
        return
    yield from ("", gettext("Everything in this demonstration is invented. Sign in as:"))
    for one in told["sign_ins"]:
        yield f"  {one['role']:<32} {one['email']:<34} {one['password']}"
        if one["key_words"]:
            yield f"  {'':<32} " + gettext("words of the key: %(words)s") % {"words": one["key_words"]}
    if told["recovery_sheets"]:
        yield from ("", gettext("Recovery sheets of this demonstration; any two open what its kit holds:"))
        for letter, line in told["recovery_sheets"].items():
            yield f"  {letter}  {line}"
    first = gettext(
        "First: open %(register)s and choose a theme; then sign in at %(sign_in)s and open the desk. "
        "Your own data: `.venv/bin/tamdan import FILE`."
    )
    pages = f"{told['address']}{spoken_language()}"
    yield from ("", first % {"register": f"{pages}/recommendations/", "sign_in": f"{pages}/account/login/"})


def announce(host: str, port: int, as_json: bool) -> None:
    """Say the address once the server answers, not before, and what to do there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((reachable(host), port), timeout=1):
            break
        time.sleep(0.1)
    else:
        raise Failed(_("The web server did not answer within a minute; its last lines stand above."))
    with spoken("en" if as_json else None):
        told = welcome(address_of(host, port))
        if as_json:
            click.echo(dump(told))
            return
        for line in lines_of(told):
            click.echo(line)
        at = gettext("Tamdan is at %(address)s  (stop it with Ctrl-C, or `.venv/bin/tamdan stop`)")
        click.echo("\n" + at % {"address": told["address"]})


def address_of(host: str, port: int) -> str:
    """What a browser on this machine opens."""
    name = reachable(host)
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 a look-up, not a bind


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sentence = _(
                "Port %(port)s on %(host)s cannot be used (%(reason)s). Choose another: `tamdan serve --port %(next)s`, "
                "or `make run PORT=%(next)s`."
            )
            raise Failed(
                sentence, "port_in_use", port=port, host=host, reason=reason(error), next=port % 65535 + 1
            ) from error


@contextlib.contextmanager
def holding(host: str, port: int) -> Iterator[None]:
    """This process alone serves the folder; a second one is told who does."""
    with lock_file(SERVED) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held = holder() or {}
            sentence = _(
                "The folder %(path)s is served already by process %(pid)s at %(address)s since %(since)s. "
                "Stop it with `tamdan stop`, or name another folder in TAMDAN_HOME."
            )
            raise Failed(
                sentence, "served_already", {"holder": held}, path=home(),
                pid=held.get("pid"), address=held.get("address"), since=held.get("since"),
            ) from None  # fmt: skip
        file.truncate(0)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        file.write(json.dumps({"pid": os.getpid(), "address": address_of(host, port), "since": since}))
        file.flush()
        yield
        file.truncate(0)


def holder() -> dict[str, Any] | None:
    """Who holds the folder: pid, address, since; None where nobody does."""
    path = home() / SERVED
    if not path.exists():
        return None
    with path.open("r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            found: dict[str, Any] = json.loads(file.read() or "{}")
            return found
    return None


def wait_until_free() -> None:
    deadline = time.monotonic() + STOP_SECONDS + 10
    while holder() is not None:
        if time.monotonic() > deadline:
            raise Failed(
                _(
                    "The server does not stop. End its process by hand; the process number is in the message of `tamdan serve`."
                )
            )
        time.sleep(0.1)
