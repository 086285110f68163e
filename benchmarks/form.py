"""The form on a slow line and a slow telephone, and what a file of 200 MB costs in memory to seal and to read.

A slow line: 400 kbit/s and 400 ms, the processor four times slower, nothing cached. Memory is the renderer's PSS as the kernel counts
it, above what the loaded page takes; nothing that automates the browser is attached meanwhile, because that adds to it. MEGABYTES=50
makes the file smaller.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.said import say
from benchmarks.sealed import folder, wait_for
from benchmarks.start import free_port

LOADS = 3
MEGABYTES = int(os.environ.get("MEGABYTES", "200"))
PATIENCE = 300.0
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
SLOWER_PROCESSOR = 4
WORDS = "abandon ability able about above absent absorb"
STEPS = ("about", "where", "when", "who", "safety", "you")
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]


@dataclass(frozen=True)
class Served:
    """An installation that answers, and an officer's session."""

    origin: str
    session: str


@contextlib.contextmanager
def served(home: Path) -> Iterator[Served]:
    port = free_port()
    os.environ["TAMDAN_ORIGIN"] = f"http://localhost:{port}"
    from tamdan.cli.ready import system

    with system():
        session = people()
    server = subprocess.Popen(
        [sys.executable, "-m", "tamdan", "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env={**os.environ, "TAMDAN_HOME": str(home)},
    )  # fmt: skip
    try:
        wait_for(port)
        yield Served(f"http://localhost:{port}", session)
    finally:
        server.terminate()
        server.wait(60)


def people() -> str:
    """An office with its officer, whose key seven words open; gives the officer's session."""
    from django.conf import settings
    from django.test import Client
    from pyrage import passphrase

    settings.SEALING_FOUNDING = True
    from tests.cast import make_cast
    from tests.letters import make_ring

    ring = make_ring(make_cast())
    officer = ring.office.officers[0]
    key = officer.key
    type(key).objects.filter(pk=key.pk).update(file=passphrase.encrypt(f"{officer.identity}\n".encode(), WORDS))
    client = Client()
    client.force_login(officer.user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@dataclass
class Browser:
    """A Chromium of its own. ``attached`` gives its page for the length of a block; outside nothing is connected to it."""

    playwright: Any
    process: "subprocess.Popen[bytes]"
    endpoint: str

    @contextlib.contextmanager
    def attached(self) -> Iterator[Any]:
        connected = self.playwright.chromium.connect_over_cdp(self.endpoint)
        context = connected.contexts[0]
        try:
            yield context.pages[0] if context.pages else context.new_page()
        finally:
            connected.close()

    def memory(self) -> int:
        """Bytes (PSS) of the largest renderer, which is the page's."""
        found = [0]
        for one in psutil.Process(self.process.pid).children(recursive=True):
            with contextlib.suppress(psutil.Error):
                if "--type=renderer" in one.cmdline():
                    found.append(one.memory_full_info().pss)
        return max(found)


@contextlib.contextmanager
def browser(playwright: Any) -> Iterator[Browser]:
    from tamdan.core.chromium import find

    found = find()
    if found is None:
        raise SystemExit("There is no Chromium here.")
    with tempfile.TemporaryDirectory(prefix="tamdan-browser-", ignore_cleanup_errors=True) as profile:
        environment = {**os.environ, **found.environment} if found.environment else None
        process = subprocess.Popen(
            [found.program, *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        try:
            yield Browser(playwright, process, endpoint(Path(profile)))
        finally:
            process.terminate()
            process.wait(30)


def endpoint(profile: Path) -> str:
    told, deadline = profile / "DevToolsActivePort", time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, IndexError):
            return f"http://127.0.0.1:{told.read_text().split()[0]}"
        time.sleep(0.1)
    raise SystemExit("Chromium does not answer")


def usable(playwright: Any, site: Served) -> dict[str, float]:
    """Seconds until the first field takes what is typed, until the questions work as steps, and until what seals them is there; the
    slowest of LOADS loads."""
    typed, ready, whole, sent = [], [], [], []
    with browser(playwright) as one, one.attached() as tab:
        tab.goto(f"{site.origin}/km/complain/")  # the server's own first time is not the visitor's
    for _ in range(LOADS):
        with browser(playwright) as one, one.attached() as tab:
            line = tab.context.new_cdp_session(tab)
            line.send("Network.enable")
            arrived: list[float] = []
            line.on("Network.loadingFinished", lambda told, arrived=arrived: arrived.append(told["encodedDataLength"]))
            line.send("Network.emulateNetworkConditions", SLOW)
            line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
            began = time.monotonic()
            tab.goto(f"{site.origin}/km/complain/", wait_until="commit")
            tab.wait_for_selector("#id_text")
            tab.click("#id_text")
            tab.keyboard.type("x")
            tab.wait_for_function("document.querySelector('#id_text').value === 'x'")
            typed.append(time.monotonic() - began)
            tab.wait_for_selector("#main.ready")
            tab.keyboard.type("y")
            tab.wait_for_function("document.querySelector('#id_text').value === 'xy'")
            ready.append(time.monotonic() - began)
            tab.wait_for_selector("#main.whole")
            whole.append(time.monotonic() - began)
            sent.append(sum(arrived))
    return {
        "slow line: the first field can be typed into, s": max(typed),
        "slow line: the form is ready, s": max(ready),
        "slow line: what seals is there, s": max(whole),
        "slow line: KB until then": max(sent) / 1000,
    }


def film(path: Path) -> Path:
    """A file that begins as a film does."""
    with path.open("wb") as file:
        file.write(b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41")
        while file.tell() < MEGABYTES * 1_000_000:
            file.write(os.urandom(min(1 << 20, MEGABYTES * 1_000_000 - file.tell())))
    return path


def sealing(playwright: Any, site: Served, file: Path) -> dict[str, float]:
    """A letter with the file leaves the form while nothing is attached."""
    with browser(playwright) as one:
        with one.attached() as tab:
            tab.goto(f"{site.origin}/en/complain/")
            tab.wait_for_selector("#main.whole")
        time.sleep(3)
        idle = one.memory()
        with one.attached() as tab:
            tab.fill("#id_text", "They took our field.")
            choose(tab, file)
            tab.wait_for_selector("#files-list li")
            tab.click("[data-step=what] [data-next]")
            for step in STEPS:
                tab.click(f"[data-step={step}] [data-next]")
            tab.wait_for_selector("#readers fieldset")
            tab.evaluate("void setTimeout(() => document.getElementById('send').click(), 2000)")
        began = time.monotonic()
        most = watched(one, lambda: letters_here() > 0)
        seconds = time.monotonic() - began
        with one.attached() as tab:
            tab.wait_for_selector("#card:not([hidden])", timeout=60_000)
    return {
        f"{MEGABYTES} MB sealed: renderer above idle, MB": (most - idle) / 1e6,
        f"{MEGABYTES} MB sealed and sent, s": seconds,
    }


def choose(tab: Any, file: Path) -> None:
    """By the browser itself, which reads it from the disk."""
    line = tab.context.new_cdp_session(tab)
    root = line.send("DOM.getDocument")["root"]["nodeId"]
    field = line.send("DOM.querySelector", {"nodeId": root, "selector": "#id_files"})["nodeId"]
    line.send("DOM.setFileInputFiles", {"files": [str(file)], "nodeId": field})
    line.detach()


def watched(one: Browser, is_done: Any) -> int:
    """The most memory until something is done."""
    most, deadline = 0, time.monotonic() + PATIENCE
    while not is_done():
        if time.monotonic() > deadline:
            raise SystemExit("it takes too long")
        most = max(most, one.memory())
        time.sleep(0.1)
    return max(most, one.memory())


def letters_here() -> int:
    return int(asked("SELECT count(*) FROM intake_letter")[0])


def asked(statement: str) -> tuple[Any, ...]:
    import psycopg

    from tamdan.core.postgres import connection_params

    with psycopg.connect(**connection_params("app")) as connection:
        rows: list[tuple[Any, ...]] = connection.execute(statement.encode()).fetchall()
    return rows[0]


def reading(playwright: Any, site: Served) -> dict[str, float]:
    """An officer opens the file of that letter while nothing is attached."""
    number, ref, pieces = asked(
        "SELECT filed.number, item.ref, (SELECT count(*) FROM intake_itemsegment WHERE item_id = item.id) "
        "FROM intake_item item JOIN grievances_case filed ON filed.letter_id = item.letter_id WHERE item.kind = 'file'"
    )
    with browser(playwright) as one:
        with one.attached() as tab:
            name = "tamdan_session"
            tab.context.add_cookies([{"name": name, "value": site.session, "url": site.origin}])
            tab.goto(f"{site.origin}/en/office/letters/{number}/")
            tab.fill("form[data-unlock] input:not([type=hidden])", WORDS)
            tab.click("form[data-unlock] button")
            tab.wait_for_selector("[data-when=unlocked]:not([hidden])", timeout=120_000)
        time.sleep(3)
        idle = one.memory()
        with one.attached() as tab:
            press = f"document.querySelector('[data-item=\"{ref}\"] form[data-open] button').click()"
            tab.evaluate(f"void setTimeout(() => {press}, 2000)")
        ends = time.monotonic() + 2 + max(20, MEGABYTES * 0.4)
        began, most = time.monotonic(), 0
        while time.monotonic() < ends:
            most = max(most, one.memory())
            time.sleep(0.1)
            if time.monotonic() - began > 10 and is_quiet(one):
                break
        with one.attached() as tab:
            tab.wait_for_selector(f'[data-item="{ref}"] iframe.video', timeout=120_000)
    return {
        f"{MEGABYTES} MB read: renderer above idle, MB": (most - idle) / 1e6,
        f"{MEGABYTES} MB read, pieces": float(pieces),
    }


def is_quiet(one: Browser) -> bool:
    """Whether the browser and what it asks have nothing left to do."""
    tree = [psutil.Process(one.process.pid), *psutil.Process(one.process.pid).children(recursive=True)]
    before = sum(sum(each.cpu_times()[:2]) for each in tree if each.is_running())
    time.sleep(2)
    after = sum(sum(each.cpu_times()[:2]) for each in tree if each.is_running())
    return bool(after - before < 0.05)


def measure(home: Path) -> dict[str, float]:
    from playwright.sync_api import sync_playwright

    with served(home) as site, sync_playwright() as playwright:
        figures = usable(playwright, site)
        print(figures, file=sys.stderr)
        file = film(home / "film.mp4")
        file.chmod(0o644)
        figures |= sealing(playwright, site, file)
        print(figures, file=sys.stderr)
        return figures | reading(playwright, site)


def main() -> None:
    with folder() as home:
        figures = measure(home)
    say(figures)


if __name__ == "__main__":
    main()
