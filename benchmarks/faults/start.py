"""Starting on a machine that is not as it should be: no locale, no network, a taken port, archives that are damaged."""

import json
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import Done, Ground, ended, environment, state

BARE = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
KHMER_WORD = "អប់រំ"


def tamdan(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tamdan", *map(str, arguments)]


def refused(done: Done, *words: str) -> str:
    """Status 1, a sentence with the words, and no traceback."""
    assert done.status == 1, f"status {done.status}: {done.words}"
    assert "Traceback" not in done.said, done.said[-800:]
    assert all(word in done.said for word in words), done.said
    return f"status 1 “{done.words}”"


@case("no locale", "start")
def no_locale(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("locale")
    for name, env in {
        "env -i": BARE, "LC_ALL=C": {**BARE, "LC_ALL": "C"}, "LC_ALL=POSIX PYTHONUTF8=0": {**BARE, "LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        "LC_ALL=xx_XX.nothing": {**BARE, "LC_ALL": "xx_XX.nothing", "LANG": "xx_XX.nothing"},
    }.items():  # fmt: skip
        done = ended(tamdan("search", KHMER_WORD, "--json"), {**env, "TAMDAN_HOME": str(home)})
        assert done.status == 0, f"{name}: {done.said[-800:]}"
        found = json.loads(done.printed)
        assert found["total"] > 0, f"{name}: nothing found"
        yield Seen(f"{name} tamdan search {KHMER_WORD} --json", f"{found['total']} found, in Khmer letters")
    fresh = ground.work / "fresh"
    done = ended(tamdan("search", KHMER_WORD, "--json"), {**BARE, "LC_ALL": "C", "TAMDAN_HOME": str(fresh)}, 900)
    assert done.status == 0, done.said[-800:]
    yield Seen("env -i LC_ALL=C tamdan search, an empty folder", f"prepared; {json.loads(done.printed)['total']} found")


@case("no network", "start", disk=True)
def no_network(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("alone")
    unshare = shutil.which("unshare")
    assert unshare, "there is no unshare"
    apart = [unshare, "-n", "sh", "-c", 'ip link set lo up 2>/dev/null; exec "$@"', "sh"]
    for arguments in (("search", KHMER_WORD, "--json"), ("doctor", "--json"), ("backup", ground.work / "alone.tar")):
        done = ended([*apart, *tamdan(*arguments)], environment(home))
        assert done.status == 0, f"{arguments[0]}: {done.said[-800:]}"
        yield Seen(f"unshare -n tamdan {arguments[0]}", "status 0")
    script = (
        "import subprocess, sys, time, urllib.request\n"
        "server = subprocess.Popen([sys.executable, '-m', 'tamdan', 'serve', '--demo', '--port', '8931'], stdout=subprocess.PIPE, text=True)\n"
        "for line in server.stdout:\n"
        "    if 'Tamdan is at' in line: break\n"
        "page = urllib.request.urlopen('http://127.0.0.1:8931/km/').read().decode()\n"
        "server.terminate(); server.wait(60)\n"
        "print(len(page), page.count('http://') + page.count('https://'))\n"
    )
    bring_up = "import fcntl, socket, struct\nfcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 0x49))\n"
    done = ended([unshare, "-n", sys.executable, "-c", bring_up + script], environment(home))
    assert done.status == 0, done.said[-800:]
    size, foreign = done.printed.split()
    assert foreign == "0", f"{foreign} addresses of elsewhere in the page"
    yield Seen("unshare -n tamdan serve; GET /km/", f"{size} characters, no address of elsewhere in it")


@case("a port in use", "start")
def taken_port(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("port")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = ground.run(home, "serve", "--port", port)
    yield Seen("tamdan serve --port TAKEN", refused(done, f"--port {port + 1}").replace(str(port), "N"))
    with ground.serving(home) as server:
        done = ground.run(home, "serve", "--port", server.port + 1)
        yield Seen(
            "tamdan serve, served already",
            refused(done, str(server.process.pid), "tamdan stop").replace(str(home), "HOME"),
        )


@case("a damaged archive", "start")
def damaged_archive(ground: Ground) -> Iterator[Seen]:
    home, archive = ground.copy("archived"), ground.work / "whole.tar"
    assert ground.run(home, "backup", archive).status == 0
    whole = archive.read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0x40
    damaged = {
        "cut in half": whole[: len(whole) // 2], "without its end": whole[: whole.rindex(b"manifest.json") + 600], "one bit flipped": bytes(flipped),
        "empty": b"", "text": b"not an archive " * 1000, "zeros": bytes(20480),
    }  # fmt: skip
    for name, content in damaged.items():
        file, target = ground.work / "damaged.tar", ground.work / "restored"
        file.write_bytes(content)
        done = ground.run(target, "restore", file)
        yield Seen(f"tamdan restore, {name}", refused(done, "copy").replace(str(file), "FILE"))
        assert not left_behind(target), f"{name}: {left_behind(target)}"
    done = ground.run(ground.work / "restored", "restore", archive, "--json")
    assert done.status == 0, done.said[-800:]
    assert json.loads(done.printed)["rows"] > 0
    assert state(home) == state(ground.work / "restored"), "rows or files differ"
    yield Seen(
        "tamdan restore, the whole archive into the same folder", f"{json.loads(done.printed)['rows']} rows, as before"
    )
    done = ground.run(home, "restore", archive)
    yield Seen("tamdan restore into a folder in use", refused(done, "not empty").replace(str(home), "HOME"))


def left_behind(home: Path) -> list[str]:
    """Files of a restore that was refused."""
    return [str(path) for folder in ("vault", "ledger", "tmp") for path in (home / folder).rglob("*") if path.is_file()]
