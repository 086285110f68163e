"""The document helper: what is printed, and what a page that wants more than our own text gets."""

import http.server
import io
import os
import threading
import time
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from types import SimpleNamespace

import pypdfium2
import pytest

from tamdan.core import chromium, printing
from tamdan.core.chromium import ChromiumMissing
from tamdan.core.cluster import service_account
from tamdan.core.devtools import BrowserFailed, DevTools

KHMER = (
    "មនុស្សទាំងអស់កើតមកមានសេរីភាព និងសមភាពក្នុងសេចក្តីថ្លៃថ្នូរ និងសិទ្ធិ។ មនុស្សមានវិចារណញ្ញាណ និងសតិសម្បជញ្ញៈជាប់ពីកំណើត "
    "ហើយគប្បីប្រព្រឹត្តចំពោះគ្នាទៅវិញទៅមកក្នុងស្មារតីរាប់អានគ្នាជាបងប្អូន។ រដ្ឋទទួលបានអនុសាសន៍១៩៨ និងគាំទ្រ១៧៣ ស្តីពីស្ត្រី កុមារ ជនពិការ។"
)
LINK = '<link rel="stylesheet" href="/static/face.css">'

needs_browser = pytest.mark.skipif(
    chromium.find() is None, reason="no Chromium on this machine: install it or run make"
)


def page(body: str, *, head: str = "", language: str = "km") -> str:
    return f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>សាកល្បង</title>{LINK}{head}</head><body>{body}</body></html>'


def text_of(made: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    try:
        return "\n".join(found.get_textpage().get_text_range() for found in document)
    finally:
        document.close()


def letters(text: str) -> str:
    """The text without spaces and the ends of lines."""
    return "".join(text.split())


@pytest.fixture
def loopback() -> Iterator[SimpleNamespace]:
    """A server on this machine that remembers what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"reached")

        def log_message(self, *_args: object) -> None:
            """Nothing: the test reads ``asked``."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}", asked=asked)
    server.shutdown()
    thread.join()
    server.server_close()


@needs_browser
@pytest.mark.browser
def test_khmer_of_a_pdf_can_be_copied() -> None:
    made = printing.pdf(page(f"<h1>{KHMER[:40]}</h1><p>{KHMER}</p>"), "km")
    assert made.startswith(b"%PDF-")
    copied, wanted = letters(text_of(made).removeprefix("១ / ១")), letters(KHMER[:40] + KHMER)
    ratio = SequenceMatcher(None, copied, wanted, autojunk=False).ratio()
    assert ratio >= 0.99, f"{ratio:.3f}: {copied}"


@needs_browser
@pytest.mark.browser
def test_pdf_brings_its_khmer_font_and_structure() -> None:
    made = printing.pdf(page(f"<h1>{KHMER[:40]}</h1><p>{KHMER}</p>"), "km")
    assert b"Battambang" in made
    assert b"/StructTreeRoot" in made
    assert b"/Lang (km)" in made


@needs_browser
@pytest.mark.browser
def test_pages_are_a4_and_numbered_in_the_language() -> None:
    body = "".join(f"<p>{KHMER}</p>" for _number in range(14))
    document = pypdfium2.PdfDocument(io.BytesIO(printing.pdf(page(body), "km")))
    size = document[0].get_size()
    last = document[len(document) - 1].get_textpage().get_text_range()
    assert (round(size[0]), round(size[1])) == (595, 842)
    assert len(document) == 2
    assert "២ / ២" in last
    document.close()


@needs_browser
@pytest.mark.browser
def test_page_reaches_no_file_no_address_and_runs_nothing(loopback: SimpleNamespace, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of this machine")
    tmp_path.chmod(0o755)
    secret.chmod(0o644)
    url, file = loopback.url, secret.as_uri()
    head = (
        f'<meta http-equiv="refresh" content="0;url={url}/refresh"><base href="{url}/">'
        f'<link rel="stylesheet" href="{url}/sheet.css"><link rel="preload" as="image" href="{url}/preload">'
        f"<style>@import url({url}/import.css); body {{ background: url({url}/background) }}"
        f"@font-face {{ font-family: F; src: url({url}/font) }} p {{ font-family: F }}</style>"
    )
    body = (
        f'<p>before</p><iframe src="{file}"></iframe><iframe src="{url}/frame"></iframe><img src="{url}/image"><img src="{file}">'
        f'<object data="{file}"></object><embed src="{file}"><video src="{url}/video" autoplay></video>'
        f'<script>document.body.textContent = "scripted"; fetch("{url}/fetch")</script><script src="{url}/script.js"></script>'
        f"<img src=x onerror=\"document.body.textContent='scripted'\"><svg onload=\"document.body.textContent='scripted'\"></svg>"
        f"<iframe srcdoc=\"<script>parent.document.body.textContent='scripted'</script>inside\"></iframe><p>after</p>"
    )
    shown = text_of(printing.pdf(page(body, head=head, language="en")))
    assert loopback.asked == []
    assert "secret" not in shown
    assert "scripted" not in shown
    assert "before" in shown
    assert "after" in shown


@needs_browser
@pytest.mark.browser
def test_page_that_goes_to_a_local_file_stays_where_it_is() -> None:
    made = printing.pdf(
        page("<p>still here</p>", head='<meta http-equiv="refresh" content="0;url=file:///etc/passwd">')
    )
    assert "still here" in text_of(made)
    assert "root:" not in text_of(made)


@needs_browser
@pytest.mark.browser
@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give the browser an account of its own")
def test_browser_of_root_runs_as_an_account_of_its_own() -> None:
    with chromium.running() as process:
        DevTools(process, 20).call("Browser.getVersion")
        owner = Path(f"/proc/{process.pid}").stat().st_uid
        limits = Path(f"/proc/{process.pid}/limits").read_text()
    assert owner not in (0, service_account().uid)
    assert f"{chromium.CPU_SECONDS} " in next(line for line in limits.splitlines() if "cpu time" in line)


@needs_browser
@pytest.mark.browser
def test_nothing_is_left_behind() -> None:
    with chromium.running() as process:
        DevTools(process, 20).call("Browser.getVersion")
        made = Path(os.readlink(f"/proc/{process.pid}/cwd"))
        assert made.is_dir()
    assert not made.exists()
    assert process.returncode is not None


def test_browser_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    silent = tmp_path / "silent"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    for path in (tmp_path, *tmp_path.parents[:3], silent):
        path.chmod(0o755)
    monkeypatch.setenv("TAMDAN_CHROMIUM", str(silent))
    began = time.monotonic()
    with pytest.raises(BrowserFailed), chromium.running() as process:
        DevTools(process, 0.3).call("Browser.getVersion")
    assert time.monotonic() - began < 2


def test_machine_without_chromium_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAMDAN_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(ChromiumMissing, match="Word") as refused:
        printing.pdf(page("<p>text</p>"))
    assert refused.value.status == 503
