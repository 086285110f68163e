"""What people type and paste: NUL in addresses, control characters, right-to-left overrides, Khmer typed in an old order, and a
session that ends in a half-filled form."""

import json
import re
import urllib.parse
from collections.abc import Iterator
from html import unescape

from benchmarks.faults.cases import Seen, case
from benchmarks.faults.ground import ROOT, Ground, state, unchanged
from benchmarks.faults.made import csv_file
from benchmarks.faults.visitor import Answer, Visitor, in_both

ODD = {
    "NUL": "%00", "a lone byte": "%ff%fe", "half a surrogate": "%ed%a0%80", "a huge number": "9" * 40, "a negative number": "-1",
    "a right-to-left override": "%e2%80%ae=1", "10,000 Khmer letters": "%e1%9e%80" * 2000, "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
    "SQL": "%27;DROP%20TABLE%20x;--", "a format": "%25(x)s%7B0%7D", "brackets": "((%22%22AND%20OR*", "Khmer digits": "%e1%9f%a1%e1%9f%a2",
}  # fmt: skip
"""Values of a query string, as they stand in an address."""
UNSEEN = "\u202e\u2066\u200b\x07\x1b[31m"
"""An override, an isolate, a zero-width space, a bell and a terminal's colour."""
HEAVY = ("logout/", ".pdf", ".docx", ".xlsx")
"""Addresses that sign out, or make a document, which takes seconds; they read no parameter that the page beside them does not."""
READ = re.compile(r'GET(?:\.get|\.getlist)?[\(\[]"([a-z_]+)"')


def parameters() -> list[str]:
    """Every name that a view reads from a query string, and the facets of the register."""
    found = {name for path in ROOT.glob("tamdan/**/*.py") for name in READ.findall(path.read_text())}
    return sorted(
        found
        | {"theme", "group", "sdg", "issue", "action", "position", "by", "cycle", "session", "body", "next", "format"}
    )


def addresses(visitor: Visitor) -> list[str]:
    """Pages without a placeholder in their address, and one of each kind that the first ones lead to."""
    found: dict[str, str] = {}
    waiting, seen = ["/en/", "/en/desk/"], set()
    while waiting:
        path = waiting.pop()
        answer = visitor.get(path)
        if answer.status != 200 or "html" not in answer.headers.get("content-type", ""):
            continue
        for link in re.findall(r'href="(/[^"?#]*)', answer.page):
            steps = link.strip("/").split("/")
            kind = f"{'/'.join(steps[: 3 if 'office' in steps else 2])} {len(steps)}"
            if (
                link.startswith(("/en/", "/api/", "/data/", "/ledger/"))
                and not link.endswith(HEAVY)
                and kind not in seen
            ):
                seen.add(kind)
                found[kind] = link
                if len(seen) < 150:
                    waiting.append(link)
    return sorted(found.values())


@case("odd values in every query string", "text")
def query_strings(ground: Ground) -> Iterator[Seen]:
    site, names = ground.site, parameters()
    before = state(site.home)
    places = [*addresses(site.person("administrator")), "/api/v1/recommendations", "/api/v1/search", "/api/v1/states", "/api/v1/places",
              "/ledger/consistency", "/ledger/proof/0", "/calendar.ics"]  # fmt: skip
    asked, wrong = 0, []
    for odd, value in ODD.items():
        query = "&".join(f"{name}={value}" for name in names)
        for place in places:
            for sent in [f"{place}?{query if len(query) < 15000 else f'q={value}'}"]:
                answer = site.person("administrator").get(sent)
                asked += 1
                if answer.status >= 500 or (answer.is_page and "<script>alert(1)" in answer.page):
                    wrong.append(f"{odd} at {place}: {answer.status}")
    assert not wrong, f"{len(wrong)} of {asked}: {wrong[:6]}"
    yield Seen(
        f"GET {len(places)} addresses, {len(names)} parameters, {len(ODD)} odd values", f"{asked} answers, none 500"
    )
    for path in (
        "/en/%00/",
        "/en/states/%00/",
        "/en/recommendations/%ff/",
        "/en/themes/%e2%80%ae/",
        "/%00",
        "/api/v1/states/%00",
    ):
        answer = site.person().get(path)
        assert answer.status in (400, 404), f"{path}: {answer.status}"
    yield Seen(
        "GET NUL and broken bytes inside an address",
        in_both(lambda language: site.person().get(f"/{language}/states/%00/"), 404),
    )
    unchanged(before, state(site.home))
    site.assert_sound()


@case("control characters and overrides in forms", "text")
def forms(ground: Ground) -> Iterator[Seen]:
    person = ground.site.person()
    fields = {
        "name_en": f"Office{UNSEEN} of tests",
        "name_km": f"ការិយាល័យ{UNSEEN}សាកល្បង",
        "kind": "ministry",
        "code": "odd-office",
    }
    answer = person.post("/en/office/bodies/add/", fields)
    assert answer.status == 302, f"{answer.status} {answer.says()}"
    page = person.get("/en/office/bodies/of/odd-office/").page
    yield Seen("POST /office/bodies/add/ with U+202E U+2066 U+200B BEL ESC", f"302; {without_unseen(page)}")
    fields = {**fields, "name_en": "Nul\x00office", "code": "nul-office"}
    yield Seen(
        "the same with NUL", in_both(lambda language: person.post(f"/{language}/office/bodies/add/", fields), 422)
    )
    page = person.get("/en/account/").page
    own = {
        name: unescape(value)
        for name, value in re.findall(r'name="([a-z_]+)" value="([^"]*)"', main_of(page))
        if name != "csrfmiddlewaretoken"
    }
    chosen = re.findall(r'<select name="([a-z_]+)".*?<option value="([^"]*)" selected', page, re.DOTALL)
    answer = person.post("/en/account/", {**own, **dict(chosen), "name": f"Mara{UNSEEN} Dun"})
    assert answer.status == 302, f"{answer.status} {answer.says()}"
    yield Seen(
        "POST /account/ with the same in a person's name", f"302; {without_unseen(person.get('/en/account/').page)}"
    )
    answer = person.post("/en/office/bodies/add/", {**fields, "name_en": "x" * 100_000, "code": "long"})
    assert answer.status == 422, f"{answer.status}"
    yield Seen("a name of 100,000 letters", f"422 “{answer.says()}”")
    many = {f"field{number}": "x" for number in range(5000)}
    yield Seen(
        "5,000 fields", in_both(lambda language: person.post(f"/{language}/office/bodies/add/", many), 400, 413, 422)
    )
    large = {"name_en": "x" * (6 << 20)}
    yield Seen(
        "6 MB of text", in_both(lambda language: person.post(f"/{language}/office/bodies/add/", large), 400, 413, 422)
    )
    ground.site.assert_sound()


def main_of(page: str) -> str:
    return page[page.index("<main") :]


def without_unseen(page: str) -> str:
    left = sorted(
        {f"U+{ord(letter):04X}" for letter in unescape(page) if letter in "\u202e\u2066\u200b\x07\x1b"} - {"U+200B"}
    )
    assert not left, f"{', '.join(left)} came back in the page"
    return "nothing unseen in the page"


@case("control characters and overrides in an import", "text")
def imported(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("unseen")
    row = f"Xanara;Asia;;Unseen{UNSEEN} letters for the land\x00;Norway;WEOG;;Supported;5;Right to land;6"
    done = ground.run(home, "import", csv_file(ground.work / "unseen.csv", row), "--json")
    assert done.status == 0, done.said[-500:]
    found = ground.run(home, "search", "Unseen letters", "--json")
    assert "Unseen" in found.printed, found.printed
    left = [f"U+{ord(letter):04X}" for letter in "\u202e\u2066\x07\x1b\x00" if letter in found.printed]
    assert not left, f"{left} came back"
    yield Seen("tamdan import, then search", f"{done.printed.strip()}; found, nothing unseen in it")


@case("Khmer typed in an old order", "text")
def legacy_order(ground: Ground) -> Iterator[Seen]:
    home = ground.copy("order")
    stored = "ស្ត្រី និងស្រ្តី ត្រូវមានកម្មវិធីអប់រំ"
    row = f"Xanara;Asia;;Women and legacy order {stored};Norway;WEOG;;Supported;5;Right to land;6"
    done = ground.run(home, "import", csv_file(ground.work / "order.csv", row), "--json")
    assert done.status == 0, done.said[-500:]
    for name, typed in {"as it is written today": "ស្ត្រី", "the subscripts changed over": "ស្រ្តី", "the vowel before the subscript": "សី្ត្រ",
                        "zero-width spaces": "កម្ម\u200bវិធី"}.items():  # fmt: skip
        found = ground.run(home, "search", f"{typed} legacy", "--json")
        assert found.status == 0, found.said[-500:]
        hits = json.loads(found.printed)["hits"]
        assert any("legacy⟧ order" in str(hit) for hit in hits), f"{name} ({typed}): not found"
        yield Seen(f"tamdan search {typed}: {name}", f"{len(hits)} hits, the row among them")


@case("a session that ends in a half-filled form", "text")
def expired_session(ground: Ground) -> Iterator[Seen]:
    site = ground.site
    words = {"en": "A long name that somebody wrote", "km": "ឈ្មោះវែងដែលមានគេសរសេរ"}
    for language, words_typed in words.items():
        person = Visitor(site.port)
        password = re.search(r"secretariat@demo\.invalid\s+(\S+)", site.log.read_text())[1]  # type: ignore[index]
        person.sign_in("secretariat@demo.invalid", password)
        form = f"/{language}/office/bodies/add/"
        token = person.token(form)
        del person.cookies["tamdan_session"]
        fields = {"csrfmiddlewaretoken": token, "name_en": words_typed, "kind": "ministry", "code": f"kept-{language}"}
        answer = send_form(person, form, fields)
        assert answer.status == 302, f"{answer.status} {answer.says()}"
        assert "login" in answer.place, answer.place
        again = person.post(answer.place, {"login": "secretariat@demo.invalid", "password": password})
        assert again.status == 302, f"{again.status} {again.says()}"
        page = person.get(again.place)
        assert words_typed in unescape(page.page), f"lost: {page.says()}"
        yield Seen(f"POST {form} without the session, sign in", f"{page.status} “{page.says()}”, the text is there")
    stale = send_form(site.person(), "/en/office/bodies/add/", {"csrfmiddlewaretoken": "x" * 64, "name_en": "Stale"})
    assert stale.status == 403, f"{stale.status}"
    yield Seen("the same with a stale token", in_both(
        lambda language: send_form(site.person(), f"/{language}/office/bodies/add/", {"csrfmiddlewaretoken": "x" * 64}), 403))  # fmt: skip
    site.assert_sound()


def send_form(visitor: Visitor, path: str, fields: dict[str, str]) -> Answer:
    return visitor.send(
        "POST", path, urllib.parse.urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    )
