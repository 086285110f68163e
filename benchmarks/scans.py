"""Letters read from pictures: a genuine Khmer paper whose text layer is damaged, read in one size, in another, and as ``tamdan read`` does.

Usage: python -m benchmarks.scans [PAGES]. The paper is the constitution beside this checkout; ``TAMDAN_TESSERACT`` names the program. What is
printed is the part of all runs of eight characters of its known articles that stand in what was read.
"""

import csv
import os
import re
import shutil
import sys
from functools import partial
from pathlib import Path

import django
import pypdfium2

FOLDER = Path(__file__).resolve().parents[2] / "shared/data/cambodia_constitution"
PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 30
RUN = 8
_APART = re.compile(r"[\s\u200b.,|_\-]+")


def runs(text: str) -> set[str]:
    joined = _APART.sub("", text)
    return {joined[start : start + RUN] for start in range(len(joined) - RUN + 1)}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    django.setup()
    from tamdan.intake.scans import tesseract
    from tamdan.press.extracting import pdf

    paper = FOLDER / "constitution_km_2015.pdf"
    if not paper.exists():
        raise SystemExit("The constitution is not beside this checkout (../shared/data/cambodia_constitution).")
    if not tesseract.languages():
        raise SystemExit(f"No Tesseract here ({shutil.which('tesseract')}): name it in TAMDAN_TESSERACT.")
    document = pypdfium2.PdfDocument(paper)
    pages = [document[number] for number in range(8, min(8 + PAGES, len(document)))]

    def in_size(dots: int, divided: str, page: pypdfium2.PdfPage) -> str:
        width, height, grey = pdf._picture(page, dots)
        return tesseract.read(b"P5 %d %d 255\n" % (width, height) + grey, divided)

    layer = [str(page.get_textpage().get_text_range()) for page in pages]
    readings = {
        "text layer": layer,
        "fine": map(partial(in_size, tesseract.FINE, tesseract.AS_IT_FINDS), pages),
        "fine, one column": map(partial(in_size, tesseract.FINE, tesseract.ONE_COLUMN), pages),
        "coarse, one column": map(partial(in_size, tesseract.COARSE, tesseract.ONE_COLUMN), pages),
        "as pages are read": (pdf._page(page, set()) for page in pages),
    }
    rows = csv.DictReader((FOLDER / "constitution_km_articles.csv").open(encoding="utf-8-sig"))
    said = {name: runs("".join(texts)) for name, texts in readings.items()}
    known = set().union(*(wanted for row in rows if found_whole(wanted := runs(row["text"]), said.values())))
    for name, found in said.items():
        print(f"{name}: {len(known & found) / len(known):.3f} of {len(known):,} runs, {len(pages)} pages")


def found_whole(wanted: set[str], readings: object) -> bool:
    """Whether the article stands on these pages: a quarter of it in some reading."""
    return any(len(wanted & found) > len(wanted) / 4 for found in readings)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
