"""Files to feed: a table as UPR Info exports it, and the same with something wrong."""

import zipfile
from pathlib import Path

HEAD = "SuR;Rgrp;Org;Recommendation;RS;Rgrp;Org;Response;Action;Issue;Session\r\n"
STATES = ("Norway", "Ghana", "Japan", "Brazil", "France", "Kenya")


def upr_file(path: Path, rows: int) -> Path:
    """``rows`` invented recommendations to the demonstration's State, each with its own words."""
    if not path.exists():
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            file.write(HEAD)
            for number in range(rows):
                file.write(
                    f"Xanara;Asia;;Open register {number} of the land of village {number * 7} to everybody who asks for it;"
                    f"{STATES[number % len(STATES)]};WEOG;;Supported;5;Right to land;6\r\n"
                )
    return path


def csv_file(path: Path, *rows: str) -> Path:
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + "".join(f"{row}\r\n" for row in rows)).encode("utf-8", "surrogatepass"))
    return path


def sparse_file(path: Path, size: int) -> Path:
    with path.open("wb") as file:
        file.truncate(size)
    return path


def bomb(path: Path, member: str, megabytes: int) -> Path:
    """A valid Office package with one part that unpacks to ``megabytes`` of one letter."""
    kind = "spreadsheetml.sheet" if path.suffix == ".xlsx" else "wordprocessingml.document"
    main = "/xl/workbook.xml" if path.suffix == ".xlsx" else "/word/document.xml"
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr("[Content_Types].xml", types)
        with packed.open(member, "w", force_zip64=True) as part:
            part.write(b'<?xml version="1.0"?><a>')
            for _ in range(megabytes):
                part.write(b"a" * (1 << 20))
            part.write(b"</a>")
    return path
