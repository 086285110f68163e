"""A reader's main way: a Khmer word found, the record opened, its State, two cycles compared, and the record followed by mail."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.pages import all_pages
from tests.sweep import languages
from tests.walkthroughs.conftest import shot

pytestmark = pytest.mark.browser

PAGES = {page.name: page for page in all_pages()}
LOOKS = {"km": {"width": 360, "height": 740}, "en": {"width": 1280, "height": 900}}
WORD = "មេធាវី"
"""In the translation of the record that every page of the register shows (tamdan.recommendations.tests.pages)."""
TO_ITS_STATE = "main .head a[href$='/recommendations/states/FJI/']"
TO_THE_COMPARISON = "main a[href*='state_a=FJI&state_b=FJI']"
COMPARED = "main table tbody tr:not(:first-child)"


def looked_at(tab: Tab, name: str) -> None:
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.evaluate("window.innerWidth"), (
        f"{name}: too wide"
    )
    expect(tab.locator("main h1"), name).to_have_count(1)
    shot(tab, name)


@pytest.mark.parametrize("language", languages("km"))
def test_a_word_leads_to_the_record_and_its_state(language: str, visit: Callable[..., Tab]) -> None:
    tab = visit(PAGES["portal-home"], language, viewport=LOOKS[language])
    tab.fill("main [name=q]", WORD)
    tab.keyboard.press("Enter")
    tab.click("main a[href*='/recommendations/']:has-text('118.42')")
    tab.wait_for_url("**/recommendations/*/")
    expect(tab.locator("main .thread > li"), "the demand was made twice").to_have_count(2)
    expect(tab.locator("main .thread [aria-current]")).to_have_count(1)
    looked_at(tab, f"read-record.{language}")
    tab.click(TO_ITS_STATE)
    tab.wait_for_url("**/recommendations/states/FJI/")


@pytest.mark.parametrize("language", languages("en"))
def test_a_state_leads_to_its_two_cycles_side_by_side(language: str, visit: Callable[..., Tab]) -> None:
    tab = visit(PAGES["recommendations-state"], language, viewport=LOOKS[language])
    looked_at(tab, f"read-state.{language}")
    tab.click(TO_THE_COMPARISON)
    expect(tab.locator(COMPARED)).not_to_have_count(0)
    looked_at(tab, f"read-comparison.{language}")
    tab.locator(f"{COMPARED} td a").first.click()
    expect(tab.locator("main .on a"), "State, cycle and theme narrow the list that the number counts").to_have_count(3)


@pytest.mark.parametrize("language", languages("km"))
def test_a_record_is_followed_by_mail(language: str, visit: Callable[..., Tab]) -> None:
    tab = visit(PAGES["recommendations-detail"], language, viewport=LOOKS[language])
    record = tab.url
    tab.click("main .head a[href*='/follow/']")
    assert tab.locator("main a[href*='/recommendations/']").first.evaluate("link => link.href") == record
    tab.fill("main [name=address]", "no address")
    tab.click("main form button")
    expect(tab.locator("main [role=alert] li")).to_have_count(1)
    looked_at(tab, f"read-follow.{language}")
    tab.fill("main [name=address]", f"reader.{language}@example.org")
    tab.click("main form button")
    tab.wait_for_url("**/follow/asked/")
