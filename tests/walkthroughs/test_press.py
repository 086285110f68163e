"""From a paste to a public page and back: an article is read with the keyboard, a quotation goes out, and is taken down on request."""

import os
import threading
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tamdan.press import tasks
from tamdan.press.models import Article, Capture
from tamdan.press.tests.people import ADDRESS, DUMP, in_office, works
from tests.pages import all_pages
from tests.sweep import languages
from tests.walkthroughs.conftest import shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser
PAGES = {page.name: page for page in all_pages()}
REASON = "វាបង្កគ្រោះថ្នាក់"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TEXT = DUMP.partition("Posted by: Editor | Posted on: March 5")[0].replace("Srae", "Srae Mai")


@pytest.fixture
def work(site: Any, worker_id: str) -> Callable[[], str]:
    """What a worker does with a paste; gives the article's identifier. In a thread: Playwright keeps this one for itself."""
    found: list[str] = []

    def carry() -> None:
        from django.db import connection

        connection.settings_dict = {**connection.settings_dict, "NAME": f"test_walk_{worker_id}_{os.getpid()}"}
        try:
            in_office("Tomas Beren", "Minister", works())
            for capture in Capture.objects.filter(state="reading"):
                tasks.read(capture.pk)
            article = Article.objects.standing().filter(capture__text__contains="Srae Mai").latest("pk")
            Article.objects.filter(pk=article.pk).update(address=ADDRESS)
            found.append(str(article.uuid))
        finally:
            connection.close()

    def inner() -> str:
        thread = threading.Thread(target=carry)
        thread.start()
        thread.join()
        return found[-1]

    return inner


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.evaluate("window.innerWidth"), name
    shot(tab, name)


def keys(tab: Tab, *pressed: str) -> None:
    """Pressed one after the other; what they sent was answered."""
    for key in pressed:
        tab.keyboard.press(key)
    expect(tab.locator("#reading[aria-busy]")).to_have_count(0)


def read_by_keyboard(tab: Tab, language: str) -> None:
    """The minister's words: who he is, where they end and back again, confirmed; then everything else at once."""
    card = tab.locator(".card", has_text="All 212 families have").first
    tab.locator("mark", has_text="have received title").first.click()
    expect(card).to_have_class("card direct waits now")
    keys(tab, "s", "Enter")  # the register's entry stands there as a suggestion
    expect(tab.locator("#reading .card.now p.small").first).to_contain_text("Tomas Beren")
    keys(tab, "e", "ArrowLeft", "Enter")
    expect(card.locator(".words")).not_to_contain_text("new plot,")
    keys(tab, "u")
    expect(card.locator(".words")).to_contain_text("new plot,")
    clean(tab, f"press-read.{language}")
    keys(tab, "c")
    expect(card).to_have_class("card direct")
    keys(tab, "a")
    expect(tab.locator(".card.waits")).to_have_count(0)
    keys(tab, "?")
    expect(tab.locator("#keys")).to_be_visible()
    keys(tab, "Escape")


def ask_for_removal(visitor: Tab, language: str) -> str:
    """On a phone, from the list; gives the quotation's address."""
    visitor.locator(".words a", has_text="All 212 families").first.click()
    public = visitor.url
    clean(visitor, f"quotation.{language}")
    visitor.click("a[href$='/ask/'].btn")
    visitor.check("[value=removal]")
    visitor.fill("[name=text]", "It harms somebody.")
    visitor.click("form[data-ask] button")
    visitor.wait_for_url("**/press/requests/*-*/")
    clean(visitor, f"asked.{language}")
    return public


@pytest.mark.parametrize("language", languages("km"))
def test_words_go_out_and_are_taken_down(
    language: str, visit: Callable[..., Tab], work: Callable[[], str], site: Any
) -> None:
    tab = visit(PAGES["press-queue"], language, viewport=WIDE)
    office = f"{site.origin}/{language}/office/press/"
    tab.goto(f"{office}add/")
    tab.fill("[name=text]", TEXT.replace("Marta Quill", f"Marta Quill ({language})"))
    tab.click("main form button")
    tab.wait_for_url("**/captures/*-*/")
    uuid = work()
    tab.goto(f"{office}queue/{uuid}/")
    read_by_keyboard(tab, language)
    tab.locator("mark", has_text="have received title").first.click()
    keys(tab, "r")
    tab.wait_for_url("**/releases/new/*/")
    clean(tab, f"press-release.{language}")
    tab.click("main form button")
    tab.wait_for_url(f"**/queue/{uuid}/**")
    keys(tab, "n")
    expect(tab).not_to_have_url(f"{office}queue/{uuid}/")

    visitor = visit(PAGES["quotations-list"], language, viewport=PHONE)
    public = ask_for_removal(visitor, language)
    tab.goto(f"{office}requests/")
    tab.locator("section").first.locator(".rows a").last.click()
    tab.check("[value=taken_down]")
    tab.fill("[name=reason]", REASON)
    clean(tab, f"press-request.{language}")
    tab.click("main form button")
    tab.wait_for_url("**/office/press/requests/")
    answer = visitor.goto(public)
    assert answer is not None
    assert answer.status == 404
    visitor.goto(f"{site.origin}/{language}/press/requests/")
    expect(visitor.locator("main")).to_contain_text(REASON)
    clean(visitor, f"press-log.{language}")
