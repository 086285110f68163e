"""From a paste to a public page and back: an article is read with the keyboard, a quotation goes out, and is taken down on request."""

import os
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect

from tamdan.press import tasks
from tamdan.press.models import Article, Capture, Pair
from tamdan.press.tests.matrix_bearing import theme
from tamdan.press.tests.people import ADDRESS, DUMP, in_office, works
from tamdan.press.tests.test_storing import VERSIONS
from tests.pages import all_pages
from tests.sweep import SWEEP, languages
from tests.walkthroughs.conftest import shot
from tests.walkthroughs.test_accessibility import violations

pytestmark = pytest.mark.browser
PAGES = {page.name: page for page in all_pages()}
MINISTER = {"en": "Dorn Velik", "km": "Mael Torin"}
"""One for each language: a name that was settled in one walk is settled in the next."""
TORTURE = {"en": "Prohibition of torture", "km": "ការហាមឃាត់ទារុណកម្ម"}
REASON = "វាបង្កគ្រោះថ្នាក់"
DUMPS = sorted((Path(__file__).resolve().parents[3] / "shared/data/press").glob("*.txt"))
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
TEXT = DUMP.partition("Posted by: Editor | Posted on: March 5")[0].replace("Srae", "Srae Mai")


def read_waiting() -> list[str]:
    """What a worker does with what was brought; gives the captures' identifiers."""
    waiting = list(Capture.objects.filter(state="reading", text=""))
    for capture in waiting:
        tasks.read(capture.pk)
    return [str(capture.uuid) for capture in waiting]


def one_article(minister: str) -> list[str]:
    """A paste read, with the people and the address that a release needs; gives the article's identifier."""
    in_office(minister, "Minister", works())
    read_waiting()
    article = Article.objects.standing().filter(capture__text__contains="Srae Mai").latest("pk")
    Article.objects.filter(pk=article.pk).update(address=ADDRESS)
    theme(article)
    return [str(article.uuid)]


def disagreeing() -> list[str]:
    """Articles whose figures disagree."""
    pairs = Pair.objects.filter(first_figure__isnull=False, reason="two-languages").order_by("-pk")
    return [str(pair.first.article.uuid) for pair in pairs]


def in_thread(act: Callable[[], list[str]], worker_id: str) -> list[str]:
    """In the database of the walk: Playwright keeps this thread for itself."""
    found: list[str] = []

    def carry() -> None:
        from django.db import connection

        connection.settings_dict = {**connection.settings_dict, "NAME": f"test_walk_{worker_id}_{os.getpid()}"}
        try:
            found.extend(act())
        finally:
            connection.close()

    thread = threading.Thread(target=carry)
    thread.start()
    thread.join()
    return found


def clean(tab: Tab, name: str) -> None:
    assert violations(tab) == [], name
    assert tab.evaluate("document.documentElement.scrollWidth") <= tab.evaluate("window.innerWidth"), name
    shot(tab, name)


def keys(tab: Tab, *pressed: str) -> None:
    """Pressed one after the other; what they sent was answered."""
    for key in pressed:
        tab.keyboard.press(key)
    expect(tab.locator("#reading[aria-busy]")).to_have_count(0)


def drag(tab: Tab, by: int) -> None:
    """The end of the passage with the mouse, so many pixels along its line."""
    box = tab.locator("#reading .handle[data-side=end]").bounding_box()
    assert box is not None
    at, line = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    tab.mouse.move(at, line)
    tab.mouse.down()
    tab.mouse.move(at + by, line, steps=3)
    tab.mouse.up()


def read_by_keyboard(tab: Tab, language: str) -> None:
    """The minister's words: who he is, where they end and back again, confirmed; then everything else at once."""
    card = tab.locator(".card", has_text="All 212 families have").first
    tab.locator("mark", has_text="have received title").first.click()
    expect(card).to_have_class("card direct waits now")
    keys(tab, "s", "Enter")  # the register's entry stands there as a suggestion
    expect(tab.locator("#reading .card.now p.small").first).to_contain_text(MINISTER[language])
    keys(tab, "e", "ArrowLeft", "Enter")
    expect(card.locator(".words")).not_to_contain_text("new plot,")
    keys(tab, "u")
    expect(card.locator(".words")).to_contain_text("new plot,")
    if SWEEP:
        drag(tab, -30)
        expect(card.locator(".words")).not_to_contain_text("new plot,")
        keys(tab, "u")
        expect(card.locator(".words")).to_contain_text("new plot,")
    clean(tab, f"press-read.{language}")
    keys(tab, "c")
    expect(card).to_have_class("card direct")
    keys(tab, "a")
    expect(tab.locator(".card.waits:not(.bears)")).to_have_count(0)
    about_by_keyboard(tab, language)
    keys(tab, "Escape", "?")
    expect(tab.locator("#keys")).to_be_visible()
    keys(tab, "Escape")


def about_by_keyboard(tab: Tab, language: str) -> None:
    """What the article is about: the first suggestion accepted, what was not suggested added by typing a word of it."""
    keys(tab, "b")
    expect(tab.locator("#reading .card.now")).to_have_class("card bears waits now")
    keys(tab, "c")
    expect(tab.locator("#bears-h ~ .card.bears:not(.waits)")).not_to_have_count(0)
    tab.locator("#bears-name").press_sequentially("torture")
    expect(tab.locator("#bears-name ~ .found li").first).to_be_visible()
    keys(tab, "Enter")
    expect(tab.locator(".card.bears", has_text=TORTURE[language])).to_have_count(1)
    clean(tab, f"press-about.{language}")


def ask_for_removal(visitor: Tab, language: str) -> str:
    """On a phone, from the list; gives the quotation's address."""
    visitor.locator(".words a", has_text="All 212 families").first.click()
    public = visitor.url
    clean(visitor, f"quotation.{language}")
    visitor.click("a[href$='/ask/'].btn")
    visitor.fill("[name=text]", "It harms somebody.")
    with visitor.expect_navigation():
        visitor.click("a[href*='kind=removal']")
    expect(visitor.locator("[name=text]")).to_have_value("It harms somebody.")
    visitor.click("form[data-ask] button")
    visitor.wait_for_url("**/press/requests/*-*/")
    clean(visitor, f"asked.{language}")
    return public


@pytest.mark.parametrize("language", languages("km"))
def test_words_go_out_and_are_taken_down(language: str, visit: Callable[..., Tab], site: Any, worker_id: str) -> None:
    tab = visit(PAGES["press-queue"], language, viewport=WIDE)
    office = f"{site.origin}/{language}/office/press/"
    tab.goto(f"{office}add/")
    tab.fill(
        "[name=text]",
        TEXT.replace("Tomas Beren", MINISTER[language]).replace("Marta Quill", f"Marta Quill ({language})"),
    )
    tab.click("main form button")
    tab.wait_for_url("**/captures/*-*/")
    [uuid] = in_thread(partial(one_article, MINISTER[language]), worker_id)
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


def brought(tmp_path: Path, language: str) -> list[Path]:
    """The three dumps where they are, an invented one otherwise; other bytes for each language, for the same are not taken twice."""
    made = []
    for name, text in [(path.name, path.read_text(encoding="utf-8")) for path in DUMPS] or [("post.txt", VERSIONS)]:
        path = tmp_path / name
        path.write_text(f"{text}\n\n{language}\n", encoding="utf-8")
        made.append(path)
    return made


@pytest.mark.skipif(not SWEEP, reason="whole dumps are read through the web in a sweep (make bench-a11y)")
@pytest.mark.parametrize("language", languages("km"))
def test_whole_dumps_are_read_through_the_web(
    language: str, visit: Callable[..., Tab], site: Any, worker_id: str, tmp_path: Path
) -> None:
    """Each file is brought by the page; its articles stand in the list; two figures of one post stand side by side."""
    tab = visit(PAGES["press-queue"], language, viewport=WIDE)
    office = f"{site.origin}/{language}/office/press/"
    for path in brought(tmp_path, language):
        tab.goto(f"{office}add/")
        tab.set_input_files("[name=file]", path)
        tab.click("main form button")
        tab.wait_for_url("**/captures/*-*/")
    for uuid in in_thread(read_waiting, worker_id):
        tab.goto(f"{office}captures/{uuid}/")
        expect(tab.locator("main tbody tr").first).to_be_visible()
        clean(tab, f"press-dump.{language}")
        tab.locator("main tbody a").first.click()
        clean(tab, f"press-dump-article.{language}")
    uuid = in_thread(disagreeing, worker_id)[0]
    for address in (f"{office}queue/{uuid}/", f"{office}articles/{uuid}/"):
        tab.goto(address)
        expect(tab.locator(".half", has=tab.locator("mark")).first.locator("mark")).to_have_count(2)
        clean(tab, f"press-figures.{language}")
