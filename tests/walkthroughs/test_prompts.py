"""An officer reads a prompt aloud into the microphone (Chromium's own, which beeps), publishes it; a complainant touches and hears it,
also without JavaScript, and without a network once the page is kept."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tests.browser import launch
from tests.served import Site
from tests.sweep import languages
from tests.walkthroughs.conftest import AXE, shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

SOUND = "document.querySelector('section[data-step=where] audio')"
PHONE = {"width": 360, "height": 740}
BEEPS = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=user-gesture-required",
]


@pytest.fixture
def microphone(chromium: Browser, site: Site) -> Iterator[Browser]:
    """A second browser whose microphone beeps: the first one has none."""
    browser = launch(chromium.browser_type, *BEEPS)
    yield browser
    browser.close()


def open_tab(browser: Browser, site: Site, address: str, who: str = "", **options: object) -> Tab:
    context = browser.new_context(**options)  # type: ignore[arg-type] # options of a context
    context.add_init_script(path=AXE)
    if who:
        context.add_cookies([{"name": "tamdan_session", "value": site.sessions[who], "url": site.origin}])
    tab = context.new_page()
    tab.goto(site.origin + address)
    return tab


def until(tab: Tab, expression: str) -> None:
    """Waits until it holds. The policy of the page lets no text become a function, so it is asked from outside."""
    for _tenth in range(100):
        if tab.evaluate(expression):
            return
        tab.wait_for_timeout(100)
    pytest.fail(f"never: {expression}")


@pytest.mark.parametrize("language", languages("km"))
def test_a_prompt_is_read_aloud_published_and_heard(microphone: Browser, site: Site, language: str) -> None:
    tab = open_tab(microphone, site, f"/{language}/office/prompts/where/{language}/", "secretary", viewport=PHONE)
    tab.wait_for_selector("#main.ready")
    tab.click("#record")
    tab.wait_for_timeout(1_600)
    tab.click("#record")
    tab.wait_for_selector("#heard:not([hidden])")
    assert int(tab.input_value("#id_seconds")) in (1, 2, 3)
    assert violations(tab) == []
    shot(tab, f"prompt-recorded.{language}")
    tab.click("main form[enctype] button")
    tab.wait_for_selector("form[action$='/publish/'] button")
    tab.click("form[action$='/publish/'] button")
    tab.wait_for_selector("form[action$='/off/'] button")
    shot(tab, f"prompt-published.{language}")

    asked: list[str] = []
    form = open_tab(microphone, site, f"/{language}/complain/#where", viewport=PHONE)
    form.on("request", lambda request: asked.append(request.url))
    form.wait_for_selector("#main.ready")
    control = form.locator("section[data-step=where] [data-prompt] button")
    expect(control).to_be_visible()
    assert not [url for url in asked if "/complain/sounds/" in url], "nothing is fetched before it is touched"
    assert violations(form) == []
    shot(form, f"prompt-on-the-form.{language}")
    before = control.inner_text()
    control.click()
    until(form, f"{SOUND}.currentTime > 0")
    assert control.inner_text() != before, "it says that it can be stopped"
    assert [url for url in asked if "/complain/sounds/" in url]
    form.evaluate("location.hash = 'when'")
    until(form, f"{SOUND}.paused")

    plain = open_tab(microphone, site, f"/{language}/complain/", viewport=PHONE, java_script_enabled=False)
    expect(plain.locator("section[data-step=where] [data-prompt] audio")).to_be_visible()
    expect(plain.locator("section[data-step=where] [data-prompt] button")).to_be_hidden()

    heard_without_a_network(form)


def heard_without_a_network(form: Tab) -> None:
    """The page is kept; what was played since then comes from the device."""
    form.evaluate("location.hash = 'where'")
    form.evaluate("document.getElementById('offline').open = true")
    form.click("#offline-keep")
    until(form, "document.getElementById('offline-state').textContent !== ''")
    form.reload()
    form.wait_for_selector("#main.ready")
    control = form.locator("section[data-step=where] [data-prompt] button")
    control.click()
    until(form, f"{SOUND}.currentTime > 0")
    form.context.set_offline(True)
    form.reload()
    form.wait_for_selector("#main.ready")
    control.click()
    until(form, f"{SOUND}.currentTime > 0")
