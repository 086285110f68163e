"""The form as Lighthouse sees it on a slow line: 400 kbit/s with 400 ms, the processor four times slower, nothing cached.

Lighthouse is no dependency: ``TAMDAN_LIGHTHOUSE`` names its program, as ``npm install --prefix FOLDER lighthouse@12`` leaves it at
``FOLDER/node_modules/lighthouse/cli/index.js``. Without it nothing is measured here; ``benchmarks.form`` measures the same line by itself.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.form import Served, served
from benchmarks.said import say
from benchmarks.sealed import folder

NODE = Path(__file__).resolve().parents[1] / ".venv/node-bin/node"
LINE = {"rttMs": 400, "throughputKbps": 400, "requestLatencyMs": 400, "downloadThroughputKbps": 400, "uploadThroughputKbps": 400, "cpuSlowdownMultiplier": 4}  # fmt: skip
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
SEEN = {
    "first-contentful-paint": "first words, s", "largest-contentful-paint": "largest part, s", "interactive": "interactive, s",
    "total-blocking-time": "blocked, s",
}  # fmt: skip


def looked_at(program: Path, site: Served, language: str, way: str) -> dict[str, float]:
    """``way``: "devtools" slows the line down, "simulate" calculates what a slow one would do."""
    from tamdan.core.chromium import find

    found = find()
    if found is None:
        raise SystemExit("There is no Chromium here.")
    with tempfile.TemporaryDirectory(prefix="tamdan-lighthouse-") as made:
        told = Path(made) / "told.json"
        command = [
            str(NODE), str(program), f"{site.origin}/{language}/complain/", "--quiet", "--only-categories=performance", "--output=json",
            f"--output-path={told}", f"--chrome-flags={FLAGS}", f"--throttling-method={way}",
            *(f"--throttling.{name}={value}" for name, value in LINE.items()),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=300, env={**os.environ, "CHROME_PATH": str(found.program), **found.environment})  # fmt: skip
        report = json.loads(told.read_text())
    name = f"{language}, {way}"
    figures = {f"{name}: {said}": report["audits"][audit]["numericValue"] / 1000 for audit, said in SEEN.items()}
    return figures | {f"{name}: of 100": report["categories"]["performance"]["score"] * 100}


def main() -> None:
    program = Path(os.environ.get("TAMDAN_LIGHTHOUSE", ""))
    if not program.is_file():
        print((__doc__ or "").rpartition("\n\n")[2], file=sys.stderr)
        say({})
        return
    with folder() as home, served(home) as site:
        say(
            {
                k: v
                for language in ("km", "en")
                for way in ("devtools", "simulate")
                for k, v in looked_at(program, site, language, way).items()
            }
        )


if __name__ == "__main__":
    main()
