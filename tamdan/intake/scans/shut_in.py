"""Runs a program on bytes of strangers: nothing but its pipes, no file, no network where the kernel allows that, little time and memory.

What goes in and comes out stays in memory; what the program says besides is thrown away, because it may quote what it read.
"""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from tamdan.core.cluster import Account, DatabaseUnusable, reaches, service_account
from tamdan.intake.scans.errors import ScanTooHard

ACCOUNT = "tamdan-print"
"""The account of programs that read what strangers sent, when Tamdan runs as root (tamdan/core/chromium.py)."""
MEMORY = 1 << 20
"""KiB of address space: a page of 30 million dots, drawn and read, takes about half of it."""
LIMITED = f'ulimit -c 0; ulimit -f 0; ulimit -v {MEMORY}; ulimit -t "$1"; shift; exec "$@"'
"""No core, no file of any length, and seconds of the processor that the caller names."""


@cache
def _alone(program: Path, *needed: Path) -> tuple[Account, tuple[str, ...]]:
    """The account that the program runs as, and what is put before it to take the network away."""
    own = Account("", os.geteuid(), os.getegid())
    try:
        account = service_account(ACCOUNT)
    except DatabaseUnusable:
        account = own
    if not all(reaches(account, path) for path in (program, program.resolve(), *needed)):
        account = own
    unshare = shutil.which("unshare")
    before = (unshare, "--user", "--map-current-user", "--net", "--") if unshare else ()
    works = bool(before) and not subprocess.run(
        [*before, "true"], capture_output=True, check=False, cwd="/", **account.arguments()  # type: ignore[call-overload]
    ).returncode  # fmt: skip
    return account, before if works else ()


def run(
    program: Path, arguments: list[str], content: bytes, *, seconds: int, needed: tuple[Path, ...] = ()
) -> tuple[int, bytes]:
    """The code it ended with and what it wrote. ``needed``: files besides the program that its account must reach.

    Raises ScanTooHard where time or memory ran out.
    """
    account, before = _alone(program, *needed)
    command = [*before, "/bin/sh", "-c", LIMITED, "sh", str(seconds), str(program), *arguments]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    if "TESSDATA_PREFIX" in os.environ:
        environment["TESSDATA_PREFIX"] = os.environ["TESSDATA_PREFIX"]
    try:
        done = subprocess.run(
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=2 * seconds, check=False,
            cwd="/", env=environment, umask=0o077, start_new_session=True, **account.arguments(),  # type: ignore[call-overload]
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise ScanTooHard from error
    if done.returncode < 0 or done.returncode > 128:
        raise ScanTooHard
    return done.returncode, done.stdout
