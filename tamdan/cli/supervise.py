"""Keeps the processes of ``tamdan serve``, and the embedded database under them, running until it is told to stop.

A database that stopped (a full disk, a kill) is started again as soon as that is possible, and what died with it too; nobody
has to do anything after freeing space. A process that ends again and again by itself ends the whole.
"""

import contextlib
import ctypes
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from gettext import gettext
from types import FrameType

from tamdan.cli.output import Failed, refusing, say
from tamdan.cli.ready import keeping_all
from tamdan.core import postgres
from tamdan.core.terminal import TerminalError, reason
from tamdan.core.terminal import gettext_noop as _

LOOK_SECONDS = 0.5
STOP_SECONDS = 20
SOUND_SECONDS = 20
"""A process that ran this long was sound; one that ends sooner, three times running, has a fault that a new start does not mend."""
MOST_SHORT = 3
PR_SET_PDEATHSIG = 1
"""prctl(2) of Linux: the signal that a process gets when its parent ends."""
Job = Callable[[], None]


class Part:
    """One job in a process of its own, begun again when it ends."""

    def __init__(self, job: Job) -> None:
        self.job, self.short = job, 0
        self.begin()

    def begin(self) -> None:
        self.began = time.monotonic()
        self.process = multiprocessing.get_context("fork").Process(target=apart, args=[self.job, os.getpid()])
        self.process.start()

    def keep_up(self) -> None:
        """Begin again if it ended. Raises Failed when it keeps ending."""
        if self.process.is_alive():
            return
        self.short = self.short + 1 if time.monotonic() - self.began < SOUND_SECONDS else 1
        if self.short == MOST_SHORT:
            raise Failed(
                _("One of the server's processes keeps ending; its last lines stand above. Run `tamdan doctor`.")
            )
        self.begin()


def supervise(jobs: list[Job], announce_ready: Callable[[], None]) -> None:
    """Run each job in a process of its own until we are told to stop; then stop them and wait. Ends with status 1 where one keeps ending.

    The processes are forks: they share the memory of what is loaded here, and need not load it again. They hold the locks
    of the folder with us, and end when we do, however we end.
    """
    load_everything()
    with running(jobs) as parts, told_to_stop() as wanted:
        announce_ready()
        with refusing(as_json=False):  # what was announced may be the one object of --json
            keep_up(parts, wanted)


def keep_up(parts: list[Part], wanted: threading.Event) -> None:
    """Begin again what ended, until we are told to stop. Raises Failed."""
    trouble = ""
    while not wanted.wait(LOOK_SECONDS):
        before, trouble = trouble, database_trouble()
        if trouble and trouble != before:
            say(trouble)
        if not trouble:
            for part in parts:
                part.keep_up()


def database_trouble() -> str:
    """Why the database cannot run; empty where it runs, perhaps again."""
    try:
        if postgres.keep_up():
            say(gettext("The database had stopped and runs again."))
    except TerminalError as error:
        return str(error)
    except OSError as error:
        return str(reason(error))
    return ""


def load_everything() -> None:
    """What every process needs, loaded once before they part: addresses with their views, what rooms declare; no open connection."""
    from django.db import connections  # noqa: PLC0415 needs Django's settings
    from django.urls import reverse  # noqa: PLC0415 needs Django's settings

    from tamdan.core.panels import listed  # noqa: PLC0415 needs Django's apps

    with keeping_all():
        reverse("home")
        listed("LOOPS")
    connections.close_all()


def apart(job: Job, parent: int) -> None:
    """In the new process: a session of its own, so that Ctrl-C reaches the parent alone, which stops us in order."""
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        return
    job()


@contextlib.contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """An event that a signal to stop sets; afterwards the signals mean what they meant before."""
    wanted = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        wanted.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield wanted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def running(jobs: list[Job]) -> Iterator[list[Part]]:
    """The jobs, begun; at the end all are asked to stop at once, and those that do not are killed."""
    parts: list[Part] = []
    try:
        parts += [Part(job) for job in jobs]
        yield parts
    finally:
        for part in parts:
            part.process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for part in parts:
            part.process.join(max(0.1, deadline - time.monotonic()))
            if part.process.is_alive():
                part.process.kill()
                part.process.join()
