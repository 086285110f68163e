"""A file's type is told from its bytes."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from tamdan.vault.media import DOCX, XLSX, media_type


def workbook():
    made = io.BytesIO()
    Workbook().save(made)
    return made.getvalue()


def zipped(*names):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()


@pytest.mark.parametrize(("head", "expected"), [
    (b"%PDF-1.7\n", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n\0\0", "image/png"),
    (workbook(), XLSX),
    (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
    (zipped("a.txt"), "application/zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "application/msword"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "application/vnd.ms-excel"),
    ("ឈ្មោះ;ខេត្ត".encode(), "text/plain"),
    ("ឈ្មោះ;ខេត្ត".encode("utf-16"), "text/plain"),
    (b"<!DOCTYPE html><p>", "text/html"),
    (b'  {"a": 1}', "application/json"),
    (b"\0\1\2\3" * 10, "application/octet-stream"),
    (b"", "application/octet-stream"),
])  # fmt: skip
def test_type_is_told_from_the_bytes(head, expected):
    assert media_type(head) == expected
