"""Words out of a picture, by the program that reads scanned letters too, where the machine has it."""

from tamdan.intake.scans import tesseract
from tamdan.intake.scans.errors import NoReader, ScanRefused


def words_of(width: int, height: int, grey: bytes) -> str | None:
    """The words of a picture of ``width`` times ``height`` grey values; nothing where the program fails on it, None where there is none."""
    try:
        return tesseract.read(b"P5 %d %d 255\n" % (width, height) + grey)
    except NoReader:
        return None
    except ScanRefused:
        return ""
