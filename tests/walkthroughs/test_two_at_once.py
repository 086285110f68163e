"""Two people have the same translation open, and the same answer: the second one sees both texts and saves on top."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.pages import all_pages
from tests.sweep import languages
from tests.walkthroughs.conftest import shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

PAGES = {page.name: page for page in all_pages()}
LOOKS = {"en": {"width": 1280, "height": 900}, "km": {"width": 360, "height": 740}}
THEIRS, MINE = "ធានាឱ្យជនរងគ្រោះបានជួបមេធាវី", "ធានាឱ្យជនរងគ្រោះគ្រប់រូបបានជួបមេធាវីភ្លាម"


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.evaluate("window.innerWidth"), name
    shot(tab, name)


def both_open(visit: Callable[..., Tab], name: str, language: str) -> tuple[Tab, Tab]:
    mine = visit(PAGES[name], language, viewport=LOOKS[language])
    theirs = mine.context.new_page()
    theirs.goto(mine.url)
    return mine, theirs


@pytest.mark.parametrize("language", languages("km"))
def test_a_translation_that_two_wrote(language: str, visit: Callable[..., Tab]) -> None:
    mine, theirs = both_open(visit, "recommendations-texts", language)
    wanted = f"{MINE} {language}"
    for tab, text in ((theirs, f"{THEIRS} {language}"), (mine, wanted)):
        tab.select_option("[name=language]", "km")
        tab.fill("[name=text]", text)
        with tab.expect_navigation():  # a click does not wait until the other's words are stored
            tab.click("form:has([name=text]) button")
    theirs.close()
    expect(mine.locator("main [role=alert]")).to_have_count(1)
    expect(mine.locator("main dd", has_text=THEIRS)).not_to_have_count(0)
    assert mine.input_value("[name=text]") == wanted
    clean(mine, f"two-texts.{language}")
    mine.click("form:has([name=text]) button")
    expect(mine.locator("main .words[lang=km]", has_text=wanted)).to_have_count(1)


@pytest.mark.parametrize("language", languages("en"))
def test_an_answer_that_two_corrected(language: str, visit: Callable[..., Tab]) -> None:
    mine, theirs = both_open(visit, "recommendations-position", language)
    wanted = f"A/HRC/99/7/Corr.1 ({language})"
    for tab, document in ((theirs, f"A/HRC/99/7/Add.1 ({language})"), (mine, wanted)):
        tab.fill("[name=document]", document)
        with tab.expect_navigation():  # a click does not wait until the other's words are stored
            tab.click("form:has([name=document]) button")
    theirs.close()
    clean(mine, f"two-answers.{language}")
    assert mine.input_value("[name=document]") == wanted
    mine.click("form:has([name=document]) button")
    expect(mine.locator("main .rows .symbol", has_text=wanted)).to_have_count(1)
