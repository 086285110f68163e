"""Letters while processes die: what was acknowledged is there, nothing is there by half, and a retry delivers once."""

import base64
import http.client
import json
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import Ground, Server, ended, environment
from benchmarks.sealed import solved
from tamdan.core import postgres

LETTERS = int(os.environ.get("LETTERS", "200"))
CLIENTS = 8
PATIENCE = 300.0
WHOLE = """
    SELECT letter.ref, letter.digest,
        (SELECT count(*) FROM audit_event WHERE verb = 'letter.received' AND kind = 'intake.letter' AND object_id = letter.id::text),
        (SELECT count(*) FROM intake_item WHERE letter_id = letter.id),
        (SELECT count(DISTINCT item.id) FROM intake_item item JOIN intake_itemsegment segment ON segment.item_id = item.id
            JOIN vault_blob blob ON blob.id = segment.blob_id WHERE item.letter_id = letter.id),
        (SELECT count(DISTINCT item.id) FROM intake_item item JOIN intake_envelope envelope ON envelope.item_id = item.id
            WHERE item.letter_id = letter.id),
        (SELECT count(*) FROM intake_receipt WHERE thread_id = letter.id)
    FROM intake_letter letter WHERE letter.ref = ANY(%s)
"""


@dataclass
class Outbox:
    """A phone that sends again until it hears that the letter is there."""

    port: int
    answers: dict[str, list[int]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    acceptances: dict[str, set[str]] = field(default_factory=dict)

    def deliver(self, letter: dict[str, Any]) -> None:
        deadline, heard = time.monotonic() + PATIENCE, self.answers.setdefault(letter["ref"], [])
        while time.monotonic() < deadline:
            try:
                status, told = self._once(letter)
            except (OSError, http.client.HTTPException):
                status, told = 0, {}
            heard.append(status)
            if status in (200, 201):
                self.acknowledged.add(letter["ref"])
                self.acceptances.setdefault(letter["ref"], set()).add(told["acceptance"])
                return
            time.sleep(0.3)

    def _once(self, letter: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if letter["pieces"]:
            self._upload(letter)
        headers = {
            "Idempotency-Key": letter["ref"],
            "X-Effort": letter["effort"],
            "Content-Type": "application/octet-stream",
        }
        return self._ask("POST", "/letters", base64.b64decode(letter["body"]), headers)[::2]

    def _upload(self, letter: dict[str, Any]) -> None:
        """Each piece whole: begun, or gone on with where an earlier try ended."""
        pieces = {name: base64.b64decode(data) for name, data in letter["pieces"].items()}
        if "token" not in letter:
            asked = json.dumps({"letter": letter["ref"], "bytes": sum(map(len, pieces.values()))}).encode()
            status, _headers, told = self._ask(
                "POST", "/tickets", asked, {"X-Effort": letter["ticket"], "Content-Type": "application/json"}
            )
            if status == 403:  # the answer of a ticket was lost, and its proof of work is spent: a page solves another
                letter["ticket"] = solved(self._ask("GET", "/effort/ticket", b"", {})[2])
            if status != 201:
                raise OSError(f"ticket {status}")
            letter["token"] = told["token"]
        for name, data in pieces.items():
            self._upload_piece(letter, name, data)

    def _upload_piece(self, letter: dict[str, Any], name: str, data: bytes) -> None:
        told = {"letter": letter["ref"], "sha256": name, "ticket": letter["token"]}
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())
        tus = {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"}
        status, headers, _told = self._ask(
            "POST", "/uploads", data, {**tus, "Upload-Length": str(len(data)), "Upload-Metadata": metadata}
        )
        if status != 201:
            raise OSError(f"upload {status}")
        offset = int(headers["upload-offset"])
        if offset < len(data):
            status, _headers, _told = self._ask(
                "PATCH", headers["location"], data[offset:], {**tus, "Upload-Offset": str(offset)}
            )
            if status != 204:
                raise OSError(f"upload {status}")

    def _ask(
        self, method: str, path: str, body: bytes, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], dict[str, Any]]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            content = answer.read()
            told = json.loads(content) if "json" in (answer.getheader("Content-Type") or "") else {}
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, told
        finally:
            line.close()


def killed(server: Server, what: str) -> None:
    """SIGKILL to the web server with its worker processes, to the background worker, or to the database's first process."""
    jobs = psutil.Process(server.process.pid).children()
    if what == "database":
        pids = [int(path.read_text().split()[0]) for path in postmasters(server.home)]
    else:
        web = next(one for one in jobs if one.children())
        other = next((one for one in jobs if one != web), web)
        pids = [one.pid for one in (*web.children(), web)] if what == "web" else [other.pid]
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def postmasters(home: Path) -> list[Path]:
    """The note of the database's first process: below the home, or where the embedded cluster had to live."""
    inside = list(home.glob("postgres/data/postmaster.pid"))
    return inside or [
        path for path in Path("/var/lib/tamdan/clusters").glob("*/data/postmaster.pid") if is_of(path, home)
    ]


def is_of(note: Path, home: Path) -> bool:
    """Whether this database's socket is the one that the home names."""
    told = home / "postgres-socket.json"
    return told.exists() and json.loads(told.read_text())["folder"] in note.read_text()


@case("processes killed while letters come", "letters")
def killed_while_letters_come(ground: Ground) -> Iterator[Seen]:
    home, file = ground.copy("letters"), ground.work / "letters.json"
    done = ended(
        [sys.executable, "-m", "benchmarks.faults.letter_writer", str(LETTERS), str(file)], environment(home), 900
    )
    assert done.status == 0, done.said[-800:]
    letters = json.loads(file.read_text())
    with ground.serving(home) as server:
        outbox = Outbox(server.port)
        kills = ("web", "worker", "database", "web")
        stages = [LETTERS * (number + 1) // (len(kills) + 1) for number in range(len(kills))]

        def harm() -> None:
            for what, stage in zip(kills, stages, strict=True):
                while len(outbox.acknowledged) < stage:
                    time.sleep(0.01)
                killed(server, what)

        harming = threading.Thread(target=harm, daemon=True)
        harming.start()
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(outbox.deliver, letters))
        again = Counter(outbox._once(letter)[0] for letter in letters)
    yield Seen(f"{LETTERS} letters by {CLIENTS} clients; SIGKILL to web, worker, database, web", tell(outbox))
    assert len(outbox.acknowledged) == LETTERS, f"not delivered: {LETTERS - len(outbox.acknowledged)}"
    yield from look(home, letters, outbox)
    assert again == {200: LETTERS}, again
    yield Seen("every letter once more", f"200 for {again[200]}")


def tell(outbox: Outbox) -> str:
    tries = Counter(status for heard in outbox.answers.values() for status in heard)
    first = ", ".join(f"{status or 'no answer'}: {count}" for status, count in sorted(tries.items()))
    return f"acknowledged {len(outbox.acknowledged)}; answers {first}"


def look(home: Path, letters: list[dict[str, Any]], outbox: Outbox) -> Iterator[Seen]:
    """Every letter whole, exactly once, with one event; the ledger and the files agree."""
    before = os.environ.get("TAMDAN_HOME")
    os.environ["TAMDAN_HOME"] = str(home)
    try:
        with postgres.running(), psycopg.connect(**postgres.connection_params("owner")) as connection:
            rows = connection.execute(WHOLE, [[letter["ref"] for letter in letters]]).fetchall()
    finally:
        os.environ.pop("TAMDAN_HOME") if before is None else os.environ.update(TAMDAN_HOME=before)
    stored = {row[0]: row[1:] for row in rows}
    lost = outbox.acknowledged - stored.keys()
    half = [
        letter["ref"]
        for letter in letters
        if letter["ref"] in stored
        and stored[letter["ref"]] != (letter["digest"], 1, *[1 + bool(letter["pieces"])] * 3, 1)
    ]
    several = [ref for ref, told in outbox.acceptances.items() if len(told) > 1]
    assert not lost, f"acknowledged and lost: {len(lost)}"
    assert not half, f"half written: {len(half)}: {[stored[ref] for ref in half[:3]]}"
    assert not several, f"two acceptances: {several}"
    verified = ended([sys.executable, "-m", "tamdan", "audit", "verify", "--json"], environment(home), 300)
    assert verified.status == 0, verified.printed[-1500:] + verified.said[-500:]
    yield Seen("the database afterwards", "acknowledged and lost 0, half written 0, one event each")
    yield Seen("tamdan audit verify", "status 0")
