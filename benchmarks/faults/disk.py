"""A full disk and a read-only one: while a file is uploaded, imported, backed up, while the database writes, and at the start."""

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import psycopg

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import MEGABYTE, Ground, Server, fill, state, unchanged, wait_until
from benchmarks.faults.made import upr_file
from benchmarks.faults.visitor import Answer, in_both

HEALS_SECONDS = 60
"""How long after space was freed a page may take to come, without anybody doing anything."""


def uploads(server: Server, file: Path, *statuses: int) -> str:
    def send(language: str) -> Answer:
        return server.person().upload(f"/{language}/imports/new/", file)

    return in_both(send, *statuses)


@case("upload to a disk below its floor of free space", "disk", disk=True)
def upload_below_floor(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk, ground.serving(disk / "home") as server:
        file = upr_file(ground.work / "small.csv", 50)
        before = state(server.home)
        ballast = fill(disk, 100 * MEGABYTE)
        yield Seen("POST /imports/new/, 100 MB free, floor 256 MB", uploads(server, file, 422))
        unchanged(before, state(server.home))
        ballast.unlink()
        answer = server.person().upload("/en/imports/new/", file)
        assert answer.status == 302, f"after freeing: {answer.status} {answer.says()}"
        yield Seen("the same after freeing", f"{answer.status}, the import's page")
        server.assert_sound()


@case("upload fills the disk", "disk", disk=True)
def upload_fills(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk, ground.serving(disk / "home", TAMDAN_FREE_SPACE_FLOOR="0") as server:
        file = upr_file(ground.work / "large.csv", 60_000)
        server.person()
        before = state(server.home)
        ballast = fill(disk, 4 * MEGABYTE)
        yield Seen(
            f"POST /imports/new/ of {file.stat().st_size >> 20} MB, 4 MB free, no floor", uploads(server, file, 422)
        )
        ballast.unlink()
        unchanged(before, state(server.home))
        server.assert_sound()


@case("upload while the disk of temporary files is full", "disk", disk=True)
def upload_temporary(ground: Ground) -> Iterator[Seen]:
    file = upr_file(ground.work / "large.csv", 60_000)
    with ground.disk(8, demo=False) as disk, ground.serving(ground.copy("temporary"), TMPDIR=str(disk)) as server:
        before = state(server.home)
        fill(disk, MEGABYTE)
        yield Seen(
            f"POST /imports/new/ of {file.stat().st_size >> 20} MB, 1 MB free in TMPDIR", uploads(server, file, 507)
        )
        unchanged(before, state(server.home))
        assert [path.name for path in disk.iterdir()] == ["ballast"], "a temporary file was left"
        server.assert_sound()


@case("import on the terminal fills the disk", "disk", disk=True)
def import_fills(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk:
        home, file = disk / "home", upr_file(ground.work / "large.csv", 60_000)
        before = state(home)
        ballast = fill(disk, 40 * MEGABYTE)
        done = ground.run(home, "import", file, "--json", TAMDAN_FREE_SPACE_FLOOR="0")
        assert done.status == 1, f"status {done.status}: {done.words}"
        assert "Traceback" not in done.said, done.said[-800:]
        yield Seen("tamdan import large.csv, 40 MB free", f"status 1 “{done.words}”")
        ballast.unlink()
        unchanged(before, state(home), *KEPT_BY_A_FAILED_IMPORT)
        again = ground.run(
            home, "import", upr_file(ground.work / "small.csv", 50), "--json", TAMDAN_FREE_SPACE_FLOOR="0"
        )
        assert again.status == 0, again.said[-800:]
        yield Seen("tamdan import small.csv after freeing", again.printed.strip())


KEPT_BY_A_FAILED_IMPORT = ("imports_importrun", "vault_file", "vault_custody", "files of the vault")
"""The file as it was handed in and the run that says why it failed are kept on purpose."""


@case("backup to a full disk", "disk", disk=True)
def backup_target(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("backed-up")
    with ground.disk(8, demo=False) as disk:
        fill(disk, 64 << 10)
        done = ground.run(home, "backup", disk / "tamdan.tar")
        assert done.status == 1, f"status {done.status}: {done.words}"
        assert "Traceback" not in done.said, done.said[-800:]
        assert [path.name for path in disk.iterdir()] == ["ballast"], "half an archive was left"
        yield Seen("tamdan backup FULL/tamdan.tar", f"status 1 “{done.words}”")
        (disk / "ballast").unlink()
        subprocess.run(["mount", "-o", "remount,size=200m", disk], check=True)
        again = ground.run(home, "backup", disk / "tamdan.tar")
        assert again.status == 0, again.said[-800:]
        yield Seen("the same after freeing", "status 0, archive checked")


@case("backup while the data folder's own disk is full", "disk", disk=True)
def backup_source(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk:
        home, target = disk / "home", ground.work / "elsewhere.tar"
        state(home)
        ballast = fill(disk, 64 << 10)
        done = ground.run(home, "backup", target)
        assert done.status == 1, f"status {done.status}: {done.words}"
        assert "Traceback" not in done.said, done.said[-800:]
        assert not list(target.parent.glob("*elsewhere.tar*")), "half an archive was left"
        yield Seen("tamdan backup ELSEWHERE/tamdan.tar, home full", f"status 1 “{done.words}”")
        ballast.unlink()
        again = ground.run(home, "backup", target)
        assert again.status == 0, again.said[-800:]
        yield Seen("the same after freeing", "status 0, archive checked")


@case("the database's disk is full while it serves", "disk", disk=True)
def database_full(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk, ground.serving(disk / "home") as server:
        server.person()
        before = state(server.home)
        ballast = fill(disk)
        down = burn_log(server.home)
        yield Seen("PostgreSQL writes its log until the disk is full", down)
        yield Seen(
            "GET /recommendations/",
            in_both(lambda language: server.person().get(f"/{language}/recommendations/"), 200, 503),
        )
        ballast.unlink()
        yield Seen("GET /recommendations/ after freeing", heals(server))
        assert server.process.poll() is None, "the server gave up"
        unchanged(before, state(server.home))
        done = ground.run(server.home, "audit", "verify", "--json")
        assert done.status == 0, done.words
        yield Seen("tamdan audit verify", "status 0")


@case("a page writes while the database's disk is full", "disk", disk=True)
def write_when_full(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk, ground.serving(disk / "home", TAMDAN_FREE_SPACE_FLOOR="0") as server:
        person = server.person()
        before = state(server.home)
        ballast = fill(disk)
        fields = {"name_en": "Office of long names " * 8, "kind": "ministry"}
        many = 0
        answer = person.post("/en/office/bodies/add/", {**fields, "code": "n-0"})
        while answer.status == 302 and many < 400:
            many += 1
            answer = person.post(
                "/en/office/bodies/add/", {**fields, "name_en": f"{fields['name_en']}{many}", "code": f"n-{many}"}
            )
        if answer.status == 302:
            yield Seen(
                f"POST /office/bodies/add/ {many + 1} times", "302 each: there was still room in the database's files"
            )
        else:
            yield Seen("POST /office/bodies/add/", f"{answer.status} “{answer.says()}”")
            assert answer.status in (503, 507), f"status {answer.status}: {answer.says()}"
        ballast.unlink()
        yield Seen("GET /recommendations/ after freeing", heals(server))
        found = state(server.home)
        assert found["institutions_body"] - before["institutions_body"] == many + (answer.status == 302), (
            "bodies lost or doubled"
        )


def burn_log(home: Path) -> str:
    """Write-ahead log until PostgreSQL finds no room for the next segment, which stops it."""
    socket = json.loads((home / "postgres-socket.json").read_text())["folder"]
    try:
        with psycopg.connect(host=socket, dbname="tamdan", user="tamdan_super", autocommit=True) as connection:
            for _ in range(200):
                connection.execute("SELECT pg_logical_emit_message(false, 'full', repeat(md5(random()::text), 32768))")
    except psycopg.Error as error:
        return str(error).strip().splitlines()[0]
    raise AssertionError("200 MB of log found room on a full disk")


def heals(server: Server) -> str:
    began, visitor = time.monotonic(), server.person()

    def is_back() -> bool:
        with suppress(OSError):
            return visitor.get("/en/desk/").status == 200
        return False

    assert wait_until(is_back, HEALS_SECONDS), f"no page within {HEALS_SECONDS} s: {server.log.read_text()[-1500:]}"
    return f"200 after {time.monotonic() - began:.0f} s, nobody did anything"


@case("a read-only disk at the start", "disk", disk=True)
def read_only_start(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk:
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        file = upr_file(ground.work / "small.csv", 50)
        for arguments in (("serve",), ("doctor",), ("import", file), ("backup", ground.work / "ro.tar")):
            done = ground.run(disk / "home", *arguments)
            assert done.status == 1, f"{arguments[0]}: status {done.status}: {done.words}"
            assert "Traceback" not in done.said, f"{arguments[0]}: {done.said[-800:]}"
            assert "read-only" in done.said.lower(), f"{arguments[0]}: {done.said}"
            yield Seen(f"tamdan {arguments[0]}, read-only", f"status 1 “{done.words}”")
        subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
        with ground.serving(disk / "home") as server:
            yield Seen("tamdan serve, writable again", f"{server.person().get('/en/desk/').status}")


@case("the disk turns read-only while it serves", "disk", disk=True)
def read_only_serving(ground: Ground) -> Iterator[Seen]:
    with ground.disk(400) as disk, ground.serving(disk / "home", TAMDAN_FREE_SPACE_FLOOR="0") as server:
        file = upr_file(ground.work / "small.csv", 50)
        server.person()
        before = state(server.home)
        with read_only(server.home / "vault"):
            yield Seen("POST /imports/new/, the vault read-only", uploads(server, file, 422))
        with read_only(server.home / "postgres/data/pg_wal", server.home / "postgres/data/base"):
            yield Seen("the database's folders read-only", burn_log(server.home))
            yield Seen(
                "GET /recommendations/",
                in_both(lambda language: server.person().get(f"/{language}/recommendations/"), 200, 503),
            )
        yield Seen("GET /desk/, writable again", heals(server))
        unchanged(before, state(server.home))


@contextmanager
def read_only(*folders: Path) -> Iterator[None]:
    """Each folder becomes a read-only mount of itself: what opens a file from now on is refused, as on a disk with errors."""
    for folder in folders:
        subprocess.run(["mount", "--bind", folder, folder], check=True)
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    try:
        yield
    finally:
        for folder in folders:
            wait_until(partial(is_unmounted, folder), 20)


def is_unmounted(folder: Path) -> bool:
    return subprocess.run(["umount", folder], capture_output=True, check=False).returncode == 0
