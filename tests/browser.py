"""Finds a Chromium for the walk-throughs: the machine's own, else the one of the npm package, unpacked into our cache."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
"""The browser opens our own pages alone and runs as root in CI, where its sandbox refuses to."""


class NoBrowser(Exception):
    """There is no Chromium; the message says how to get one."""


@dataclass(frozen=True)
class Chromium:
    path: str
    env: dict[str, str] = field(default_factory=dict)


def find_chromium() -> Chromium:
    """Raises NoBrowser."""
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return Chromium(path)
    return _unpacked()


def _unpacked() -> Chromium:
    node = shutil.which("node") or shutil.which("node", path=str(ROOT / ".venv" / "bin"))
    if not node or not (ROOT / "node_modules" / "@sparticuz" / "chromium").is_dir():
        raise NoBrowser("There is no Chromium here. Install the package chromium, or run `make` to fetch one from npm.")
    done = subprocess.run([node, ROOT / "tools" / "unpack_browser.mjs"], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoBrowser(f"The Chromium of npm could not be unpacked: {done.stderr.strip()[-400:]}")
    folder = Path(done.stdout.strip()).parent
    libraries = [str(folder / "al2023" / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    return Chromium(
        done.stdout.strip(),
        {"LD_LIBRARY_PATH": ":".join(filter(None, libraries)), "FONTCONFIG_PATH": str(folder / "fonts")},
    )
