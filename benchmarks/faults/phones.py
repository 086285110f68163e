"""A telephone that dies at each step of a letter: its browser's process is ended, and its profile is opened again.

What was acknowledged is there, the draft comes back with its words, and every letter arrives once. Afterwards nothing of any of it can be
read in what the browsers wrote on the disk: databases, caches, history, sessions.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import psycopg
from playwright.sync_api import BrowserContext, Error, Playwright, Route, sync_playwright
from playwright.sync_api import Page as Tab

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import Ground
from tamdan.core import postgres
from tests.leaks import files_below, leaks

WORDS = "seven long words"
SMALL = {"width": 360, "height": 740}
STEPS = ("about", "where", "when", "who", "safety", "you")
FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
]  # fmt: skip
FILE = 5_000_000
"""Bytes of the file that is sealed and sent: five pieces, each with its own upload."""
AUTOSAVE = 3_000


@dataclass
class Phone:
    """A browser with a profile on the disk, and what its owner knows: the story, and the digits once they were shown."""

    playwright: Playwright
    profile: Path
    origin: str
    story: str
    digits: str = ""
    context: BrowserContext = field(init=False)
    tab: Tab = field(init=False)

    def switch_on(self, *, offline: bool = False, javascript: bool = True) -> Tab:
        from tamdan.core.chromium import find

        found = find()
        assert found, "there is no Chromium here"
        self.context = self.playwright.chromium.launch_persistent_context(
            self.profile, executable_path=found.program, args=FLAGS, viewport=SMALL, headless=False,  # type: ignore[arg-type] # a size
            env={**os.environ, **found.environment}, permissions=["microphone"], java_script_enabled=javascript,
        )  # fmt: skip
        self.context.set_offline(offline)
        self.tab = self.context.pages[0]
        self.tab.on("dialog", lambda dialog: dialog.accept())
        return self.tab

    def die(self) -> None:
        """The browser's first process, and with it the others, which are its children."""
        wanted = f"--user-data-dir={self.profile}"
        ours = [one for one in psutil.process_iter(["cmdline"]) if wanted in (one.info["cmdline"] or [])]
        [first] = [one for one in ours if not any(word.startswith("--type=") for word in one.info["cmdline"])]
        others = first.children(recursive=True)
        first.kill()
        psutil.wait_procs([first, *others], 30)

    def opens_again(self, *, offline: bool = False) -> Tab:
        with contextlib.suppress(Error):  # it is dead, and Playwright may know already
            self.context.close()
        self.switch_on(offline=offline)
        return self.form()

    def form(self) -> Tab:
        self.tab.goto(f"{self.origin}/km/complain/")
        self.tab.wait_for_selector("#main.ready")
        self.tab.keyboard.press("Tab")  # what seals runs when somebody begins
        return self.tab

    def writes(self) -> Tab:
        """A draft is kept first; the story is typed after that."""
        tab = self.form()
        tab.click("#draft summary")
        tab.fill("#draft-words", WORDS)
        tab.click("#draft-keep")
        tab.wait_for_selector("#draft-open:not([hidden])")
        tab.fill("#id_text", self.story)
        return tab

    def adds_a_file(self, size: int = FILE) -> None:
        content = b"%PDF-1.4 MARKED-IN-FILE" + os.urandom(size)
        self.tab.set_input_files(
            "#id_files", {"name": "MARKED-paper.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        self.tab.wait_for_selector("#files-list li")

    def walks_and_sends(self) -> None:
        self.tab.evaluate("location.hash = 'what'")
        self.tab.click("[data-step=what] [data-next]")
        for step in STEPS:
            self.tab.click(f"[data-step={step}] [data-next]")
        self.tab.wait_for_selector("#readers fieldset")
        self.tab.click("#send")

    def is_shown_digits(self) -> None:
        self.tab.wait_for_selector("#card:not([hidden])", timeout=120_000)
        found = re.sub("[^0-9]", "", self.tab.inner_text("#card-number"))
        assert self.digits in ("", found), "two numbers for one letter"
        self.digits = found

    def opens_the_draft(self) -> None:
        self.tab.click("#draft summary")
        self.tab.fill("#draft-words", WORDS)
        self.tab.click("#draft-open")
        until(self.tab, "document.getElementById('draft-words').value === ''")
        told = self.tab.input_value("#id_text")
        assert told == self.story, f"the draft came back as {told!r}"

    def keeps_the_page(self) -> None:
        self.tab.click("#offline summary")
        self.tab.click("#offline-keep")
        self.tab.wait_for_selector("#offline-state:text-matches('.+')")
        self.context.set_offline(True)

    def sees_it_once(self) -> None:
        """With the digits: one letter, and the ledger shows that the office has what was sent."""
        self.tab.goto("about:blank")
        self.tab.goto(f"{self.origin}/km/receipt/")
        self.tab.wait_for_selector("#main.ready")
        self.tab.fill("#id_digits", self.digits)
        self.tab.click("#open-receipt button")
        self.tab.wait_for_selector("#messages li", timeout=60_000)
        assert self.tab.locator("#messages li").count() == 1

    def put_away(self) -> dict[str, bytes]:
        with contextlib.suppress(Error):
            self.context.close()
        return files_below(self.profile)


def until(tab: Tab, expression: str, seconds: int = 30) -> None:
    """Asked from outside: the policy of the page lets no text become a function."""
    for _tenth in range(10 * seconds):
        if tab.evaluate(expression):
            return
        tab.wait_for_timeout(100)
    raise AssertionError(f"never: {expression}")


Dying = Callable[[Phone], bool]
"""Does the step until the telephone dies in it; whether the letter comes in without being sent once more by hand."""
STEPS_OF_A_LETTER: dict[str, Dying] = {}


def step(name: str) -> Callable[[Dying], Dying]:
    def add(dying: Dying) -> Dying:
        STEPS_OF_A_LETTER[name] = dying
        return dying

    return add


@step("while it is written")
def writing(phone: Phone) -> bool:
    phone.writes().wait_for_timeout(AUTOSAVE)
    phone.die()
    return False


@step("while the voice is recorded")
def recording(phone: Phone) -> bool:
    tab = phone.writes()
    tab.click("#record")
    tab.wait_for_timeout(AUTOSAVE)
    phone.die()
    return False


@step("when a file was added")
def adding(phone: Phone) -> bool:
    phone.writes()
    phone.adds_a_file()
    phone.tab.wait_for_timeout(AUTOSAVE)
    phone.die()
    return False


@step("while it is sealed")
def sealing(phone: Phone) -> bool:
    phone.writes()
    phone.adds_a_file()
    phone.walks_and_sends()
    phone.tab.wait_for_selector("#sending:not([hidden])")
    phone.die()
    return False


@step("between two pieces that are uploaded")
def uploading(phone: Phone) -> bool:
    phone.writes()
    phone.adds_a_file()
    _dies_at(phone, "**/uploads", after=2, answered=True)
    return False


@step("when the letter is posted and has not arrived")
def posting(phone: Phone) -> bool:
    phone.writes()
    _dies_at(phone, "**/letters", after=0, answered=False)
    return False


@step("when the server has it and the answer is on its way")
def waiting(phone: Phone) -> bool:
    phone.writes()
    phone.adds_a_file()
    _dies_at(phone, "**/letters", after=0, answered=True)
    return False


@step("when the receipt was just shown")
def received(phone: Phone) -> bool:
    phone.writes()
    phone.walks_and_sends()
    phone.is_shown_digits()
    phone.die()
    return True


@step("without a network, while it is sealed to be kept")
def sealing_to_keep(phone: Phone) -> bool:
    phone.writes()
    phone.keeps_the_page()
    phone.adds_a_file()
    phone.walks_and_sends()
    phone.tab.wait_for_selector("#sending:not([hidden])")
    phone.die()
    return False


@step("without a network, when its number was just shown")
def kept(phone: Phone) -> bool:
    phone.writes()
    phone.keeps_the_page()
    phone.adds_a_file()
    phone.walks_and_sends()
    phone.is_shown_digits()
    phone.die()
    return True


@step("back in a network, between two pieces of the letter that was kept")
def pieces_of_the_kept(phone: Phone) -> bool:
    kept(phone)
    phone.opens_again(offline=True)
    _dies_at(phone, "**/uploads", after=2, answered=True, sends=False)
    return True


@step("back in a network, when the server has the letter that was kept")
def answer_to_the_kept(phone: Phone) -> bool:
    kept(phone)
    phone.opens_again(offline=True)
    _dies_at(phone, "**/letters", after=0, answered=True, sends=False)
    return True


def _dies_at(phone: Phone, address: str, *, after: int, answered: bool, sends: bool = True) -> None:
    """In a request to ``address`` when ``after`` others were let through; ``answered``: the server has had it then."""
    died: list[Route] = []

    def let_through(route: Route) -> None:
        nonlocal after
        if died:
            return
        if after:
            after -= 1
            route.continue_()
            return
        if answered:
            route.fetch()
        died.append(route)
        phone.die()

    phone.tab.route(address, let_through)
    with contextlib.suppress(Error):  # "Target closed" wherever it was
        if sends:
            phone.walks_and_sends()
        else:
            phone.context.set_offline(False)
        for _second in range(120):
            if died:
                break
            phone.tab.wait_for_timeout(1_000)
    assert died, f"it did not get to {address}"


def letters_in(home: Path) -> int:
    with psycopg.connect(**postgres.connection_params("owner")) as connection:
        row = connection.execute("SELECT count(*) FROM intake_letter WHERE thread_id IS NULL").fetchone()
    assert row
    return int(row[0])


def goes_on_after(phone: Phone, home: Path, dies: Dying) -> None:
    """It dies, is switched on again, and its letter is there once."""
    before = letters_in(home)
    phone.switch_on()
    comes_in = dies(phone)
    tab = phone.opens_again()
    if not comes_in:
        phone.opens_the_draft()
        phone.walks_and_sends()
        phone.is_shown_digits()
    for _second in range(60):
        if letters_in(home) > before:
            break
        tab.wait_for_timeout(1_000)
    until(tab, "!document.querySelector('#outbox-list li')", 60)
    stored = letters_in(home) - before
    assert stored == 1, f"stored {stored} times"
    phone.sees_it_once()


@case("a telephone that dies at each step of a letter", "phones")
def dying_telephones(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("phones")
    with ground.serving(home) as server, sync_playwright() as playwright, looking_at(home):
        for number, (name, dies) in enumerate(STEPS_OF_A_LETTER.items()):
            story = f"គេយកដីខ្ញុំ MARKED-STORY-{number}"
            phone = Phone(playwright, ground.work / f"phone-{number}", f"http://localhost:{server.port}", story)
            try:
                goes_on_after(phone, home, dies)
            except Error as error:
                raise AssertionError(f"{name}: {error}") from error
            found = phone.put_away()
            secrets = [story, "MARKED-STORY", "MARKED-IN-FILE", "MARKED-paper", WORDS, phone.digits, phone.digits[:16]]
            read = leaks(found, [*secrets, f"{phone.digits[:4]} {phone.digits[4:8]} {phone.digits[8:12]}"])
            assert not read, f"{name}: readable on the telephone: {read}"
            yield Seen(name, f"arrived once, {len(found)} files of the profile hold nothing of it")


@contextlib.contextmanager
def looking_at(home: Path) -> Iterator[None]:
    before = os.environ.get("TAMDAN_HOME")
    os.environ["TAMDAN_HOME"] = str(home)
    try:
        with postgres.running():
            yield
    finally:
        os.environ.pop("TAMDAN_HOME") if before is None else os.environ.update(TAMDAN_HOME=before)
