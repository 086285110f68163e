"""What the benchmarks of sealed letters stand on: a folder of their own, a ring of keys, and a proof of work."""

import base64
import http.client
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any


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


@contextmanager
def ring() -> Iterator[Any]:
    """A running system with keys that were made here (sealing.founding)."""
    from django.conf import settings
    from django.test.utils import setup_test_environment

    from tamdan.cli.ready import system

    with system():
        setup_test_environment()
        settings.SEALING_FOUNDING = True
        from tests.cast import make_cast
        from tests.letters import make_ring

        yield make_ring(make_cast())


def quick_solution(purpose: str) -> str:
    """A proof of work as a device finds it, in a loop that does nothing else."""
    from tamdan.core.effort import new_challenge

    return solved(new_challenge(purpose))


def solved(asked: Mapping[str, Any]) -> str:
    """The proof of work of a challenge, as ``GET /effort/<purpose>`` gives it."""
    salt = asked["salt"].encode()
    found = next(
        number
        for number in range(asked["maxNumber"] + 1)
        if sha256(salt + b"%d" % number).hexdigest() == asked["challenge"]
    )
    told = {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**told, "number": found}).encode()).decode()


def wait_for(port: int) -> None:
    """Until ``tamdan serve`` answers there."""
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
