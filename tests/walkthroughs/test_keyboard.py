"""The main ways through the system with a keyboard alone, and with no script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab

from tests.pages import Page, all_pages
from tests.sweep import SWEEP

pytestmark = pytest.mark.browser
PAGES = {page.name: page for page in all_pages()}
SAYS_MORE = {"intake-complain"}
"""With script it seals on the device, records and keeps, and says so; without it test_complaining.py goes through it."""
PUBLIC = [page for page in all_pages() if not page.who and page.name not in SAYS_MORE]
FOCUSED = "document.activeElement.textContent.trim()"
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


def test_first_tab_skips_to_the_content(visit: Callable[..., Tab]) -> None:
    tab = visit(PAGES["portal-home"], "en")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**#main")


def test_each_stop_of_the_keyboard_is_seen(visit: Callable[..., Tab]) -> None:
    tab = visit(PAGES["portal-home"], "km")
    for _stop in range(8):
        tab.keyboard.press("Tab")
        assert tab.evaluate(OUTLINE) == "solid", tab.evaluate(FOCUSED)


def test_language_is_changed_on_the_same_page(visit: Callable[..., Tab]) -> None:
    tab = visit(PAGES["portal-about"], "en")
    tab.get_by_role("link", name="ខ្មែរ").focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/km/about/")
    assert tab.evaluate("document.documentElement.lang") == "km"


@pytest.mark.parametrize("page", PUBLIC if SWEEP else PUBLIC[::4], ids=lambda page: page.name)
def test_public_page_needs_no_script(page: Page, visit: Callable[..., Tab]) -> None:
    without = visit(page, "km", java_script_enabled=False).locator("main").inner_text().splitlines()
    assert set(visit(page, "km").locator("main").inner_text().splitlines()) <= set(without)


def test_numbers_of_a_chart_open_without_script(visit: Callable[..., Tab]) -> None:
    tab = visit(PAGES["portal-catalogue"], "en", java_script_enabled=False)
    details = tab.locator(".chart details")
    details.locator("summary").focus()
    tab.keyboard.press("Enter")
    assert details.locator("table").is_visible()
