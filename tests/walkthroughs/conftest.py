"""One server and one browser for all walk-throughs of a worker; both end before other tests go on."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from playwright.sync_api import Page as Tab

from conftest import _clone, _point_at, _superuser
from tests.browser import FLAGS, NoBrowser, find_chromium
from tests.pages import Page
from tests.served import Site, build_rows, serving

SHOTS = Path(__file__).resolve().parents[2] / ".cache" / "screenshots"


@pytest.fixture(scope="package")
def site(template_database: str, django_db_setup: None, django_db_blocker: Any, worker_id: str) -> Iterator[Site]:
    from django.db import connection

    before, name = str(connection.settings_dict["NAME"]), f"test_walk_{worker_id}"
    _clone(template_database, name)
    with django_db_blocker.unblock():
        _point_at(name)
        paths, sessions = build_rows()
        _point_at(before)
        with serving(name, paths, sessions) as made:
            yield made
    with _superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="package")
def chromium(site: Site) -> Iterator[Browser]:
    """After ``site``: while Playwright runs, Django takes this thread for an asynchronous one and refuses the database."""
    try:
        found = find_chromium()
    except NoBrowser as absent:
        pytest.fail(str(absent))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.path, args=FLAGS, env=found.env or None)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Callable[..., Tab]]:
    """Opens a page of the list as the person it is for; keyword arguments go to the browser's context."""
    contexts: list[BrowserContext] = []

    def open_page(page: Page, language: str, **options: Any) -> Tab:
        context = chromium.new_context(**options)
        contexts.append(context)
        if page.who:
            context.add_cookies([{"name": "tamdan_session", "value": site.sessions[page.who], "url": site.origin}])
        tab = context.new_page()
        path = site.paths[page.name]
        tab.goto(site.origin + f"/{language}/" + path.lstrip("/").partition("/")[2])
        return tab

    yield open_page
    for context in contexts:
        context.close()


def shot(tab: Tab, name: str) -> None:
    """Keeps a picture for a person to look at."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=SHOTS / f"{name}.png", full_page=True)
