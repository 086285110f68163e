"""What CI leaves to `make bench-a11y`: every walk in the second language, every page in dark colours and on a wide screen."""

import os
from typing import Any

SWEEP = bool(os.environ.get("TAMDAN_SWEEP"))


def languages(first: str) -> Any:
    """For ``parametrize("language", …)``: the walk's own language in CI, both in the sweep."""
    return ["en", "km"] if SWEEP else [first]
