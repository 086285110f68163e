"""A complaint goes to another body: asked for, agreed to on a telephone, passed on, opened there, answered, read. Three people, three browsers."""

import io
import os
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test import Client, override_settings
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.grievances.models import Case
from tamdan.grievances.referral.actions import record_consent
from tamdan.grievances.referral.models import Referral
from tamdan.grievances.tests.passing import handled
from tamdan.intake.models import Envelope, Release
from tamdan.sealing import age, founding
from tamdan.sealing.enums import Purpose
from tamdan.sealing.fingerprints import fingerprint
from tamdan.sealing.letters import ItemKind
from tamdan.sealing.models import Office
from tests.cast import Cast, make_cast
from tests.database import clone, superuser
from tests.letters import Part, Ring, Sender, person, send, staff, story
from tests.matrix import sign_in
from tests.served import serving
from tests.sweep import SWEEP, languages
from tests.walkthroughs.conftest import AXE
from tests.walkthroughs.test_hotline_or_letter import House, enrol, looked_at, officer_named, opened, png

pytestmark = pytest.mark.browser
STORY, SUMMARY, ANSWER = "They took our field at night.", "A field was taken.", "The field is yours again."
PEOPLE = (
    ("officer", "committee", Role.INTAKE_OFFICER),
    ("minister", "ministry", Role.FOCAL_POINT),
    ("steward", "committee", Role.AUDITOR),
)


@pytest.fixture
def house(
    template_database: str,
    django_db_setup: None,
    django_db_blocker: Any,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    name = f"test_referral_{worker_id}_{os.getpid()}"
    clone(template_database, name)

    def begin() -> None:
        connection.settings_dict = {**connection.settings_dict, "NAME": name}  # of this thread alone

    def close() -> None:
        connection.close()

    with django_db_blocker.unblock(), ThreadPoolExecutor(1, initializer=begin) as thread:
        cast, sessions = thread.submit(people).result()
        try:
            with serving(name, {}, sessions) as made:
                yield House(made, thread, cast, name, tmp_path_factory.mktemp("vault"))
        finally:
            thread.submit(close).result()
    with superuser() as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def people() -> tuple[Cast, dict[str, str]]:
    cast, sessions = make_cast(), {}
    for name, body, role in PEOPLE:
        client = Client()
        sign_in(client, person(getattr(cast, body), role, name))
        sessions[name] = client.cookies[configured.SESSION_COOKIE_NAME].value
    return cast, sessions


@pytest.fixture(autouse=True)
def vault(home: Path, settings: Any, house: House) -> None:
    settings.VAULT_ROOT = house.vault


def ready(cast: Cast) -> tuple[Sender, Case]:
    """Both desks have keys on the list; a story and a picture came, and the office handles them."""
    office = staff(cast.committee, Purpose.OFFICE, "Complaints office", [officer_named("officer")])
    staff(cast.ministry, Purpose.REFERRAL, "Ministry desk", [officer_named("minister")])
    steward = founding.enrol(User.objects.get(email="steward@example.org"))
    ring = Ring(office, office, office, founding.name_stewards([steward]))
    founding.publish(ring.stewards)
    picture = Part(ItemKind.FILE, png(), [ring.office.recipient])
    sender, letter = send(Client(), ring, None, story(ring, STORY), picture)
    return sender, handled(letter, ring)


def unlock(tab: Tab, words: str) -> None:
    tab.fill("#key-words", words)
    tab.click("form[data-unlock] button >> nth=0")
    tab.wait_for_selector("[data-when=unlocked]:not([hidden])")


def decides(tab: Tab, place: int) -> None:
    """Presses one of the acts of the first body, and yes."""
    tab.click(f"#sections section >> nth=0 >> .acts button >> nth={place}")
    tab.click("#sure-yes")


def come(own: Tab, house: House, language: str, digits: str) -> None:
    """Anew with the digits, on an own telephone."""
    own.goto("about:blank")
    own.goto(f"{house.site.origin}/{language}/receipt/#{digits}")
    own.wait_for_selector("#sections:not([hidden]) section .acts button", timeout=60_000)
    own.wait_for_selector("#messages li >> nth=1")


def ask(officer: Tab, case: Case, words: str, language: str) -> None:
    officer.goto(f"/{language}/office/letters/{case.number}/")
    officer.click(f"a[href$='/{case.number}/bodies/']")
    officer.wait_for_selector("a[href$='/ask/']")
    looked_at(officer, f"referral-bodies.{language}")
    officer.click("a[href$='/ask/']")
    officer.wait_for_selector("textarea[data-words]")
    unlock(officer, words)
    assert officer.input_value("textarea[data-words]"), "the question is offered in the complainant's language"
    looked_at(officer, f"referral-ask.{language}")
    officer.click("form[data-seal] button")
    officer.wait_for_selector("#bodies")


def pass_on(officer: Tab, case: Case, language: str) -> None:
    """The story and a summary; the key is open since the question."""
    officer.click(f"a[href$='/{case.number}/bodies/']")
    officer.click("ul a[href$='/pass/']")
    officer.wait_for_selector("form[data-pass]")
    officer.check("input[data-part] >> nth=0")
    officer.fill("[data-summary]", SUMMARY)
    looked_at(officer, f"referral-pass.{language}")
    officer.click("form[data-pass] button")
    officer.wait_for_selector("#bodies")
    looked_at(officer, f"referral-passed.{language}")


def read_and_answer(minister: Tab, case: Case, words: str, language: str) -> None:
    minister.goto(f"/{language}/office/letters/referrals/")
    looked_at(minister, f"referrals-there.{language}")
    minister.click(f"th a[href*='/{case.number}-1/']")
    minister.wait_for_selector("[data-item]")
    unlock(minister, words)
    expect(minister.locator("[data-item]")).to_have_count(2)
    for place, content in enumerate((STORY, SUMMARY)):
        part = minister.locator("[data-item]").nth(place)
        part.locator("form[data-open] button").click()
        part.locator("[data-shown] > *").first.wait_for()
        assert content in part.inner_text()
    looked_at(minister, f"referral-opened.{language}")
    minister.click("form[action$='/take-up/'] button")
    minister.click("a[href$='/answer/']")
    minister.fill("textarea[data-words]", ANSWER)
    minister.click("form[data-seal] button")
    minister.wait_for_selector("[data-item] >> nth=2")


def agreed_by_telephone(case: Case) -> Office:
    """A court that has no account here."""
    court = Office.objects.create(body=case.owner, purpose=Purpose.REFERRAL, name_en="Court", name_km="តុលាការ")
    now = Case.objects.get(pk=case.pk)
    officer = User.objects.get(email="officer@example.org")
    record_consent(now, court, is_given=True, version=now.version, by=officer)
    return court


def give_as_file(officer: Tab, case: Case, court: Office, language: str) -> list[str]:
    """To a key whose digits were read on the telephone; wrong ones first. What the court finds in the file."""
    key = age.new_identity()
    recipient = age.recipient_of(key)
    officer.click(f"a[href$='/{case.number}/bodies/']")
    officer.click(f"ul a[href$='/{court.uuid}/pass/']")
    officer.wait_for_selector("form[data-file]")
    officer.check("input[data-part] >> nth=0")
    officer.check("input[data-part] >> nth=1")
    officer.fill("#id_recipient", recipient)
    officer.fill("#id_digits", "0" * 24)
    officer.click("form[data-pass] button")
    officer.wait_for_selector("form[data-pass] [data-status]:not([hidden])")
    looked_at(officer, f"referral-file.{language}")
    officer.fill("#id_digits", fingerprint(recipient))
    with officer.expect_download() as saved:
        officer.click("form[data-pass] button")
    with tarfile.open(fileobj=io.BytesIO(age.unseal(Path(saved.value.path()).read_bytes(), key))) as opened:
        found = {one.name: opened.extractfile(one).read() for one in opened.getmembers()}  # type: ignore[union-attr]
    assert STORY in found["01-story.txt"].decode()
    assert found["03-file.png"] == png()
    return sorted(found)


def sealed_there() -> int:
    return Envelope.objects.filter(epoch__office__purpose=Purpose.REFERRAL).count()


@pytest.mark.skipif(
    not SWEEP, reason="the room's test_referral goes the same way; in two browsers in a sweep (make bench-a11y)"
)
@pytest.mark.parametrize("language", languages("km"))
def test_a_complaint_is_passed_on_opened_there_and_answered(chromium: Browser, house: House, language: str) -> None:
    said: list[str] = []
    officer, minister = opened(chromium, house, "officer", said), opened(chromium, house, "minister", said)
    words = {"officer": enrol(officer), "minister": enrol(minister)}
    with override_settings(VAULT_ROOT=house.vault):
        sender, case = house(ready, house.cast)
    own = chromium.new_context(viewport={"width": 360, "height": 740}).new_page()
    own.context.add_init_script(path=AXE)
    own.context.add_init_script("self.__reports = []")

    ask(officer, case, words["officer"], language)
    come(own, house, language, sender.digits)
    looked_at(own, f"referral-asked.{language}")
    decides(own, 0)
    own.wait_for_selector("#sections section >> nth=0 >> .acts button >> nth=1", state="detached", timeout=60_000)
    assert house(lambda: Referral.objects.get().standing) == "agreed"

    pass_on(officer, case, language)
    assert house(sealed_there) == 2
    assert house(lambda: list(Release.objects.values_list("purpose", flat=True))) == ["refer"]
    read_and_answer(minister, case, words["minister"], language)
    court = house(agreed_by_telephone, case)
    officer.goto(f"/{language}/office/letters/{case.number}/")
    unlock(officer, words["officer"])
    found = give_as_file(officer, case, court, language)
    assert found == ["01-story.sealed.json", "01-story.txt", "03-file.png"]
    assert house(lambda: Referral.objects.last().standing) == "handed"

    come(own, house, language, sender.digits)
    assert ANSWER in own.inner_text("#messages")
    looked_at(own, f"referral-answered.{language}")
    decides(own, 0)
    own.wait_for_selector("#sections section >> nth=0 >> .acts button", state="detached", timeout=60_000)
    assert house(sealed_there) == 0
    assert said == []
    for tab in (officer, minister, own):
        tab.context.close()
