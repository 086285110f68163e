"""Somebody complains on a small telephone, is received, comes back with the digits and decides; also without JavaScript, without a
line, and under a list of keys that somebody changed."""

import base64
import datetime
import os
import re
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Tab

from tamdan.audit import sequencer
from tests.browser import die, launch_kept
from tests.leaks import files_below, leaks
from tests.pages import Page
from tests.served import Site
from tests.sweep import SWEEP
from tests.walkthroughs.conftest import AXE, shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

SMALL = {"width": 360, "height": 740}
STORY = "គេយកដីខ្ញុំ MARKED-STORY"
STEPS = ("about", "where", "when", "who", "safety", "you")
PICTURE = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), {width: 640, height: 480});
  const paper = canvas.getContext("2d");
  for (let at = 0; at < 4000; at++) {
    paper.fillStyle = `hsl(${at % 360} 90% 50%)`;
    paper.fillRect((at * 37) % 640, (at * 61) % 480, 9, 9);
  }
  return canvas.toDataURL("image/jpeg", .9).split(",")[1];
}"""
CAMERA = b"".join((
    b"Exif\0\0MM\0*\0\0\0\x08",
    struct.pack(">HHHIIHHIII", 2, 0x010F, 2, 14, 56, 0x8825, 4, 1, 38, 0),  # its maker, and where the block of the place is
    struct.pack(">HHHI4sI", 1, 0x0001, 2, 2, b"N\0\0\0", 0),  # north
    b"MARKED-CAMERA\0",
))  # fmt: skip
"""What a camera writes into a picture: its maker and, in a block of its own, the place (Exif 2.3, 4.6.6)."""
REDRAWN = """() => {
  const real = HTMLCanvasElement.prototype.toBlob;
  window.redrawn = [];
  HTMLCanvasElement.prototype.toBlob = function (done, ...rest) {
    real.call(this, (blob) => { blob.text().then((text) => window.redrawn.push(text)); done(blob); }, ...rest);
  };
}"""
"""Keeps what the page draws anew, which is what it seals."""


class Telephone:
    """A browser with a profile of its own on the disk."""

    def __init__(self, chromium: Browser, profile: Path) -> None:
        self.kind, self.profile = chromium.browser_type, profile
        self.tab = self._switched_on()

    def _switched_on(self) -> Tab:
        self.context = launch_kept(self.kind, self.profile, viewport=SMALL)
        self.context.add_init_script(path=AXE)
        tab = self.context.pages[0]
        tab.set_default_timeout(60_000)
        tab.on("dialog", lambda dialog: dialog.accept())
        return tab

    def dies(self) -> Tab:
        die(self.context, self.profile)
        self.tab = self._switched_on()
        return self.tab

    def put_away(self) -> dict[str, bytes]:
        """Everything that it wrote on the disk."""
        self.context.close()
        return files_below(self.profile)


@pytest.fixture
def sequenced(site: Site, worker_id: str) -> Callable[[], None]:
    """Places in the ledger what waits, as the sequencer beside a real server does every second."""

    def run() -> None:
        def place() -> None:
            connection.settings_dict = {**connection.settings_dict, "NAME": f"test_walk_{worker_id}_{os.getpid()}"}
            sequencer.run_once()
            connection.close()

        thread = threading.Thread(target=place)
        thread.start()
        thread.join()

    return run


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.evaluate("innerWidth"), (
        f"{name}: wider than the screen"
    )
    shot(tab, name)


def begin(visit: Callable[..., Tab], language: str, **options: Any) -> Tab:
    page = Page("intake-complain", lambda _cast: "")
    tab = visit(page, language, viewport=SMALL, **options)
    tab.wait_for_selector("#main.ready")
    return tab


def photographed(tab: Tab, tmp_path: Path) -> Path:
    """A picture with what a camera writes into it."""
    raw = base64.b64decode(tab.evaluate(PICTURE))
    path = tmp_path / "photo.jpg"
    path.write_bytes(raw[:2] + b"\xff\xe1" + (len(CAMERA) + 2).to_bytes(2, "big") + CAMERA + raw[2:])
    return path


def walk_to_the_end(tab: Tab, name: str = "") -> None:
    tab.click("[data-step=what] [data-next]")
    for step in STEPS:
        tab.wait_for_selector(f"[data-step={step}]:not([hidden])")
        if name:
            clean(tab, f"complain-{step}.{name}")
        tab.click(f"[data-step={step}] [data-next]")
    tab.wait_for_selector("#readers fieldset")


def test_a_complaint_in_khmer_with_a_photo_is_received_and_followed(
    visit: Callable[..., Tab], sequenced: Callable[[], None], tmp_path: Path
) -> None:
    sequenced()
    tab = begin(visit, "km")
    tab.clock.set_system_time(timezone.now() + datetime.timedelta(days=400))  # nobody set this telephone's clock
    clean(tab, "complain-what.km")
    tab.click("[data-step=what] [data-next]")
    clean(tab, "complain-missing.km")
    assert tab.evaluate("document.activeElement.id") == "problems"
    tab.evaluate("document.getElementById('id_text').value = 'land '.repeat(200_000)")  # a megabyte, pasted
    tab.click("[data-step=what] [data-next]")
    assert "៧៩៩៩៩៩" in tab.inner_text("#problems")
    assert tab.evaluate("document.getElementById('id_text').value.length") == 1_000_000, "nothing is cut off"
    tab.fill("#id_text", "គេយកដីខ្ញុំ MARKED-STORY")
    turned = tmp_path / "empty\u202egpj.exe"  # looks as if it were a picture
    turned.touch()
    tab.set_input_files("#id_files", [turned])
    assert "emptygpj.exe" in tab.inner_text("#problems")
    picture = photographed(tab, tmp_path)
    tab.evaluate(REDRAWN)
    tab.set_input_files("#id_files", [picture])
    tab.wait_for_selector("#files-list img")
    drawn = "".join(tab.evaluate("window.redrawn"))
    assert drawn
    assert not re.search("Exif|MARKED-CAMERA", drawn), "what the camera wrote, the place too, is not sealed"
    clean(tab, "complain-photo.km")
    tab.evaluate("document.getElementById('id_text').value += ' land'.repeat(39_000)")
    walk_to_the_end(tab, "km")
    tab.go_back()
    tab.wait_for_selector("[data-step=you]:not([hidden])")
    tab.fill("#id_name", "MARKED-NAME")
    tab.fill("#id_contact_words", "MARKED-WORDS")
    tab.check("#id_call_me")
    tab.click("[data-step=you] [data-next]")
    clean(tab, "complain-call-without-number.km")
    assert tab.evaluate("document.activeElement.id") == "problems"
    tab.fill("#id_contact", "MARKED-NUMBER")
    tab.click("[data-step=you] [data-next]")
    tab.wait_for_selector("#readers fieldset >> nth=4")
    clean(tab, "complain-readers.km")
    sent: list[str] = []
    tab.on(
        "request",
        lambda request: sent.append(request.post_data_buffer.decode("latin-1") if request.post_data_buffer else ""),
    )
    tab.click("#send")
    tab.wait_for_selector("#card:not([hidden])")
    assert not any(re.search("MARKED|គេយកដី", body) for body in sent)
    sequenced()
    tab.wait_for_selector("#card-proof:text-matches('[0-9a-f]{12}')", timeout=60_000)
    clean(tab, "complain-received.km")
    follow(tab, re.sub("[^0-9]", "", tab.inner_text("#card-number")), sequenced)


def khmer_year() -> str:
    return str(timezone.localdate().year).translate({ord(digit): ord(digit) - 0x30 + 0x17E0 for digit in "0123456789"})


def follow(tab: Tab, digits: str, sequenced: Callable[[], None]) -> None:
    origin = tab.url.split("/km/")[0]
    tab.goto("about:blank")
    tab.goto(f"{origin}/km/receipt/#{digits}")
    tab.wait_for_selector("#case:not([hidden])")
    assert digits not in tab.url
    assert khmer_year() in tab.inner_text("#case-line"), "the day is the server's"
    tab.wait_for_selector("#messages li")
    clean(tab, "complain-followed.km")
    tab.fill("#id_text", "MARKED-MORE")
    tab.click("#more .acts button")
    tab.wait_for_selector("#messages li >> nth=1")
    tab.click("[data-decide=withdraw]")
    clean(tab, "complain-sure.km")
    tab.click("#sure-yes")
    tab.wait_for_selector("#decisions li")
    tab.click("#change-number")
    tab.click("#sure-yes")
    tab.wait_for_selector("#card:not([hidden])")
    tab.goto("about:blank")
    tab.goto(f"{origin}/km/receipt/#{digits}")
    tab.wait_for_selector("#problems:not([hidden])")
    clean(tab, "complain-unknown.km")
    tab.route("**/leave", lambda route: route.fulfill(body="weather"))
    pages = tab.evaluate("history.length")
    tab.click("[data-leave]")
    tab.wait_for_url("**/leave")
    assert tab.evaluate("history.length") == pages, "the page gave up its place in the history"


def test_wrong_digits_are_not_sent(visit: Callable[..., Tab]) -> None:
    tab = visit(Page("intake-receipt", lambda _cast: ""), "en", viewport=SMALL)
    tab.wait_for_selector("#main.ready")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.fill("#id_digits", "៤៨២១ ៩០៣៣ ៧៧១៦ ៥០៤២ – ០")
    tab.click("#open-receipt button")
    tab.wait_for_selector("#problems:not([hidden])")
    assert asked == []
    clean(tab, "receipt-wrong.en")


def test_a_list_of_keys_that_was_changed_is_refused_and_nothing_is_lost(chromium: Browser, site: Site) -> None:
    tab = chromium.new_context(viewport=SMALL).new_page()
    tab.context.add_init_script(path=AXE)

    def change(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('"epoch":', '"epoch":1'))

    tab.route("**/keyring.json", change)
    tab.goto(f"{site.origin}/en/complain/")
    tab.fill("#id_text", "They took our field.")
    tab.wait_for_selector("#no-keys:not([hidden])")
    assert "changed after it was signed" in tab.inner_text("#no-keys")
    tab.unroute("**/keyring.json")
    walk_to_the_end(tab)
    tab.click("#send")
    tab.wait_for_selector("#card:not([hidden])")
    clean(tab, "complain-received.en")
    tab.context.close()


def test_a_broken_line_is_waited_for(visit: Callable[..., Tab]) -> None:
    tab = begin(visit, "en")
    tab.clock.set_system_time(timezone.now() - datetime.timedelta(days=400))  # a telephone whose battery was empty
    tab.fill("#id_text", "They took our field.")
    walk_to_the_end(tab)
    tab.route("**/letters", lambda route: route.abort())
    tab.click("#send")
    tab.wait_for_selector("#sending-again:not([hidden])")
    clean(tab, "complain-waiting.en")
    tab.unroute("**/letters")
    tab.click("#sending-again")
    tab.wait_for_selector("#card:not([hidden])")


@pytest.fixture
def telephone(chromium: Browser, tmp_path: Path) -> Iterator[Telephone]:
    made = Telephone(chromium, tmp_path / "profile")
    yield made
    made.context.close()


@pytest.mark.skipif(
    not SWEEP, reason="a telephone dies at twelve steps in make bench-letters, and here in a sweep (make bench-a11y)"
)
def test_a_letter_sealed_without_a_network_survives_a_telephone_that_dies(
    telephone: Telephone, site: Site, tmp_path: Path
) -> None:
    """It dies when the letter is kept, and again when the server has it and its answer is on the way. It arrives once, the draft gives
    back its number, and what lies on the telephone can be read by nobody."""
    tab, form = telephone.tab, f"{site.origin}/km/complain/"
    tab.goto(form)
    tab.press("#main.ready", "Tab")  # what seals runs when somebody begins
    tab.click("#offline summary")
    tab.click("#offline-keep")
    tab.wait_for_selector("#offline-state:text-matches('.+')")
    tab.context.set_offline(True)
    tab.reload()
    tab.wait_for_selector("#main.ready")
    tab.fill("#id_text", STORY)
    tab.set_input_files("#id_files", [photographed(tab, tmp_path)])
    tab.wait_for_selector("#files-list img")
    lock_and_open_again(tab)
    tab.evaluate("document.getElementById('id_text').value += ' MARKED-LATER'")
    walk_to_the_end(tab)
    tab.click("#send")
    tab.wait_for_selector("#card:not([hidden])")
    clean(tab, "complain-kept.km")
    digits = tab.inner_text("#card-number")
    tab = telephone.dies()
    received: list[str] = []

    def never_answer(route: Route) -> None:
        received.append(route.fetch().text())

    tab.route("**/letters", never_answer)
    tab.goto(form)
    tab.wait_for_selector("#outbox-list li")
    clean(tab, "complain-kept-again.km")
    until(tab, lambda: bool(received))
    tab = telephone.dies()
    tab.goto(form)
    tab.wait_for_selector("#outbox-state:text-matches('20[0-9][0-9]-')")
    expect(tab.locator("#outbox-list li")).to_have_count(0)
    clean(tab, "complain-sent-on-return.km")
    open_draft(tab)
    assert tab.input_value("#id_text") == f"{STORY} MARKED-LATER", "what was written after it was kept is there too"
    clean(tab, "complain-draft-was-sent.km")
    walk_to_the_end(tab)
    tab.click("#send")
    tab.wait_for_selector("#card:not([hidden])")
    assert tab.inner_text("#card-number") == digits
    clean(tab, "complain-had-arrived.km")
    tab.goto(f"{site.origin}/km/receipt/")
    tab.fill("#id_digits", digits)
    tab.click("#open-receipt button")
    tab.wait_for_selector("#messages li")
    expect(tab.locator("#messages li")).to_have_count(1)
    found = telephone.put_away()
    assert not leaks(
        found, [STORY, "MARKED-LATER", "MARKED-CAMERA", "photo.jpg", WORDS, digits, re.sub("[^0-9]", "", digits)[:16]]
    )
    assert leaks(found, ["/km/complain/"]), "what the browser wrote is looked at"


def until(tab: Tab, is_so: Callable[[], bool]) -> None:
    for _tenth in range(450):
        if is_so():
            return
        tab.wait_for_timeout(100)
    pytest.fail("it never came")


WORDS = "seven long words"


def lock_and_open_again(tab: Tab) -> None:
    """A draft under words; the page forgets everything; the wrong words and the right ones."""
    tab.click("#draft summary")
    tab.fill("#draft-words", WORDS)
    tab.click("#draft-keep")
    tab.wait_for_selector("#draft-open:not([hidden])")
    tab.reload()
    tab.wait_for_selector("#main.ready")
    assert tab.input_value("#id_text") == ""
    open_draft(tab, "seven other words", WORDS)
    assert STORY in tab.input_value("#id_text")


def open_draft(tab: Tab, *tries: str) -> None:
    tab.click("#draft summary")
    for words in tries or [WORDS]:
        tab.fill("#draft-words", words)
        tab.click("#draft-open")
        tab.wait_for_selector("#files-list img" if words == WORDS else "#problems:not([hidden])")


def test_without_javascript_one_page_is_enough(chromium: Browser, site: Site) -> None:
    tab = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}).new_page()
    tab.goto(f"{site.origin}/en/complain/")
    shot(tab, "complain-served.en")
    tab.click("#send")
    assert "Say, show or write what happened." in tab.inner_text(".errors")
    tab.fill("#id_text", "They took our field.")
    tab.click("#send")
    tab.wait_for_selector("#card-number")
    shot(tab, "complain-served-received.en")
    tab.reload()
    digits = tab.inner_text("#card-number")
    tab.click("[value=copied]")
    tab.fill("#id_digits", digits)
    tab.click("#open-receipt button")
    tab.click("[value=withdraw]")
    tab.click("form.notice button:not(.plain)")
    shot(tab, "complain-served-case.en")
    assert "signed with your receipt" in tab.inner_text("main")
    tab.context.close()
