"""Sealed letters through Django: processor time of a submission, its p95 with 32 senders at once, the queue with many letters.

The keys are made here (sealing.founding), the letters by the client of the protocol that the tests use; the second figure goes
through ``tamdan serve``. LETTERS=1000 makes the large queue smaller, RECEIPTS=20 the number of receipts that are asked for.
"""

import base64
import gc
import http.client
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks.said import say
from benchmarks.start import free_port

SUBMISSIONS, WITH_FILE, SENDERS, EACH = 60, 20, 32, 4
ASKING = 8
FEW, MANY = 1_000, int(os.environ.get("LETTERS", "100000"))
ROUNDS = 40
RECEIPTS = int(os.environ.get("RECEIPTS", "200"))
Headers = dict[str, str]


@contextmanager
def folder() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="tamdan-bench-"))
    home.chmod(0o711)
    os.environ["TAMDAN_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    os.environ["TAMDAN_COUNTRY"] = "xa"
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def ready(ring: Any, with_file: bool = False) -> tuple[bytes, Headers]:
    """A submission as it leaves a device: a story and a name, and a file of a mebibyte whose pieces have arrived."""
    from tamdan.vault.blobs import store_blob
    from tests.letters import Part, Sender, identity, sealed, story

    parts = [story(ring, "They took our field. " * 100), identity(ring)]
    if with_file:
        parts.append(Part("file", os.urandom(1 << 20), [ring.office.recipient]))  # type: ignore[arg-type]
        for segment in parts[-1].segments:
            store_blob(segment.sealed, segment.digest)
    made = Sender().submission(parts)
    return sealed(made), {"Idempotency-Key": made["letter"], "X-Effort": quick_solution("letters")}


def asked(path: str, body: bytes, headers: Headers, kind: str = "application/octet-stream") -> tuple[int, bytes, float]:
    """Status, content, and milliseconds of this process's processor for one request, through everything that the server runs but the
    socket."""
    from config.wsgi import application

    environ = {
        "REQUEST_METHOD": "POST", "PATH_INFO": path, "SCRIPT_NAME": "", "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": "localhost", "SERVER_PORT": "8000", "HTTP_HOST": "localhost", "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr,
        "CONTENT_LENGTH": str(len(body)), "CONTENT_TYPE": kind,
        **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
    }  # fmt: skip
    told: list[str] = []

    def start(status: str, _headers: object, _error: object = None, /) -> Callable[[bytes], object]:
        told.append(status)
        return bytearray().extend

    began = time.process_time()
    answer = application(environ, start)
    content = b"".join(answer)
    answer.close()
    return int(told[0][:3]), content, (time.process_time() - began) * 1000


def processor(ring: Any, number: int, with_file: bool = False) -> float:
    """Milliseconds of this process's processor for one submission, the median."""
    took = []
    for body, headers in [ready(ring, with_file) for _ in range(number)]:
        status, content, spent = asked("/letters", body, headers)
        assert status == 201, content
        took.append(spent)
    return statistics.median(took)


def upload_and_send(ring: Any, number: int) -> float:
    """Milliseconds of the processor for a letter with a file of a mebibyte, with its ticket and its uploads by tus; the median."""
    from tests.letters import Part, Sender, sealed, story

    took = []
    for _ in range(number):
        large = Part("file", os.urandom(1 << 20), [ring.office.recipient])  # type: ignore[arg-type]
        made = Sender().submission([story(ring), large])
        ref, body = made["letter"], sealed(made)
        wanted = json.dumps({"letter": ref, "bytes": sum(len(one.sealed) for one in large.segments)}).encode()
        _status, content, spent = asked("/tickets", wanted, {"X-Effort": quick_solution("ticket")}, "application/json")
        token = json.loads(content)["token"]
        for one in large.segments:
            names = {"letter": ref, "sha256": one.digest, "ticket": token}
            told = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in names.items())
            headers = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(one.sealed)), "Upload-Metadata": told}
            status, content, more = asked("/uploads", one.sealed, headers, "application/offset+octet-stream")
            assert status == 201, content
            spent += more
        headers = {"Idempotency-Key": ref, "X-Effort": quick_solution("letters")}
        status, content, more = asked("/letters", body, headers)
        assert status == 201, content
        took.append(spent + more)
    return statistics.median(took)


def at_once(home: Path, waiting: list[tuple[bytes, Headers]]) -> dict[str, float]:
    """All senders at the same time, each its letters one after the other, through the web server."""
    port = free_port()
    command = [sys.executable, "-m", "tamdan", "serve", "--port", str(port)]
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "TAMDAN_HOME": str(home)}
    )
    try:
        _wait(port)
        shares = [waiting[number::SENDERS] for number in range(SENDERS)]
        began = time.monotonic()
        with ThreadPoolExecutor(SENDERS) as pool:
            took = sorted(
                one for share in pool.map(lambda share: [_post(port, *one) for one in share], shares) for one in share
            )
        seconds = time.monotonic() - began
    finally:
        server.terminate()
        server.wait(60)
    return {
        "letters a second, 32 senders": len(took) / seconds,
        "submission p50, 32 senders, ms": statistics.median(took) * 1000,
        "submission p95, 32 senders, ms": took[int(len(took) * 0.95)] * 1000,
    }


def _wait(port: int) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/effort/letters")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def _post(port: int, body: bytes, headers: Headers) -> float:
    began = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("POST", "/letters", body, {"Content-Type": "application/octet-stream", **headers})
    answer = line.getresponse()
    assert answer.status == 201, answer.read()[:500]
    answer.read()
    line.close()
    return time.monotonic() - began


COPIED = {
    "intake_letter": {"id": "id + n", "ref": "md5(n::text || 'letter')"},
    "intake_item": {"id": "id + n * 10", "letter_id": "letter_id + n", "ref": "md5(n::text || id::text)"},
    "intake_itemsegment": {"id": "id + n * 10", "item_id": "item_id + n * 10"},
    "intake_envelope": {"id": "id + n * 10", "item_id": "item_id + n * 10"},
    "grievances_case": {
        "id": "id + n", "letter_id": "letter_id + n", "number": "'2025-' || n", "uuid": "gen_random_uuid()",
        "received_on": "received_on - (n % 400)::int", "due_on": "due_on - (n % 400)::int + 200", "rank": "(n % 3)",
    },
    "clocks_clock": {
        "id": "id + n * 10", "object_id": "object_id + n", "uuid": "gen_random_uuid()", "due_on": "due_on - (n % 400)::int + 200",
    },
}  # fmt: skip
"""The rows of one genuine complaint, multiplied in the database; what is unique gets values of its own."""


def multiply(letter: Any, number: int, beyond: int) -> None:
    """``number`` copies of a complaint, counted from ``beyond``."""
    from django.db import connection

    where = {
        "intake_letter": f"id = {letter.pk}",
        "intake_item": f"letter_id = {letter.pk}",
        "intake_itemsegment": f"item_id IN (SELECT id FROM intake_item WHERE letter_id = {letter.pk})",
        "intake_envelope": f"item_id IN (SELECT id FROM intake_item WHERE letter_id = {letter.pk})",
        "grievances_case": f"letter_id = {letter.pk}",
        "clocks_clock": f"kind = 'grievances.case' AND object_id IN (SELECT id FROM grievances_case WHERE letter_id = {letter.pk})",
    }
    with connection.cursor() as cursor:
        for table, changed in COPIED.items():
            columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
            values = [changed.get(one, one) for one in columns]
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table}, "
                f"generate_series({beyond + 1}, {beyond + number}) n WHERE {where[table]}"
            )


def pages(officer: Any) -> dict[str, float]:
    """p95 of the queue of 50 and of the page of one complaint, milliseconds."""
    from django.test import Client

    from tamdan.grievances.models import Case

    gc.collect()
    gc.freeze()  # as `tamdan serve` does with what it loaded, or a full collection of this process stands for a slow page
    client = Client()
    client.force_login(officer)
    numbers = list(Case.objects.order_by("?").values_list("number", flat=True)[:ROUNDS])
    return {
        "queue": _p95(lambda _number: client.get("/en/office/letters/"), numbers),
        "one complaint": _p95(lambda number: client.get(f"/en/office/letters/{number}/"), numbers),
    }


def equality(officer: Any) -> float:
    """The page that compares channels and provinces, milliseconds, the middle one of five; a third of the complaints is answered."""
    from django.db import connection
    from django.test import Client

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE clocks_clock SET stopped_on = started_on + (id % 60)::int, outcome = 'done' WHERE id % 3 = 0 AND stopped_on IS NULL"
        )
        cursor.execute("ANALYZE")
    client, took = Client(), []
    client.force_login(officer)
    for _round in range(5):
        began = time.monotonic()
        assert client.get("/en/office/letters/equality/").status_code == 200
        took.append((time.monotonic() - began) * 1000)
    return sorted(took)[2]


def _p95(ask: Callable[[str], Any], numbers: list[str]) -> float:
    took = []
    for number in [*numbers[:3], *numbers]:
        began = time.monotonic()
        answer = ask(number)
        took.append((time.monotonic() - began) * 1000)
        assert answer.status_code == 200, answer.status_code
    return sorted(took[3:])[int(len(numbers) * 0.95)]


def releases(ring: Any, number: int) -> float:
    """Milliseconds of the processor to release an item, the median."""
    from django.conf import settings

    from tamdan.intake.models import Envelope
    from tamdan.intake.releasing import release

    settings.RELEASES_AN_HOUR = 10_000
    took = []
    for envelope in Envelope.objects.filter(epoch__office=ring.office.office)[:number]:
        began = time.process_time()
        release(envelope, ring.officer, "triage")  # type: ignore[arg-type]
        took.append((time.process_time() - began) * 1000)
    return statistics.median(took)


def receipts(ring: Any, number: int) -> dict[str, float]:
    """Digits that are known, digits that are not, and digits of a receipt that ended: what the work takes, in turn, and when the
    answer comes, of several who ask at once.

    Told apart by nothing but chance, half of the misses take longer than the middle one of those that ended.
    """
    from django.db import connections
    from django.test import Client

    from tamdan.intake.misses import misses
    from tamdan.intake.visits import end_receipt
    from tests.letters import ask_receipt, send

    client = Client()
    sender, _letter = send(client, ring)
    ended, letter = send(client, ring)
    end_receipt(letter, by=None)
    handles: dict[str, Callable[[], bytes]] = {
        "hit": lambda: sender.derived.handle,
        "miss": lambda: os.urandom(32),
        "void": lambda: ended.derived.handle,
    }
    work: dict[str, list[float]] = {name: [] for name in handles}
    answers: dict[str, list[float]] = {name: [] for name in handles}
    asked = []
    for _ in range(number):
        for name, handle in handles.items():
            work[name].append(_receipt_work(handle()))
            asked.append((name, handle(), quick_solution("receipts")))

    def ask(one: tuple[str, bytes, str]) -> tuple[str, float]:
        name, handle, effort = one
        misses.__init__()  # type: ignore[misc]  # misses make the next proof dearer, which is not what is timed
        began = time.monotonic()
        status = ask_receipt(Client(), handle, effort).status_code
        took = (time.monotonic() - began) * 1000
        connections.close_all()
        assert status == (200 if name == "hit" else 404), (name, status)
        return name, took

    with ThreadPoolExecutor(ASKING) as pool:
        for name, took in pool.map(ask, asked):
            answers[name].append(took)
    figures = {}
    for what, taken in (("work for a receipt", work), ("answer for a receipt", answers)):
        for name, each in taken.items():
            figures[f"{what}, {name}, p50, ms"] = statistics.median(each)
            figures[f"{what}, {name}, p95, ms"] = sorted(each)[int(len(each) * 0.95)]
    for one, other in (("miss", "void"), ("miss", "hit")):
        middle = statistics.median(answers[other])
        figures[f"answers: {one} later than the middle {other}, share"] = (
            sum(each > middle for each in answers[one]) / number
        )
    return figures


def quick_solution(purpose: str) -> str:
    """A proof of work as a device finds it, in a loop that does nothing else."""
    from hashlib import sha256

    from tamdan.core.effort import new_challenge

    asked = new_challenge(purpose)
    salt = asked["salt"].encode()
    found = next(
        number
        for number in range(asked["maxNumber"] + 1)
        if sha256(salt + b"%d" % number).hexdigest() == asked["challenge"]
    )
    told = {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**told, "number": found}).encode()).decode()


def _receipt_work(handle: bytes) -> float:
    from tamdan.intake.errors import ReceiptUnknown
    from tamdan.intake.shown import page_of
    from tamdan.intake.visits import open_receipt

    began = time.monotonic()
    with suppress(ReceiptUnknown):
        page_of(open_receipt(handle))
    return (time.monotonic() - began) * 1000


def queues(ring: Any) -> dict[str, float]:
    """The queue with few and with many complaints."""
    from django.db import connection

    from tamdan.intake.models import Letter

    letter = Letter.objects.complaints().last()
    figures: dict[str, float] = {}
    before = 0
    for size in (FEW, MANY):
        multiply(letter, size - before, beyond=1_000_000 + before)
        before = size
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        figures |= {f"{name} p95 with {size:,} letters, ms": value for name, value in pages(ring.officer).items()}
    for name in ("queue", "one complaint"):
        figures[f"{name}, many to few"] = (
            figures[f"{name} p95 with {MANY:,} letters, ms"] / figures[f"{name} p95 with {FEW:,} letters, ms"]
        )
    figures[f"channels and provinces compared over {MANY:,} letters, ms"] = equality(ring.officer)
    return figures


def measure(home: Path) -> dict[str, float]:
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from tamdan.cli.ready import system

    with system():
        setup_test_environment()
        settings.SEALING_FOUNDING = True
        from tests.cast import make_cast
        from tests.letters import make_ring

        ring = make_ring(make_cast())
        processor(ring, 5)
        figures = {
            "submission, ms of the processor": processor(ring, SUBMISSIONS),
            "submission that names a file of 1 MiB, ms of the processor": processor(ring, WITH_FILE, with_file=True),
            "submission with the uploads of 1 MiB, ms of the processor": upload_and_send(ring, WITH_FILE),
            "release, ms of the processor": releases(ring, SUBMISSIONS),
            **receipts(ring, RECEIPTS),
        }
        waiting = [ready(ring) for _ in range(SENDERS * EACH)]
    figures |= at_once(home, waiting)
    print(json.dumps(figures), file=sys.stderr)
    with system():
        figures |= queues(ring)
    return figures


def main() -> None:
    with folder() as home:
        figures = measure(home)
    say(figures)


if __name__ == "__main__":
    main()
