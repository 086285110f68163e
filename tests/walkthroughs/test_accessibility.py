"""Every page in both languages: WCAG 2.2 AA by axe-core, the Khmer font loaded, nothing wider than the screen.

On a small telephone in light colours; with TAMDAN_SWEEP set (``make bench-a11y``) also dark, and on a wide screen.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab

from tests.pages import Page, all_pages
from tests.sweep import SWEEP
from tests.walkthroughs.conftest import shot

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOKS = {
    "360": {"viewport": {"width": 360, "height": 740}},
    "360-dark": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "1280": {"viewport": {"width": 1280, "height": 900}},
    "1280-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
"""Options of the browser by the name that its pictures get."""
SEEN = LOOKS if SWEEP else {"360": LOOKS["360"]}

pytestmark = pytest.mark.browser


LOOKED_AT = """async (rules) => {
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: rules}, resultTypes: ["violations"], preload: {assets: ["media"]},
  });
  const faults = found.violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 200)}`));
  return [faults, document.querySelector(".mast") ? document.documentElement.scrollWidth : 0];
}"""
"""What axe finds, and the width of the page; a page for paper has the width of paper, which is not asked. No rule of ours reads
style sheets, so axe need not fetch them again."""


def look(tab: Tab) -> tuple[list[str], int]:
    tab.wait_for_load_state("load")  # a click gives the next page before its style sheet is there
    found: tuple[list[str], int] = tab.evaluate(LOOKED_AT, RULES)
    return found


def violations(tab: Tab) -> list[str]:
    return look(tab)[0]


def check(page: Page, language: str, visit: Callable[..., Tab]) -> None:
    for name, options in SEEN.items():
        tab = visit(page, language, **options)
        faults, width = look(tab)
        assert faults == [], name
        assert width <= options["viewport"]["width"], f"{name}: wider than the screen"
        shot(tab, f"{page.name}.{language}.{name}")


# Two classes, so that two workers share the pages between them.


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.name)
class TestKhmer:
    def test_page_meets_wcag(self, page: Page, visit: Callable[..., Tab]) -> None:
        check(page, "km", visit)


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: page.name)
class TestEnglish:
    def test_page_meets_wcag(self, page: Page, visit: Callable[..., Tab]) -> None:
        check(page, "en", visit)


def test_khmer_is_shown_in_our_own_font(visit: Callable[..., Tab]) -> None:
    tab = visit(next(page for page in all_pages() if page.name == "portal-home"), "km")
    tab.wait_for_load_state("networkidle")
    assert tab.evaluate("[...document.fonts].some(face => face.family.includes('Tamdan') && face.status == 'loaded')")
