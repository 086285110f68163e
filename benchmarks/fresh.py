"""A benchmark in a folder of its own that is made for it and goes with it."""

import os
import shutil
import tempfile
from collections.abc import Callable

from benchmarks.said import say


def measured_fresh(measure: Callable[[], dict[str, float]], digits: int = 3) -> None:
    """Say what ``measure`` gives over an empty, prepared system; ``digits`` as in ``say``."""
    home = tempfile.mkdtemp(prefix="tamdan-bench-")
    os.environ["TAMDAN_HOME"] = home
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    from tamdan.cli.ready import system

    try:
        with system():
            figures = measure()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    say(figures, digits)
