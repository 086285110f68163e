"""What a page tells the browser to compare a script with (W3C, Subresource Integrity)."""

import base64
import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders


def integrity(name: str) -> str:
    """``sha384-…`` of a built file, for a script that the page loads by itself. Raises FileNotFoundError before ``make``."""
    found = finders.find(name)
    if found is None:
        raise FileNotFoundError(name)
    return _digest(Path(found), Path(found).stat().st_mtime_ns)


@cache
def _digest(path: Path, _changed: int) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
