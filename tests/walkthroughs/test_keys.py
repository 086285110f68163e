"""Keys from nothing to a signed list, a leaver, the recovery kit: every key made and opened in a real browser under the strict policy."""

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils.translation import trans_real
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab

from tamdan.accounts.enums import Role
from tamdan.audit.notes import PublicKey
from tamdan.sealing import age, kit
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.keylist import note_text, signers
from tamdan.sealing.officekeys import OfficeKey
from tamdan.sealing.tests import test_twins
from tamdan.sealing.tests.people import person
from tamdan.sealing.tests.test_recovery import stock_age
from tests.cast import make_cast, make_user
from tests.database import clone, superuser
from tests.matrix import sign_in
from tests.served import Site, serving
from tests.sweep import languages
from tests.walkthroughs.conftest import shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser
twin = test_twins.twin
PEOPLE = {
    "ann": Role.INTAKE_OFFICER, "ben": Role.CASE_OFFICER,
    "cora": Role.AUDITOR, "dan": Role.MONITOR, "eve": Role.SECRETARIAT,
}  # fmt: skip

NOT_IN_ORDER = "These are not the seven words in their order. Show them again and compare."
NOT_A_WORD = "One of these words is not one of the seven. Look at the spelling."
STORED = (
    "Your key is stored. Nobody but you can open it. Now ask to join your office.",
    "Your new key is stored. Ask to join your offices again: an officer of each has to admit you.",
)
SAME_SHEET = "This is the same sheet twice. Two different sheets are needed."
WORKS = "Two sheets opened the trial file: recovery works. The day is recorded."
COMMITTEE = {"en": "Committee of Tests", "km": "គណៈកម្មាធិការសាកល្បង"}
spoken = "en"
"""The language that this house is walked in."""


def here(path: str) -> str:
    """An address of the office in the language of the walk; a whole one as it is."""
    return f"/{spoken}{path}" if path.startswith("/office/") else path


def say(text: str, **values: str) -> str:
    """What a page says in the language of the walk, by the message or by how it begins, as far as its first gap."""
    if spoken == "en":
        return text % values if values else text
    known = {key: words for key, words in trans_real.translation(spoken)._catalog.items() if isinstance(key, str)}
    found = known.get(text) or next(words for key, words in known.items() if key.startswith(text))
    return str(found % values if values else found.partition("%(")[0])


TOUCH = {
    "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "usb", "hasPrf": True, "hasUserVerification": True,
    "hasResidentKey": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


@pytest.fixture(scope="module", params=languages("en"))
def house(
    request: pytest.FixtureRequest,
    template_database: str,
    django_db_setup: None,
    django_db_blocker: Any,
    worker_id: str,
) -> Iterator[Site]:
    """A server of its own: lists and kits are one for an installation, and the other walks have theirs."""
    global spoken  # noqa: PLW0603 -- pages, words and pictures of all walks below
    spoken = request.param
    name = f"test_keys_{spoken}_{worker_id}_{os.getpid()}"
    clone(template_database, name)
    # While Playwright runs, Django takes this thread for an asynchronous one and refuses the database.
    with django_db_blocker.unblock(), ThreadPoolExecutor(1) as thread:
        sessions = thread.submit(signed_in, name).result()
        with serving(name, {}, sessions) as made:
            # Security keys belong to a name, so the server is asked for by name.
            yield replace(made, origin=made.origin.replace("127.0.0.1", "localhost"))
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def signed_in(database: str) -> dict[str, str]:
    """Commits the people of this walk; gives their session keys."""
    connection.settings_dict = {**connection.settings_dict, "NAME": database}  # of this thread alone
    try:
        cast = make_cast()
        users = {who: person(cast.committee, role, who.title()) for who, role in PEOPLE.items()}
        users["administrator"] = make_user(cast.committee, Role.ADMINISTRATOR)
        sessions = {}
        for who, user in users.items():
            client = Client()
            sign_in(client, user)
            sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return sessions
    finally:
        connection.close()


@dataclass
class People:
    """One browser a person. ``words`` are what each wrote on paper."""

    house: Site
    browser: Browser
    tabs: dict[str, Tab]
    words: dict[str, str]
    complaints: list[str]

    def __call__(self, who: str, path: str = "") -> Tab:
        if who not in self.tabs:
            context = self.browser.new_context(
                base_url=self.house.origin, accept_downloads=True, viewport={"width": 390, "height": 844}
            )
            context.add_cookies(
                [{"name": "tamdan_session", "value": self.house.sessions[who], "url": self.house.origin}]
            )
            context.add_init_script(path=Path(settings.ROOT) / "node_modules/axe-core/axe.min.js")
            tab = self.tabs[who] = context.new_page()
            tab.set_default_timeout(20_000)
            tab.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
            tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        if path:
            self.tabs[who].goto(here(path))
        return self.tabs[who]

    def enrol(self, who: str) -> Tab:
        tab = self(who, "/office/key/")
        words = tab.locator("[data-words] li").all_inner_texts()
        assert len(words) == 7
        self.words[who] = " ".join(words)
        tab.get_by_role("button", name=say("I have written them down")).click()
        assert not tab.locator("[data-words]").is_visible()
        tab.get_by_label(say("Type the seven words from your paper")).fill(self.words[who].upper().replace(" ", "  "))
        tab.get_by_role("button", name=re.compile(f"{say('Make my key')}|{say('Replace my key')}")).click()
        tab.get_by_text(re.compile("|".join(map(say, STORED)))).wait_for()
        return tab

    def unlock(self, tab: Tab, who: str) -> None:
        tab.get_by_label(say("Your seven words")).fill(self.words[who])
        tab.get_by_role("button", name=say("Open"), exact=True).click()
        tab.locator("form[data-unlock]").wait_for(state="hidden")


@pytest.fixture(scope="module")
def people(chromium: Browser, house: Site) -> Iterator[People]:
    made = People(house, chromium, {}, {}, [])
    yield made
    for tab in made.tabs.values():
        tab.context.close()


def said(tab: Tab, text: str | re.Pattern[str]) -> None:
    tab.get_by_text(text).first.wait_for()


def fetch(house: Site, path: str) -> bytes:
    with urlopen(Request(house.origin + path)) as answer:
        content: bytes = answer.read()
    return content


def looked_at(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name}: wider than the screen"
    shot(tab, f"{name}.{spoken}")


def test_an_office_is_founded_and_a_second_officer_joins_by_compared_digits(people: People) -> None:
    tab = people("administrator", "/office/offices/add/")
    tab.get_by_label(say("Body")).select_option(label=COMMITTEE[spoken])
    tab.get_by_label(say("Name in English")).fill("Land office")
    tab.get_by_label(say("Name in Khmer")).fill("ការិយាល័យដីធ្លី")
    tab.get_by_role("button", name=say("Set up")).click()
    said(tab, say("The office is set up."))
    office = tab.url

    ann = people("ann", "/office/key/")
    ann.get_by_role("button", name=say("I have written them down")).click()
    ann.get_by_label(say("Type the seven words from your paper")).fill("not the words at all here now")
    ann.get_by_role("button", name=say("Make my key")).click()
    said(ann, re.compile(f"{say(NOT_IN_ORDER)}|{say(NOT_A_WORD)}"))
    looked_at(people.enrol("ann"), "keys-my-key")
    ann.goto(office)
    ann.get_by_role("button", name=say("Make the office’s key")).click()
    said(ann, say("Your key is closed."))
    ann.get_by_label(say("Your seven words")).fill("abandon " * 7)
    ann.get_by_role("button", name=say("Open"), exact=True).click()
    said(ann, say("These are not the words of your key."))
    people.unlock(ann, "ann")
    ann.get_by_role("button", name=say("Make the office’s key")).click()
    said(ann, say("The office has a new key."))

    ben = people.enrol("ben")
    ben.goto(office)
    ben.get_by_role("button", name=say("Ask to join")).click()
    digits = ben.locator("#acts ~ p .digits").inner_text()
    ann.goto(office)
    ann.get_by_role("link", name=say("Compare and admit")).click()
    assert digits not in ann.content()
    people.unlock(ann, "ann")
    ann.get_by_label(say("The 24 digits that this person reads to you")).fill(
        digits[:-1] + str((int(digits[-1]) + 1) % 10)
    )
    ann.get_by_role("button", name=say("Admit")).click()
    said(ann, say("The digits are not those of this person's key."))
    looked_at(ann, "keys-admit")
    ann.get_by_label(say("The 24 digits that this person reads to you")).fill(digits.replace(" ", ""))
    ann.get_by_role("button", name=say("Admit")).click()
    said(ann, say("Admitted."))
    ben.goto(office)
    people.unlock(ben, "ben")  # opens the office's key that Ann's browser wrapped
    looked_at(ben, "keys-office")
    people.words["office"] = office
    assert people.complaints == []


def test_two_of_three_stewards_sign_and_both_sides_verify(
    people: People, house: Site, twin: Callable[..., list[Any]]
) -> None:
    admin = people("administrator", "/office/stewards/")
    for position, who in enumerate(("cora", "dan", "eve"), start=1):
        people.enrol(who)
        admin.goto(here("/office/stewards/"))
        admin.get_by_text(say("Name a steward")).click()
        admin.get_by_label(say("Person")).select_option(label=who.title())
        admin.get_by_label(str(position), exact=True).check()
        admin.get_by_role("button", name=say("Name"), exact=True).click()
        tab = people(who, "/office/stewards/")
        people.unlock(tab, who)
        tab.get_by_role("button", name=say("Make my steward’s key")).click()
        said(tab, say("Your steward’s key is made."))
    admin.goto(here("/office/stewards/"))
    publish(people)
    looked_at(admin, "keys-stewards")

    canonical, note = fetch(house, "/keyring.json"), fetch(house, "/keyring").decode()
    anchor = json.loads(
        fetch(house, "/anchor.js").decode().removeprefix("self.tamdanAnchor=Object.freeze(").removesuffix(");\n")
    )
    listed = json.loads(canonical)
    assert len(signers(note, [PublicKey.parse(text) for text in anchor["stewards"]])) == 2
    assert note.startswith(note_text(listed["host"], 1, canonical))
    read, refused = twin(
        ["readKeyList", canonical, note, anchor, listed["host"], "2026-11-22"],
        ["readKeyList", canonical.replace(b'"epoch":1', b'"epoch":2'), note, anchor, listed["host"], "2026-11-22"],
    )
    assert read["offices"][0]["names"]["en"] == "Land office"
    assert isinstance(refused, ValueError)
    assert people.complaints == []


def publish(people: People) -> None:
    """The next list, drafted, signed by two and published."""
    admin = people("administrator", "/office/stewards/")
    admin.get_by_role("button", name=say("Draft the list")).click()
    said(admin, say("The list is drafted."))
    for who in ("cora", "dan"):
        tab = people(who, "/office/stewards/")
        people.unlock(tab, who)
        looked_at(tab, f"keys-sign-{who}")
        tab.get_by_role("button", name=say("I compared them: sign")).click()
        said(tab, say("Your signature is stored."))
    admin.goto(here("/office/stewards/"))
    admin.get_by_role("button", name=say("Publish")).click()
    said(admin, say("The list is published."))


def test_a_security_key_opens_the_key_besides_the_words(people: People) -> None:
    ann = people("ann", "/office/key/")
    device = ann.context.new_cdp_session(ann)
    device.send("WebAuthn.enable")
    made = device.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH})
    people.unlock(ann, "ann")
    ann.get_by_role("button", name=say("Add a security key")).click()
    said(ann, say("Your security key opens your key now."))
    ann.goto(people.words["office"])
    ann.get_by_role("button", name=say("Open with my security key")).click()
    said(ann, say("Your key is open on this page."))
    device.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": made["authenticatorId"]})
    device.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCH})  # another one, which knows nothing
    ann.reload()
    ann.get_by_role("button", name=say("Open with my security key")).click()
    said(ann, say("The security key was not used, or this browser cannot ask it for a key. Use your seven words."))
    people.unlock(ann, "ann")
    ann.goto(here("/office/key/"))
    ann.get_by_role("button", name=say("Take it off")).click()
    said(ann, say("The security key opens nothing here any more."))
    device.send("WebAuthn.disable")
    assert people.complaints == []


def stock(file: bytes, first: str, second: str, folder: Path) -> OfficeKey:
    """The office's key by the stock program, on any machine, from a file of this walk and two of its printed sheets."""
    path, sheet = folder / "office.age", folder / "sheet"
    path.write_bytes(file)
    for identity in (first, second):
        sheet.write_text(identity + "\n")
        done = stock_age(sheet, path)
        assert done.returncode == 0, done.stderr
        path.write_bytes(done.stdout)
    return OfficeKey.read(path.read_bytes())


def test_three_sheets_are_printed_and_two_of_them_open_what_one_does_not(people: People, tmp_path: Path) -> None:
    admin = people("administrator", "/office/kit/")
    admin.evaluate("window.print = () => undefined")
    admin.get_by_role("button", name=say("Make three sheets")).click()
    said(admin, say("Three sheets are ready."))
    sheets, shown = {}, {}
    for letter in kit.SHEETS:
        admin.get_by_role("button", name=say("Print sheet %(letter)s", letter=letter)).click()
        with on_paper(admin):
            shown[letter] = admin.locator(".sheet:visible").all_inner_texts()
            shot(admin, f"keys-sheet-{letter}.{spoken}")
            sheets[letter] = admin.locator(f"[data-kit-sheet={letter}] [data-identity]").inner_text().replace(" ", "")
        assert len(shown[letter]) == 1 and say("Recovery sheet %(letter)s", letter=letter) in shown[letter][0]  # noqa: PT018
        assert admin.locator(f"[data-kit-sheet={letter}]").is_hidden(), "a sheet is never on the screen"
        admin.get_by_label(say(f"Where sheet {letter} is kept")).fill("A safe")
        admin.get_by_label(
            say("The last six characters of the line on sheet %(letter)s, read from the paper", letter=letter)
        ).fill("xxxxxx")
    assert all(len(identity) == 74 for identity in sheets.values())
    admin.get_by_role("button", name=say("All three are printed and right")).click()
    said(admin, say("The last six characters are not those on the sheets."))
    for letter in kit.SHEETS:
        admin.get_by_label(
            say("The last six characters of the line on sheet %(letter)s, read from the paper", letter=letter)
        ).fill(sheets[letter][-6:].lower())
    admin.get_by_role("button", name=say("All three are printed and right")).click()
    said(admin, say("The kit is in force."))
    assert not any(identity in admin.content() for identity in sheets.values())

    ann = people("ann", people.words["office"])
    people.unlock(ann, "ann")
    ann.get_by_role("button", name=say("Store this key in the recovery kit")).click()
    said(ann, say("The recovery sheets of this page are not those on the list that the stewards signed."))
    publish(people)
    ann.goto(people.words["office"])
    people.unlock(ann, "ann")
    ann.get_by_role("button", name=say("Store this key in the recovery kit")).click()
    said(ann, say("The recovery kit holds this office’s key now."))
    admin.goto(here("/office/kit/"))
    looked_at(admin, "keys-kit")
    admin.get_by_text(say("Files for the program “age”")).click()
    links = admin.locator("dd:has-text('office/') a[href*='/kit/files/']").all()
    files = {link.inner_text(): admin.request.get(str(link.get_attribute("href"))).body() for link in links}
    opened = [OfficeKey.read(kit.unlock(files, {one: sheets[one] for one in pair})) for pair in kit.PAIRS]
    assert len(set(opened)) == 1
    if shutil.which("age"):
        assert stock(files["BC"], sheets["B"], sheets["C"], tmp_path) == opened[0]
    for letter in kit.SHEETS:
        for file in files.values():
            with pytest.raises(SealBroken):
                age.unseal(age.unseal(file, sheets[letter]), sheets[letter])
    for first, second, answer in (("A", "A", SAME_SHEET), ("A", "C", WORKS)):
        admin.get_by_label(say("The line on one sheet"), exact=True).fill(" ".join(re.findall(".{1,8}", sheets[first])))
        admin.get_by_label(say("The line on another sheet"), exact=True).fill(sheets[second].lower())
        admin.get_by_role("button", name=say("Open the trial file")).click()
        said(admin, say(answer))
    people.words |= {f"sheet {letter}": identity for letter, identity in sheets.items()}
    assert people.complaints == []


@contextmanager
def on_paper(tab: Tab) -> Iterator[None]:
    tab.emulate_media(media="print")
    yield
    tab.emulate_media(media="screen")


def test_leaver_is_shut_out_and_lost_words_are_made_good_by_two_sheets(people: People) -> None:
    office = people.words["office"]
    ann, ben = people("ann", office), people("ben")
    ann.locator("summary", has_text=say("Take the key away")).click()
    ann.get_by_role("button", name=say("Take the key away")).click()
    said(
        ann,
        say(
            "Somebody who held this key left. An officer who stays has to make a new key, and the stewards sign the next list."
        ),
    )
    ben.goto(office)
    assert ben.get_by_role("button", name=say("Ask to join")).is_visible()
    people.unlock(ann, "ann")
    ann.get_by_role("button", name=say("Make a new key for this office")).click()
    said(ann, say("The office has a new key."))
    assert ann.locator("dl.facts dd").nth(1).inner_text() == ("2" if spoken == "en" else "២")

    ann.goto(here("/office/key/"))
    ann.get_by_text(say("I lost my words, or somebody saw them")).click()
    renew(people, ann)
    ann.goto(office)
    ann.get_by_role("link", name=say("Restore from two sheets")).click()
    ann.get_by_label(say("The line on one sheet"), exact=True).fill(people.words["sheet C"])
    ann.get_by_label(say("The line on another sheet"), exact=True).fill(people.words["sheet B"])
    ann.get_by_role("button", name=say("Restore")).click()
    said(ann, say("You hold the office’s key again."))
    people.unlock(ann, "ann")
    ann.get_by_role("button", name=say("Make a new key for this office")).click()
    said(ann, say("The office has a new key."))
    assert people.complaints == []


def renew(people: People, tab: Tab) -> None:
    people.words["ann"] = " ".join(tab.locator("[data-words] li").all_inner_texts())
    tab.get_by_role("button", name=say("I have written them down")).click()
    tab.get_by_label(say("Type the seven words from your paper")).fill(people.words["ann"])
    tab.get_by_role("button", name=say("Replace my key")).click()
    said(tab, say("Your new key is stored."))
