"""Sealed letters through Django: processor time of a submission and of a release, and the p95 of 32 senders at once.

The keys are made here (sealing.founding), the letters by the client of the protocol that the tests use; the senders go through
``tamdan serve``.
"""

import base64
import http.client
import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.said import say
from benchmarks.sealed import folder, quick_solution, ring, wait_for
from benchmarks.start import free_port

SUBMISSIONS, WITH_FILE, SENDERS, EACH = 60, 20, 32, 4
Headers = dict[str, str]


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
        wait_for(port)
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


def _post(port: int, body: bytes, headers: Headers) -> float:
    began = time.monotonic()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("POST", "/letters", body, {"Content-Type": "application/octet-stream", **headers})
    answer = line.getresponse()
    assert answer.status == 201, answer.read()[:500]
    answer.read()
    line.close()
    return time.monotonic() - began


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


def measure(home: Path) -> dict[str, float]:
    with ring() as keys:
        processor(keys, 5)
        figures = {
            "submission, ms of the processor": processor(keys, SUBMISSIONS),
            "submission that names a file of 1 MiB, ms of the processor": processor(keys, WITH_FILE, with_file=True),
            "submission with the uploads of 1 MiB, ms of the processor": upload_and_send(keys, WITH_FILE),
            "release, ms of the processor": releases(keys, SUBMISSIONS),
        }
        waiting = [ready(keys) for _ in range(SENDERS * EACH)]
    return figures | at_once(home, waiting)


def main() -> None:
    with folder() as home:
        figures = measure(home)
    say(figures)


if __name__ == "__main__":
    main()
