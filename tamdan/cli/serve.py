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
from pathlib import Path
from typing import Any

import click

from tamdan.cli.output import Failed, result, say
from tamdan.cli.ready import system
from tamdan.cli.supervise import STOP_SECONDS, Job, supervise
from tamdan.core import postgres
from tamdan.core.home import PACKAGE, home, lock_file

THREADS = 24
"""Requests that one web process answers at once, each with its own connection to the database: telephones on slow lines hold theirs
for minutes while a file comes in, and must not keep others from their pages."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--workers", default=1, show_default=True, help="Web processes.")
@click.option(
    "--demo", "with_demo", is_flag=True, help="Load the demonstration State into an empty folder, with sign-ins."
)
@click.option("--no-worker", is_flag=True, help="Leave background work to `tamdan worker` elsewhere.")
@result
def serve(host: str, port: int, workers: int, with_demo: bool, no_worker: bool) -> None:
    """Serve the system until it is stopped."""
    with holding("serve", host, port):
        no_core_dumps()
        refuse_taken_port(host, port)
        if with_demo:
            os.environ["TAMDAN_COUNTRY"] = "xa"
        with system():
            load_country(with_demo)
            collect_static()
            jobs: list[Job] = [partial(web, host, port, workers)]
            if not no_worker:
                jobs.append(background)
            supervise(jobs, lambda: announce(host, port, welcome(f"http://{host}:{port}/")))


def no_core_dumps() -> None:
    """Letters of those without JavaScript pass through the memory of these processes: none of it is written down when one dies."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@click.command()
@result
def worker() -> None:
    """Do background work: imports, notices, and the ledger's sequencer."""
    with system():
        from tamdan.core.work import work  # noqa: PLC0415 needs Django's apps

        work()


@click.command()
@result
def stop() -> dict[str, Any]:
    """Stop what serves this folder."""
    held = holder("serve")
    if held is not None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(held["pid"]), signal.SIGTERM)
        wait_until_free("serve")
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


def load_country(with_demo: bool) -> None:
    """The demonstration State, into a folder where nothing is set up yet."""
    from tamdan.demo.actions import load_demo  # noqa: PLC0415 needs Django's apps
    from tamdan.institutions.models import Installation  # noqa: PLC0415 needs Django's apps

    if with_demo and not Installation.objects.exists():
        say("Loading the demonstration State…")
        load_demo()


def welcome(address: str) -> list[str]:
    """What a person needs to know once it serves: sign-ins of the demonstration, or the first-run page."""
    from tamdan.demo.actions import fresh_sign_ins  # noqa: PLC0415 needs Django's apps
    from tamdan.institutions.models import Installation  # noqa: PLC0415 needs Django's apps

    found = Installation.objects.first()
    if found is None:
        from tamdan.accounts.first_run import first_run_token  # noqa: PLC0415 needs Django's apps

        return [f"Nothing is set up yet. Open {address}en/start/?token={first_run_token()} to begin."]
    if not found.is_demonstration:
        return []
    lines = ["", "Everything in this demonstration is invented. Sign in as:"]
    for name, email, password, words in fresh_sign_ins():
        lines.append(f"  {name:<32} {email:<34} {password}")
        if words:
            lines.append(f"  {'':<32} words of the key: {words}")
    lines += [
        "",
        f"First: open {address}en/recommendations/ and choose a theme; then sign in at {address}en/account/login/",
    ]
    return [*lines, "and open the desk. Your own data: .venv/bin/tamdan import FILE"]


def announce(host: str, port: int, lines: list[str]) -> None:
    """Say the address once the server answers, not before."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection((reachable(host), port), timeout=1):
            break
        time.sleep(0.1)
    else:
        raise Failed("The web server did not answer within a minute; its last lines stand above.")
    for line in lines:
        click.echo(line)
    click.echo(f"\nTamdan is at http://{host}:{port}/  (stop it with Ctrl-C, or `.venv/bin/tamdan stop`)")


def reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 a look-up, not a bind


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Failed(
                f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: tamdan serve --port {port + 1}, "
                f"or make run PORT={port + 1}.",
                "port_in_use",
            ) from error


@contextlib.contextmanager
def holding(name: str, host: str, port: int) -> Iterator[None]:
    """This process alone serves the folder; a second one is told who does."""
    with lock_file(f"{name}.lock") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held = holder(name) or {}
            raise Failed(
                f"The folder {home()} is served already by process {held.get('pid')} at {held.get('address')} since "
                f"{held.get('since')}. Stop it with `tamdan stop`, or name another folder in TAMDAN_HOME.",
                "served_already",
                {"holder": held},
            ) from None
        file.truncate(0)
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        file.write(json.dumps({"pid": os.getpid(), "address": f"http://{host}:{port}/", "since": since}))
        file.flush()
        yield
        file.truncate(0)


def holder(name: str) -> dict[str, Any] | None:
    """Who holds the folder: pid, address, since; None where nobody does."""
    path = home() / f"{name}.lock"
    if not path.exists():
        return None
    with path.open("r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            found: dict[str, Any] = json.loads(file.read() or "{}")
            return found
    return None


def wait_until_free(name: str) -> None:
    deadline = time.monotonic() + STOP_SECONDS + 10
    while holder(name) is not None:
        if time.monotonic() > deadline:
            raise Failed(
                "The server does not stop. End its process by hand; the process number is in the message of `tamdan serve`."
            )
        time.sleep(0.1)
