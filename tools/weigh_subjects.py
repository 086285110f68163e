"""Fits what each subject of ``tamdan/press/data/subjects.yaml`` counts for in telling whether an article is about human rights.

Usage: python -m tools.weigh_subjects [--check]. Logistic regression by gradient descent on the invented dumps and short texts of
``benchmarks/press`` and the shared gold, pulled towards the ``guess`` that stands beside the words; a weight never changes the
sign of its guess. The result is ``subject_weights.yaml``.
``--check`` leaves each set out in turn, prints how many of its articles come out right, and writes nothing.
"""

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.press import marked
from tamdan.press.reading.subjects import DATA, shares

PRESS = Path(__file__).resolve().parents[1] / "benchmarks" / "press"
GOLD = Path(__file__).resolve().parents[2] / "shared" / "data" / "press"
STRENGTH = 5.0
"""How strongly weights are pulled to their guesses: as many articles would."""
STEPS, RATE = 400, 0.3
START = -0.8
FOLDS = 5


@dataclass(frozen=True)
class Example:
    group: str
    name: str
    is_relevant: bool
    shares: dict[str, float]


def examples() -> list[Example]:
    found = [
        example
        for folder in sorted(path for path in (PRESS / "unseen").iterdir() if path.is_dir())
        for example in _of_set(folder)
    ]
    for path in sorted((GOLD / "gold").glob("[0-9]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found += _of_dump("gold", (GOLD / gold["file"]).read_text(encoding="utf-8"), gold)
    rows = (PRESS / "subjects.tsv").read_text(encoding="utf-8").splitlines()
    for number, row in enumerate(rows):
        relevant, title, body = row.split("\t")
        found.append(Example(f"texts {number % FOLDS + 1}", title, relevant == "1", shares(title, body)))
    return found


def _of_set(folder: Path) -> list[Example]:
    found = []
    for path in sorted(folder.glob("*.txt")):
        text, gold, _pairs = marked.unmarked(path)
        found += _of_dump(folder.name, text, gold)
    return found


def _of_dump(group: str, text: str, gold: dict[str, Any]) -> list[Example]:
    found = []
    lines, furniture = text.split("\n"), set(gold["boilerplate_lines"])
    for article in gold["articles"]:
        title = article["title"] or ""
        numbers = range(article["start_line"], article["end_line"] + 1)
        body = [lines[number - 1] for number in numbers if number not in furniture]
        said = "\n".join(line for line in body if line.strip() != title.strip())
        found.append(Example(group, article["id"], article["relevant"], shares(title, said)))
    return found


def fit(rows: Sequence[Example], guesses: dict[str, float]) -> tuple[float, dict[str, float]]:
    """The start and the weights; articles about human rights and others weigh as much together, however many there are."""
    weights, start = dict(guesses), START
    relevant = sum(row.is_relevant for row in rows)
    share = {True: len(rows) / 2 / relevant, False: len(rows) / 2 / (len(rows) - relevant)}
    for _step in range(STEPS):
        slopes, slope = dict.fromkeys(weights, 0.0), 0.0
        for row in rows:
            likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, score(row, start, weights)))))
            error = (likely - row.is_relevant) * share[row.is_relevant]
            slope += error
            for subject, value in row.shares.items():
                slopes[subject] += error * value
        start -= RATE * slope / len(rows)
        for subject, guess in guesses.items():
            moved = weights[subject] - RATE * (slopes[subject] + STRENGTH * (weights[subject] - guess)) / len(rows)
            weights[subject] = math.copysign(max(0.0, moved * math.copysign(1, guess)), guess)
    return start, weights


def score(row: Example, start: float, weights: dict[str, float]) -> float:
    return start + sum(weights[subject] * value for subject, value in row.shares.items())


def check(rows: Sequence[Example], guesses: dict[str, float]) -> None:
    total = 0
    for group in sorted({row.group for row in rows}):
        start, weights = fit([row for row in rows if row.group != group], guesses)
        held = [row for row in rows if row.group == group]
        wrong = [row.name for row in held if (score(row, start, weights) > 0) != row.is_relevant]
        total += len(held) - len(wrong)
        print(f"{group}: {len(held) - len(wrong)} of {len(held)} {'; '.join(wrong)}")
    print(f"left out in turn: {total} of {len(rows)}, {total / len(rows):.3f}")


def main() -> int:
    if not GOLD.exists():
        print(f"Not there, nothing was weighed: {GOLD}", file=sys.stderr)
        return 2
    held = yaml.safe_load((DATA / "subjects.yaml").read_text(encoding="utf-8"))
    guesses = {subject: float(given["guess"]) for subject, given in held.items()}
    rows = examples()
    if "--check" in sys.argv:
        check(rows, guesses)
        return 0
    start, weights = fit(rows, guesses)
    shown = "\n".join(f"  {subject}: {weight:.2f}" for subject, weight in weights.items())
    head = f"# Made by tools/weigh_subjects.py from {len(rows)} annotated texts: what a subject counts for, and where the sum starts."
    text = f"{head}\nstart: {start:.2f}\nsubjects:\n{shown}\n"
    (DATA / "subject_weights.yaml").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
