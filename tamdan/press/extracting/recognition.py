"""Words out of a picture, by the program that reads scanned letters too, where the machine has it."""

from collections.abc import Callable

from tamdan.intake.scans import tesseract
from tamdan.intake.scans.errors import NoReader, ScanRefused


def words_of(draw: Callable[[int], tuple[int, int, bytes]]) -> str | None:
    """The words of a page that ``draw`` gives as width, height and grey values for so many dots to the inch; nothing where the program
    fails on it, None where there is none."""

    def picture(dots: int) -> bytes:
        width, height, grey = draw(dots)
        return b"P5 %d %d 255\n" % (width, height) + grey

    try:
        return tesseract.read_drawn(picture)
    except NoReader:
        return None
    except ScanRefused:
        return ""
