"""The register at 35,000 and at 1,000,000 recommendations: 200 fixed list pages as a visitor asks them, and what they cost.

The larger register is the smaller one multiplied in the database and varied: another State, other words among the index terms,
another identifier. Both lie side by side in two databases and each page is asked of one, then of the other, so that what else
the machine does meets both. They are made once, then measured ``--runs`` times; ``--keep FOLDER`` makes them there, or takes
what is there. Pages are asked in this process with templates and middleware; the time of every statement is taken at the
database wrapper, the rest is "outside the database". The genuine exports are used where they stand beside the checkout.
"""

import argparse
import contextlib
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.asked import DEEP, address, deep, queries
from benchmarks.multiplied import multiply
from benchmarks.pages import Taken
from benchmarks.said import say
from benchmarks.upr_import import FILES

RUNS_ITSELF = True
"""For benchmarks.run: this takes ``--runs`` and says a list for each figure."""
SMALL, LARGE = "35,000", "1,000,000"
ROWS = {SMALL: 35_000, LARGE: 1_000_000}
SMALL_DATABASE = "tamdan_small"
ROUNDS = 3
MADE = "made.json"
Queries = list[tuple[str, str]]


@contextlib.contextmanager
def kept(folder: Path | None) -> Iterator[Path]:
    """The folder of the installation, for good where one was named."""
    home = folder or Path(tempfile.mkdtemp(prefix="tamdan-bench-"))
    os.environ["TAMDAN_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    try:
        yield home
    finally:
        if not folder:
            shutil.rmtree(home, ignore_errors=True)


def bring(home: Path) -> None:
    """The four genuine exports, or as many invented rows, published."""
    from tamdan.accounts.models import User
    from tamdan.imports.actions import import_file, publish
    from tamdan.imports.models import ImportRun
    from tamdan.institutions.models import Body, Installation
    from tamdan.recommendations.tests.upr_info_export import export, invented

    body = Body.objects.create(code="bench", kind="national_committee", name_en="Bench")
    Installation.objects.create(body=body, country="kh", state_iso3="KHM", default_language="en")
    user = User.objects.create_user("bench@example.org", "a long enough password", name="Bench", language="en")
    paths = sorted(FILES.glob("*.csv"))
    if not paths:
        paths = [home / "invented.csv"]
        paths[0].write_bytes(export(invented(ROWS[SMALL])))
    for path in paths:
        found = import_file(path, owner=body, by=user)
        publish([ImportRun.objects.get(uuid=found["run"])], by=user)


def make(home: Path) -> None:
    """Both databases, and what will be asked of each: the pages far behind have other keys in each."""
    import psycopg
    from django.db import connections

    from tamdan.core import postgres

    bring(home)
    asked = queries()
    connections.close_all()
    with psycopg.connect(**postgres.connection_params("super", "postgres"), autocommit=True) as server:
        postgres.create_database(server, SMALL_DATABASE, template=postgres.DATABASE)
    began = time.monotonic()
    with psycopg.connect(**postgres.connection_params("owner"), autocommit=True) as owner:
        multiply(owner.cursor(), ROWS[LARGE])
    print(f"made in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    for name in (SMALL_DATABASE, postgres.DATABASE):
        with psycopg.connect(**postgres.connection_params("super", name), autocommit=True) as server:
            server.execute("VACUUM ANALYZE")
    others = [one for one in asked if one[0] != DEEP]
    large = [*others, *((DEEP, address(one)) for one in deep(len(asked) - len(others)))]
    (home / MADE).write_text(json.dumps({SMALL: asked, LARGE: large}))


def renew() -> None:
    """The smaller database of an earlier release gets the migrations that the other one has got at the start."""
    from django.core.management import call_command
    from django.db import connection

    from tamdan.cli.ready import role
    from tamdan.core import rights

    with role("owner"):
        connection.settings_dict["NAME"] = SMALL_DATABASE
        call_command("migrate", verbosity=0)
        rights.apply()


def sides() -> dict[str, Any]:
    """Size -> Django's connection to its database."""
    from django.db import connections

    large = connections["default"]
    small = large.copy()
    small.settings_dict = {**large.settings_dict, "NAME": SMALL_DATABASE}
    return {SMALL: small, LARGE: large}


def times(asked: dict[str, Queries], taken: Taken) -> dict[str, dict[str, list[float]]]:
    """Size -> kind of time -> milliseconds of each list, its median over the rounds. Each list goes to one size, then the other."""
    from django.db import connections
    from django.test import Client

    client, both, number = Client(), sides(), len(asked[SMALL])
    took: dict[str, Any] = {size: {"page": [[] for _ in range(number)]} for size in both}
    for size in both:
        took[size]["outside the database"] = [[] for _ in range(number)]
    with contextlib.ExitStack() as stack:
        for side in both.values():
            stack.enter_context(side.execute_wrapper(taken))
        for round_ in range(ROUNDS + 1):
            for place in range(number):
                for size, side in both.items():
                    connections["default"] = side
                    whole, outside = ask(client, asked[size][place][1], taken)
                    if round_:
                        took[size]["page"][place].append(whole)
                        took[size]["outside the database"][place].append(outside)
    both[SMALL].close()
    return {
        size: {kind: [statistics.median(one) for one in lists] for kind, lists in kinds.items()}
        for size, kinds in took.items()
    }


def ask(client: Any, url: str, taken: Taken) -> tuple[float, float]:
    """Milliseconds of the page and of those outside the database."""
    taken.reset()
    began = time.perf_counter()
    answer = client.get(url)
    seconds = time.perf_counter() - began
    assert answer.status_code == 200, (url, answer.status_code)
    return seconds * 1000, (seconds - taken.seconds) * 1000


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def figures_of(asked: Queries, took: dict[str, dict[str, list[float]]]) -> dict[str, float]:
    figures: dict[str, float] = {"lists": len(asked)}
    for size, kinds in took.items():
        for kind, values in kinds.items():
            figures[f"{size}: {kind} p50, ms"] = statistics.median(values)
            figures[f"{size}: {kind} p95, ms"] = p95(values)
    for name in dict.fromkeys(name for name, _address in asked):
        for size in took:
            own = [took[size]["page"][place] for place, one in enumerate(asked) if one[0] == name]
            figures[f"{size}: {name}, median of {len(own)}, ms"] = statistics.median(own)
            figures[f"{size}: {name}, slowest, ms"] = max(own)
    figures["page p95, large by small"] = figures[f"{LARGE}: page p95, ms"] / figures[f"{SMALL}: page p95, ms"]
    return figures


def measure(home: Path, runs: int) -> dict[str, list[float]]:
    from django.conf import settings

    from tamdan.cli.serve import collect_static
    from tamdan.cli.supervise import load_everything

    if (home / MADE).exists():
        renew()
    else:
        make(home)
    collect_static()
    load_everything()
    settings.ALLOWED_HOSTS = ["testserver"]
    asked = json.loads((home / MADE).read_text())
    found: dict[str, list[float]] = {}
    for run in range(runs):
        for name, value in figures_of(asked[SMALL], times(asked, Taken())).items():
            found.setdefault(name, []).append(value)
        print(f"run {run + 1} of {runs}: {found['page p95, large by small'][-1]:.2f}", file=sys.stderr, flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    with kept(wanted.keep) as home:
        from tamdan.cli.ready import system

        with system():
            figures = measure(home, wanted.runs)
    say(figures, digits=4)


if __name__ == "__main__":
    main()
