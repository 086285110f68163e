"""A print page as a PDF whose Khmer can be copied, searched and read aloud (docs/adr/0012-documents.md).

The page is HTML of ours, made from a template that extends ``layouts/print.html``; its style and fonts are put into it, and the
browser that prints it runs no script and reaches nothing (core.chromium, core.devtools).
"""

import base64
import contextlib
import fcntl
import functools
import os
import re
import threading
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tamdan.core import chromium
from tamdan.core.devtools import BrowserFailed, DevTools
from tamdan.core.errors import DomainError
from tamdan.core.home import folder

SECONDS = 30.0
AT_ONCE = 2
"""Browsers at the same time on this machine; each takes about 150 MB."""
KEPT = 40

STYLESHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
FONT_SOURCE = re.compile(r"src:[^;}]*url\(fonts/(?P<name>[\w.-]+)\)")
PRINT_FONTS = {"khmer-700.woff2": "print-700.woff2"}
"""What stands for the screen's fonts on paper; every other one becomes print-400. The screen's fonts place signs one by one,
which some readers copy twice: ADR 0012 has the figures."""
PAGE_STYLE = """
@page {
  size: A4; margin: 20mm 18mm 22mm;
  @bottom-center { content: counter(page%(digits)s) " / " counter(pages%(digits)s); font: 9pt "Tamdan", sans-serif; }
}
html { font-size: 10.5pt; }
body { display: block; min-height: 0; }
body::before { content: none; }
main { padding: 0; }
.wrap { max-width: none; padding: 0; }
thead { display: table-header-group; break-after: avoid; }
[data-label]::before { content: none; }
time { white-space: nowrap; }
tr, li, figure { break-inside: avoid; }
h1, h2, h3 { break-after: avoid; }
"""


class PrintingFailed(DomainError):
    """The browser could not make the document in time."""

    code = "printing-failed"
    status = 503
    message = _("The PDF could not be made just now. Try again in a minute, or take the Word file.")


def render_pdf(template: str, context: Mapping[str, Any], language: str, *, keep: bool = False) -> bytes:
    """The page of ``template`` in ``language`` ("km", "en") as a tagged A4 PDF; about a second.

    ``keep`` stores what everybody may see, so that the same page is printed once however often it is asked for.
    Raises ChromiumMissing where the machine has no browser, and PrintingFailed.
    """
    with translation.override(language):
        html = render_to_string(template, dict(context))
    return kept(html, language) if keep else pdf(html, language)


def kept(html: str, language: str) -> bytes:
    """``pdf`` with the last ``KEPT`` documents in a folder of ours, by the digest of everything they are made from."""
    path = folder("printed") / f"{sha256(inlined(html, language).encode()).hexdigest()}.pdf"
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    made = pdf(html, language)
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    draft.write_bytes(made)
    draft.replace(path)
    for old in sorted(path.parent.glob("*.pdf"), key=lambda found: found.stat().st_mtime)[:-KEPT]:
        old.unlink(missing_ok=True)
    return made


def pdf(html: str, language: str = "en") -> bytes:
    """A whole HTML page as a PDF. Raises ChromiumMissing and PrintingFailed."""
    try:
        with _turn(), chromium.running() as process:
            return _printed(DevTools(process, SECONDS), inlined(html, language))
    except BrowserFailed as error:
        raise PrintingFailed from error


def _printed(tools: DevTools, html: str) -> bytes:
    target = tools.call("Target.createTarget", url="about:blank")["targetId"]
    session = tools.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    tools.call("Page.enable", session)
    tools.call("Emulation.setScriptExecutionDisabled", session, value=True)
    tools.call("Fetch.enable", session, patterns=[{"urlPattern": "*"}])
    frame = tools.call("Page.getFrameTree", session)["frameTree"]["frame"]["id"]
    # Set rather than loaded: a page without an address may not read local files, and has no place to send anything from.
    tools.call("Page.setDocumentContent", session, frameId=frame, html=html)
    options = {
        "printBackground": True,
        "preferCSSPageSize": True,
        "generateTaggedPDF": True,
        "generateDocumentOutline": True,
    }
    made = tools.call("Page.printToPDF", session, **options)
    return base64.b64decode(made["data"])


def inlined(html: str, language: str) -> str:
    """The page with our style sheet and the Khmer fonts inside instead of linked, so that it needs nothing from anywhere."""
    style = _style() + PAGE_STYLE % {"digits": ", khmer" if language == "km" else ""}
    return STYLESHEET.sub(lambda _match: f"<style>{style}</style>", html, count=1)


@functools.lru_cache(maxsize=1)
def _style() -> str:
    path = _static("face.css")
    fonts = path.parent / "fonts"
    return FONT_SOURCE.sub(
        lambda found: f"src:url({_font(fonts / PRINT_FONTS.get(found['name'], 'print-400.woff2'))})",
        path.read_text(encoding="utf-8"),
    )


def _font(path: Path) -> str:
    return "data:font/woff2;base64," + base64.b64encode(path.read_bytes()).decode()


def _static(name: str) -> Path:
    found = finders.find(name)
    if not found:
        raise PrintingFailed
    return Path(str(found))


@contextlib.contextmanager
def _turn() -> Iterator[None]:
    """One of the machine's places to print; waits for it. Raises PrintingFailed when none comes free."""
    ends = time.monotonic() + SECONDS
    while True:
        for place in range(AT_ONCE):
            with (folder("tmp") / f"print-{place}.lock").open("w") as file:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue
                yield
                return
        if time.monotonic() > ends:
            raise PrintingFailed
        time.sleep(0.1)
