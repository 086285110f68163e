"""One server and one browser for all walk-throughs of a worker; both end before other tests go on."""

import io
import logging
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Page as Tab

from tamdan.portal.context import in_language
from tests.browser import launch, use_our_node
from tests.database import clone, superuser
from tests.leaks import dump, files_below, leaks
from tests.pages import Page
from tests.served import Site, serving
from tests.standing import Standing
from tests.sweep import SWEEP

ROOT = Path(__file__).resolve().parents[2]
SHOTS = ROOT / ".cache" / "screenshots"
AXE = ROOT / "node_modules/axe-core/axe.min.js"
LONGEST = 150
"""Seconds; the longest walk takes a tenth of it."""
TOLD = (
    "MARKED-STORY", "MARKED-LATER", "MARKED-MORE", "MARKED-NAME", "MARKED-WORDS", "MARKED-SLIP", "MARKED-CAMERA", "គេយកដីខ្ញុំ",
    "Sok Dara <dara", "dara@example.org", "winmail.dat", "It is our field since 1985.",
)  # fmt: skip
"""Stories, names, words of files and files' names that walks type, upload, import and scan."""


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """A script in a page that never ends must not hold the whole suite: the walk fails instead."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError(f"this walk took more than {LONGEST} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="package")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], dict[str, bytes]]]:
    """What walks leave outside the database: the vaults' files, whatever was logged, whatever stays in temporary folders."""
    vaults = tmp_path_factory.getbasetemp()  # made now, outside the folder that goes
    temporary, logged = Path(tempfile.mkdtemp(prefix="tamdan-walks-")), io.StringIO()
    temporary.chmod(0o711)  # the account of the printing browser comes in
    handler = logging.StreamHandler(logged)
    logging.getLogger().addHandler(handler)
    before, tempfile.tempdir = tempfile.tempdir, str(temporary)
    yield lambda: {
        **files_below(temporary, *(path for path in vaults.rglob("vault*") if path.is_dir())),
        "logs": logged.getvalue().encode(),
    }
    tempfile.tempdir = before
    shutil.rmtree(temporary, ignore_errors=True)
    logging.getLogger().removeHandler(handler)


@pytest.fixture(scope="package")
def site(
    standing_databases: Callable[[str], Standing],
    django_db_blocker: Any,
    worker_id: str,
    watched: Callable[[], dict[str, bytes]],
) -> Iterator[Site]:
    """On a clone of the database of all pages: walks commit. At the end nothing that they told in letters lies anywhere."""
    pages, name = standing_databases("built"), f"test_walk_{worker_id}_{os.getpid()}"
    with django_db_blocker.unblock():
        pages.connection.close()  # a database that somebody is in cannot be cloned
        clone(pages.database, name)
        with serving(name, pages.content.paths, pages.content.sessions) as made:
            yield made
    found = leaks({**dump(name), **watched()}, TOLD)
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    assert not found, "what a walk told in a letter lies here"


@pytest.fixture(scope="package")
def chromium(site: Site) -> Iterator[Browser]:
    """After ``site``: while Playwright runs, Django takes this thread for an asynchronous one and refuses the database."""
    use_our_node()
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def visit(chromium: Browser, site: Site) -> Callable[..., Tab]:
    """Opens a page of the list as the person it is for; keyword arguments are options of the browser's context.

    One tab for each person and each set of options, used again and again: a new one costs more than a page.
    """
    tabs: dict[str, Tab] = {}

    def new_tab(who: str, options: dict[str, Any]) -> Tab:
        context = chromium.new_context(**options)
        context.add_init_script(path=AXE)
        if who:
            context.add_cookies([{"name": "tamdan_session", "value": site.sessions[who], "url": site.origin}])
        return context.new_page()

    def open_page(page: Page, language: str, **options: Any) -> Tab:
        key = f"{page.who} {sorted(options.items())}"
        tab = tabs[key] if key in tabs else tabs.setdefault(key, new_tab(page.who, options))
        tab.goto(site.origin + in_language(site.paths[page.name], language))
        return tab

    return open_page


def shot(tab: Tab, name: str) -> None:
    """In a sweep, keeps a picture for a person to look at: it costs as much as all that axe asks of a page."""
    if not SWEEP:
        return
    SHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=SHOTS / f"{name}.png", full_page=True)
