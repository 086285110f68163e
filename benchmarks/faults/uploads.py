"""Segments of letters on a full and a read-only disk, and while every process of the server is killed."""

import base64
import hashlib
import json
import os
import random
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException

import psutil
from altcha import v1

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.disk import read_only
from benchmarks.faults.ground import MEGABYTE, START_SECONDS, Ground, Server, fill, state, unchanged, wait_until
from benchmarks.faults.visitor import KHMER, Answer, Visitor

KEPT_BY_A_LETTER = ("vault_ticket", "vault_upload", "core_spenteffort")
NO_FLOOR = {"TAMDAN_FREE_SPACE_FLOOR": "0", "TAMDAN_LETTER_FILES_FLOOR": "0"}
BODY = {"Content-Type": "application/offset+octet-stream"}


@dataclass
class Sender:
    """A telephone that sends segments of one letter to whatever listens at ``port``."""

    port: int
    letter: str = field(default_factory=lambda: secrets.token_hex(16))
    token: str = ""

    def send(self, method: str, path: str, body: bytes = b"", language: str = "en", **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return Visitor(self.port, 60).send(
            method, path, body, {"Tus-Resumable": "1.0.0", "Accept-Language": language, **named}
        )

    def ask_ticket(self, size: int, language: str = "en") -> Answer:
        asked = json.loads(self.send("GET", "/effort/ticket").body)
        found = v1.solve_challenge(asked["challenge"], asked["salt"], "SHA-256", asked["maxNumber"])
        assert found is not None, "a challenge without a solution"
        asked.pop("maxNumber")
        proof = base64.b64encode(json.dumps({**asked, "number": found.number}).encode()).decode()
        sent = json.dumps({"letter": self.letter, "bytes": size}).encode()
        answer = self.send("POST", "/tickets", sent, language, X_Effort=proof, Content_Type="application/json")
        if answer.status == 201:
            self.token = json.loads(answer.body)["token"]
        return answer

    def begin(self, segment: bytes, language: str = "en") -> Answer:
        named = {"letter": self.letter, "sha256": hashlib.sha256(segment).hexdigest(), "ticket": self.token}
        told = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in named.items())
        return self.send("POST", "/uploads", b"", language, Upload_Length=str(len(segment)), Upload_Metadata=told)

    def patch(self, path: str, at: int, body: bytes, language: str = "en") -> Answer:
        return self.send("PATCH", path, body, language, Upload_Offset=str(at), **BODY)

    def offset(self, path: str) -> int:
        answer = self.send("HEAD", path)
        assert answer.status == 200, f"HEAD: {answer.status}"
        return int(answer.headers["upload-offset"])


def ticket_for(server: Server, size: int) -> Sender:
    sender = Sender(server.port)
    answer = sender.ask_ticket(size)
    assert answer.status == 201, f"{answer.status} {answer.page}"
    return sender


def words(answer: Answer, status: int) -> str:
    assert answer.status == status, f"status {answer.status}, expected {status}: {answer.page}"
    return str(json.loads(answer.body)["message"])


def both(english: Answer, khmer: Answer, status: int) -> str:
    """What a refusal says in both languages, each in its own."""
    said, in_khmer = words(english, status), words(khmer, status)
    assert KHMER.search(in_khmer), f"no Khmer in: {in_khmer}"
    return f"{status} “{said}” “{in_khmer}”"


def assert_kept(server: Server, *segments: bytes) -> None:
    """Every segment lies in the vault, byte for byte."""
    for segment in segments:
        digest = hashlib.sha256(segment).hexdigest()
        path = server.home / "vault" / digest[:2] / digest[2:4] / digest
        assert path.is_file(), f"{digest} is not in the vault"
        assert path.read_bytes() == segment, f"{digest} holds other bytes"


@case("no room for files, and room for letters", "uploads", disk=True)
def below_floor(ground: Ground) -> Iterator[Seen]:
    with ground.disk(500) as disk, ground.serving(disk / "home") as server:
        before = state(server.home)
        sender = Sender(server.port)
        refused = both(sender.ask_ticket(MEGABYTE), sender.ask_ticket(MEGABYTE, "km"), 507)
        yield Seen("POST /tickets for 1 MB, under 500 MB free, floor of letters' files 1 GiB", refused)
        unchanged(before, state(server.home))
        server.assert_sound()


@case("the disk is full when a segment is begun; one begun before completes", "uploads", disk=True)
def full_at_creation(ground: Ground) -> Iterator[Seen]:
    first, second = os.urandom(MEGABYTE), os.urandom(MEGABYTE)
    with ground.disk(500) as disk, ground.serving(disk / "home", **NO_FLOOR) as server:
        sender = ticket_for(server, 4 * MEGABYTE)
        path = sender.begin(first).place
        half = sender.patch(path, 0, first[: MEGABYTE // 2])
        assert half.status == 204, half.page
        ballast = fill(disk, MEGABYTE // 2)
        yield Seen("POST /uploads of 1 MiB, 0.5 MiB free", both(sender.begin(second), sender.begin(second, "km"), 507))
        rest = sender.patch(path, MEGABYTE // 2, first[MEGABYTE // 2 :])
        yield Seen("PATCH of the segment begun before", f"{rest.status}, whole")
        assert rest.status == 204, rest.page
        assert_kept(server, first)
        assert state(server.home)["files half written"] == 0
        ballast.unlink()
        path = sender.begin(second).place
        assert sender.patch(path, 0, second).status == 204
        assert_kept(server, second)
        yield Seen("the refused segment after freeing", "204, whole")
        server.assert_sound()


@case("the vault turns read-only between two parts of a segment", "uploads", disk=True)
def read_only_between(ground: Ground) -> Iterator[Seen]:
    segment = os.urandom(MEGABYTE)
    with ground.disk(500) as disk, ground.serving(disk / "home", **NO_FLOOR) as server:
        sender = ticket_for(server, 4 * MEGABYTE)
        path = sender.begin(segment).place
        sender.patch(path, 0, segment[:1000])
        with read_only(server.home / "vault"):
            said = both(sender.patch(path, 1000, segment[1000:]), sender.patch(path, 1000, segment[1000:], "km"), 507)
            yield Seen("PATCH, the vault read-only", said)
            other = os.urandom(1000)
            yield Seen("POST /uploads, the vault read-only", both(sender.begin(other), sender.begin(other, "km"), 507))
            refused = both(sender.ask_ticket(1000), sender.ask_ticket(1000, "km"), 507)
            yield Seen("POST /tickets, the vault read-only", refused)
        assert sender.offset(path) == 1000, "the offset moved"
        assert sender.patch(path, 1000, segment[1000:]).status == 204
        assert_kept(server, segment)
        yield Seen("PATCH, writable again", "204, whole")
        server.assert_sound()


@dataclass
class Telephone(threading.Thread):
    """Sends one segment in eight parts, as often as it takes, and remembers what the server said it has."""

    sender: Sender
    segment: bytes
    begun: threading.Event = field(default_factory=threading.Event)
    acknowledged: int = 0
    behind: int = 0
    """Times that the server had less than it had acknowledged: must stay 0."""
    breaks: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        path, deadline = "", time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.acknowledged < len(self.segment):
            try:
                path = path or self._begin()
                self._go_on(path)
            except (OSError, HTTPException, AssertionError):
                self.breaks += 1
                time.sleep(0.2)

    def _begin(self) -> str:
        answer = self.sender.begin(self.segment)
        assert answer.status == 201, answer.page
        self.begun.set()
        return answer.place

    def _go_on(self, path: str) -> None:
        at = self.sender.offset(path)
        self.behind += at < self.acknowledged
        while at < len(self.segment):
            answer = self.sender.patch(path, at, self.segment[at : at + MEGABYTE // 8])
            assert answer.status == 204, answer.page
            at = int(answer.headers["upload-offset"])
            self.acknowledged = at
            time.sleep(0.03)
        self.acknowledged = at

    __hash__ = threading.Thread.__hash__


@case("every process is killed while eight telephones send", "uploads")
def killed(ground: Ground) -> Iterator[Seen]:
    home, chance = ground.copy("killed"), random.Random(4)
    segments = [os.urandom(MEGABYTE) for _telephone in range(8)]
    with ground.serving(home, **NO_FLOOR) as server:
        before = state(home)
        sender = ticket_for(server, 8 * MEGABYTE)
        telephones = [Telephone(sender, segment) for segment in segments]
        for telephone in telephones:
            telephone.start()
        for telephone in telephones:
            telephone.begun.wait(START_SECONDS)
        time.sleep(chance.uniform(0.05, 0.3))
        kill_all(server)
    with ground.serving(home, **NO_FLOOR) as again:
        sender.port = again.port
        for telephone in telephones:
            telephone.join(START_SECONDS)
        unfinished = [telephone.acknowledged for telephone in telephones if telephone.acknowledged < MEGABYTE]
        assert not unfinished, f"not whole: {unfinished}"
        assert not any(telephone.behind for telephone in telephones), "acknowledged bytes were lost"
        assert_kept(again, *segments)
        after = state(home)
        assert after["files half written"] == 0
        assert after["vault_blob"] - before["vault_blob"] == 8, "blobs were lost or doubled"
        unchanged(before, after, *KEPT_BY_A_LETTER, "vault_blob", "files of the vault")
        breaks = sum(telephone.breaks for telephone in telephones)
        yield Seen("SIGKILL of web, worker and PostgreSQL between PATCHes of 8 segments of 1 MiB",
                   f"8 whole, 0 acknowledged bytes lost, 0 half written; {breaks} broken requests repeated")  # fmt: skip
        again.assert_sound()


def kill_all(server: Server) -> None:
    """SIGKILL of the server, its children and its database, which are this case's own."""
    note = server.home / "postgres" / "data" / "postmaster.pid"
    ours = [server.process.pid, *(child.pid for child in psutil.Process(server.process.pid).children(recursive=True))]
    if note.exists():
        postmaster = psutil.Process(int(note.read_text().splitlines()[0]))
        ours += [child.pid for child in postmaster.children(recursive=True)] + [postmaster.pid]
    for pid in ours:
        with suppress(psutil.NoSuchProcess):
            psutil.Process(pid).kill()
    wait_until(lambda: not any(map(is_running, ours)), 20)


def is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
