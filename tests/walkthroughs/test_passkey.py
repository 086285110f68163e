"""A passkey from adding it to signing in with it alone, with Chromium's virtual authenticator, under our own policy."""

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tests.served import Site

pytestmark = pytest.mark.browser
PASSWORD = "a long enough password"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def tab(chromium: Browser, site: Site):
    """A browser with a device that answers at once. Passkeys belong to a name, so the server is asked for by name."""
    context = chromium.new_context(base_url=site.origin.replace("127.0.0.1", "localhost"), locale="en")
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    tab.set_default_timeout(30000)
    tab.goto("/en/account/login/")
    yield tab
    context.close()


def test_a_passkey_opens_the_account_without_a_password(tab: Tab) -> None:
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.goto("/en/account/login/?next=/en/account/two-factor/webauthn/add/")
    tab.get_by_label("E-mail address").fill("secretariat.t-committee@example.org")
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    tab.get_by_role("heading", name="Is it you?").wait_for()
    tab.get_by_label("Password", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Go on").click()
    tab.get_by_role("button", name="Add", exact=True).click()
    tab.get_by_role("heading", name="Recovery codes").wait_for()

    tab.goto("/en/account/logout/")
    tab.locator("main").get_by_role("button", name="Sign out").click()
    tab.goto("/en/account/login/")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.wait_for_url("**/en/desk/")
    assert not complaints  # nothing that the policy refused


def test_a_passkey_that_fails_is_answered_in_words(tab: Tab) -> None:
    tab.goto("/en/account/login/")
    tab.evaluate("() => { navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') } }")
    tab.get_by_role("button", name="Sign in with a passkey").click()
    tab.get_by_text("The passkey was not used").wait_for()
