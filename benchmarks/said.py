"""How a benchmark says its figures: one JSON object for ``benchmarks.run``, lines for a person."""

import json
import statistics
import sys
from collections.abc import Mapping, Sequence


def say(figures: Mapping[str, float | Sequence[float]], digits: int = 3) -> None:
    """``digits`` are the significant ones of the lines; the object holds all. A figure of several runs is a list: its least,
    its median and its greatest are said."""
    if "--json" in sys.argv:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name}: {_line(value, digits)}" for name, value in figures.items()))


def _line(value: float | Sequence[float], digits: int) -> str:
    if not isinstance(value, Sequence):
        return f"{value:,.{digits}g}"
    return " / ".join(f"{one:,.{digits}g}" for one in (min(value), statistics.median(value), max(value)))
