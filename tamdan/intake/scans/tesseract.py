"""The program that reads letters from pictures, where the server has one: Tesseract, with Khmer and English."""

import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings

from tamdan.intake.scans import shut_in
from tamdan.intake.scans.errors import NoReader, ScanDamaged
from tamdan.language.script import has_khmer, khmer_letters

LANGUAGES = ("khm", "eng")
"""Together: Khmer alone mistakes the Latin letters and digits that stand in most papers for its own."""
SECONDS = 30
"""Of the processor for one page; a clean one takes three."""
FINE, COARSE = 300, 110
"""Dots to the inch."""
AS_IT_FINDS, ONE_COLUMN = "3", "4"
"""How the program divides a page. By itself it keeps columns apart, and of Khmer it loses whole pieces of lines, more of large letters
than of small ones (``python -m benchmarks.scans``)."""
CLEARLY_MORE = 1.03


@cache
def _languages(program: str) -> tuple[str, ...]:
    """Those of ours that it has."""
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)
    known = set((done.stdout + done.stderr).split())
    return tuple(one for one in LANGUAGES if one in known)


def languages() -> tuple[str, ...]:
    """What this server's program reads, as Tesseract names languages; nothing without one."""
    program = shutil.which(settings.SCAN_READER) if settings.SCAN_READER else None
    return _languages(program) if program else ()


def read(picture: bytes, divided: str = AS_IT_FINDS) -> str:
    """The letters of a picture (PNG, JPEG or PGM). Raises NoReader, ScanDamaged, ScanTooHard."""
    known = languages()
    if not known:
        raise NoReader
    program = Path(shutil.which(settings.SCAN_READER) or settings.SCAN_READER)
    code, text = shut_in.run(
        program, ["stdin", "stdout", "-l", "+".join(known), "--psm", divided], picture, seconds=SECONDS
    )
    if code:
        raise ScanDamaged
    return text.decode(errors="replace").replace("\f", "")


def read_drawn(draw: Callable[[int], bytes]) -> str:
    """The letters of a page that ``draw`` gives at any number of dots to the inch. Khmer is read in one column too, fine and coarse: of
    the three readings stands the first that no other clearly exceeds in Khmer letters.

    Raises what ``read`` raises.
    """
    fine = draw(FINE)
    readings = [read(fine)]
    if not has_khmer(readings[0]):
        return readings[0]
    readings += [read(fine, ONE_COLUMN), read(draw(COARSE), ONE_COLUMN)]
    most = max(map(khmer_letters, readings))
    return next(one for one in readings if khmer_letters(one) * CLEARLY_MORE >= most)
