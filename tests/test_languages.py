"""Both languages are whole: catalogue, pages, and what is marked as being in the other language."""

from functools import cache

import pytest
from django.test import Client

from tamdan.portal.context import in_language
from tests.cast import Cast
from tests.pages import Page, all_pages, person
from tests.walker import strays, texts
from tools.message_rules import LATIN_WORD, faults, glossary
from tools.messages import gathered, stored

PAGES = all_pages()


def get(client: Client, page: Page, url: str) -> str:
    response = client.get(url)
    assert response.status_code == page.status, url
    return response.content.decode()


def test_catalogue_is_whole() -> None:
    assert faults(gathered(), stored()) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_speaks_one_language(page: Page, client: Client, cast: Cast) -> None:
    path = page.make(cast)
    if page.who:
        client.force_login(person(page.who, cast))
    for language in ("km", "en"):
        html = get(client, page, in_language(path, language))
        assert f'<html lang="{language}">' in html
        assert list(strays(html, glossary()[1], interface())) == []


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
