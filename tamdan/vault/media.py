"""What a file is, told from its first bytes. A name or a browser's word for it is never believed."""

SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"{\\rtf", "application/rtf"),
    (b"\x1f\x8b", "application/gzip"),
    (b"age-encryption.org/", "application/age"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word and Excel before 2007."""
OFFICE = {
    "word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
XLSX = OFFICE["xl/"]
DOCX = OFFICE["word/"]
BINARY = "application/octet-stream"
SLIPS = 8
"""Control characters that a text may hold by accident, however short it is."""
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def media_type(head: bytes) -> str:
    """The type of a file that begins with ``head`` (up to a megabyte); ``application/octet-stream`` for others."""
    for signature, found in SIGNATURES:
        if head.startswith(signature):
            return found
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head)
    if head.startswith(OLE):
        return _ole(head)
    if head.startswith(b"RIFF"):
        return {b"WAVE": "audio/wav", b"WEBP": "image/webp", b"AVI ": "video/x-msvideo"}.get(head[8:12], BINARY)
    if head[4:8] == b"ftyp":
        return "audio/mp4" if head[8:11] == b"M4A" else "video/mp4"
    return _text(head)


def _zipped(head: bytes) -> str:
    """Office documents are zip files with a telling folder; names stand in the local headers before the data."""
    for folder, found in OFFICE.items():
        if folder.encode() in head:
            return found
    if b"mimetypeapplication/vnd.oasis.opendocument" in head[:200]:
        kind = "spreadsheet" if b"spreadsheet" in head[:200] else "text"
        return f"application/vnd.oasis.opendocument.{kind}"
    return "application/zip"


def _ole(head: bytes) -> str:
    if "WordDocument".encode("utf-16-le") in head:
        return "application/msword"
    if "Workbook".encode("utf-16-le") in head or "Book".encode("utf-16-le") in head:
        return "application/vnd.ms-excel"
    return "application/x-ole-storage"


def _is_text(head: bytes) -> bool:
    """Without control characters but a few slips. NUL is half of Latin text in UTF-16."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    controls = sum(head.count(sign) for sign in range(1, 9))
    is_utf16 = max(even, odd) * 8 > len(head)
    return controls <= SLIPS + len(head) // 50 and (is_utf16 or even + odd <= SLIPS + len(head) // 100)


def _text(head: bytes) -> str:
    if head.startswith(_BOMS):
        return "text/plain"
    start = head.lstrip()[:200].lower()
    if not _is_text(head):
        return BINARY
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if start.startswith(b"<?xml"):
        return "application/xml"
    if start.startswith((b"{", b"[")):
        return "application/json"
    return "text/plain" if head else BINARY
