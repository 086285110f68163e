"""Six walks of letters on the demonstration itself, in both languages; their pictures are of its invented people and complaints."""

import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client, override_settings
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tamdan.accounts.models import User
from tamdan.demo import COUNTRY, TELEPHONE
from tamdan.demo import keys as demo_keys
from tamdan.demo.actions import load_demo
from tamdan.grievances.models import Case
from tamdan.intake.models import Box
from tests.database import clone, superuser
from tests.matrix import sign_in
from tests.served import serving
from tests.sweep import SWEEP, languages
from tests.walkthroughs import conftest, test_custody, test_keys
from tests.walkthroughs.test_box_opened_by_two import box_walk
from tests.walkthroughs.test_custody import (
    SMALL,
    WIDE,
    WORDS,
    House,
    ask,
    decide,
    looked_at,
    on,
    one_vault,
    refuse,
    tab_of,
    vault,
)
from tests.walkthroughs.test_keys import SAME_SHEET, WORKS, People, publish, said, say, stock
from tests.walkthroughs.test_whole_complaint import called, follow, whole

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not SWEEP, reason="loads the demonstration, whose acts other walks take (make bench-a11y)"),
]
__all__ = ["one_vault", "vault"]  # fixtures

ACCOUNTS = {
    "administrator": "administrator", "first": "cases", "second": "intake", "keeper": "lawyer", "cora": "auditor", "dan": "monitor",
}  # fmt: skip
"""Who of the demonstration takes the part of whom in walks that others have too."""
ANSWERED = "29600738967294382"
"""The receipt of a complaint whose name nobody asked for yet."""


@pytest.fixture(scope="module", params=languages("km"))
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def demonstration(
    language: str, template_database: str, django_db_setup: None, django_db_blocker: Any, worker_id: str, vault: Path
) -> Iterator[House]:
    name = f"test_demonstration_{language}_{worker_id}_{os.getpid()}"
    clone(template_database, name)
    around = override_settings(VAULT_ROOT=vault, VAULT_S3=None, COUNTRY=COUNTRY, TELEPHONE=TELEPHONE)
    # While Playwright runs, Django takes this thread for an asynchronous one and refuses the database.
    with around, django_db_blocker.unblock(), ThreadPoolExecutor(1) as thread:

        def within(act: Any) -> Any:
            return thread.submit(on, name, act).result()

        number, sessions = within(loaded)
        with serving(name, {}, sessions) as site:
            yield House(site, ANSWERED, number, within)
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def loaded() -> tuple[str, dict[str, str]]:
    """The number of the answered complaint, and a session for each account that walks here."""
    load_demo()
    sessions = {}
    for who, account in ACCOUNTS.items():
        client = Client()
        sign_in(client, User.objects.get(email=f"{account}@demo.invalid"))
        sessions[who] = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    return Case.objects.get(status="answered").number, sessions


@pytest.fixture(autouse=True)
def own_pictures(monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    monkeypatch.setattr(conftest, "SHOTS", conftest.SHOTS / "demonstration")
    monkeypatch.setattr(test_custody, "PEOPLE", ACCOUNTS)
    monkeypatch.setattr(test_keys, "spoken", language)


@pytest.fixture
def phone(chromium: Browser, demonstration: House) -> Iterator[Tab]:
    tab = tab_of(chromium, demonstration, "", SMALL)
    tab.set_default_timeout(60_000)
    yield tab
    tab.context.close()


@pytest.fixture
def desk(chromium: Browser, demonstration: House) -> Iterator[Tab]:
    tab = tab_of(chromium, demonstration, "first", WIDE)
    yield tab
    tab.context.close()


@pytest.fixture
def people(chromium: Browser, demonstration: House) -> Iterator[People]:
    words = {who: demo_keys.words_of(f"{account}@demo.invalid") for who, account in ACCOUNTS.items()}
    made = People(demonstration.site, chromium, {}, words, [])
    yield made
    for tab in made.tabs.values():
        tab.context.close()


def test_a_complaint_from_a_telephone_without_a_network(
    language: str, demonstration: House, phone: Tab, desk: Tab
) -> None:
    whole(language, demonstration, phone, desk)


def test_b_call_to_closure(language: str, demonstration: House, phone: Tab, desk: Tab) -> None:
    called(language, demonstration, phone, desk)


def test_c_box_opened_by_two(language: str, chromium: Browser, demonstration: House, desk: Tab) -> None:
    second = tab_of(chromium, demonstration, "second", SMALL)
    box = demonstration.within(lambda: Box.objects.order_by("pk")[0].uuid)
    box_walk(desk, second, f"{demonstration.site.origin}/{language}/office/letters/boxes/{box}/", "Tova Lim", language)
    second.context.close()


def test_d_custodian_refuses_and_the_complainant_sees_it(
    language: str, chromium: Browser, demonstration: House, phone: Tab, desk: Tab
) -> None:
    keeping = tab_of(chromium, demonstration, "keeper", SMALL)
    ask(desk, demonstration, language, "call-back", WORDS)
    decide(keeping, language, 1, demonstration.number)
    refuse(keeping, language)
    keeping.context.close()
    follow(phone, demonstration.digits, language)
    phone.wait_for_selector("#access ol.proof li")
    looked_at(phone, f"name-complainant.{language}")


def test_e_one_leaves_and_comes_back_by_compared_digits(people: People, demonstration: House) -> None:
    ann = people("second", "/office/offices/")
    ann.locator("main a[href*='/office/offices/']", has_text=demo_keys_name()).first.click()
    office = ann.url
    leaver = ann.locator("ul.rows li", has_text="Rena Ost")
    leaver.locator("summary").click()
    leaver.get_by_role("button", name=say("Take the key away")).click()
    said(
        ann,
        say(
            "Somebody who held this key left. An officer who stays has to make a new key, and the stewards sign the next list."
        ),
    )
    people.unlock(ann, "second")
    ann.get_by_role("button", name=say("Make a new key for this office")).click()
    said(ann, say("The office has a new key."))
    test_keys.looked_at(ann, "leaver-office")
    ben = people("first", office)
    ben.get_by_role("button", name=say("Ask to join")).click()
    digits = ben.locator("#acts ~ p .digits").inner_text()
    ann.goto(office)
    ann.get_by_role("link", name=say("Compare and admit")).click()
    people.unlock(ann, "second")
    ann.get_by_label(say("The 24 digits that this person reads to you")).fill(digits)
    test_keys.looked_at(ann, "newcomer-admit")
    ann.get_by_role("button", name=say("Admit")).click()
    said(ann, say("Admitted."))
    publish(people)
    ben.goto(office)
    people.unlock(ben, "first")
    test_keys.looked_at(ben, "newcomer-office")
    assert people.complaints == []


def demo_keys_name() -> str:
    _body, _purpose, english, khmer, _people = demo_keys.OFFICES[demo_keys.DESK]
    return english if test_keys.spoken == "en" else khmer


def test_f_two_sheets_open_the_trial_file_and_an_offices_key(
    people: People, demonstration: House, tmp_path: Path
) -> None:
    sheets = demonstration.within(demo_keys.sheets_in_force)
    admin = people("administrator", "/office/kit/")
    for first, second, answer in (("A", "A", SAME_SHEET), ("A", "C", WORKS)):
        admin.get_by_label(say("The line on one sheet"), exact=True).fill(" ".join(re.findall(".{1,8}", sheets[first])))
        admin.get_by_label(say("The line on another sheet"), exact=True).fill(sheets[second].lower())
        admin.get_by_role("button", name=say("Open the trial file")).click()
        said(admin, say(answer))
    test_keys.looked_at(admin, "kit-tried")
    admin.get_by_text(say("Files for the program “age”")).click()
    link = admin.locator("dd:has-text('office/') a[href*='/kit/files/']", has_text="BC").first
    test_keys.looked_at(admin, "kit-files")
    expect(link).to_be_visible()
    if shutil.which("age"):
        file = admin.request.get(str(link.get_attribute("href"))).body()
        assert stock(file, sheets["B"], sheets["C"], tmp_path).recipient
