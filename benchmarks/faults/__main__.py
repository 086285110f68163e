"""Runs the cases, prints the table, and ends with status 1 where one failed. Groups: disk, uploads, start, commands, files, text, letters, phones, left, sizes."""

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

from benchmarks.faults.cases import CASES, Case, Outcome, table
from benchmarks.faults.ground import Ground, stop

GROUPS = ("disk", "uploads", "start", "commands", "files", "text", "letters", "phones", "left", "sizes")
USUAL = GROUPS[:-1]
NOT_ROOT = "skipped: making a small disk needs root and mount"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"of {', '.join(GROUPS)}; all but sizes without one")
    parser.add_argument("--only", default="", help="Cases with this in their name.")
    parser.add_argument("--json", action="store_true", help="Print one JSON object instead of the table.")
    wanted = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that what was started and mounted is ended
    for module in (*GROUPS, "letters_disk"):
        import_module(f"benchmarks.faults.{module}")
    chosen = [case for case in CASES if case.group in (wanted.groups or USUAL) and wanted.only in case.name]
    outcomes = run_all(chosen)
    failed = sum(bool(one.problem) for one in outcomes)
    if wanted.json:
        print(json.dumps(as_json(outcomes), ensure_ascii=False))
    else:
        print(table(outcomes))
        print(f"\n{len(outcomes)} cases: {len(outcomes) - failed} passed or skipped, {failed} failed")
    return 1 if failed else 0


def run_all(cases: list[Case]) -> list[Outcome]:
    # The database's account must be able to walk here: /tmp opens to everybody, a folder of mkdtemp to us alone.
    work = Path(tempfile.mkdtemp(prefix="tamdan-faults-"))
    work.chmod(0o711)
    try:
        with contextlib.ExitStack() as ends:
            ground = Ground(work, ends)
            return [run_one(case, ground) for case in cases]
    finally:
        for note in work.glob("*/postgres-socket.json"):
            stop(note.parent)
        shutil.rmtree(work, ignore_errors=True)


def run_one(case: Case, ground: Ground) -> Outcome:
    outcome, began = Outcome(case), time.monotonic()
    if case.disk and not can_mount():
        outcome.skipped = NOT_ROOT
        return outcome
    try:
        for seen in case.body(ground):
            outcome.seen.append(seen)
    except (AssertionError, OSError, subprocess.SubprocessError) as wrong:
        outcome.problem = f"{type(wrong).__name__}: {wrong}" if not isinstance(wrong, AssertionError) else str(wrong)
    print(
        f"{outcome.verdict} {case.group}: {case.name} ({time.monotonic() - began:.0f} s) {outcome.problem}",
        file=sys.stderr,
    )
    return outcome


def can_mount() -> bool:
    return os.geteuid() == 0 and shutil.which("mount") is not None


def as_json(outcomes: list[Outcome]) -> dict[str, object]:
    rows = [
        {"group": one.case.group, "case": one.case.name, "result": one.verdict, "problem": one.problem or one.skipped,
         "seen": [{"sent": seen.sent, "saw": seen.saw} for seen in one.seen]}
        for one in outcomes
    ]  # fmt: skip
    return {"cases": len(rows), "failed": sum(row["result"] == "FAIL" for row in rows), "rows": rows}


if __name__ == "__main__":
    sys.exit(main())
