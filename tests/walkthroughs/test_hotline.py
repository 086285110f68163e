"""Somebody calls: an officer types and seals, reads the digits back; the caller opens the complaint with them on an own telephone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Request, expect
from playwright.sync_api import Page as Tab

from tamdan.intake.tests.scans import with_layer
from tests.pages import Page
from tests.served import Site
from tests.walkthroughs.conftest import AXE, shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "height": 900}
PLANTED = re.compile("MARKED|គេយកដី")
NEW = Page("letter-new", lambda _cast: "", who="case_officer")


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}: wider than the screen"
    shot(tab, name)


def listening(tab: Tab) -> list[str]:
    """Everything that leaves the page from now on: addresses and bodies."""
    sent: list[str] = []

    def hear(request: Request) -> None:
        body = request.post_data_buffer or b""
        sent.append(f"{request.url} {body.decode('latin-1')} {body.decode(errors='replace')}")

    tab.on("request", hear)
    return sent


def test_a_caller_is_written_down_in_khmer_and_opens_the_complaint(
    visit: Callable[..., Tab], chromium: Browser, site: Site
) -> None:
    tab = visit(NEW, "km", viewport=WIDE)
    tab.wait_for_selector("#main.ready")
    sent = listening(tab)
    assert tab.evaluate("document.activeElement.id") == "id_channel_0"
    clean(tab, "operator.km")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#problems:not([hidden])")
    expect(tab.locator("#problems-list a")).to_have_count(2)
    clean(tab, "operator-missing.km")
    tab.focus("#id_channel_0")
    tab.keyboard.press("Space")
    tab.fill("#id_text", "គេយកដីខ្ញុំ MARKED-STORY")
    tab.fill("#id_name", "MARKED-NAME")
    tab.keyboard.press("Enter")  # of a line: nothing is sent by it
    tab.select_option("#id_place", index=1)
    tab.wait_for_selector("#readers fieldset >> nth=1")
    assert tab.inner_text("[data-open=channel]") == "ទូរស័ព្ទ"
    clean(tab, "operator-typed.km")
    tab.focus("#id_text")
    tab.keyboard.press("Control+Enter")
    tab.wait_for_selector("#card:not([hidden])")
    assert tab.locator("#given-next").is_hidden()
    clean(tab, "operator-digits.km")
    digits = re.sub("[^0-9]", "", tab.inner_text("#card-number"))
    assert len(digits) == 17
    assert any("/office/letters/new/" in one for one in sent)
    assert not [one for one in sent if PLANTED.search(one) or digits in one]
    assert tab.input_value("#id_text") == "", "nothing of it stays in the page"
    tab.emulate_media(media="print")
    assert tab.locator("#given").is_hidden()
    assert tab.locator("#card-number").is_visible()
    shot(tab, "operator-print.km")
    tab.emulate_media(media="screen")
    tab.check("#given-done")
    tab.wait_for_selector("#given-again:visible")
    number = tab.inner_text("#card-case")
    tab.click("#given-file")
    tab.get_by_text(number).first.wait_for()
    caller(chromium, site, digits)


def caller(chromium: Browser, site: Site, digits: str) -> None:
    """On an own small telephone: the status is there, and the number is changed, because the officer saw it."""
    tab = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    tab.context.add_init_script(path=AXE)
    tab.goto(f"{site.origin}/km/receipt/#{digits}")
    tab.wait_for_selector("#case:not([hidden])")
    expect(tab.locator("#status li")).not_to_have_count(0)
    tab.wait_for_selector("#number-seen:not([hidden])")
    clean(tab, "operator-followed.km")
    tab.click("#change-seen")
    tab.click("#sure-yes")
    tab.wait_for_selector("#card:not([hidden])")
    changed = re.sub("[^0-9]", "", tab.inner_text("#card-number"))
    tab.goto("about:blank")
    tab.goto(f"{site.origin}/km/receipt/#{changed}")
    tab.wait_for_selector("#case:not([hidden])")
    assert tab.locator("#number-seen").is_hidden()
    tab.context.close()


def sign_in(context: BrowserContext, site: Site) -> None:
    context.add_cookies([{"name": "tamdan_session", "value": site.sessions["case_officer"], "url": site.origin}])


def a_scan_is_read_and_compared(tab: Tab) -> None:
    scan = with_layer("It is our field since 1985.")
    tab.set_input_files("#scan-files", {"name": "letter.pdf", "mimeType": "application/pdf", "buffer": scan})
    tab.click("#scan-read")
    tab.wait_for_selector("#scan-compared-field:not([hidden])")
    assert "Compare it with the scan" in tab.inner_text("#scan-told")
    assert tab.input_value("#id_text") == "They took our field.\n\nIt is our field since 1985."
    assert tab.locator("#scan-beside img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 700
    expect(tab.locator("#files-list li"), "it is sealed with the letter").to_have_count(1)
    clean(tab, "operator-scan.en")
    tab.click("#send")
    assert "Say that you compared the text" in tab.inner_text(".errors:not([hidden])")
    tab.check("#scan-compared")


def test_a_session_that_ended_is_said_and_the_letter_arrives_once(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=WIDE)
    sign_in(context, site)
    tab = context.new_page()
    tab.add_init_script(path=AXE)
    tab.goto(f"{site.origin}/en/office/letters/new/?channel=letter")
    tab.wait_for_selector("#main.ready")
    tab.fill("#id_text", "They took our field.")
    tab.wait_for_selector("#readers fieldset")
    a_scan_is_read_and_compared(tab)
    context.clear_cookies()
    tab.click("#send")
    tab.wait_for_selector("#sending-again:not([hidden])")
    assert "You are signed out." in tab.inner_text("#sending-state")
    shot(tab, "operator-signed-out.en")
    sign_in(context, site)
    tab.click("#sending-again")
    tab.wait_for_selector("#card:not([hidden])")
    shot(tab, "operator-digits.en")
    context.close()
