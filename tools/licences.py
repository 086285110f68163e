"""Fails when a package of the lock has a licence that the project may not ship with, or one that nobody has read.

The licence comes from the installed package's own metadata (PEP 639 expression, classifier, or free text). Copyleft beyond
LGPL and MPL is refused, except where ``REVIEWED`` says who it is for. Packages that are not installed on this Python are named.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALLOWED = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|PSFL|Python Software Foundation|Zlib|Unlicense|CC0|0BSD|HPND|PostgreSQL|LGPL|"
    r"Lesser General Public|MPL|Mozilla Public|Public Domain)\b", re.IGNORECASE,
)  # fmt: skip
REVIEWED = {
    "pyrage": "MIT: the wheel holds the licence file and its metadata do not say so",
    "text-unidecode": "Artistic License 1.0 or GPL; comes with frictionless, which only the tests use",
}
"""Packages that are taken although their metadata say nothing, too little or something else: what a person read, and who needs it."""


def name_of(line: str) -> str | None:
    found = re.match(r"([A-Za-z0-9_.-]+)==", line)
    return found[1] if found else None


def licence_of(package: str) -> str:
    found = metadata(package)
    classifiers = [
        line.split(" :: ")[-1] for line in found.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    return found.get("License-Expression") or "; ".join(classifiers) or (found.get("License") or "").split("\n")[0]


def main() -> int:
    lines = (ROOT / "requirements/dev.lock").read_text().splitlines()
    refused, absent = [], []
    packages = [package for line in lines if (package := name_of(line))]
    for package in packages:
        try:
            licence = licence_of(package)
        except PackageNotFoundError:
            absent.append(package)
            continue
        if package not in REVIEWED and not ALLOWED.search(licence):
            refused.append(f"{package}: {licence or 'says nothing'}")
    for line in refused:
        print("refused", line, file=sys.stderr)
    print(
        f"licences: {len(packages) - len(absent) - len(refused)} of {len(packages)} allowed, not for this platform: {absent or 'none'}"
    )
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
