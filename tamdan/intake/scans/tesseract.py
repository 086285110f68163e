"""The program that reads letters from pictures, where the server has one: Tesseract, with Khmer and English."""

import shutil
import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

from tamdan.intake.scans import shut_in
from tamdan.intake.scans.errors import NoReader, ScanDamaged

LANGUAGES = ("khm", "eng")
"""Together: Khmer alone mistakes the Latin letters and digits that stand in most papers for its own."""
SECONDS = 30
"""Of the processor for one page; a clean one takes three."""


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


def read(picture: bytes) -> str:
    """The letters of a picture (PNG, JPEG or PGM). Raises NoReader, ScanDamaged, ScanTooHard."""
    known = languages()
    if not known:
        raise NoReader
    program = Path(shutil.which(settings.SCAN_READER) or settings.SCAN_READER)
    code, text = shut_in.run(program, ["stdin", "stdout", "-l", "+".join(known)], picture, seconds=SECONDS)
    if code:
        raise ScanDamaged
    return text.decode(errors="replace").replace("\f", "")
