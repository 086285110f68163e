"""Digits that are known, that are not, and of a receipt that ended: told apart by nothing but chance in what an asker can time.

RECEIPTS=20 is the number of each.
"""

import os
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from benchmarks.said import say
from benchmarks.sealed import folder, quick_solution, ring

ASKING = 8
RECEIPTS = int(os.environ.get("RECEIPTS", "200"))


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


def _receipt_work(handle: bytes) -> float:
    from tamdan.intake.errors import ReceiptUnknown
    from tamdan.intake.shown import page_of
    from tamdan.intake.visits import open_receipt

    began = time.monotonic()
    with suppress(ReceiptUnknown):
        page_of(open_receipt(handle))
    return (time.monotonic() - began) * 1000


def main() -> None:
    with folder(), ring() as keys:
        figures = receipts(keys, RECEIPTS)
    say(figures)


if __name__ == "__main__":
    main()
