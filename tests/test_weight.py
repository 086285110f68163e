"""What a visitor on a slow line pays: first visit of a public page under 60 KB compressed, each further one under 15 KB.

The pages that seal letters carry their cipher along: their first visit stays under 100 KB.
"""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.cast import Cast
from tests.pages import Page, address, all_pages

FIRST, SEALING, FURTHER, FONTS = 60_000, 100_000, 15_000, 59_000
PUBLIC = [page for page in all_pages() if not page.who]
NOT_A_PAGE_OF_VISITORS = {"portal-catalogue"}
ELSEWHERE = re.compile(
    r'(?:src|srcset|data)="(?:https?:)?//|<link rel="(?:stylesheet|icon|preload)[^>]+href="(?:https?:)?//'
)


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def static(name: str) -> Path:
    found = finders.find(name)
    assert found, f"{name} is absent: run `make`"
    return Path(found)


@pytest.mark.parametrize("page", PUBLIC, ids=lambda page: page.name)
def test_page_is_light_and_keeps_to_itself(page: Page, client: Client, cast: Cast) -> None:
    url = address(page, cast, "km")
    response = client.get(url)
    html = response.content
    assets = set(re.findall(r'(?:src|href)="/static/([^"]+)"', html.decode()))
    assert "face.css" in assets
    assets |= {"seal.js"} if "form.js" in assets else set()  # the form loads it by itself
    first = packed(html) + sum(packed(static(name).read_bytes()) for name in assets)
    assert packed(html) < FURTHER or page.name in NOT_A_PAGE_OF_VISITORS, f"{packed(html)} bytes"
    assert first < (SEALING if assets & {"seal.js", "receipt.js"} else FIRST), f"{first} bytes"
    assert ELSEWHERE.findall(html.decode()) == []
    assert "/account/" in url or not response.cookies, "a visitor who only reads gets no cookie"


def test_khmer_fonts_are_light() -> None:
    """Every font that the style sheet may fetch, on whatever screen; those of printed pages are fetched by no visitor."""
    wanted = set(re.findall(r"fonts/[\w-]+\.woff2", static("face.css").read_text()))
    assert wanted == {"fonts/khmer-400.woff2", "fonts/khmer-700.woff2"}
    assert sum(static(name).stat().st_size for name in wanted) < FONTS
