"""Uploads over real connections: lines that break, senders that race, and the client that browsers use. These commit."""

import http.client
import json
import os
import shutil
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tamdan.core.tests.solving import solve
from tamdan.vault import tus
from tamdan.vault.blobs import open_blob
from tamdan.vault.models import Blob, Upload
from tamdan.vault.store import incoming
from tamdan.vault.tests.cutting import CuttingLine
from tamdan.vault.tests.sending import BODY, LETTER, TUS, metadata, some_bytes

ROOT = Path(__file__).resolve().parents[3]
NODE = shutil.which("node", path=f"{ROOT / '.venv/node-bin'}{os.pathsep}{os.environ.get('PATH', '')}")
SIZE = 200_000


def ask(address, method, path, body=b"", **headers):
    """Status and headers of the answer, by a connection of its own."""
    line = http.client.HTTPConnection(*address, timeout=20)
    line.request(method, path, body, {**TUS, "content-type": BODY, **headers})
    response = line.getresponse()
    content = response.read()
    line.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, content


def begun(address, digest, size=SIZE):
    """The path of a new upload, got as a sender gets it."""
    proof = solve(json.loads(ask(address, "GET", "/effort/ticket")[2]))
    sent = json.dumps({"letter": LETTER, "bytes": size}).encode()
    _status, _headers, given = ask(
        address, "POST", "/tickets", sent, **{"x-effort": proof, "content-type": "application/json"}
    )
    named = metadata(letter=LETTER, sha256=digest, ticket=json.loads(given)["token"])
    status, headers, said = ask(address, "POST", "/uploads", **{"upload-length": str(size), "upload-metadata": named})
    assert status == 201, said
    return headers["location"]


def offset(address, path):
    return int(ask(address, "HEAD", path)[1]["upload-offset"])


def open_patch(address, path, at, announced):
    """A connection on which a PATCH has begun and none of its body was sent."""
    line = socket.create_connection(address, timeout=20)
    line.sendall(
        f"PATCH {path} HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nContent-Type: {BODY}\r\n"
        f"Upload-Offset: {at}\r\nContent-Length: {announced}\r\n\r\n".encode()
    )
    return line


def wait_for_offset(address, path, least):
    for _time in range(400):
        if (found := offset(address, path)) >= least:
            return found
    raise AssertionError(f"{found} of {least} bytes are durable")


def test_lines_that_break_stall_or_race_leave_the_bytes_that_were_sent(served, monkeypatch):
    monkeypatch.setattr(tus, "DURABLE_SECONDS", 0.0)
    content, digest = some_bytes(SIZE)
    path = begun(served, digest)
    # A line that dies without a word: what it brought is durable while the server still waits for the rest.
    stalled = open_patch(served, path, 0, SIZE)
    stalled.sendall(content[:40_000])
    at = wait_for_offset(served, path, 32_768)
    # A line that breaks: the end of what came is kept.
    broken = open_patch(served, path, at, SIZE - at)
    broken.sendall(content[at : at + 5_000])
    broken.close()
    at = wait_for_offset(served, path, at + 5_000)
    # Eight at once from the same place: one goes on, the others hear that they are late.
    rest = {"upload-offset": str(at)}
    with ThreadPoolExecutor(8) as senders:
        answers = [senders.submit(ask, served, "PATCH", path, content[at:], **rest) for _sender in range(8)]
        statuses = sorted(answer.result()[0] for answer in answers)
    assert statuses == [204] + [409] * 7
    stalled.sendall(content[40_000:])
    assert b" 409 " in stalled.recv(4096)
    stalled.close()
    with open_blob(digest) as stream:
        assert stream.read() == content
    assert Blob.objects.get().size == SIZE
    assert not list(incoming().iterdir())


@pytest.mark.skipif(NODE is None, reason="needs node, which `make` fetches")
def test_the_client_that_browsers_use_resumes_at_random_bytes(served, tmp_path):
    content, digest = some_bytes(3 * SIZE)
    (tmp_path / "segment").write_bytes(content)
    line = CuttingLine(served, cuts=6, most=SIZE, seed=4)
    done = subprocess.run(
        [NODE, Path(__file__).with_name("send.mjs"), "http://{}:{}".format(*line.address), tmp_path / "segment", LETTER, digest],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    line.close()
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["retries"] >= 4, told
    assert len(line.cut_at) == 6
    with open_blob(digest) as stream:
        assert stream.read() == content
    assert Upload.objects.get().is_whole
