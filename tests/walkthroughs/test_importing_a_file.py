"""A secretary drags a file onto the page, looks at what it would bring, stores it, and takes it back with one button."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tamdan.imports import tasks
from tamdan.imports.enums import RunState
from tamdan.imports.models import ImportRun
from tamdan.recommendations.tests.upr_info_export import Printed, export
from tests.pages import all_pages
from tests.sweep import languages
from tests.walkthroughs.conftest import shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

ADD = {page.name: page for page in all_pages()}["imports-add"]
LOOKS = {"en": {"width": 1280, "height": 900}, "km": {"width": 360, "height": 740}}
KNOWN_BY = "Dropped upon the page in"


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.evaluate("window.innerWidth"), name
    shot(tab, name)


@pytest.fixture
def work(site: Any, worker_id: str) -> Callable[[], None]:
    """What a worker does with the imports that wait. In a thread: Playwright keeps this one for itself."""

    def carry() -> None:
        from django.db import connection

        connection.settings_dict = {**connection.settings_dict, "NAME": f"test_walk_{worker_id}_{os.getpid()}"}
        try:
            for run in ImportRun.objects.filter(file__name__startswith="dropped"):
                if run.state in (RunState.CHECKING, RunState.COMMITTING):
                    (tasks.check if run.state == RunState.CHECKING else tasks.commit)(run.pk)
        finally:
            connection.close()

    def inner() -> None:
        thread = threading.Thread(target=carry)
        thread.start()
        thread.join()

    return inner


def drop(tab: Tab, file: Path, selector: str) -> None:
    """As the window system hands a file over that is dragged from a folder: Chromium makes the events and the DataTransfer itself."""
    box = tab.locator(selector).first.bounding_box()
    assert box is not None
    where = {"x": box["x"] + 4, "y": box["y"] + 4}
    data = {"items": [], "files": [str(file)], "dragOperationsMask": 1}
    browser = tab.context.new_cdp_session(tab)
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": kind, **where, "data": data})
        if kind == "dragOver":
            tab.wait_for_selector(".upload.over")
    browser.detach()


@pytest.mark.parametrize("language", languages("en"))
def test_a_file_is_dropped_stored_and_undone(
    language: str, visit: Callable[..., Tab], work: Callable[[], None], tmp_path: Path
) -> None:
    file = tmp_path / f"dropped-{language}.csv"
    file.write_bytes(export([Printed("Fiji", f"{KNOWN_BY} {language}", "Japan")]))
    tab = visit(ADD, language, viewport=LOOKS[language])
    drop(tab, file, ".upload label")
    assert tab.evaluate("document.querySelector('[name=file]').files[0].name") == file.name
    clean(tab, f"import-dropped.{language}")
    tab.click("main form button")
    tab.wait_for_url("**/imports/*-*/")
    shot(tab, f"import-at-work.{language}")
    work()
    tab.reload()
    shot(tab, f"import-checked.{language}")
    with tab.expect_navigation():
        tab.click("form[action$='/store/'] button")
    work()
    tab.reload()
    clean(tab, f"import-stored.{language}")
    origin = tab.url.split(f"/{language}/")[0]
    run, found = tab.url, f"{origin}/{language}/recommendations/?q=dropped+upon+{language}"
    tab.goto(found)
    expect(tab.locator("main .words", has_text=KNOWN_BY)).to_have_count(1)
    tab.goto(run)
    tab.click("form[action$='/undo/'] button")
    expect(tab.locator("form[action$='/undo/']")).to_have_count(0)
    expect(tab.locator("[role=status], .messages")).not_to_have_count(0)
    clean(tab, f"import-undone.{language}")
    tab.goto(found)
    expect(tab.locator("main .words", has_text=KNOWN_BY)).to_have_count(0)


def test_a_file_dropped_on_the_input_itself_is_taken(visit: Callable[..., Tab], tmp_path: Path) -> None:
    file = tmp_path / "on-the-input.csv"
    file.write_bytes(export([Printed("Fiji", "Open", "Japan")]))
    tab = visit(ADD, "en", viewport=LOOKS["en"])
    drop(tab, file, "[name=file]")
    assert tab.evaluate("document.querySelector('[name=file]').files[0].name") == file.name
