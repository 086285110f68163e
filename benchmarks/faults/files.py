"""Files as they really come: too large, without a length, bombs, empty, cut off, with odd names, with formulas in their cells."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import Ground, Server, state, unchanged, wait_until
from benchmarks.faults.made import HEAD, bomb, csv_file, upr_file
from benchmarks.faults.visitor import Answer, in_both

RUNS = (
    "imports_importrun",
    "vault_file",
    "vault_custody",
    "files of the vault",
    "imports_refusedrow",
    "imports_importchange",
    "notices_notice",
)
"""A file that was taken and then refused stays, with its run that says why."""


def refused_file(ground: Ground, file: Path, *statuses: int, name: str = "") -> str:
    """Uploaded in both languages. A page that only opens a run is followed until the run says why it failed."""
    server = ground.site

    def send(language: str) -> Answer:
        answer = server.person().upload(f"/{language}/imports/new/", file, name=name)
        return run_page(server, answer.place) if answer.status == 302 else answer

    return in_both(send, *statuses)


def run_page(server: Server, place: str) -> Answer:
    """The page of an import once its worker is through."""
    person = server.person()
    wait_until(
        lambda: "data-progress" not in person.get(place).page and 'hx-trigger="every' not in person.get(place).page, 30
    )
    return person.get(place)


@case("no file, an empty file, a file of one line", "files")
def empty_files(ground: Ground) -> Iterator[Seen]:
    before = state(ground.site.home)
    empty, names, spaces = ground.work / "empty.csv", ground.work / "names.csv", ground.work / "spaces.csv"
    empty.write_bytes(b"")
    names.write_text(HEAD)
    spaces.write_bytes(b"\xef\xbb\xbf \r\n\r\n \t \r\n" * 100)
    person = ground.site.person()
    yield Seen(
        "POST /imports/new/ without a file",
        in_both(lambda language: person.post(f"/{language}/imports/new/", {"owner": "1"}), 422),
    )
    for file in (empty, names, spaces):
        yield Seen(f"{file.name} ({file.stat().st_size} bytes)", refused_file(ground, file, 200, 422))
    unchanged(before, state(ground.site.home), *RUNS)
    ground.site.assert_sound()


@case("bombs in a workbook and in a document", "files")
def bombs(ground: Ground) -> Iterator[Seen]:
    before, memory = state(ground.site.home), ground.site.memory()
    for name, part in (
        ("bomb.xlsx", "xl/worksheets/sheet1.xml"),
        ("strings.xlsx", "xl/sharedStrings.xml"),
        ("bomb.docx", "word/document.xml"),
    ):
        file = bomb(ground.work / name, part, 1024)
        saw = refused_file(ground, file, 200, 422)
        grown = (ground.site.memory() - memory) >> 20
        assert grown < 150, f"memory grew by {grown} MB"
        yield Seen(f"{name}: {file.stat().st_size >> 10} KB that unpack to 1 GB", f"{saw}; memory grew by {grown} MB")
    unchanged(before, state(ground.site.home), *RUNS)
    ground.site.assert_sound()


@case("damaged and disguised workbooks", "files")
def damaged(ground: Ground) -> Iterator[Seen]:
    before = state(ground.site.home)
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(HEAD), delimiter=";"):
        book.active.append(row)  # type: ignore[union-attr]
    whole = ground.work / "whole.xlsx"
    book.save(whole)
    content = whole.read_bytes()
    for name, made in {
        "cut.xlsx": content[: len(content) // 2], "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(5000), "zeros.csv": bytes(5000),
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "page.csv": b"<!doctype html><script>alert(1)</script>" * 50,
        "entities.xlsx": with_entities(content),
    }.items():  # fmt: skip
        file = ground.work / name
        file.write_bytes(made)
        yield Seen(f"{name} ({len(made)} bytes)", refused_file(ground, file, 200, 422))
    unchanged(before, state(ground.site.home), *RUNS)
    ground.site.assert_sound()


def with_entities(content: bytes) -> bytes:
    """The workbook with a document type whose entities name each other ("billion laughs")."""
    made = io.BytesIO()
    laughs = (
        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
        + b"".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">'.encode()
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        )
        + b"]>"
    )
    with zipfile.ZipFile(io.BytesIO(content)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in read.namelist():
            part = read.read(name)
            if name == "xl/workbook.xml":
                at = part.index(b"<workbook")
                part = part[:at] + laughs + part[at:].replace(b"Sheet", b"&i;", 1)
            packed.writestr(name, part)
    return made.getvalue()


@case("names of files", "files")
def names(ground: Ground) -> Iterator[Seen]:
    file = upr_file(ground.work / "small.csv", 50)
    for shown, name in {
        "../../etc/passwd": "../../etc/passwd", "U+202E in it": "annex\u202efdp.csv", "NUL and line ends": "a\x00b\r\nX-Evil: 1.csv",
        "300 Khmer letters": "ក" * 300 + ".csv", "<script>": "<script>alert(1)</script>.csv", "quotes": '"; rm -rf "$HOME".csv',
    }.items():  # fmt: skip
        answer = ground.site.person().upload("/en/imports/new/", file, name=name)
        assert answer.status in (302, 422), f"{shown}: {answer.status} {answer.says()}"
        page = ground.site.person().get(answer.place or "/en/imports/")
        assert page.status == 200, f"{shown}: {page.status}"
        assert "\u202e" not in page.page, f"{shown}: the override reached the page"
        assert "<script>alert" not in page.page, f"{shown}: markup reached the page"
        yield Seen(f"a file named: {shown}", f"{answer.status}, its page 200, name harmless")
    ground.site.assert_sound()


@case("formulas on the way out", "files")
def formulas(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("formulas")
    starts = (
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1+1",
        '=HYPERLINK("http://example.org")',
        "|cmd",
        "\u202e=1+1",
        "＝1+1",
    )
    rows = [f'Xanara;Asia;;"{start.replace(chr(34), chr(34) * 2)} formula {n} for the land";Norway;WEOG;;Supported;5;Right to land;6' for n, start in enumerate(starts)]  # fmt: skip
    done = ground.run(home, "import", csv_file(ground.work / "formulas.csv", *rows), "--json")
    assert done.status == 0, done.said[-500:]
    yield Seen("tamdan import formulas.csv", done.printed.strip())
    with ground.serving(home) as server:
        for kind in ("csv", "xlsx"):
            answer = server.person().get(f"/en/recommendations/download/{kind}/?q=formula")
            assert answer.status == 200, f"{kind}: {answer.status}"
            cells = cells_of(kind, answer.body)
            meant = [cell for cell in cells if "formula" in cell]
            assert len(meant) >= len(starts), f"{kind}: {len(meant)} of {len(starts)} came out"
            running = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
            assert not running, f"{kind}: {running[:3]}"
            yield Seen(f"GET /recommendations/download/{kind}/", f"{len(meant)} cells, none begins a formula")


def cells_of(kind: str, body: bytes) -> list[str]:
    if kind == "csv":
        return [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
    book = openpyxl.load_workbook(io.BytesIO(body))
    cells = [cell for row in book.active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert not [cell for cell in cells if cell.data_type == "f"], "a cell of the workbook is a formula"
    return [str(cell.value or "") for cell in cells]


@case("a chunked upload without its length", "files")
def chunked(ground: Ground) -> Iterator[Seen]:
    before = state(ground.site.home)
    file = upr_file(ground.work / "small.csv", 50)
    answer = ground.site.person().upload("/en/imports/new/", file, chunked=True)
    assert answer.status in (302, 411, 422), f"{answer.status} {answer.says()}"
    yield Seen(
        "POST /imports/new/, Transfer-Encoding: chunked",
        f"{answer.status} {answer.says() if answer.status != 302 else answer.place}",
    )
    cut = ground.site.person().send(
        "POST", "/en/imports/new/", b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\ncut",
        {"Content-Type": "multipart/form-data; boundary=x"},
    )  # fmt: skip
    assert cut.status in (400, 403, 422), f"{cut.status} {cut.says()}"
    yield Seen("a form cut off inside its file, without a token", f"{cut.status} “{cut.says()}”")
    unchanged(before, state(ground.site.home), *RUNS)
    assert not list(ground.site.temp.iterdir()), f"left: {list(ground.site.temp.iterdir())}"
    ground.site.assert_sound()
