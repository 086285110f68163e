"""Fails when a model and its migrations disagree, or a migration has a dated name."""

import os
import re
import subprocess
import sys
from pathlib import Path

DATED = re.compile(r"_(auto|initial)?_?\d{8}")
ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    dated = [
        str(path)
        for path in ROOT.glob("tamdan/*/migrations/0*.py")
        if DATED.search(path.stem) or path.stem.endswith("_initial")
    ]
    if dated:
        print("Name a migration for what it does:", *dated, sep="\n  ", file=sys.stderr)
    command = [sys.executable, str(ROOT / "manage.py"), "makemigrations", "--check", "--dry-run"]
    environment = {**os.environ, "TAMDAN_HOME": str(ROOT / ".cache/check-home"), "TAMDAN_DB_ROLE": "owner"}
    found = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    return 1 if dated else found.returncode


if __name__ == "__main__":
    sys.exit(main())
