"""What the cases stand on: a demonstration made once and copied, small disks, the command and the server as a person starts them."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import psycopg

from benchmarks.faults.visitor import Visitor
from tamdan.core import postgres
from tamdan.core.archive import row_counts

ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1 << 20
START_SECONDS = 300
PASSING = (
    "procrastinate_",
    "core_cache",
    "django_session",
    "usersessions_",
    "accounts_user",
    "audit_",
    "pghistory_",
    "portal_edition",
    "search_stamp",
)
"""Tables that grow by being used: sessions, the queue, the cache, sign-ins, the lines of the ledger about them, and what the worker notes of
the open data that it looked over."""


@dataclass(frozen=True)
class Done:
    """A command that ended: its status, what it printed and what it said."""

    status: int
    printed: str
    said: str

    @property
    def words(self) -> str:
        """The last line that it said, which is the reason."""
        lines = [line for line in self.said.strip().splitlines() if line.strip()]
        return lines[-1] if lines else ""


@dataclass
class Server:
    """``tamdan serve`` on a home, its log in a file, a person of the demonstration signed in."""

    home: Path
    port: int
    log: Path
    temp: Path
    process: subprocess.Popen[bytes]
    people: dict[str, Visitor] = field(default_factory=dict)
    read: int = 0
    """Lines of the log that were looked at."""

    def person(self, role: str = "secretariat") -> Visitor:
        """Signed in once; ``role`` is the first part of the demonstration's address."""
        if role not in self.people:
            found = re.search(rf"{re.escape(role)}@demo\.invalid\s+(\S+)", self.log.read_text(errors="replace"))
            assert found, f"no sign-in for {role} in {self.log.read_text(errors='replace')}"
            visitor = Visitor(self.port)
            visitor.sign_in(f"{role}@demo.invalid", found[1])
            self.people[role] = visitor
        return self.people[role]

    def assert_sound(self) -> None:
        """Fails where the log, since it was last asked, holds what only a fault of ours writes."""
        lines = self.log.read_text(errors="replace").splitlines()[self.read :]
        self.read += len(lines)
        faults = [line for line in lines if "Internal Server Error" in line or " ERROR procrastinate" in line]
        assert not faults, f"the log says: {faults[:3]}"

    def memory(self) -> int:
        """Bytes (PSS) of the web processes and the worker."""
        import psutil

        ours = psutil.Process(self.process.pid).children(recursive=True)
        return sum(one.memory_full_info().pss for one in ours)


@dataclass
class Ground:
    """Folders and what has to be ended at the end. ``work`` lies where the database's account can walk to it."""

    work: Path
    ends: contextlib.ExitStack

    @cached_property
    def base(self) -> Path:
        """A home with the demonstration in it, stopped; the others are copies."""
        with self.serving(self.work / "base"):
            pass
        return self.work / "base"

    @cached_property
    def site(self) -> Server:
        """One server for all the cases that break nothing outside their request."""
        return self.ends.enter_context(self.serving(self.copy("site")))

    def copy(self, name: str) -> Path:
        target = self.work / name
        subprocess.run(["cp", "-a", self.base, target], check=True)
        (target / "postgres-socket.json").unlink(missing_ok=True)
        return target

    @contextlib.contextmanager
    def disk(self, megabytes: int, *, demo: bool = True) -> Iterator[Path]:
        """A small disk of its own with a home on it (a copy of the base); gone afterwards."""
        at = Path(tempfile.mkdtemp(prefix="disk-", dir=self.work))
        at.chmod(0o711)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=0711", "tmpfs", at], check=True)
        try:
            if demo:
                subprocess.run(["cp", "-a", self.base, at / "home"], check=True)
                (at / "home" / "postgres-socket.json").unlink(missing_ok=True)
            yield at
        finally:
            stop(at / "home")
            subprocess.run(["umount", "-R", at], check=False) if at.is_mount() else None

    @contextlib.contextmanager
    def serving(self, home: Path, **settings: str) -> Iterator[Server]:
        """A server that answers, with a folder of its own for temporary files."""
        server = self.start(home, **settings)
        try:
            said = wait_until(lambda: b"Tamdan is at" in server.log.read_bytes() or server.process.poll() is not None)
            assert said, f"serve is not ready: {server.log.read_text()[-1500:]}"
            assert server.process.poll() is None, f"serve ended: {server.log.read_text()[-1500:]}"
            yield server
        finally:
            end(server.process)

    def start(self, home: Path, **settings: str) -> Server:
        port, temp = free_port(), Path(tempfile.mkdtemp(prefix="temp-", dir=self.work))
        log = temp.with_suffix(".log")
        with log.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "tamdan", "serve", "--demo", "--port", str(port)], cwd=ROOT, stdout=file,
                stderr=subprocess.STDOUT, start_new_session=True,
                env={**environment(home), "TMPDIR": str(temp), "PYTHONUNBUFFERED": "1", **settings},
            )  # fmt: skip
        return Server(home, port, log, temp, process)

    def run(self, home: Path, *arguments: object, timeout: float = 300, **settings: str) -> Done:
        """``tamdan ARGUMENTS`` from beginning to end."""
        command = [sys.executable, "-m", "tamdan", *map(str, arguments)]
        return ended(command, {**environment(home), **settings}, timeout)


def ended(command: list[str], env: dict[str, str], timeout: float = 300) -> Done:
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, errors="replace", timeout=timeout, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAMDAN_", "DJANGO_"))}
    return {**kept, "TAMDAN_HOME": str(home)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(is_so: object, seconds: float = START_SECONDS) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if is_so():  # type: ignore[operator]
            return True
        time.sleep(0.1)
    return False


def end(process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """As an operator would: a polite signal, and only then the hard one, to this process alone."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(45)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def stop(home: Path) -> None:
    """End whatever still holds this home, and remove the folder of its socket, which lies elsewhere."""
    if not home.exists():
        return
    ended([sys.executable, "-m", "tamdan", "stop"], environment(home), 120)
    note = home / "postgres-socket.json"
    if note.exists():
        shutil.rmtree(json.loads(note.read_text())["folder"], ignore_errors=True)


def fill(disk: Path, leave: int = 0) -> Path:
    """Take all the space of a disk but ``leave`` bytes; removing the file frees it."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free
    with ballast.open("wb") as file:
        if free > leave:
            os.posix_fallocate(file.fileno(), 0, free - leave)
    return ballast


def state(home: Path) -> dict[str, int]:
    """Rows of every table that does not grow by being used, files of the vault, and files on their way in."""
    before = os.environ.get("TAMDAN_HOME")
    os.environ["TAMDAN_HOME"] = str(home)
    try:
        with postgres.running(), psycopg.connect(**postgres.connection_params("owner")) as connection:
            found = {table: rows for table, rows in row_counts(connection).items() if not table.startswith(PASSING)}
    finally:
        os.environ.pop("TAMDAN_HOME") if before is None else os.environ.update(TAMDAN_HOME=before)
    files = [path for path in (home / "vault").rglob("*") if path.is_file()]
    found["files of the vault"] = len(files)
    found["files half written"] = sum("incoming" in path.parts for path in files)
    return found


def unchanged(before: dict[str, int], after: dict[str, int], *but: str) -> None:
    """Fails where a table or folder holds more or less than before; ``but`` names those that may."""
    differing = {name: (before.get(name), after.get(name)) for name in {*before, *after} - {*but} if before.get(name) != after.get(name)}  # fmt: skip
    assert not differing, f"something was written: {differing}"
