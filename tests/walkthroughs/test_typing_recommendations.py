"""A secretary brings a review that no file holds: five recommendations pasted, corrected, stored; one more typed; its answer added."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tests.pages import Page
from tests.sweep import languages
from tests.walkthroughs.conftest import shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

FIVE = {
    "en": """118. The recommendations listed below enjoy the support of Fiji:
118.1 Ratify the protocol on the rights of the child (Germany);
118.2 Open places of detention to visits, without
notice and at any hour (Japan, Peru);
A/HRC/97/1
118.3 Train judges (Chad); and publish their judgements (Mali);
119. The recommendations below did not enjoy the support of Fiji and would thus be noted:
119.1 Build schools in every district (Atlantis);
119.2 សាងសង់សាលារៀននៅគ្រប់ស្រុក (បារាំង)។
""",
    "km": """១២០. អនុសាសន៍ខាងក្រោមទទួលបានការគាំទ្រ៖
១២០.១ ផ្តល់សច្ចាប័នលើពិធីសារស្តីពីសិទ្ធិកុមារ (អាល្លឺម៉ង់)។
១២០.២ បើកកន្លែងឃុំឃាំងឱ្យចូលពិនិត្យ (ជប៉ុន និងប៉េរូ)។
១២០.៣ បណ្តុះបណ្តាលចៅក្រម (ឆាដ)។
១២១. អនុសាសន៍ខាងក្រោមត្រូវបានកត់សម្គាល់៖
១២១.១ សាងសង់សាលារៀន (អាត្លង់ទីស)។
១២១.២ Publish the budget of every ministry (Japan).
""",
}
LOOKS = {"en": {"width": 1280, "height": 900}, "km": {"width": 360, "height": 740}}


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    wide = tab.evaluate("document.documentElement.scrollWidth")
    assert wide <= tab.evaluate("window.innerWidth"), f"{name}: wider than the screen"
    shot(tab, name)


@pytest.mark.parametrize("language", languages("km"))
def test_a_review_is_pasted_and_one_is_typed(language: str, visit: Callable[..., Tab]) -> None:
    tab = visit(
        Page("recommendations-paste", lambda _cast: reverse("recommendations:paste"), who="secretary"), language,
        viewport=LOOKS[language],
    )  # fmt: skip
    session = "6" if language == "en" else "31"
    tab.fill("[name=pasted]", FIVE[language])
    tab.select_option("[name=state]", "FJI")
    tab.fill("[name=session]", session)
    tab.fill("[name=symbol]", f"A/HRC/97/{session}")
    clean(tab, f"hand-paste.{language}")
    tab.click("main button:not([name])")
    expect(tab.locator("main ol.rows > li")).to_have_count(5)
    clean(tab, f"hand-rows.{language}")
    tab.click("button[value=rows]")
    expect(tab.locator("main .wrong")).to_have_count(1)
    clean(tab, f"hand-rows-wrong.{language}")
    tab.fill("[name=row-3-by]", "Angola")
    tab.click("button[value=rows]")
    tab.wait_for_url("**/imports/**")
    clean(tab, f"hand-stored.{language}")
    type_one(tab, language, session)


def type_one(tab: Tab, language: str, session: str) -> None:
    origin = tab.url.split(f"/{language}/")[0]
    tab.goto(f"{origin}/{language}/recommendations/add/")
    tab.fill("[name=text]", "Publish what was done about every recommendation")
    tab.select_option("[name=language]", "en")
    tab.select_option("[name=state]", "FJI")
    tab.fill("[name=by]", "ជប៉ុន; Peru")
    tab.fill("[name=session]", session)
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.fill("[name=symbol]", f"A/HRC/97/{session}")
    shot(tab, f"hand-add.{language}")
    tab.fill("[name=paragraph]", "118.1" if language == "en" else "120.1")
    tab.click("main form .acts button")
    expect(tab.locator("main [role=alert] li")).to_have_count(1)
    clean(tab, f"hand-alike.{language}")
    tab.fill("[name=paragraph]", "122.1")
    tab.click("main form > .acts button")
    tab.wait_for_url("**/recommendations/*/")
    clean(tab, f"hand-record.{language}")
    tab.click("a[href$='/positions/']")
    tab.select_option("[name=recorded]", "noted")
    tab.select_option("[name=stated]", "rejected")
    tab.fill("[name=date]", "2020-06-26")
    tab.click("form:has([name=recorded]) button")
    clean(tab, f"hand-positions.{language}")
    expect(tab.locator("main ol.rows > li")).to_have_count(1)
