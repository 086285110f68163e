"""Both languages are whole on every page (`make messages` looks at the catalogue), and what is marked as being in the other language."""

from functools import cache
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from tamdan.portal.context import in_language
from tests.pages import Page, all_pages
from tests.served import Built
from tests.walker import strays, texts
from tools.message_rules import LATIN_WORD, glossary
from tools.messages import stored

PAGES = all_pages()


def get(client: Client, page: Page, url: str) -> str:
    response = client.get(url)
    assert response.status_code == page.status, url
    return response.content.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_speaks_one_language(page: Page, client: Client, built: Built) -> None:
    if page.who:
        client.cookies[settings.SESSION_COOKIE_NAME] = built.sessions[page.who]
    for language in ("km", "en"):
        html = get(client, page, in_language(built.paths[page.name], language))
        assert f'<html lang="{language}">' in html
        assert list(strays(html, latin(), interface())) == []


@cache
def latin() -> frozenset[str]:
    """Latin words that Khmer pages may hold."""
    return glossary()[1]


@cache
def interface() -> frozenset[str]:
    """Every message in English, as it stands in the sources."""
    sources = [message.id if isinstance(message.id, str) else message.id[0] for message in stored() if message.id]
    return frozenset(source.casefold() for source in sources if LATIN_WORD.search(source))


def test_walker_reads_what_stands_in_quotation_marks() -> None:
    html = '<html lang="km"><p>ចុច “Store these rows” ឬ «my-file.csv»</p></html>'
    assert list(strays(html, frozenset(), frozenset({"store these rows"}))) == ["in Khmer, quoted: Store these rows"]


def test_walker_finds_a_word_that_was_not_translated() -> None:
    html = '<html lang="km"><p>ទំព័រដើម <a title="Home">x</a> <b lang="en">Home</b> A/HRC/26/16</p></html>'
    assert list(strays(html, frozenset({"x"}))) == ["in Khmer: Home"]


def test_walker_finds_khmer_that_is_not_marked() -> None:
    html = '<html lang="en"><p>Home</p><p>ទំព័រដើម</p><p lang="km">ទំព័រដើម</p></html>'
    assert list(strays(html, frozenset())) == ["in English: ទំព័រដើម"]
    assert ("km", "ទំព័រដើម") in texts(html)


ATOM = "{http://www.w3.org/2005/Atom}"


def test_feeds_and_calendars_speak_khmer(client: Client, built: Built) -> None:
    """What a reader of feeds or a telephone's calendar shows in its lists: titles; the rest may hold official words."""
    said = []
    for address in ("/km/recommendations/feed/", "/ledger/feed"):
        feed = ElementTree.fromstring(client.get(address, headers={"accept-language": "km"}).content)
        said += [one.text or "" for one in feed.iter() if one.tag in (f"{ATOM}title", f"{ATOM}subtitle")]
    calendar = Calendar.from_ical(client.get("/calendar.ics?lang=km").content)
    said += [str(calendar["x-wr-calname"]), *(str(event["summary"]) for event in calendar.walk("vevent"))]
    assert len(said) > 10
    page = "".join(f"<p>{text}</p>" for text in said)
    assert list(strays(f'<html lang="km">{page}</html>', latin())) == []
