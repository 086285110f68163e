"""The ledger under 16 writers: acts a second (a row, its key, its event, each in one transaction), none lost, all verified."""

import multiprocessing
import os
import statistics
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from benchmarks.fresh import measured_fresh

PROCESSES, THREADS = 4, 4
SECONDS = 8.0


def write(thread: int) -> list[float]:
    """Act until the time is over; the seconds of each acknowledged act."""
    from django.db import connection, transaction

    from tamdan.audit.actions import record
    from tamdan.audit.models import Witness

    took: list[float] = []
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        began = time.monotonic()
        name = f"{os.getpid()}-{thread}-{len(took)}"
        with transaction.atomic():
            record("witness.added", Witness.objects.create(name=name, email=f"{name}@example.org"))
        took.append(time.monotonic() - began)
    connection.close()
    return took


def writers(_process: int) -> list[float]:
    """One web process: its threads act at once."""
    import django

    django.setup()
    with ThreadPoolExecutor(THREADS) as pool:
        return [took for part in pool.map(write, range(THREADS)) for took in part]


def load() -> tuple[list[float], float]:
    """All writers at once; the seconds of each act and the wall time."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as pool:
        acts = [took for part in pool.map(writers, range(PROCESSES)) for took in part]
    return acts, SECONDS


def measure() -> dict[str, float]:
    from tamdan.audit import sequencer
    from tamdan.audit.models import Checkpoint, Leaf
    from tamdan.audit.verify import verify

    stop = threading.Event()
    loop = threading.Thread(target=sequencer.run_forever, args=[stop])
    loop.start()
    acts, seconds = load()
    began = time.monotonic()
    while (newest := Checkpoint.objects.first()) is None or newest.size < len(acts):
        assert time.monotonic() - began < 60, "the sequencer does not catch up"
        time.sleep(0.01)
    behind = time.monotonic() - began
    stop.set()
    loop.join()
    report = verify()
    assert report.ok, report.lines()
    milliseconds = sorted(took * 1000 for took in acts)
    return {
        "acts a second, 16 writers": len(acts) / seconds,
        "act p50, ms": statistics.median(milliseconds),
        "act p95, ms": milliseconds[int(len(milliseconds) * 0.95)],
        "acts acknowledged": len(acts),
        "acts lost": len(acts) - Leaf.objects.filter(event__verb="witness.added").count(),
        "checkpoints": report.logs[0].checkpoints,
        "signed after the last act, s": behind,
        "entries verified a second": report.per_second,
    }


if __name__ == "__main__":
    measured_fresh(measure)
