"""List pages over 5,000 invented recommendations: queries, and milliseconds outside the database (target: 12 and 25 at p95).

Pages are asked in this process, as a visitor and as the secretariat, with templates and middleware; the time of every
statement is taken at the database wrapper and subtracted.
"""

import datetime
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.said import say

ROWS = 5_000
ROUNDS = 40
LISTS = (
    "/en/recommendations/",
    "/km/recommendations/",
    "/en/recommendations/?state=FJI&theme=education",
    "/en/recommendations/?q=school",
    "/en/recommendations/?q=school&state=FJI&sort=newest",
    "/en/search/?q=school",
)


class Taken:
    """Statements and their seconds since the last ``reset``."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += time.perf_counter() - began


@contextmanager
def folder() -> Any:
    home = Path(tempfile.mkdtemp(prefix="tamdan-bench-"))
    os.environ["TAMDAN_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    try:
        yield home
    finally:
        shutil.rmtree(home, ignore_errors=True)


def fill(home: Path) -> Any:
    """An installation with a secretary, and a published import; gives the secretary."""
    from tamdan.accounts.models import Membership, User
    from tamdan.imports.actions import import_file, publish
    from tamdan.imports.models import ImportRun
    from tamdan.institutions.models import Body, Installation
    from tamdan.recommendations.tests.upr_info_export import export, invented

    body = Body.objects.create(code="bench", kind="national_committee", name_en="Bench")
    Installation.objects.create(body=body, country="kh", state_iso3="KHM", default_language="en")
    user = User.objects.create_user("bench@example.org", "a long enough password", name="Bench", language="en")
    Membership.objects.create(user=user, body=body, role="secretariat", start=datetime.date(2020, 1, 1))
    path = home / "export.csv"
    path.write_bytes(export(invented(ROWS)))
    found = import_file(path, owner=body, by=user)
    publish([ImportRun.objects.get(uuid=found["run"])], by=user)
    return user


def ask(client: Any, taken: Taken) -> tuple[dict[str, list[float]], int]:
    """Milliseconds of each page by kind of time, and the most statements that one page cost."""
    times: dict[str, list[float]] = {
        "outside the database": [],
        "in the database": [],
        "of this process's processor": [],
    }
    most = 0
    for round_ in range(ROUNDS + 2):
        for url in LISTS:
            taken.reset()
            began, processor = time.perf_counter(), time.process_time()
            answer = client.get(url)
            seconds, processor = time.perf_counter() - began, time.process_time() - processor
            assert answer.status_code == 200, (url, answer.status_code)
            if round_ > 1:
                for name, spent in zip(times, (seconds - taken.seconds, taken.seconds, processor), strict=True):
                    times[name].append(spent * 1000)
                most = max(most, taken.number)
    return {name: sorted(spent) for name, spent in times.items()}, most


def measure(home: Path) -> dict[str, float]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client

    from tamdan.cli.serve import collect_static
    from tamdan.cli.supervise import load_everything

    collect_static()
    load_everything()
    settings.ALLOWED_HOSTS = ["testserver"]
    secretary, taken = fill(home), Taken()
    figures: dict[str, float] = {}
    with connection.execute_wrapper(taken):
        for who in ("visitor", "secretariat"):
            client = Client()
            if who == "secretariat":
                client.force_login(secretary)
            times, most = ask(client, taken)
            figures[f"{who}: statements of a list page at most"] = most
            for name, spent in times.items():
                figures[f"{who}: {name} p50, ms"] = statistics.median(spent)
                figures[f"{who}: {name} p95, ms"] = spent[int(len(spent) * 0.95)]
    return figures


def main() -> None:
    with folder() as home:
        from tamdan.cli.ready import system

        with system():
            figures = measure(home)
    say(figures)


if __name__ == "__main__":
    main()
