"""The complainant's pages through their addresses, without JavaScript and as the scripts see them."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tamdan.audit.notes import SigningKey
from tamdan.institutions.models import Body
from tamdan.intake import vocabularies
from tamdan.intake.forms import ComplaintForm, DigitsForm
from tamdan.intake.models import Channel, Letter
from tamdan.intake.openly import OPEN_FIELDS
from tamdan.intake.periods import periods
from tamdan.intake.shown import may_decide
from tamdan.sealing import published, receipts
from tamdan.sealing.models import KeyListVersion, Office
from tests.cast import Cast
from tests.letters import Ring

pytestmark = pytest.mark.django_db
COMPLAIN, RECEIPT, LEAFLET = "/en/complain/", "/en/receipt/", "/en/complain/leaflet/"


def data(page: str, name: str) -> Any:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_page_forbids_everything_but_its_own_scripts_and_sets_no_cookie(client: Client, ring: Ring) -> None:
    answer = client.get(COMPLAIN)
    policy = answer["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    page = answer.content.decode()
    assert re.findall(r"<script(?! id=| src=)", page) == []
    assert len(re.findall(r'<script src="[^"]+" integrity="sha384-', page)) == page.count("<script src=") == 3


def test_what_stays_open_is_printed_from_the_one_list(client: Client, ring: Ring) -> None:
    page = client.get(COMPLAIN).content.decode()
    assert all(f"<dt>{label}</dt>" in page for label in OPEN_FIELDS.values())


def test_who_writes_is_told_that_one_person_alone_signs_the_list(client: Client, ring: Ring) -> None:
    told = "One person alone signs here"
    assert told in client.get(COMPLAIN).content.decode()
    keys = [SigningKey(f"steward-{number}", bytes([number]) * 32).public for number in range(3)]
    KeyListVersion.objects.update(anchor=published.anchor_of(keys, 1))
    assert told not in client.get(COMPLAIN).content.decode()


def test_without_a_list_nothing_is_asked_and_the_door_is_not_there(client: Client, cast: Cast) -> None:
    page = client.get(COMPLAIN).content.decode()
    assert "has not been published" in page
    assert "<textarea" not in page
    assert COMPLAIN not in client.get("/en/").content.decode()


def test_the_door_is_there_while_letters_can_be_received(client: Client, ring: Ring) -> None:
    assert COMPLAIN in client.get("/en/").content.decode()


def test_the_leaflet_names_the_ways_that_exist_here(client: Client, ring: Ring, settings: Any) -> None:
    settings.TELEPHONE = ""
    page = client.get(LEAFLET).content.decode()
    assert f"{settings.ORIGIN}{COMPLAIN}" in page
    assert str(ring.office.office) in page
    assert str(ring.custodian.office) not in page
    assert "By calling" not in page
    settings.TELEPHONE = "012 345 678"
    page = client.get(LEAFLET).content.decode()
    assert "012 345 678" in page
    assert "012 345 678" in client.get(COMPLAIN).content.decode()
    assert "In person, or by letter" in page
    Channel.objects.filter(code__in=("telephone", "letter")).update(by_officer=False)
    vocabularies._known.clear()
    page = client.get(LEAFLET).content.decode()
    assert "012 345 678" not in page
    assert "012 345 678" not in client.get(COMPLAIN).content.decode()
    assert "In person</h3>" in page
    vocabularies._known.clear()


@pytest.mark.parametrize("path", [COMPLAIN, RECEIPT])
def test_form_and_receipt_lead_to_the_leaflet(client: Client, ring: Ring, path: str) -> None:
    assert LEAFLET in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("done", "decided", "may"),
    [
        ([], [], ["withdraw"]),
        (["answered"], [], ["confirm", "contest", "withdraw"]),
        (["answered", "closed"], ["rate"], ["confirm", "contest", "reopen"]),
        ([], ["withdraw", "consent"], ["reopen"]),
        ([], ["withdraw", "reopen"], ["withdraw"]),
    ],
)
def test_only_decisions_that_make_sense_are_offered(done: list[str], decided: list[str], may: list[str]) -> None:
    status = [{"code": code, "date": "2026-11-22"} for code in done] + [{"code": "answer", "date": None}]
    assert may_decide(status, [{"code": code} for code in decided]) == may


def test_scripts_know_whose_bodies_the_offices_are(client: Client, ring: Ring) -> None:
    told = data(client.get(COMPLAIN).content.decode(), "settings")["bodies"]
    assert told[str(ring.second.office.uuid)] == ["t-inspectorate", "t-committee"]
    assert told[str(ring.office.office.uuid)] == ["t-committee"]


def test_every_sentence_that_the_scripts_say_is_on_the_page(client: Client, ring: Ring, settings: Any) -> None:
    folder = settings.ROOT / "tamdan/static/src/intake"
    for page, entries in ((COMPLAIN, ("filling", "main")), (RECEIPT, ("back",))):
        sources = [(folder / f"{name}.ts").read_text() for name in reached(folder, *entries)]
        said = {name for source in sources for name in re.findall(r'\bsay\("([\w-]+)"', source)}
        assert len(said) > 40
        assert said - data(client.get(page).content.decode(), "words").keys() == set()


def reached(folder: Path, *names: str) -> set[str]:
    """The modules that these bundles are made of."""
    found, left = set(names), list(names)
    while left:
        source = (folder / f"{left.pop()}.ts").read_text()
        new = set(re.findall(r'^import (?!type).*from "\./(\w+)"', source, re.M)) - found
        found |= new
        left += new
    return found


def filled(ring: Ring, **more: Any) -> dict[str, Any]:
    return {
        "text": "They took our field.",
        "offices": [str(ring.office.office.uuid), str(ring.second.office.uuid)],
        **more,
    }


def test_whoever_is_complained_about_is_left_out(ring: Ring) -> None:
    form = ComplaintForm(filled(ring, who_body="t-inspectorate"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["offices"] == [str(ring.office.office.uuid)]


def test_when_nobody_is_left_the_form_says_so(ring: Ring) -> None:
    form = ComplaintForm(filled(ring, recused=[str(one.uuid) for one in Office.objects.filter(purpose="office")]))
    assert form.errors == {"offices": ["No office is left that may get your letter. Choose another one."]}


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"text": ""}, "text", "Say, show or write what happened."),
        ({"day": "12/03/2026"}, "day", "Write the day as 2026-03-12, or use your own words below."),
        ({"kind": "nothing"}, "kind", "Select a valid choice. nothing is not one of the available choices."),
    ],
)
def test_bad_answers_are_told_and_nothing_is_stored(
    client: Client, ring: Ring, given: dict[str, str], field: str, sentence: str
) -> None:
    answer = client.post(COMPLAIN, filled(ring, **given))
    assert answer.status_code == 422
    assert answer.context["form"].errors == {field: [sentence]}
    assert not Letter.objects.exists()


def test_a_letter_without_javascript_gives_its_receipt_once(client: Client, ring: Ring, settings: Any) -> None:
    settings.RECEIPT_DIGITS = 20
    answer = client.post(COMPLAIN, filled(ring, safety="child", place="XA9101"))
    assert answer.status_code == 200
    digits = receipts.read(re.search(r'id="card-number">([^<]+)<', answer.content.decode())[1])  # type: ignore[index]
    letter = Letter.objects.get()
    assert (letter.urgency, letter.district) == ("child", "XA9101")
    assert digits
    asked = client.get(RECEIPT).content.decode()
    assert len(digits) == 21
    assert digits not in asked
    assert "21 digits." in asked
    seen = client.post(RECEIPT, {"digits": receipts.readable(digits)})
    assert seen.status_code == 200
    assert client.post(RECEIPT, {"act": "withdraw"}).context["question"].startswith("Withdraw your complaint?")
    assert not letter.decisions.exists()
    client.post(RECEIPT, {"act": "withdraw", "sure": "1"})
    assert [one.code for one in letter.decisions.all()] == ["withdraw"]
    client.post(RECEIPT, {"act": "more", "text": "More of it."})
    assert letter.followed_by.count() == 1


def without_javascript(client: Client) -> None:
    """As a browser that loads the style sheet for it, and keeps cookies."""
    page = client.get(COMPLAIN).content.decode()
    assert not client.cookies
    (style,) = re.findall(r'<noscript><link rel="stylesheet" href="([^"]+)"></noscript>', page)
    answer = client.get(style)
    assert answer.content == b""
    assert "no-store" in answer["Cache-Control"]


def test_a_post_leads_to_a_page_that_shows_the_receipt_until_it_is_copied(client: Client, ring: Ring) -> None:
    without_javascript(client)
    answer = client.post(COMPLAIN, filled(ring))
    assert (answer.status_code, answer["Location"]) == (303, RECEIPT)
    pages = [client.get(RECEIPT) for _again in range(2)]
    shown = [re.search(r'id="card-number">([^<]+)<', page.content.decode()) for page in pages]
    digits = receipts.read(shown[1][1])  # type: ignore[index] # found
    assert shown[0][1] == shown[1][1], "a line that breaks loses no receipt"  # type: ignore[index] # found
    assert digits
    for cookie in client.cookies.values():
        assert digits not in cookie.value
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert client.post(RECEIPT, {"act": "copied"})["Location"] == RECEIPT
    assert "card-number" in (page := client.get(RECEIPT).content.decode())
    assert receipts.readable(digits) not in page


def test_coming_back_leads_from_page_to_page_and_leaving_ends_it(client: Client, ring: Ring) -> None:
    without_javascript(client)
    client.post(COMPLAIN, filled(ring))
    digits = str(client.get(RECEIPT).context["digits"])
    client.post(RECEIPT, {"act": "copied"})
    near = receipts.readable(receipts.new_digits())
    assert client.post(RECEIPT, {"digits": near}).status_code == 303
    refused = client.get(RECEIPT)
    assert refused.status_code == 422
    assert refused.context["digits_form"]["digits"].value() == receipts.read(near), "what was typed stays"
    assert client.get(RECEIPT).status_code == 200, "once"
    client.post(RECEIPT, {"digits": "1234"})
    assert client.get(RECEIPT).context["digits_form"]["digits"].value() == "1234"
    assert client.post(RECEIPT, {"digits": digits}).status_code == 303
    assert client.get(RECEIPT).context["case"]["number"]
    client.post(RECEIPT, {"act": "withdraw"})
    assert client.get(RECEIPT).context["question"].startswith("Withdraw your complaint?")
    client.post(RECEIPT, {"act": "withdraw", "sure": "1"})
    assert client.get(RECEIPT).context["said"] == "Your decision was signed and is recorded."
    client.post(RECEIPT, {"act": "more", "text": "More of it."})
    assert client.get(RECEIPT).context["said"] == "Sent. The office has it."
    client.post(RECEIPT, {"act": "change", "sure": "1"})
    changed = str(client.get(RECEIPT).context["digits"])
    assert changed != digits
    client.get("/leave")
    assert "case" not in client.get(RECEIPT).context
    assert receipts.readable(receipts.read(changed) or "") not in client.get(RECEIPT).content.decode()


@pytest.mark.parametrize("typed", ["1234", "4821 9033 7716 5042 – 0", "x" * 60])
def test_digits_that_cannot_be_a_receipt_are_not_looked_up(typed: str) -> None:
    assert not DigitsForm({"digits": typed}).is_valid()


def test_digits_are_read_in_khmer_too(ring: Ring) -> None:
    digits = receipts.new_digits()
    khmer = digits.translate({ord(str(value)): chr(0x17E0 + value) for value in range(10)})
    form = DigitsForm({"digits": khmer})
    assert form.is_valid()
    assert form.cleaned_data["digits"] == digits


def test_unknown_and_impossible_visits_say_the_same(client: Client, ring: Ring) -> None:
    answers = [client.post(RECEIPT, {"digits": receipts.new_digits()}) for _ in range(2)]
    assert len({str(answer.context["digits_form"].errors) for answer in answers}) == 1
    assert client.post(RECEIPT, {"act": "withdraw", "sure": "1"}).status_code == 422


def test_leaving_clears_and_leads_away(client: Client, settings: Any) -> None:
    answer = client.get("/leave")
    assert (answer.status_code, answer["Location"]) == (302, settings.QUICK_EXIT)
    assert "cache" in answer["Clear-Site-Data"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_villages_of_a_district_come_by_commune(client: Client) -> None:
    found = client.get(reverse("complaint_places", args=["XA9101"])).json()
    assert found
    assert all(commune["villages"] for commune in found)
    assert client.get(reverse("complaint_places", args=["XA91"])).status_code == 404


def test_seasons_are_named_by_the_day(ring: Ring) -> None:

    codes = {code for code, _label in periods(datetime.date(2026, 11, 22))}
    assert {"2026-05/2026-10", "2026-11/2027-04", "../2020"} <= codes
    assert "2025-05/2025-10" in {code for code, _label in periods(datetime.date(2026, 2, 1))}
    assert Body.objects.filter(code="t-committee").exists()


def test_an_installed_page_has_a_name_that_says_nothing(client: Client) -> None:
    told = client.get("/notes.webmanifest").json()
    assert told["name"] == told["short_name"] == "Notes"
    worker = client.get("/intake-sw.js")
    assert worker["Service-Worker-Allowed"] == "/"
    assert worker["Content-Type"].startswith("text/javascript")
