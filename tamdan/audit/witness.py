"""A witness of other installations' ledgers: C2SP tlog-witness ``add-checkpoint``, without a database.

It remembers the last checkpoint of each log that it was told to watch, cosigns a newer one only with the proof that the log merely
grew, and never cosigns two trees of which one does not contain the other. ``tamdan witness`` serves it.
"""

import base64
import fcntl
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tamdan.audit.cosignatures import CosigningKey
from tamdan.audit.notes import Note, NoteRefused, PublicKey, TreeHead, open_note
from tamdan.audit.proofs import ConsistencyProof
from tamdan.audit.tree import EMPTY_ROOT, verify_consistency
from tamdan.core.durable import replace
from tamdan.core.home import folder, lock_file
from tamdan.core.secrets import secret

NAME, LOGS = "TAMDAN_WITNESS_NAME", "TAMDAN_WITNESS_LOGS"
"""Where ``tamdan witness`` leaves its name, and the keys of the logs it watches, for the web server's process."""
LONGEST = 256 * 1024
"""Bytes of a request that are read."""
SIZE = "text/x.tlog.size"
TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """An answer: status, text, and the type that C2SP names for it."""

    status: HTTPStatus
    text: str
    kind: str = TEXT


@dataclass(frozen=True)
class WitnessOf:
    """A witness with its key, and the logs it watches by their origin. What it saw lies in files of ``seen``."""

    key: CosigningKey
    logs: dict[str, PublicKey]
    seen: Path

    def add_checkpoint(self, body: str, now: int) -> Reply:
        """Check a checkpoint with its proof, remember it, and give the cosignature line (C2SP tlog-witness, add-checkpoint)."""
        try:
            sent = ConsistencyProof.parse(body)
            head = TreeHead.parse(Note.parse(sent.checkpoint).text)
        except NoteRefused as error:
            return Reply(HTTPStatus.BAD_REQUEST, f"{error}\n")
        log = self.logs.get(head.origin)
        if log is None:
            return Reply(HTTPStatus.NOT_FOUND, "This log is not watched here.\n")
        try:
            open_note(sent.checkpoint, log)
        except NoteRefused as error:
            return Reply(HTTPStatus.FORBIDDEN, f"{error}\n")
        if sent.old > head.size:
            return Reply(HTTPStatus.BAD_REQUEST, "The old size is larger than the checkpoint's.\n")
        with lock_file("witness.lock") as one_at_a_time:
            fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
            return self._grown(sent, head, now)

    def _grown(self, sent: ConsistencyProof, head: TreeHead, now: int) -> Reply:
        last = self.last(head.origin)
        size, root = (last.size, last.root) if last else (0, EMPTY_ROOT)
        if sent.old != size or (head.size == size and head.root != root):
            return Reply(HTTPStatus.CONFLICT, f"{size}\n", SIZE)
        if not verify_consistency(size, head.size, root, head.root, sent.hashes):
            return Reply(HTTPStatus.UNPROCESSABLE_ENTITY, "The proof does not lead from the old tree to the new one.\n")
        text = Note.parse(sent.checkpoint).text
        line = self.key.line(text, now)
        replace(self.file(head.origin), f"{sent.checkpoint}{line}")  # remembered for good before anybody has the line
        return Reply(HTTPStatus.OK, line)

    def last(self, origin: str) -> TreeHead | None:
        """The last tree of a log that was cosigned here; None before the first."""
        try:
            return TreeHead.parse(Note.parse(self.file(origin).read_bytes()).text)
        except FileNotFoundError:
            return None

    def file(self, origin: str) -> Path:
        """Where the last checkpoint of a log lies, cosigned: what ``tamdan audit verify --checkpoint`` reads."""
        return self.seen / f"{sha256(origin.encode()).hexdigest()[:32]}.txt"

    def told(self) -> Reply:
        """Who watches here and what was seen last, for people."""
        lines = [f"{self.key.public}\n"]
        for origin in self.logs:
            file = self.file(origin)
            lines.append(
                f"\n{file.read_text(encoding='utf-8') if file.exists() else f'{origin}: nothing was seen yet'}"
            )
        return Reply(HTTPStatus.OK, "".join(lines))


def witness(name: str, keys: Iterable[PublicKey]) -> WitnessOf:
    """The witness of this data folder; its key is made at first need."""
    seed = base64.urlsafe_b64decode(secret("witness", 32) + "=")
    return WitnessOf(CosigningKey(name, seed), {key.name: key for key in keys}, folder("witness"))


class Application:
    """What the web server calls (WSGI): ``POST …/add-checkpoint``, and a page of text for people at any other address."""

    @cached_property
    def here(self) -> WitnessOf:
        return witness(os.environ[NAME], map(PublicKey.parse, os.environ[LOGS].split()))

    def __call__(self, environ: dict[str, Any], start: Callable[[str, list[tuple[str, str]]], Any]) -> list[bytes]:
        reply = self.reply(environ)
        content = reply.text.encode()
        headers = [("Content-Type", reply.kind), ("Content-Length", str(len(content)))]
        start(f"{reply.status.value} {reply.status.phrase}", headers)
        return [content]

    def reply(self, environ: dict[str, Any]) -> Reply:
        if environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self.here.told()
        if environ["REQUEST_METHOD"] != "POST" or not environ.get("PATH_INFO", "").endswith("/add-checkpoint"):
            return Reply(HTTPStatus.NOT_FOUND, "A checkpoint is sent by POST to /add-checkpoint.\n")
        length = environ.get("CONTENT_LENGTH") or "0"
        if not length.isdecimal() or int(length) > LONGEST:
            return Reply(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The request is too long, or does not say how long it is.\n"
            )
        body = environ["wsgi.input"].read(int(length))
        try:
            return self.here.add_checkpoint(body.decode(), int(time.time()))
        except UnicodeDecodeError:
            return Reply(HTTPStatus.BAD_REQUEST, "The request is not UTF-8 text.\n")


application = Application()
