"""Reads a PDF that strangers wrote, as a program of its own: bytes in, bytes out, no file, nothing of Tamdan loaded.

``python program.py look MOST_PAGES`` gives JSON ``{"count", "pages": [{"text", "preview"}]}`` (``preview``: a PNG in base64);
``python program.py draw PAGE DOTS`` gives one page as PGM for a program that reads letters, with so many dots to the inch; of a JPEG,
page 0 is the picture, as large as a sheet of A4. It ends with 3 for what is no PDF that can be
opened, with 4 for one under a password. Started by ``shut_in.py``, which takes away network, files, time and memory.
"""

import base64
import io
import json
import struct
import sys
import zlib
from typing import Any

DAMAGED, LOCKED = 3, 4
PREVIEW_WIDTH, PREVIEW_POINTS = 700, 1_500_000
SHEET = 842
"""Longer side of A4 in points."""
MOST_POINTS = 30_000_000
"""Dots of a drawn page: A3 at 300 to the inch is 17 million; a page of ten metres is drawn coarser."""
LONGEST_PAGE = 20_000
"""Characters of one page: more than four times the densest print."""


def drawn(page: Any, scale: float, most: int = MOST_POINTS) -> tuple[int, int, bytes]:
    """Width, height and grey values, row by row; coarser where that would be more than ``most`` dots."""
    width, height = page.get_size()
    scale = min(scale, (most / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    whole, stride = bytes(bitmap.buffer), bitmap.stride
    rows = b"".join(whole[line * stride : line * stride + bitmap.width] for line in range(bitmap.height))
    return bitmap.width, bitmap.height, rows


def png(width: int, height: int, rows: bytes) -> bytes:
    """Grey, eight bits, no filter: zlib does the rest."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    lines = b"".join(b"\0" + rows[line * width : (line + 1) * width] for line in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines, 6)) + chunk(b"IEND", b"")


def look(document: Any, most: int) -> bytes:
    count = len(document)
    pages = []
    for number in range(min(count, most)):
        page = document[number]
        text = page.get_textpage().get_text_bounded()[:LONGEST_PAGE]
        preview = png(*drawn(page, PREVIEW_WIDTH / max(page.get_width(), 1), PREVIEW_POINTS))
        pages.append({"text": text.replace("\r\n", "\n"), "preview": base64.b64encode(preview).decode()})
    return json.dumps({"count": count, "pages": pages}).encode()


def draw(document: Any, number: int, dots: int) -> bytes:
    width, height, rows = drawn(document[number], dots / 72)
    return f"P5\n{width} {height}\n255\n".encode() + rows


def opened(content: bytes) -> Any:
    """A document of the PDF, or of the JPEG alone."""
    import pypdfium2  # noqa: PLC0415 the server takes the constants of this file and loads no library that reads PDFs

    if not content.startswith(b"\xff\xd8"):
        return pypdfium2.PdfDocument(content)
    document = pypdfium2.PdfDocument.new()
    picture = pypdfium2.PdfImage.new(document)
    picture.load_jpeg(io.BytesIO(content), inline=True)
    size = picture.get_px_size()
    width, height = (side * SHEET / max(size) for side in size)
    picture.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
    page = document.new_page(width, height)
    page.insert_obj(picture)
    page.gen_content()
    return document


def main() -> int:
    import pypdfium2  # noqa: PLC0415 as above

    task, number = sys.argv[1], int(sys.argv[2])
    try:
        document = opened(sys.stdin.buffer.read())
        made = look(document, number) if task == "look" else draw(document, number, int(sys.argv[3]))
    except pypdfium2.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else DAMAGED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
