"""PDFs and pictures of letters, written by hand: text with a layer, text as a picture alone, and what is wrong with others."""

import base64
import itertools
import struct

from tamdan.intake.scans import program


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """Objects 1, 2, …; the first is the catalogue."""
    made, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
    return made + head % (len(places) + 1, table, len(places) + 1, trailer, len(made))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def pages(count: int, first: int, contents: int, resources: bytes) -> tuple[bytes, ...]:
    """The catalogue, the list of pages and the pages, which begin as object ``first`` and all show object ``contents``."""
    kids = b" ".join(b"%d 0 R" % (first + one) for one in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> >>"
    return (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids),
        *itertools.repeat(page % (contents, resources), count),
    )


def with_layer(text: str, count: int = 1, trailer: bytes = b"") -> bytes:
    """Each page holds the lines of ``text``, in characters of any script: a font without shapes, and what its codes mean."""
    known = sorted(set(text) - {"\n"})
    code = {character: number for number, character in enumerate(known, start=1)}
    shown = b"".join(b"<%s> Tj 0 -30 Td " % b"".join(b"%04x" % code[one] for one in line) for line in text.split("\n"))
    meanings = b"".join(b"<%04x> <%s>\n" % (code[one], one.encode("utf-16-be").hex().encode()) for one in known)
    after = 3 + count
    return pdf(
        *pages(count, 3, after, b"/Font << /F %d 0 R >>" % (after + 1)),
        stream(b"BT /F 14 Tf 50 780 Td " + shown + b"ET"),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Some /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>"
        % (after + 2, after + 3),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Some /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 600 >>",
        stream(
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange\n"
            b"%d beginbfchar\n%sendbfchar endcmap end end" % (len(known), meanings)
        ),
        trailer=trailer,
    )


def printed(lines: list[str]) -> tuple[int, int, bytes]:
    """Width, height and grey values of a page on which Latin letters are printed: what a scanner makes of it."""
    import pypdfium2

    shown = b"".join(b"(%s) Tj 0 -40 Td " % line.encode() for line in lines)
    page = pdf(
        *pages(1, 3, 4, b"/Font << /F 5 0 R >>"),
        stream(b"BT /F 24 Tf 50 760 Td " + shown + b"ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    return program.drawn(pypdfium2.PdfDocument(page)[0], 2)


def as_png(lines: list[str]) -> bytes:
    return program.png(*printed(lines))


def as_picture_of_pdf(lines: list[str]) -> bytes:
    width, height, rows = printed(lines)
    entries = b"/Type /XObject /Subtype /Image /ColorSpace /DeviceGray /BitsPerComponent 8 /Width %d /Height %d"
    return pdf(
        *pages(1, 3, 4, b"/XObject << /P 5 0 R >>"),
        stream(b"595 0 0 842 0 0 cm /P Do"),
        stream(rows, entries % (width, height)),
    )


def png_that_says(width: int, height: int) -> bytes:
    """The head alone: what stands in it is believed before anything is unpacked."""
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", width, height, 8, 0, 0, 0, 0) + bytes(64)


def jpeg_that_says(width: int, height: int) -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\0"
        + bytes(9)
        + struct.pack(">HHBHHB", 0xFFC0, 11, 8, height, width, 1)
        + bytes(64)
    )


LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % (b"41" * 32, b"42" * 32)
"""A password that nobody knows."""

HALF_BLACK = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H///"
    "/6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAI"
    "ABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAUG/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABQBAQAAAAAAAAAAAAAAAAAAAAD/xA"
    "AUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCK2YA//9k="
)
"""A JPEG of sixteen by eight dots; the left half is black."""
