"""Every command on a folder that does not exist yet, and beside a server: one JSON object, a status that tells, nothing left running."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import ROOT, Done, Ground, end, environment, free_port, wait_until
from benchmarks.faults.made import upr_file

PRESS = "Voice of Xanara\n4 March 2026\n\nMinister promises registers\n\n“We will open the registers of land,” said Minister Alo.\n"


def lines(ground: Ground, *, fresh: bool) -> Iterator[tuple[tuple[object, ...], int, str]]:
    """Each command, the status that it ends with, and the code of its refusal (empty for none)."""
    table, dump = upr_file(ground.work / "commands.csv", 3), ground.work / "commands.txt"
    dump.write_text(PRESS, encoding="utf-8")
    saved = ground.work / f"commands-{fresh}.tar"
    saved.unlink(missing_ok=True)
    yield ("doctor",), 0, ""
    yield ("import", table, "--dry-run"), 0, ""
    yield ("import", table), 0, ""
    yield ("import", "absent.csv"), 1, "no_such_file"
    yield ("export", "recommendations"), 0, ""
    yield ("export", "nothing"), 1, "no_such_export"
    yield ("search", "registers"), 0, ""
    yield ("read", dump), 0, ""
    yield ("press", "add", dump), 0, ""
    yield ("user", "list"), 0, ""
    yield ("user", "close", "nobody@example.org"), 1, "no_such_user"
    yield ("backup", saved), 0, ""
    yield ("restore", "absent.tar"), 1, "archive"
    yield ("upgrade",), 0, ""
    yield ("audit", "verify"), 0, ""
    yield (("demo", "remove"), 1, "not_demonstration") if fresh else (("demo", "load"), 1, "not_empty")
    yield ("serve", "--port", "0"), 2, "usage"


def one_object(done: Done, status: int, code: str) -> Any:
    """What was printed, where it is one JSON value; status and refusal are those that were expected."""
    assert "Traceback" not in done.said, done.said[-1500:]
    assert done.status == status, f"status {done.status}: {done.said[-800:]}"
    found = json.loads(done.printed)
    refusal = found.get("error", {}).get("code", "") if isinstance(found, dict) else ""
    assert refusal == code, f"refused with {refusal!r}"
    return found


def fresh(ground: Ground, home: Path, *arguments: object) -> Done:
    """On a folder of the invented State, whose reference is small: to prepare Cambodia's takes four times as long."""
    return ground.run(home, *arguments, "--json", timeout=900, TAMDAN_COUNTRY="xa")


def is_stopped(home: Path) -> bool:
    return not list(home.glob("postgres/data/postmaster.pid"))


def on_nothing(ground: Ground, number: int, arguments: tuple[object, ...], status: int, code: str) -> Seen:
    home = ground.work / f"empty-{number}"
    began = time.monotonic()
    found = one_object(fresh(ground, home, *arguments), status, code)
    assert is_stopped(home), f"{arguments[0]} left a database running"
    if arguments == ("doctor",):
        assert not [one for one in found["findings"] if one["status"] == "bad"], found
    shutil.rmtree(home, ignore_errors=True)
    took = f"{time.monotonic() - began:.0f} s"
    return Seen(words(arguments), f"status {status} {code or 'one object'}, stopped, {took}")


@case("every command on an empty folder", "commands")
def on_an_empty_folder(ground: Ground) -> Iterator[Seen]:
    """Each prepares a folder of its own from nothing, so as many at once as there are processors."""
    wanted = list(enumerate(lines(ground, fresh=True)))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(lambda one: on_nothing(ground, one[0], *one[1]), wanted)
    home = ground.work / "empty-demo"
    one_object(fresh(ground, home, "demo", "load"), 0, "")
    one_object(fresh(ground, home, "demo", "remove"), 0, "")
    found = one_object(fresh(ground, home, "doctor"), 0, "")
    assert any(one["name"] == "set up" for one in found["findings"]), found
    yield Seen("tamdan demo load; demo remove; doctor", "loaded, removed, sound")


@case("every command beside a server", "commands")
def beside_a_server(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("beside")
    with ground.serving(home) as server:
        for arguments, status, code in lines(ground, fresh=False):
            one_object(ground.run(home, *arguments, "--json"), status, code)
            assert not is_stopped(home), f"{arguments[0]} stopped the server's database"
        assert server.person().get("/en/office/").status == 200
        server.assert_sound()
        yield Seen("each of them on a folder that is served", "one object each; the server serves on")
        one_object(ground.run(home, "stop", "--json"), 0, "")
        assert is_stopped(home), "a database runs on"
        assert server.process.wait(30) == 0
        yield Seen("tamdan stop", "the server and its database ended")
    stopped = one_object(ground.run(home, "stop", "--json"), 0, "")
    assert stopped["stopped"] is False
    yield Seen("tamdan stop, again", "nothing to stop")


@case("long commands that are told to end", "commands")
def told_to_end(ground: Ground) -> Iterator[Seen]:
    home, table = ground.copy("ended"), upr_file(ground.work / "long.csv", 60_000)
    for arguments in (("worker",), ("import", table), ("serve", "--port", free_port())):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            if number == signal.SIGHUP and arguments[0] != "import":
                continue
            process = started(home, *arguments)
            try:
                assert wait_until(lambda: not is_stopped(home), 60), "it does not start"
                first = ready(process) if arguments[0] == "serve" else ""
                time.sleep(0 if first else 6)
                process.send_signal(number)
                printed, said = process.communicate(timeout=90)
            finally:
                end(process)
            assert "Traceback" not in said, said[-1500:]
            assert is_stopped(home), f"{arguments[0]} left a database running after {number.name}"
            assert not first or not printed, f"more than one object: {printed}"
            yield Seen(f"{number.name} to {words(arguments)}", f"status {process.returncode}, the database stopped")
    done = ground.run(home, "import", table, "--json", timeout=600)
    assert one_object(done, 0, "")["new"] == 60_000
    yield Seen("tamdan import, again to its end", "60,000 new: nothing of the ones that were ended")


@case("output that cannot be written", "commands")
def no_output(ground: Ground) -> Iterator[Seen]:
    home = ground.base
    for arguments in (
        ("user", "list", "--json"),
        ("export", "recommendations"),
        ("export", "recommendations", "--json"),
    ):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "tamdan", *arguments], env=environment(home), cwd=ROOT, stdout=full,
                stderr=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
        assert done.returncode == 1, f"status {done.returncode}: {done.stderr}"
        assert "Traceback" not in done.stderr, done.stderr[-1500:]
        yield Seen(f"{words(arguments)} > /dev/full", f"status 1 “{done.stderr.strip().splitlines()[-1]}”")


def started(home: Path, *arguments: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tamdan", *map(str, arguments), "--json"], env=environment(home), cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def ready(process: "subprocess.Popen[str]") -> str:
    """The object that says that it serves."""
    assert process.stdout
    line = process.stdout.readline()
    assert line.startswith('{"address": "http://127.0.0.1:'), line
    return line


def words(arguments: tuple[object, ...]) -> str:
    return " ".join(["tamdan", *(one.name if isinstance(one, Path) else str(one) for one in arguments)])
