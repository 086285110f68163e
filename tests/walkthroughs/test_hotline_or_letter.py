"""A letter reaches an officer, is released, opened, answered and closed; the complainant sees each step. Hostile files run nowhere."""

import base64
import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Tab

from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.audit.notes import Note, PublicKey
from tamdan.grievances import actions
from tamdan.grievances.models import Case
from tamdan.intake.calls import Call
from tamdan.sealing import age, founding
from tamdan.sealing.enums import Purpose
from tamdan.sealing.letters import ItemKind
from tamdan.sealing.models import OfficerKey
from tamdan.sealing.server import host
from tests.cast import Cast, make_cast
from tests.database import clone, superuser
from tests.leaks import dump, leaks
from tests.letters import Part, Ring, Sender, come_back, open_with, person, send, staff
from tests.matrix import sign_in
from tests.served import Site, serving
from tests.walkthroughs.conftest import shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

STORY = "They came at night and took our field."
RUNS = "top.__ran = 1; parent.__ran = 1; window.__ran = 1; fetch('/en/?ran')"


def bomb() -> bytes:
    """Ten megabytes of nothing in ten kilobytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("papers.txt", bytes(10_000_000))
    return made.getvalue()


HOSTILE = {
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="%s"><script>%s</script></svg>'
    % ((RUNS.encode(),) * 2),
    "holiday.jpg": b'<!doctype html><html><body onload="%s"><script>%s</script></body></html>' % ((RUNS.encode(),) * 2),
    "cat.gif": b"GIF89a/*<script>%s</script>*/=1;%s" % ((RUNS.encode(),) * 2),
    "form.pdf": b"%PDF-1.4 /JavaScript",
    "papers.zip": bomb(),
}


LENGTH = """(again) => {
    const player = document.querySelector("audio");
    if (again) player.load();
    return player.error ? -1 : player.readyState ? player.duration : null;
}"""
LOOKS = 200


def png() -> bytes:
    """A small picture that is what it says."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    rows = b"".join(b"\x00" + b"\x0b\x5a\x4a" * 8 for _row in range(8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def wav() -> bytes:
    """A tenth of a second of silence."""
    sound = bytes(1600)
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        b"RIFF",
        36 + len(sound),
        b"WAVE",
        b"fmt ",
        16,
        1,
        1,
        8000,
        16000,
        2,
        16,
        b"data",
        len(sound),
    )
    return head + sound


@dataclass
class House:
    """A server of its own, and the one thread that may ask its database while a browser runs."""

    site: Site
    thread: ThreadPoolExecutor
    cast: Cast
    database: str
    vault: Path

    def __call__(self, act: Callable[..., Any], *given: Any) -> Any:
        return self.thread.submit(act, *given).result()


@pytest.fixture(scope="module")
def house(
    template_database: str,
    django_db_setup: None,
    django_db_blocker: Any,
    worker_id: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    name = f"test_desk_{worker_id}_{os.getpid()}"
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
    for name, role in (("officer", Role.INTAKE_OFFICER), ("keyless", Role.CASE_OFFICER), ("steward", Role.AUDITOR)):
        client = Client()
        sign_in(client, person(cast.committee, role, name))
        sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return cast, sessions


def officer_named(name: str) -> founding.Officer:
    """Whose key was made in a browser: its private half is not here."""
    user = User.objects.get(email=f"{name}@example.org")
    return founding.Officer(user, "", OfficerKey.objects.get(user=user))


def ring_of(cast: Cast) -> Ring:
    office = staff(cast.committee, Purpose.OFFICE, "Complaints office", [officer_named("officer")])
    steward = founding.enrol(User.objects.get(email="steward@example.org"))
    made = Ring(office, office, office, founding.name_stewards([steward]))
    founding.publish(made.stewards)
    return made


def opened(browser: Browser, house: House, who: str, complaints: list[str]) -> Tab:
    context = browser.new_context(
        base_url=house.site.origin, viewport={"width": 390, "height": 844}, accept_downloads=True
    )
    context.add_cookies([{"name": "tamdan_session", "value": house.site.sessions[who], "url": house.site.origin}])
    context.add_init_script(path=Path(settings.ROOT) / "node_modules/axe-core/axe.min.js")
    context.add_init_script(
        "self.__reports = []; document.addEventListener('securitypolicyviolation', (e) => self.__reports.push([e.violatedDirective, e.sample, e.sourceFile].join(' ')));"
    )
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    # A frame without scripts also refuses those that this test puts into every page; that and a form to correct are no violation.
    tab.on("console", lambda said: complaints.append(said.text) if "violates" in said.text else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    return tab


def enrol(tab: Tab) -> str:
    tab.goto("/en/office/key/")
    words = " ".join(tab.locator("[data-words] li").all_inner_texts())
    tab.get_by_role("button", name="I have written them down").click()
    tab.get_by_label("Type the seven words from your paper").fill(words)
    tab.get_by_role("button", name=re.compile("my key")).click()
    tab.get_by_text(re.compile("is stored")).wait_for()
    return words


def letter(ring: Ring) -> tuple[Sender, str]:
    """A story, a picture, files that want to run or to fill a disk, one whose key opens nothing, and a recording."""
    to = [ring.office.recipient]
    files = {name: Part(ItemKind.FILE, content, to) for name, content in {"field.png": png(), **HOSTILE}.items()}
    files["broken.png"] = Part(ItemKind.FILE, png(), to)
    files["broken.png"].key = age.new_identity()
    voice = Part(ItemKind.VOICE, wav(), to)
    named = [{"id": part.id, "class": "file", "name": name, "type": "image/jpeg"} for name, part in files.items()]
    told = {"v": 1, "items": named, "answers": {"text": STORY, "want": "Our field back."}}
    sender, _letter = send(Client(), ring, None, Part(ItemKind.STORY, rfc8785.dumps(told), to), *files.values(), voice)
    return sender, Case.objects.get().number


def colleague_sorts() -> None:
    case = Case.objects.get()
    actions.sort(case, actions.Sorting("eviction", "none"), version=case.version, by=None)


def looked_at(tab: Tab, name: str) -> None:
    reports = tab.evaluate("self.__reports.length")
    assert violations(tab) == [], name
    # The checker itself writes markup from text, which the policy reports.
    tab.evaluate("(reports) => { self.__reports.length = reports; }", reports)
    assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{name}: wider than the screen"
    shot(tab, name)


def part(tab: Tab, number: int) -> Any:
    return tab.locator("[data-item]").nth(number)


def open_part(tab: Tab, number: int) -> Any:
    found = part(tab, number)
    found.get_by_role("button", name="Open").click()
    found.locator("[data-shown] > *").first.wait_for()
    return found


def length_of(recording: Any) -> float:
    """A player tells its length when it gets round to it; a busy machine may let the first load pass by. Asked from here: a promise in
    a frame that the page draws anew would never end."""
    for look in range(1, LOOKS):
        frame = recording.locator("iframe").element_handle().content_frame()
        if (told := frame.evaluate(LENGTH, look % 40 == 0)) is not None:
            return float(told)
        recording.page.wait_for_timeout(50)
    return -1


def read_by_complainant(sender: Sender, ring: Ring) -> tuple[dict[str, Any], list[str]]:
    """Through the JSON API: what stands there, and the office's words, each under the office's signature."""
    client = Client()
    found, words = come_back(client, sender), []
    key = PublicKey(f"{host()}/office/{ring.office.office.uuid}", base64.b64decode(ring.office.key.verify))
    for one in found["letters"]:
        for item in one["items"] if one["side"] == "office" else []:
            pieces = [
                b"".join(client.get(f"/blobs/{sha}", headers={"X-Receipt": sender.token})) for sha in item["segments"]
            ]
            content = open_with(base64.b64decode(item["envelope"]), item["ref"], sender.key, pieces, item["segments"])
            note = Note.parse(content.decode())
            assert note.is_signed_by(key)
            words.append(note.text.split("\n", 3)[3].strip())
    return found, words


def write(tab: Tab, title: str, words: str, button: str = "Seal and send") -> None:
    tab.get_by_role("link", name=title, exact=True).click()
    tab.get_by_role("heading", name=title, level=1).wait_for()
    tab.locator("textarea[data-words]").fill(words)
    tab.get_by_role("button", name=button, exact=True).click()


@contextmanager
def another_key(tab: Tab, true: str, false: str) -> Iterator[None]:
    """The server names another key for the office than the one that the stewards signed."""

    def named(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace(true, false))

    tab.route("**/write/*/", named)
    yield
    tab.unroute("**/write/*/")


@dataclass
class Desk:
    """An officer with a key at their browser, and the letter that came."""

    tab: Tab
    words: str
    ring: Ring
    sender: Sender
    number: str
    complaints: list[str]

    def ran_nothing(self) -> bool:
        asked = self.tab.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
        state = self.tab.evaluate("[self.__ran, self.__reports]")
        return (state, self.complaints) == ([None, []], []) and not any("?ran" in address for address in asked)

    def said(self, text: str) -> None:
        self.tab.get_by_text(text).first.wait_for()


@pytest.fixture(scope="module")
def desk(chromium: Browser, house: House) -> Iterator[Desk]:
    complaints: list[str] = []
    tab = opened(chromium, house, "officer", complaints)
    words = enrol(tab)
    ring = house(ring_of, house.cast)
    with override_settings(VAULT_ROOT=house.vault):
        sender, number = house(letter, ring)
    yield Desk(tab, words, ring, sender, number, complaints)
    tab.context.close()


@pytest.fixture(autouse=True)
def vault(home: Path, settings: Any, house: House) -> None:
    """The ciphertext of one letter is read in several tests."""
    settings.VAULT_ROOT = house.vault


def test_a_letter_opens_and_hostile_files_run_nowhere(desk: Desk, house: House) -> None:
    tab = desk.tab
    tab.goto("/en/office/letters/")
    looked_at(tab, "desk-queue")
    tab.locator("details#keys").wait_for()  # the page's script listens
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    part(tab, 0).get_by_role("button", name="Open").click()
    part(tab, 0).get_by_text("Your key is closed.").wait_for()
    for words in ("abandon " * 7, desk.words):
        tab.get_by_label("Your seven words").fill(words)
        tab.get_by_role("button", name="Open", exact=True).first.click()
        desk.said("These are not the words of your key." if words != desk.words else "Your key is open on this page.")

    assert STORY in open_part(tab, 0).inner_text()
    tab.route("**/blobs/*", lambda route: route.abort(), times=1)
    picture = open_part(tab, 1)  # the line breaks once: that is neither another release nor a broken item
    assert "field.png" in picture.inner_text()
    frame = picture.locator("iframe").element_handle().content_frame()
    assert frame.evaluate("document.images[0].decode().then(() => document.images[0].naturalWidth)") == 8
    assert picture.locator("iframe").get_attribute("sandbox") == "allow-same-origin"
    for place, name in enumerate(HOSTILE, start=2):
        shown = open_part(tab, place)
        assert name in shown.inner_text()
        expect(shown.locator("iframe")).to_have_count(0)
        assert "Save it only to a computer that is not connected" in shown.inner_text()
        assert shown.locator("a[download]").get_attribute("download") == name
    assert length_of(open_part(tab, 3 + len(HOSTILE))) == pytest.approx(0.1)
    broken = part(tab, 2 + len(HOSTILE))
    broken.get_by_role("button", name="Open").click()
    broken.get_by_text("This item is broken").wait_for()
    assert house(Event.objects.filter(verb="item.unreadable").count) == 1
    assert desk.ran_nothing()
    looked_at(tab, "desk-letter-open")
    tab.get_by_role("link", name="Letters", exact=True).last.click()
    tab.get_by_text("Your key is open: letters open without your words.").wait_for()
    tab.get_by_role("link", name=desk.number).click()
    part(tab, 0).get_by_text(STORY).wait_for()


def test_a_reply_reaches_the_complainant_who_sees_each_release(desk: Desk, house: House) -> None:
    words = "We read your letter.\n\nWho else saw it?"
    strange = age.recipient_of(age.new_identity())
    with another_key(desk.tab, desk.ring.office.recipient, strange):
        write(desk.tab, "Message to the complainant", words)
        desk.said("does not name the key to which this would be sealed")
    desk.tab.get_by_role("link", name=desk.number).click()
    write(desk.tab, "Message to the complainant", words)
    desk.said("Sealed and stored.")
    assert STORY in part(desk.tab, 0).inner_text(), "what was opened stays open, and so does the key"
    found, said = house(read_by_complainant, desk.sender, desk.ring)
    assert said == [words]
    assert found["number"] == desk.number
    released = {one["item"]: [entry["purpose"] for entry in one["releases"]] for one in found["access"]}
    assert len(released) == 4 + len(HOSTILE)
    assert all(purposes == ["To see what it is about"] for purposes in released.values())
    assert ["Send it once more" in line["text"] for one in found["access"] for line in one["asked"]] == [True]
    assert desk.ran_nothing()


def test_it_is_decided_answered_and_closed(desk: Desk, house: House) -> None:
    tab = desk.tab
    tab.get_by_role("link", name="Decide whether we handle it").click()
    tab.locator("[data-beside]").get_by_text(STORY).wait_for()
    tab.get_by_label(re.compile("It is about a right that this office")).check()
    looked_at(tab, "desk-decide")
    house(colleague_sorts)
    tab.get_by_role("button", name="Decide").click()
    desk.said("A colleague changed this file while your page was open")
    looked_at(tab, "desk-two-at-once")
    assert tab.get_by_label(re.compile("It is about a right that this office")).is_checked()
    tab.get_by_role("button", name="Decide").click()
    desk.said("The decision was stored.")
    write(tab, "Answer to the complaint", "The field goes back to you by May.")
    desk.said("Sealed and stored.")
    write(tab, "Note of the office", "Call the district in April.")
    desk.said("Sealed and stored.")
    tab.get_by_role("link", name="Close it").click()
    for words in ("", "You have your field again."):
        tab.get_by_label("It was put right", exact=True).check()
        tab.locator("textarea[data-words]").fill(words)
        tab.get_by_role("button", name="Close", exact=True).click()
        # The whole sentence: the refusal before it ends with "the file is closed." too.
        desk.said("The file is closed. The complainant sees it" if words else "Write to the complainant why")
    looked_at(tab, "desk-closed")
    found, said = house(read_by_complainant, desk.sender, desk.ring)
    assert said[1:] == ["The field goes back to you by May.", "You have your field again."]
    assert [step["code"] for step in found["status"]] == ["received", "acknowledged", "decided", "answered", "closed"]
    assert desk.ran_nothing()


def test_the_limit_of_the_hour_and_a_closed_key_are_said_in_plain_words(desk: Desk, settings: Any) -> None:
    settings.RELEASES_AN_HOUR = 1
    tab = desk.tab
    tab.reload()
    part(tab, 0).get_by_role("button", name="Open").click()
    part(tab, 0).get_by_text("Your key is closed.").wait_for()
    tab.get_by_label("Your seven words").fill(desk.words)
    tab.get_by_role("button", name="Open", exact=True).first.click()
    desk.said("Your key is open on this page.")
    part(tab, 0).get_by_role("button", name="Open").click()
    part(tab, 0).get_by_text("within an hour").wait_for()
    assert part(tab, 0).locator("[data-shown] > *").count() == 0


def test_an_officer_without_a_key_is_told_what_to_do(chromium: Browser, house: House, desk: Desk) -> None:
    tab = opened(chromium, house, "keyless", [])
    tab.goto(f"/en/office/letters/{desk.number}/")
    tab.get_by_text("You have no key, so you can see what is open").wait_for()
    expect(tab.locator("[data-open]")).to_have_count(0)
    before = house(Event.objects.filter(verb="item.opened").count)
    answer = tab.evaluate(
        """async () => {
            const ref = document.querySelector('[data-item]').dataset.item;
            const headers = JSON.parse(document.body.getAttribute('hx-headers'));
            const body = new URLSearchParams({purpose: 'triage'});
            const answer = await fetch(location.pathname + 'items/' + ref + '/open/', {method: 'POST', body, headers});
            return [answer.status, (await answer.json()).message];
        }"""
    )
    assert answer[0] == 403
    assert "key" in answer[1]
    assert house(Event.objects.filter(verb="item.opened").count) == before
    tab.context.close()


def test_somebody_is_called_back_and_the_number_goes(desk: Desk, house: House) -> None:
    tab, number = desk.tab, "012 MARKED 345"
    sent: list[str] = []
    tab.on("request", lambda request: sent.append((request.post_data_buffer or b"").decode("latin-1")))
    tab.goto("/en/office/calls/")
    tab.wait_for_selector("#main.ready")
    tab.get_by_role("link", name="Note a call").click()
    tab.wait_for_load_state()
    tab.get_by_label("Number to call").fill(number)
    tab.get_by_role("button", name="Seal and put into the queue").click()
    desk.said("Why?: This field is required.")
    assert tab.get_by_label("Number to call").input_value() == number, "what the server never had is still there"
    tab.get_by_label("Missed call").check()
    tab.get_by_label("Somebody may be in danger").check()
    tab.get_by_role("button", name="Seal and put into the queue").click()
    desk.said("The call is in the queue.")
    assert sent
    assert not [body for body in sent if "MARKED" in body]
    tab.get_by_role("link", name=re.compile(r"^Call \d")).click()
    tab.wait_for_load_state()
    tab.get_by_role("button", name="Take this call").click()
    tab.get_by_role("button", name="Open the number").click()
    desk.said("Your key is closed.")
    tab.get_by_label("Your seven words").fill(desk.words)
    tab.get_by_role("button", name="Open", exact=True).click()
    desk.said("Your key is open on this page.")
    tab.get_by_role("button", name="Open the number").click()
    tab.get_by_text(number).wait_for()
    assert tab.locator("a[data-opened]").get_attribute("href") == "tel:012345"
    assert violations(tab) == []
    shot(tab, "call-opened")
    tab.get_by_label("Answered", exact=True).check()
    tab.get_by_role("button", name="Write it down").click()
    tab.get_by_role("link", name="Write down the complaint").wait_for()
    assert tab.get_by_text("Your key is open on this page.").is_visible(), "the page was exchanged and not loaded"
    tab.get_by_text("End this call, or put it back").click()
    tab.get_by_label("Settled in the conversation").check()
    tab.get_by_role("button", name="End the call").click()
    desk.said("The call is over; its number was deleted.")
    call = house(Call.objects.get)
    assert (call.ending, bytes(call.sealed), call.tries) == ("settled", b"", 1)
    assert house(Event.objects.filter(verb="call.opened").count) == 1
    assert desk.ran_nothing()


def test_after_all_of_it_nothing_lies_anywhere(
    desk: Desk, house: House, watched: Callable[[], dict[str, bytes]]
) -> None:
    """The walk of the call and the letter is over: what was told, answered, noted and read aloud is in no table, file or log."""
    told = [STORY, "Our field back.", "drawing.svg", "papers.zip", "Who else saw it?", "The field goes back to you by May.",
        "Call the district in April.", "You have your field again.", "012 MARKED 345", desk.words, desk.sender.digits]  # fmt: skip
    found = {**dump(house.database), **watched()}
    assert len(found) > 100
    assert not leaks(found, told)
