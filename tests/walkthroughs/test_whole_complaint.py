"""The whole of a complaint: filled in without a network on a small telephone, sent on return, opened, answered, contested, closed, reopened, narrowed;
and of a call: written down, read back, opened, answered, closed, followed by the caller with the digits."""

import datetime
import re
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab

from tamdan.grievances.models import Case
from tests.sweep import SWEEP, languages
from tests.walkthroughs.test_complaining import walk_to_the_end
from tests.walkthroughs.test_custody import SMALL, WIDE, House, house, looked_at, one_vault, tab_of, unlock, vault

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not SWEEP, reason="each of its steps is walked elsewhere; whole in a sweep (make bench-a11y)"),
]
__all__ = ["house", "one_vault", "vault"]  # fixtures

ENDED = {"en": "the list of the offices' keys is out of date", "km": "បញ្ជីកូនសោរបស់ការិយាល័យហួសសុពលភាពហើយ"}
STORY, ANSWER, CLOSING = "គេយកដីខ្ញុំ។ They took our field.", "យើងនឹងទៅមើលដីថ្ងៃព្រហស្បតិ៍។", "បានពិនិត្យដីហើយ។"


@pytest.fixture
def phone(chromium: Browser, house: House) -> Iterator[Tab]:
    tab = tab_of(chromium, house, "", SMALL)
    tab.set_default_timeout(60_000)
    yield tab
    tab.context.close()


@pytest.fixture
def desk(chromium: Browser, house: House) -> Iterator[Tab]:
    tab = tab_of(chromium, house, "first", WIDE)
    yield tab
    tab.context.close()


@pytest.mark.parametrize("language", languages("km"))
def test_it_is_sent_on_return_answered_contested_closed_and_reopened(
    language: str, house: House, phone: Tab, desk: Tab
) -> None:
    whole(language, house, phone, desk)


def whole(language: str, house: House, phone: Tab, desk: Tab) -> None:
    digits = filled_without_a_network(phone, language)
    sent_on_return(phone, language)
    number = house.within(lambda: Case.objects.latest("pk").number)
    opened_and_answered(desk, language, number)
    assert ANSWER in follow(phone, digits, language)
    looked_at(phone, f"whole-answered.{language}")
    decide(phone, "contest")
    looked_at(phone, f"whole-contested.{language}")
    closed(desk, language, number)
    follow(phone, digits, language)
    decide(phone, "reopen")
    looked_at(phone, f"whole-reopened.{language}")
    desk.goto(f"/{language}/office/letters/{number}/")
    unlock(desk, "first")
    looked_at(desk, f"whole-open-again.{language}")
    expect(desk.locator("a[href$='/close/']")).to_be_visible()
    narrowed(phone, language)


@pytest.mark.parametrize("language", languages("km"))
def test_a_call_is_written_down_opened_answered_and_closed(language: str, house: House, phone: Tab, desk: Tab) -> None:
    called(language, house, phone, desk)


def called(language: str, house: House, phone: Tab, desk: Tab) -> None:
    digits = written_down(desk, language)
    number = house.within(lambda: Case.objects.latest("pk").number)
    opened_and_answered(desk, language, number)
    closed(desk, language, number)
    looked_at(desk, f"call-closed.{language}")
    assert ANSWER in follow(phone, digits, language)
    phone.wait_for_selector("#number-seen:not([hidden])")
    looked_at(phone, f"call-followed.{language}")


@pytest.mark.parametrize("language", languages("km"))
def test_a_list_of_keys_that_has_ended_takes_no_letter_and_loses_none(
    language: str, house: House, phone: Tab, desk: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kept on a telephone while the list was good, held back once it has ended, sent when there is a good one again."""
    filled_without_a_network(phone, language)
    late = timezone.localdate() + datetime.timedelta(days=400)
    monkeypatch.setattr(timezone, "localdate", lambda *_args, **_more: late)
    phone.context.set_offline(False)
    phone.goto(f"/{language}/complain/")
    expect(phone.locator("main")).to_contain_text(ENDED[language])
    expect(phone.locator("#send")).to_have_count(0)
    looked_at(phone, f"list-ended.{language}")
    answer = desk.goto(f"/{language}/office/letters/")
    assert answer is not None
    assert answer.ok, "letters that arrived are worked on as always"
    looked_at(desk, f"list-ended-desk.{language}")
    monkeypatch.undo()
    sent_on_return(phone, language)


def written_down(desk: Tab, language: str) -> str:
    """An officer types while the caller speaks, seals, and reads the digits back."""
    desk.goto(f"/{language}/office/letters/new/")
    desk.wait_for_selector("#main.ready")
    desk.focus("#id_channel_0")
    desk.keyboard.press("Space")
    desk.fill("#id_text", STORY)
    desk.fill("#id_name", "សុខ ម៉ារ៉ា")
    desk.select_option("#id_place", index=1)
    desk.wait_for_selector("#readers fieldset >> nth=1")
    looked_at(desk, f"call-typed.{language}")
    desk.focus("#id_text")
    desk.keyboard.press("Control+Enter")
    desk.wait_for_selector("#card:not([hidden])")
    digits = re.sub("[^0-9]", "", desk.inner_text("#card-number"))
    looked_at(desk, f"call-digits.{language}")
    desk.check("#given-done")
    desk.click("#given-file")
    desk.wait_for_selector("[data-item]")
    return digits


def filled_without_a_network(phone: Tab, language: str) -> str:
    phone.goto(f"/{language}/complain/")
    phone.press("#main.ready", "Tab")  # what seals runs when somebody begins
    phone.click("#offline summary")
    phone.click("#offline-keep")
    phone.wait_for_selector("#offline-state:text-matches('.+')")
    phone.context.set_offline(True)
    phone.reload()
    phone.wait_for_selector("#main.ready")
    phone.fill("#id_text", STORY)
    looked_at(phone, f"whole-offline.{language}")
    walk_to_the_end(phone)
    phone.click("#send")
    phone.wait_for_selector("#card:not([hidden])")
    looked_at(phone, f"whole-kept.{language}")
    return re.sub("[^0-9]", "", phone.inner_text("#card-number"))


def sent_on_return(phone: Tab, language: str) -> None:
    phone.context.set_offline(False)
    phone.goto(f"/{language}/complain/")
    phone.wait_for_selector("#outbox-state:text-matches('20[0-9][0-9]-')")
    expect(phone.locator("#outbox-list li")).to_have_count(0)
    looked_at(phone, f"whole-sent.{language}")


def opened_and_answered(desk: Tab, language: str, number: str) -> None:
    desk.goto(f"/{language}/office/letters/{number}/")
    unlock(desk, "first")
    part = desk.locator("[data-item]").first
    part.locator("form[data-open] button").click()
    part.locator("[data-shown] > *").first.wait_for()
    assert STORY in part.inner_text()
    looked_at(desk, f"whole-opened.{language}")
    desk.goto(f"/{language}/office/letters/{number}/decide/")
    desk.locator("input[name=reason]").first.check()
    desk.click("form:has(input[name=reason]) button")
    desk.wait_for_selector("a[href$='/write/answer/']")
    desk.goto(f"/{language}/office/letters/{number}/write/answer/")
    unlock(desk, "first")
    desk.fill("#said", ANSWER)
    desk.click("form[data-seal=complainant] button")
    desk.wait_for_selector("#thread")


def closed(desk: Tab, language: str, number: str) -> None:
    desk.goto(f"/{language}/office/letters/{number}/close/")
    unlock(desk, "first")
    desk.locator("input[name=reason]").first.check()
    desk.fill("textarea[data-words]", CLOSING)
    desk.locator("form:has(input[name=reason]) button").last.click()
    desk.wait_for_selector("#thread")


def follow(phone: Tab, digits: str, language: str) -> str:
    phone.goto("about:blank")
    phone.goto(f"/{language}/receipt/")
    phone.wait_for_selector("#main.ready")
    phone.fill("#id_digits", digits)
    phone.click("#open-receipt button")
    phone.wait_for_selector("#messages li >> nth=1")
    return phone.inner_text("#messages")


def decide(phone: Tab, code: str) -> None:
    before = phone.locator("#decisions li").count()
    phone.click(f"[data-decide={code}]")
    phone.click("#sure-yes")
    expect(phone.locator("#decisions li")).to_have_count(before + 1)


def narrowed(phone: Tab, language: str) -> None:
    """One office fewer may open it from now on."""
    buttons = phone.locator("#access button")
    before = buttons.count()
    buttons.first.click()
    looked_at(phone, f"whole-narrow.{language}")
    phone.click("#sure-yes")
    expect(buttons).to_have_count(before - 1)
