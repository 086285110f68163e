"""What takes long: a file of 2 GB through the running server, 10,000 columns, 100,000 rows of one text."""

import threading
from collections.abc import Iterator

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.files import RUNS, refused_file
from benchmarks.faults.ground import MEGABYTE, Ground, state, unchanged
from benchmarks.faults.made import HEAD, sparse_file
from benchmarks.faults.visitor import Answer, in_both

GIGABYTE = 1 << 30
FLAT_MB = 60
"""How much the memory of web and worker together may grow while a large file passes."""


@case("a file of 2 GB", "sizes")
def two_gigabytes(ground: Ground) -> Iterator[Seen]:
    site, file = ground.site, sparse_file(ground.work / "sparse.csv", 2 * GIGABYTE)
    site.person().get("/en/imports/new/")
    before, memory = state(site.home), site.memory()
    most, ended = [memory], threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            most.append(site.memory())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        for chunked in (False, True):

            def send(language: str, chunked: bool = chunked) -> Answer:
                return site.person().upload(f"/{language}/imports/new/", file, chunked=chunked)

            said = in_both(send, 413, 411)
            yield Seen(f"POST /imports/new/, 2 GB sparse, {'chunked' if chunked else 'its length said'}", said)
    finally:
        ended.set()
        watching.join()
    grown = (max(most) - memory) // MEGABYTE
    assert grown < FLAT_MB, f"memory grew by {grown} MB"
    yield Seen("memory of web and worker meanwhile", f"{memory >> 20} MB, at most {grown} MB more")
    assert not list(site.temp.iterdir()), f"left: {list(site.temp.iterdir())}"
    unchanged(before, state(site.home))
    yield Seen("rows, files of the vault, temporary files", "as before")
    site.assert_sound()


@case("a file of 2 GB on the terminal", "sizes")
def two_gigabytes_on_the_terminal(ground: Ground) -> Iterator[Seen]:
    home, file = ground.copy("large"), ground.work / "spread.csv"
    before = state(home)
    with file.open("wb") as out:
        out.write(HEAD.encode() + b"Xanara;Asia;;Open the land;Norway;WEOG;;Supported;5;Right to land;6\r\n" * 100)
        out.truncate(2 * GIGABYTE)
    done = ground.run(home, "import", file, "--json")
    assert done.status == 1, f"status {done.status}"
    assert "Traceback" not in done.said, done.said[-800:]
    unchanged(before, state(home))
    yield Seen("tamdan import of a sparse 2 GB", f"status 1 “{done.words}”")


@case("10,000 columns", "sizes")
def many_columns(ground: Ground) -> Iterator[Seen]:
    before, memory = state(ground.site.home), ground.site.memory()
    file = ground.work / "wide.csv"
    file.write_text(
        "\n".join([",".join(f"column {n}" for n in range(10_000)), *[",".join("x" for _ in range(10_000))] * 50])
    )
    yield Seen("wide.csv, 10,000 columns", refused_file(ground, file, 200, 422))
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(20):
        sheet.append([f"column {n}" for n in range(10_000)])
    book.save(ground.work / "wide.xlsx")
    yield Seen("wide.xlsx, 10,000 columns", refused_file(ground, ground.work / "wide.xlsx", 200, 422))
    grown = (ground.site.memory() - memory) >> 20
    assert grown < 150, f"memory grew by {grown} MB"
    unchanged(before, state(ground.site.home), *RUNS)
    ground.site.assert_sound()


@case("one line of 150 MB, and 100,000 rows of one text", "sizes")
def long_line(ground: Ground) -> Iterator[Seen]:
    before, memory = state(ground.site.home), ground.site.memory()
    line = ground.work / "line.csv"
    with line.open("w") as out:
        out.write(HEAD)
        for _ in range(150):
            out.write("a" * MEGABYTE)
    yield Seen("line.csv, one line of 150 MB", refused_file(ground, line, 200, 422))
    grown = (ground.site.memory() - memory) >> 20
    unchanged(before, state(ground.site.home), *RUNS)
    yield Seen("memory of web and worker afterwards", f"{grown} MB more")
    home, same = ground.copy("same"), ground.work / "same.csv"
    row = "Xanara;Asia;;Open the registers of the land;Norway;WEOG;;Supported;5;Right to land;6\r\n"
    same.write_text(HEAD + row * 100_000, encoding="utf-8-sig")
    done = ground.run(home, "import", same, "--json", timeout=900)
    assert done.status == 0, done.said[-500:]
    yield Seen("tamdan import same.csv, 100,000 rows of one text", done.printed.strip())
