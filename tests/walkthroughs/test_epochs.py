"""What an office wrote before and after it changed its key is genuine to the complainant; what an unlisted key signed is not."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tamdan.intake.answering import answer
from tamdan.intake.enums import Side
from tamdan.intake.reading import read_parts
from tamdan.intake.tests.test_answering import message
from tamdan.sealing import founding
from tamdan.sealing.officekeys import OfficeKey
from tests.cast import make_cast
from tests.database import clone, superuser
from tests.letters import make_ring, send
from tests.served import Site, serving
from tests.walkthroughs.conftest import AXE, shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

SMALL = {"width": 360, "height": 740}
FORMER, PRESENT, FORGED = "We came to your field.", "We wrote to the ministry.", "Tell us your name."
REPLACED = "Signed with a key that this office has replaced since."


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("vault")


@pytest.fixture(autouse=True)
def one_vault(home: Path, vault: Path, settings: Any) -> None:
    """The pieces of the letters lie in one folder for all these tests."""
    settings.VAULT_ROOT = vault


@pytest.fixture(scope="module")
def answered(
    template_database: str, django_db_setup: None, django_db_blocker: Any, worker_id: str, vault: Path
) -> Iterator[tuple[Site, str]]:
    """A server of its own, whose list of keys has two versions, and the digits of a complaint with three answers."""
    name = f"test_epochs_{worker_id}_{os.getpid()}"
    clone(template_database, name)
    # While Playwright runs, Django takes this thread for an asynchronous one and refuses the database.
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as thread:
        with override_settings(VAULT_ROOT=vault, VAULT_S3=None):
            digits = thread.submit(corresponded, name).result()
        with serving(name, {}, {}) as made:
            yield made, digits
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def corresponded(database: str) -> str:
    connection.settings_dict = {**connection.settings_dict, "NAME": database}  # of this thread alone
    try:
        ring = make_ring(make_cast())
        sender, letter = send(Client(), ring)

        def write(words: str, *audiences: str) -> None:
            sent = read_parts(message(ring, sender, letter, *audiences, words=words))
            answer(letter, sent, side=Side.OFFICE, by=ring.officer)

        write(FORMER)
        ring.office.key = founding.new_epoch(ring.office.office, ring.office.officers)
        founding.publish(ring.stewards)
        write(PRESENT)
        both = (sender.public.recipient, ring.office.recipient)
        ring.office.key = OfficeKey.new(str(ring.office.office.uuid), 3)
        write(FORGED, *both)
        return sender.digits
    finally:
        connection.close()


def opened(chromium: Browser, site: Site, digits: str, *, javascript: bool = True, altered: bool = False) -> Tab:
    tab = chromium.new_context(viewport=SMALL, java_script_enabled=javascript).new_page()
    if altered:
        tab.route(
            "**/keyring/1.json",
            lambda route: route.fulfill(body=route.fetch().text().replace('"epoch":1', '"epoch":7')),
        )
    if javascript:
        tab.context.add_init_script(path=AXE)
        tab.goto(f"{site.origin}/en/receipt/#{digits}")
    else:
        tab.goto(f"{site.origin}/en/receipt/")
        tab.fill("#id_digits", digits)
        tab.click("#open-receipt button")
    return tab


def entries(tab: Tab, selector: str) -> list[str]:
    tab.wait_for_selector(f"{selector} >> nth=3")
    return tab.locator(selector).all_inner_texts()


def is_as_it_should(shown: list[str]) -> bool:
    former, present, forged = shown[-3:]
    assert FORMER in former
    assert REPLACED in former
    assert "From Complaints office" in former
    assert PRESENT in present
    assert REPLACED not in present
    assert "Not from the office" in forged
    assert not any(FORGED in one for one in shown)
    return True


def test_words_before_and_after_a_new_key_are_genuine_and_a_strangers_are_not(
    chromium: Browser, answered: tuple[Site, str]
) -> None:
    tab = opened(chromium, *answered)
    assert is_as_it_should(entries(tab, "#messages li"))
    assert violations(tab) == []
    shot(tab, "receipt-former-key.en")
    tab.context.close()


def test_an_earlier_list_that_is_not_the_one_that_was_named_makes_nothing_genuine(
    chromium: Browser, answered: tuple[Site, str]
) -> None:
    tab = opened(chromium, *answered, altered=True)
    _story, former, present, _forged = entries(tab, "#messages li")
    assert "Not from the office" in former
    assert "changed after it was signed" in former
    assert FORMER not in former
    assert PRESENT in present
    tab.context.close()


def test_the_same_without_javascript(chromium: Browser, answered: tuple[Site, str]) -> None:
    tab = opened(chromium, *answered, javascript=False)
    assert is_as_it_should(entries(tab, "ol.trail:has(.words) > li"))
    tab.context.close()
