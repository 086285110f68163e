"""After the whole of a complaint, by every way in which it can come: nothing that was told lies anywhere (SEALING 13, first row).

An officer takes a call down, opens, answers and closes it; e-mail, scan and files are taken in; somebody complains by the form, another
without JavaScript; each comes back. Then everything that was written is looked through: every table, the database's own files with its
log, the vault, the server's log, temporary folders, a backup, and the profiles of the officer's and of the complainants' browsers.
"""

import email.message
import email.policy
import os
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

import yaml
from playwright.sync_api import Error, FilePayload, sync_playwright
from playwright.sync_api import Page as Tab

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import ROOT, Ground, Server
from benchmarks.faults.phones import Phone, looking_at
from tests.leaks import dump, files_below, leaks, wal

OFFICER = "intake"
TOLD = {
    "story of the call": "MARKED-STORY-ល្មើសដី", "name of the caller": "MARKED-NAME", "number to call": "MARKED-012345678", "name of the file": "MARKED-deed",
    "words in the file": "MARKED-INSIDE", "reply": "MARKED-REPLY", "note": "MARKED-OFFICE-NOTE", "closing": "MARKED-CLOSING",
    "e-mail": "MARKED-MAIL-WORDS", "sender": "marked.sender@example.org", "attachment": "MARKED-attached", "scan": "MARKED-SCANNED",
    "form": "MARKED-FORM-STORY", "more": "MARKED-ADDED", "rating": "MARKED-RATED", "without JavaScript": "MARKED-SERVED-STORY",
    "complainant's file": "MARKED-paper", "words in it": "MARKED-IN-FILE", "file without JavaScript": "MARKED-served-file", "words in that file": "MARKED-SERVED-INSIDE",
    "more without JavaScript": "MARKED-SERVED-MORE",
}  # fmt: skip


@case("after the whole of a complaint nothing of it lies anywhere", "left")
def nothing_is_left(ground: Ground) -> Iterator[Seen]:
    home, profiles = ground.copy("left"), ground.work / "profiles"
    profiles.mkdir()
    with looking_at(home), ground.serving(home) as server, sync_playwright() as playwright:
        start = _place_in_the_log()
        desk = Phone(playwright, profiles / "officer", f"http://localhost:{server.port}", "")
        caller = Phone(playwright, profiles / "caller", desk.origin, TOLD["form"])
        try:
            digits = [*_officer(desk, server), *_complainant(caller)]
            caller.digits = digits[0]
            _follows(caller)
            digits += _without_javascript(playwright, desk.origin, profiles / "served")
        except Error as error:
            raise AssertionError(str(error)) from error
        desk.context.close()
        caller.context.close()
        archive = ground.work / "left.tar"
        made = ground.run(home, "backup", archive)
        assert made.status == 0, made.said
        places = {
            **dump("tamdan"),
            **wal("tamdan", start),
            **_in_archive(archive),
            **files_below(home, server.temp, profiles / "officer", profiles / "caller"),
        }
        places["the server's log"] = server.log.read_bytes().partition(b"Tamdan is at")[
            2
        ]  # a demonstration tells its officers' words before
    markers = [
        *TOLD.values(),
        _words(),
        *digits,
        *(one[:16] for one in digits),
        *map(_grouped, digits),
    ]
    found = leaks(places, markers)
    assert not found, f"{len(found)} places: {sorted({place for place, _marker in found})}"
    control = leaks({**places, "control": f"{TOLD['reply']} {_grouped(digits[0])}".encode("utf-16-le")}, markers)
    assert {place for place, _marker in control} == {"control"}
    size = sum(map(len, places.values())) / 1e6
    yield Seen(
        f"{len(digits)} complaints; {len(markers)} stories, names, files, numbers",
        f"none in {len(places)} places, {size:,.0f} MB",
    )
    kept = leaks(files_below(profiles / "served"), markers)
    assert not kept, f"without JavaScript: {kept}"
    yield Seen("the browser without JavaScript", "complained, came back, added, decided: nothing of it in its profile")


def _words() -> str:
    """The seven words of the officer's key, which everybody knows."""
    rows = yaml.safe_load((ROOT / "tamdan/demo/data/keys.yaml").read_text(encoding="utf-8"))
    return str(next(row["words"] for row in rows if row["email"] == f"{OFFICER}@demo.invalid"))


def _place_in_the_log() -> str:
    import psycopg

    from tamdan.core.postgres import connection_params

    with psycopg.connect(**connection_params("owner")) as connection:
        row = connection.execute("SELECT pg_current_wal_insert_lsn()::text").fetchone()
    assert row
    return str(row[0])


def _in_archive(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        members = [one for one in tar.getmembers() if one.isfile()]
        return {f"backup {one.name}": tar.extractfile(one).read() for one in members}  # type: ignore[union-attr] # files have content


def _grouped(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, 16, 4))


def _digits(tab: Tab) -> str:
    tab.wait_for_selector("#card:not([hidden])", timeout=120_000)
    found = re.sub("[^0-9]", "", tab.inner_text("#card-number"))
    assert len(found) == 17
    return found


def _pdf(words: str) -> FilePayload:
    return {
        "name": f"{TOLD['name of the file']}.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF-1.4 " + words.encode() + os.urandom(2_000_000),
    }


def _officer(desk: Phone, server: Server) -> list[str]:
    """A call becomes a complaint, is opened, answered, closed; then an e-mail and a scan."""
    tab = desk.switch_on()
    session = server.person(OFFICER).cookies
    desk.context.add_cookies([{"name": name, "value": value, "url": desk.origin} for name, value in session.items()])
    tab.set_viewport_size({"width": 1280, "height": 900})
    _call(tab, desk.origin)
    taken_down = _written_down(tab)
    tab.click("#given-file")
    _answered_and_closed(tab)
    return [taken_down, _mail(tab, desk.origin), _scan(tab, desk.origin)]


def _call(tab: Tab, origin: str) -> None:
    tab.goto(f"{origin}/en/office/calls/")
    tab.wait_for_selector("#main.ready")
    tab.get_by_role("link", name="Note a call").click()
    tab.get_by_label("Number to call").fill(TOLD["number to call"])
    tab.get_by_label("Missed call").check()
    tab.get_by_role("button", name="Seal and put into the queue").click()
    tab.get_by_text("The call is in the queue.").first.wait_for()
    tab.get_by_role("link", name=re.compile(r"^Call \d")).last.click()
    tab.get_by_role("button", name="Take this call").click()
    _unlock(tab)
    tab.get_by_role("button", name="Open the number").click()
    tab.get_by_text(TOLD["number to call"]).wait_for()
    tab.get_by_label("Answered", exact=True).check()
    tab.get_by_role("button", name="Write it down").click()
    tab.get_by_role("link", name="Write down the complaint").click()


def _unlock(tab: Tab) -> None:
    tab.wait_for_selector("[data-unlock] button:not([disabled])")
    tab.fill("#key-words", _words())
    tab.click("[data-unlock] button")
    tab.wait_for_selector("[data-when=unlocked]:not([hidden])", timeout=60_000)


def _written_down(tab: Tab) -> str:
    tab.wait_for_selector("#main.ready")
    tab.fill("#id_text", TOLD["story of the call"])
    tab.fill("#id_name", TOLD["name of the caller"])
    tab.set_input_files("#id_files", [_pdf(TOLD["words in the file"])])
    tab.wait_for_selector("#readers fieldset >> nth=2")
    tab.click("#send")
    found = _digits(tab)
    tab.check("#given-done")
    return found


def _answered_and_closed(tab: Tab) -> None:
    _unlock(tab)
    for number in range(2):
        part = tab.locator("[data-item]").nth(number)
        part.get_by_role("button", name="Open").click()
        part.locator("[data-shown] > *").first.wait_for(timeout=60_000)
    assert TOLD["story of the call"] in tab.inner_text("main")
    for title, words in (("Message to the complainant", "reply"), ("Note of the office", "note")):
        tab.get_by_role("link", name=title, exact=True).click()
        tab.get_by_role("heading", name=title, level=1).wait_for()
        tab.locator("textarea[data-words]").fill(TOLD[words])
        tab.get_by_role("button", name="Seal and send", exact=True).click()
        tab.get_by_text("Sealed and stored.").first.wait_for()
    tab.get_by_role("link", name="Close it").click()
    tab.locator("input[name=reason]").first.check()
    tab.locator("textarea[data-words]").fill(TOLD["closing"])
    tab.get_by_role("button", name="Close", exact=True).click()
    tab.get_by_text("The file is closed. The complainant sees it").first.wait_for()


def _mail(tab: Tab, origin: str) -> str:
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    made["From"], made["Subject"], made["Message-ID"] = f"Sok <{TOLD['sender']}>", "help", "<left@example.org>"
    made.set_content(TOLD["e-mail"])
    made.add_attachment(os.urandom(9_000), maintype="application", subtype="pdf", filename=f"{TOLD['attachment']}.pdf")
    tab.goto(f"{origin}/en/office/letters/new/")
    tab.wait_for_selector("#main.ready")
    tab.set_input_files("#mail-files", [{"name": "x.eml", "mimeType": "message/rfc822", "buffer": made.as_bytes()}])
    tab.wait_for_selector("#files-list li")
    tab.click("#send")
    return _digits(tab)


def _scan(tab: Tab, origin: str) -> str:
    from tamdan.intake.tests.scans import with_layer

    tab.goto(f"{origin}/en/office/letters/new/?channel=letter")
    tab.wait_for_selector("#main.ready")
    scan = {"name": "scan.pdf", "mimeType": "application/pdf", "buffer": with_layer(TOLD["scan"])}
    tab.set_input_files("#scan-files", [scan])
    tab.click("#scan-read")
    tab.wait_for_selector("#scan-compared-field:not([hidden])")
    assert TOLD["scan"] in tab.input_value("#id_text")
    tab.check("#scan-compared")
    tab.click("#send")
    return _digits(tab)


def _complainant(phone: Phone) -> list[str]:
    phone.switch_on()
    phone.form()
    phone.tab.fill("#id_text", TOLD["form"])
    phone.adds_a_file()
    phone.walks_and_sends()
    return [_digits(phone.tab)]


def _follows(phone: Phone) -> None:
    """The caller, with the code on the receipt: reads the answer, adds something, rates."""
    tab = phone.tab
    tab.goto("about:blank")
    tab.goto(f"{phone.origin}/r")
    tab.wait_for_selector("#main.ready")
    tab.fill(
        "#id_digits", f"{phone.origin}/r {_grouped(phone.digits)} - {phone.digits[16:]}"
    )  # what the code says, copied
    tab.click("#open-receipt button")
    tab.wait_for_selector("#messages li >> nth=2", timeout=60_000)
    assert TOLD["reply"] in tab.inner_text("#messages")
    tab.fill("#id_text", TOLD["more"])
    tab.click("#more .acts button:not([type=button])")
    tab.wait_for_selector("#messages li >> nth=3", timeout=60_000)
    tab.check("#id_rate_5")
    tab.fill("#id_rate_words", TOLD["rating"])
    tab.click("#rating .acts button")
    tab.click("#sure-yes")
    tab.wait_for_selector("#messages li >> nth=4", timeout=60_000)


def _without_javascript(playwright: object, origin: str, profile: Path) -> list[str]:
    phone = Phone(playwright, profile, origin, TOLD["without JavaScript"])  # type: ignore[arg-type] # what the case has
    tab = phone.switch_on(javascript=False)
    tab.goto(f"{origin}/en/complain/")
    tab.fill("#id_text", phone.story)
    name = f"{TOLD['file without JavaScript']}.txt"
    content = TOLD["words in that file"].encode() * 90_000
    tab.set_input_files("#id_files", [{"name": name, "mimeType": "text/plain", "buffer": content}])
    tab.click("#send")
    digits = _digits(tab)
    tab.get_by_role("button", name="I have copied the number").click()
    tab.fill("#id_digits", digits)
    tab.click("#open-receipt button")
    tab.get_by_role("heading", name="Where it is").wait_for()
    tab.fill("#id_text", TOLD["more without JavaScript"])
    tab.get_by_role("button", name="Seal and send").click()
    tab.get_by_text("Sent. The office has it.").wait_for()
    tab.get_by_role("button", name="Withdraw", exact=True).click()
    tab.get_by_role("button", name="Yes", exact=True).click()
    tab.get_by_text("Your decision was signed and is recorded.").wait_for()
    phone.context.close()
    return [digits]
