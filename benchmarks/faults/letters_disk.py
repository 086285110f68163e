"""Sealed letters on a small disk and on a read-only one: refused in plain words, then received once."""

import base64
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.disk import read_only
from benchmarks.faults.ground import MEGABYTE, Ground, Server, ended, environment, fill
from benchmarks.faults.letters import Outbox, look, tell
from benchmarks.faults.uploads import Sender, both
from benchmarks.faults.visitor import Answer, Visitor

ROOM_FOR_LETTERS = {"TAMDAN_FREE_SPACE_FLOOR": str(100 * MEGABYTE)}
"""A disk of 500 MB stands in for one of some GB: the floor of letters is lowered, that of their files stays 1 GiB."""


def letters_for(home: Path, file: Path, number: int) -> list[dict[str, Any]]:
    """Sealed letters as a page sends them; every second one has a file."""
    done = ended(
        [sys.executable, "-m", "benchmarks.faults.letter_writer", str(number), str(file)], environment(home), 300
    )
    assert done.status == 0, done.said[-800:]
    return list(json.loads(file.read_text()))


def post(server: Server, letter: dict[str, Any], language: str = "en") -> Answer:
    headers = {"Idempotency-Key": letter["ref"], "X-Effort": letter["effort"], "Accept-Language": language,
               "Content-Type": "application/octet-stream"}  # fmt: skip
    return Visitor(server.port, 60).send("POST", "/letters", base64.b64decode(letter["body"]), headers)


def refused(server: Server, letter: dict[str, Any], status: int) -> str:
    return both(post(server, letter), post(server, letter, "km"), status)


def received_once(server: Server, letter: dict[str, Any]) -> str:
    statuses = [post(server, letter).status for _time in range(2)]
    assert statuses == [201, 200], statuses
    return "201, and 200 for the same bytes once more"


@case("letters below the floor of files, then below their own", "uploads", disk=True)
def letters_below_floor(ground: Ground) -> Iterator[Seen]:
    with ground.disk(500) as disk:
        home = disk / "home"
        letters = letters_for(home, ground.work / "below.json", 3)[::2]
        outbox = Outbox(0)
        with ground.serving(home, **ROOM_FOR_LETTERS) as server:
            outbox.port = server.port
            sender = Sender(server.port)
            files = both(sender.ask_ticket(MEGABYTE), sender.ask_ticket(MEGABYTE, "km"), 507)
            yield Seen("POST /tickets, below the floor of files", files)
            outbox.deliver(letters[0])
            yield Seen("POST /letters without a file, below the floor of files", tell(outbox))
            ballast = fill(disk, 60 * MEGABYTE)
            yield Seen("POST /letters, below the floor of letters", refused(server, letters[1], 507))
            ballast.unlink()
            yield Seen("the refused letter, with room again", received_once(server, letters[1]))
            outbox.deliver(letters[1])
            server.assert_sound()
        yield from look(home, letters, outbox)


@case("letters while the vault is read-only", "uploads", disk=True)
def letters_read_only(ground: Ground) -> Iterator[Seen]:
    with ground.disk(500) as disk:
        home = disk / "home"
        letters = letters_for(home, ground.work / "only.json", 3)[::2]
        with ground.serving(home, **ROOM_FOR_LETTERS) as server:
            outbox = Outbox(server.port)
            with read_only(home / "vault"):
                yield Seen("POST /letters, the vault read-only", refused(server, letters[0], 507))
            yield Seen("the same bytes, writable again", received_once(server, letters[0]))
            for letter in letters:
                outbox.deliver(letter)
        yield from look(home, letters, outbox)
