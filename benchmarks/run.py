"""Runs the benchmarks and prints their tables: ``python -m benchmarks.run [NAME ...] [--runs 5] [--write]``.

A benchmark is a module of this package that prints one JSON object with ``--json``: figure -> number. Each is run as a whole
process, at least five times; the table gives minimum, median and maximum. ``--write`` puts the tables into docs/performance.md.
One with ``RUNS_ITSELF`` prepares once what it measures: it takes ``--runs`` and prints a list of numbers for each figure.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PERFORMANCE = ROOT / "docs" / "performance.md"
OWN = {"run", "__init__"}


def names() -> list[str]:
    """Modules that can be run; the others are what several of them share."""
    found = (path for path in (ROOT / "benchmarks").glob("*.py") if path.stem not in OWN)
    return sorted(path.stem for path in found if "def main(" in path.read_text(encoding="utf-8"))


def measure(name: str, runs: int) -> dict[str, list[float]]:
    """Every figure of ``runs`` runs of one benchmark."""
    figures: dict[str, list[float]] = {}
    itself = getattr(import_module(f"benchmarks.{name}"), "RUNS_ITSELF", False)
    for number in range(1 if itself else runs):
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json", *(["--runs", str(runs)] if itself else [])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{name}: {done.stderr[-2000:]}")
        for figure, value in flat(json.loads(done.stdout.strip().splitlines()[-1])):
            figures.setdefault(figure, []).extend(value)
        print(f"{name}: run {number + 1} of {runs}", file=sys.stderr)
    return figures


def flat(printed: dict[str, Any]) -> Iterator[tuple[str, list[float]]]:
    """The numbers of a benchmark, those of each run in a list; those one level down under both names."""
    for figure, value in printed.items():
        if isinstance(value, dict):
            yield from ((f"{figure}: {name}", number) for name, number in flat(value))
        elif isinstance(value, list):
            yield figure, [float(one) for one in value]
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            yield figure, [float(value)]


def table(name: str, figures: dict[str, list[float]], runs: int) -> str:
    about = (import_module(f"benchmarks.{name}").__doc__ or "").strip().splitlines()[0]
    lines = [f"### {name}", "", about, "", f"`python -m benchmarks.run {name} --runs {runs}`, {where()}", "",
             "| figure | minimum | median | maximum |", "|---|---:|---:|---:|"]  # fmt: skip
    for figure, values in figures.items():
        low, middle, high = min(values), statistics.median(values), max(values)
        lines.append(f"| {figure} | {low:,.3g} | {middle:,.3g} | {high:,.3g} |")
    return "\n".join(lines)


def where() -> str:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text())
    return f"commit {commit}, {os.cpu_count()} cores of {model[1] if model else platform.machine()}, Python {platform.python_version()}"


def write(tables: dict[str, str]) -> None:
    """Replace these benchmarks' tables in the document, keep the others."""
    text = PERFORMANCE.read_text() if PERFORMANCE.exists() else "# Performance\n"
    for name, made in tables.items():
        pattern = re.compile(rf"### {name}\n.*?(?=\n### |\Z)", re.DOTALL)
        text = (
            pattern.sub(lambda _found, made=made: made + "\n", text)
            if pattern.search(text)
            else f"{text.rstrip()}\n\n{made}\n"
        )
    PERFORMANCE.write_text(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=names())
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    wanted = parser.parse_args()
    tables = {name: table(name, measure(name, wanted.runs), wanted.runs) for name in wanted.names or names()}
    print("\n\n".join(tables.values()))
    if wanted.write:
        write(tables)


if __name__ == "__main__":
    main()
