"""First and second start of an empty folder with demonstration data, and the idle memory (PSS) of web, worker and database."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import psutil


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(home: Path, port: int) -> tuple[subprocess.Popen[str], float]:
    """Start serving; the seconds until the first page is answered."""
    began = time.monotonic()
    command = [sys.executable, "-m", "tamdan", "serve", "--demo", "--port", str(port)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TAMDAN_HOME": str(home)},
    )
    while time.monotonic() - began < 180:
        if process.poll() is not None:
            raise SystemExit(f"serve ended: {process.stderr.read() if process.stderr else ''}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=5) as answer:
                assert answer.status == 200
                return process, time.monotonic() - began
        except OSError:
            time.sleep(0.02)
    raise SystemExit("no page within three minutes")


def memory(process: subprocess.Popen[str], home: Path) -> dict[str, float]:
    """Proportional set size in MB of everything that serves: our processes and the database's."""
    serving = psutil.Process(process.pid)
    ours = [serving, *serving.children(recursive=True)]
    pids = {one.pid for one in ours}
    postmaster = next(
        iter(
            [
                *home.glob("postgres/data/postmaster.pid"),
                *Path("/var/lib/tamdan/clusters").glob("*/data/postmaster.pid"),
            ]
        )
    )
    server = psutil.Process(int(postmaster.read_text().split()[0]))
    database = [one for one in [server, *server.children(recursive=True)] if one.pid not in pids]
    size = {
        name: sum(one.memory_full_info().pss for one in group) / 2**20
        for name, group in (("ours", ours), ("database", database))
    }
    return {
        "idle PSS of web and worker, MB": size["ours"],
        "idle PSS of the database, MB": size["database"],
        "idle PSS, MB": sum(size.values()),
    }


def main() -> None:
    home = Path(tempfile.mkdtemp(prefix="tamdan-bench-"))
    figures: dict[str, float] = {}
    try:
        for name in ("first start, s", "second start, s"):
            process, figures[name] = start(home, free_port())
            if name.startswith("second"):
                time.sleep(10)
                figures.update(memory(process, home))
            process.terminate()
            process.wait(60)
    finally:
        subprocess.run(
            [sys.executable, "-m", "tamdan", "stop"],
            env={**os.environ, "TAMDAN_HOME": str(home)},
            capture_output=True,
            check=False,
        )
        shutil.rmtree(home, ignore_errors=True)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
