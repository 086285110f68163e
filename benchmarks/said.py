"""How a benchmark says its figures: one JSON object for ``benchmarks.run``, lines for a person."""

import json
import sys
from collections.abc import Mapping


def say(figures: Mapping[str, float], digits: int = 3) -> None:
    """``digits`` are the significant ones of the lines; the object holds all."""
    if "--json" in sys.argv:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name}: {value:,.{digits}g}" for name, value in figures.items()))
