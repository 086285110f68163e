"""Two people open a complaint box; each slip is sealed in the officer's browser, also one that nobody can read, and e-mails are too."""

import email.message
import email.policy
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Request, expect
from playwright.sync_api import Page as Tab

from tests.served import Site
from tests.sweep import SWEEP, languages
from tests.walkthroughs.conftest import AXE, shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser

WIDE, SMALL = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000" "1f15c4890000000d49444154789c6360f8cf500f00038601805a34"
    "7d6b0000000049454e44ae426082"
)  # fmt: skip


@pytest.fixture
def as_person(chromium: Browser, site: Site) -> Callable[..., Tab]:
    opened: list[Tab] = []

    def sign_in(who: str, viewport: dict[str, int]) -> Tab:
        context = chromium.new_context(viewport=viewport)
        context.add_init_script(path=AXE)
        context.add_cookies([{"name": "tamdan_session", "value": site.sessions[who], "url": site.origin}])
        opened.append(context.new_page())
        return opened[-1]

    yield sign_in
    for tab in opened:
        tab.context.close()


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name}: wider than the screen"
    shot(tab, name)


def listening(tab: Tab) -> list[str]:
    sent: list[str] = []

    def hear(request: Request) -> None:
        sent.append(f"{request.url} {(request.post_data_buffer or b'').decode('latin-1')}")

    tab.on("request", hear)
    return sent


@pytest.mark.parametrize("language", languages("km"))
def test_a_box_is_opened_by_two(as_person: Callable[..., Tab], site: Site, language: str) -> None:
    first, second = as_person("case_officer", WIDE), as_person("intake_officer", SMALL)
    box = site.paths["box"].replace("/en/", f"/{language}/")
    box_walk(first, second, f"{site.origin}{box}", "intake_officer", language)


def box_walk(first: Tab, second: Tab, box: str, name: str, language: str) -> None:
    """``name``: of the second person, who has an own account."""
    first.goto(f"{box}open/")
    seal = first.locator("dl.facts dd.symbol").inner_text()
    option = first.locator("#id_second option", has_text=name)
    first.locator("#id_second").select_option(option.get_attribute("value"))
    if SWEEP:  # the other language opens the same box: not in the same minute
        first.fill(
            "#id_hour", (timezone.localtime() + timedelta(minutes={"en": 1, "km": 3}[language])).strftime("%H:%M")
        )
    first.fill("#id_absent", "No officer of the prison was in sight.")
    first.check("#id_seal_state_0")
    first.fill("#id_seal_found", seal)
    first.fill("#id_slips", "២")
    first.fill("#id_seal_new", f"{seal}-{language}")
    clean(first, f"box-record.{language}")
    first.locator("main form button").click()
    first.wait_for_url("**/openings/**")
    clean(first, f"box-opened.{language}")
    confirm_as(second, first.url, language)
    first.reload()
    readable(first, language)
    illegible(first, language)
    first.locator("#given-again").click()
    first.wait_for_url("**/openings/**")
    expect(first.locator("progress"), "nothing is left to write down").to_have_count(0)
    expect(first.locator(".chip.ok")).to_have_count(1)
    clean(first, f"box-finished.{language}")
    first.goto(f"{first.url}paper/")
    with first.expect_download() as paper:
        first.locator("main form button").click()
    assert paper.value.path().read_bytes().startswith(b"%PDF")


def confirm_as(tab: Tab, address: str, language: str) -> None:
    """The second person, on a small telephone, with an own account."""
    tab.goto(address)
    clean(tab, f"box-to-confirm.{language}")
    tab.fill("#id_counted", "2")
    tab.locator("form:has(#id_counted) button").click()
    tab.wait_for_selector("form:has(#id_counted)", state="detached")
    expect(tab.locator(".chip.wait, .chip.late")).to_have_count(0)


def readable(tab: Tab, language: str) -> None:
    """Without a name: no receipt is made."""
    tab.locator("a.btn[href*='opening=']").click()
    tab.wait_for_selector("#main.ready")
    expect(tab.locator("input[name=channel]")).to_have_count(1)
    sent = listening(tab)
    tab.fill("#id_text", "MARKED-SLIP the water is brown")
    tab.wait_for_selector("#readers fieldset")
    clean(tab, f"box-slip.{language}")
    tab.click("#send")
    tab.wait_for_selector("#noted:not([hidden])")
    assert tab.locator("#card").is_hidden()
    clean(tab, f"box-noted.{language}")
    assert not [one for one in sent if "MARKED" in one]
    tab.locator("#given-again").click()


def illegible(tab: Tab, language: str) -> None:
    """A picture is its letter, and a receipt goes into an envelope."""
    tab.wait_for_selector("#main.ready")
    tab.check("#id_illegible")
    tab.check("#id_way_back_1")
    tab.click("#send")
    tab.wait_for_selector("#problems:not([hidden])")
    tab.set_input_files("#id_files", {"name": "slip.png", "mimeType": "image/png", "buffer": PNG})
    tab.wait_for_selector("#files-list li")
    tab.wait_for_selector("#readers fieldset >> nth=1")
    tab.click("#send")
    tab.wait_for_selector("#card:not([hidden])")
    assert len(re.sub("[^0-9]", "", tab.inner_text("#card-number"))) == 17
    tab.check("#given-done")


def message(**headers: str) -> email.message.EmailMessage:
    made = email.message.EmailMessage(policy=email.policy.SMTP)
    for name, value in {
        "From": "Sok Dara <dara@example.org>",
        "Date": "Mon, 16 Nov 2026 09:00:00 +0700",
        **headers,
    }.items():
        made[name.replace("_", "-")] = value
    return made


def oddities() -> dict[str, tuple[bytes, dict[str, object]]]:
    """Genuine files of e-mails that are hard to read, and what must be read out of each."""
    both = message(Subject="ដីរបស់ខ្ញុំ", Message_ID="<both@example.org>")
    both.set_content("គេយកដីខ្ញុំ", cte="base64")
    both.add_alternative("<p>គេយក<b>ដី</b>ខ្ញុំ</p>", subtype="html", cte="quoted-printable")
    layout = message(Message_ID="<layout@example.org>")
    layout.set_content(
        "<style>p{}</style><script>document.title='x'</script><p>Line one</p><p>Line &amp; two</p>", subtype="html"
    )
    forwarded = message(Subject="Fwd: help", Message_ID="<forwarded@example.org>")
    forwarded.set_content("See below.")
    inner = message(Subject="help", From="Chea Lim <lim@example.org>")
    inner.set_content("They closed the school.")
    forwarded.add_attachment(inner, disposition="inline")
    forwarded.add_attachment(inner)
    packed = message(Subject="packed", Message_ID="<packed@example.org>")
    packed.set_content("Attached.")
    packed.add_attachment(b"\x78\x9f\x3e\x22", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    packed.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="លិខិត.pdf")
    old = b"From: a@example.org\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\nCaf\xe9 \x93x\x94\r\n"
    large = message(Subject="large", Message_ID="<large@example.org>")
    large.set_content("A film.")
    large.add_attachment(bytes(LINE), maintype="video", subtype="mp4", filename="film.mp4")
    return {
        "both": (both.as_bytes(), {"text": "គេយកដីខ្ញុំ", "subject": "ដីរបស់ខ្ញុំ", "name": "Sok Dara", "isFromHtml": False}),
        "layout": (layout.as_bytes(), {"text": "Line one\n\nLine & two", "subject": "", "isFromHtml": True}),
        "forwarded": (
            forwarded.as_bytes(),
            {"holds": "They closed the school.", "address": "dara@example.org", "files": ["1.eml"]},
        ),
        "packed": (packed.as_bytes(), {"packed": 1, "files": ["លិខិត.pdf"]}),
        "old": (old, {"text": "Café “x”", "name": "", "date": ""}),
        "large": (large.as_bytes(), {"files": ["film.mp4"], "size": LINE * LINES}),
        "none": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), {}),
    }


LINE, LINES = 57, 460_000
"""Bytes of an attachment in one line of base64; so many lines are 25 MB. The page repeats the line: a browser is not sent that much."""
READ = """async ({name, lines}) => {
  const [file] = document.getElementById("probe").files;
  const [head, tail] = name == "large" ? (await file.text()).split(/(?<=\\r\\n)A{76}\\r\\n/) : [file, ""];
  const whole = new Blob([head, ("A".repeat(76) + "\\r\\n").repeat(tail ? lines : 0), tail]);
  const mail = await window.tamdanMail.readMail(whole);
  return mail && {...mail, files: mail.files.map(({name}) => name), size: mail.files[0]?.size ?? 0};
}"""


def test_emails_are_read_in_the_browser_and_sealed(as_person: Callable[..., Tab], site: Site) -> None:
    tab = as_person("case_officer", WIDE)
    tab.goto(f"{site.origin}/en/office/letters/new/")
    tab.wait_for_selector("#main.ready")
    found, sent = oddities(), listening(tab)
    picked = [
        {"name": f"{name}.eml", "mimeType": "message/rfc822", "buffer": found[name][0]}
        for name in ("both", "none", "packed")
    ]
    tab.set_input_files("#mail-files", picked)
    tab.get_by_text("“none.eml” is no e-mail").wait_for()
    assert tab.input_value("#id_text").endswith("គេយកដីខ្ញុំ")
    assert (tab.input_value("#id_name"), tab.input_value("#id_contact")) == ("Sok Dara", "dara@example.org")
    assert tab.input_value("input[name=channel]:checked") == "email"
    tab.evaluate("document.body.append(Object.assign(document.createElement('input'), {type: 'file', id: 'probe'}))")
    for name, (content, wanted) in found.items():
        tab.set_input_files("#probe", {"name": "x.eml", "mimeType": "message/rfc822", "buffer": content})
        read = tab.evaluate(READ, {"name": name, "lines": LINES})
        if not wanted:
            assert read is None, name
            continue
        if "holds" in wanted:
            assert wanted.pop("holds") in read["text"], name
        assert {key: read[key] for key in wanted} == wanted, name
    tab.evaluate("document.getElementById('probe').remove()")
    clean(tab, "mail-filled.en")
    tab.click("#send")
    tab.wait_for_selector("#card:not([hidden])")
    tab.check("#given-done")
    tab.click("#given-again")
    tab.get_by_text("winmail.dat").wait_for()
    expect(tab.locator("#files-list li")).to_have_count(1)
    assert not [one for one in sent if re.search("dara@example|គេយក|winmail|base64", one)]
    shot(tab, "mail-next.en")
    tab.set_input_files("#mail-files", picked[:1])
    tab.get_by_text("e-mails wait").wait_for()
    tab.click("#send")
    tab.wait_for_selector("#card:not([hidden])")
    tab.check("#given-done")
    tab.click("#given-again")
    tab.get_by_text("was taken in already").wait_for()
