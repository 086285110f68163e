"""An installation that nobody has taken over yet: from the key in the address to the first administrator's desk, in Khmer."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, expect

from tamdan.accounts.first_run import first_run_token
from tamdan.accounts.middleware import FirstRun
from tests.database import clone, superuser
from tests.served import Site, serving
from tests.sweep import languages
from tests.walkthroughs.conftest import AXE, shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser
PASSWORD = "a long enough password"
TYPED = {
    "name_en": "Committee of X", "name_km": "គណៈកម្មាធិការ", "acronym": "CX", "mail_from": "office@example.org",
    "admin_name": "សុខ ដារ៉ា", "admin_email": "first@example.org", "password1": PASSWORD, "password2": PASSWORD,
}  # fmt: skip
CHOSEN = {"kind": "national_committee", "country": "xa", "default_language": "km"}


@pytest.fixture
def untaken(
    chromium: Browser, template_database: str, django_db_blocker: Any, settings: Any, tmp_path: Path, worker_id: str
) -> Iterator[tuple[Site, str]]:
    """A served installation without a body, with a home folder of its own; and its key."""
    name = f"test_first_{worker_id}_{os.getpid()}"
    clone(template_database, name)
    settings.MIDDLEWARE = ["tamdan.accounts.middleware.FirstRun", *settings.MIDDLEWARE]
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as changed:
        changed.setattr(FirstRun, "is_set_up", False)
        changed.setenv("TAMDAN_HOME", str(tmp_path))
        with serving(name, {}, {}) as made:
            yield made, first_run_token()
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.mark.parametrize("language", languages("km"))
def test_a_body_takes_the_installation_over(chromium: Browser, untaken: tuple[Site, str], language: str) -> None:
    site, token = untaken
    context = chromium.new_context(base_url=site.origin, viewport={"width": 360, "height": 740}, locale=language)
    context.add_init_script(path=AXE)
    tab = context.new_page()
    tab.goto(f"/{language}/desk/")
    tab.wait_for_url(f"**/{language}/start/")
    tab.goto(f"/{language}/start/?token={token}")
    for name, text in TYPED.items():
        tab.fill(f"#id_{name}", text)
    for name, value in CHOSEN.items():
        one = tab.locator(f"[name={name}]").first
        if one.evaluate("field => field.type == 'radio'"):
            tab.check(f"[name={name}][value={value}]")
        else:
            one.select_option(value)
    assert violations(tab) == []
    shot(tab, f"first-run.{language}")
    tab.locator("main form button").click()
    tab.wait_for_url("**/account/two-factor/")
    tab.click("main a[href$='totp/activate/']")
    secret = tab.locator("main .symbol").inner_text()
    now = next(yield_hotp_counters_from_time())
    tab.fill("#id_code", format_hotp_value(hotp_value(secret, now)))
    tab.locator("main form button").click()
    tab.wait_for_url("**/recovery-codes/")
    codes = tab.locator("main .rows .symbol").all_inner_texts()
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"[\w-]{8,}", code) for code in codes)
    assert violations(tab) == []
    shot(tab, f"first-run-codes.{language}")
    tab.click("main a[href$='/desk/']")
    tab.wait_for_url(f"**/{language}/desk/")
    expect(tab.locator("html")).to_have_attribute("lang", language)
    assert tab.goto(f"/{language}/start/?token={token}").status == 404  # type: ignore[union-attr] # there is an answer
    context.close()
