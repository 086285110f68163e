"""What a Khmer page fetches of fonts, on a wide screen and on a telephone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page as Tab

from tests.pages import all_pages

MOST = 59_000
FETCHED = (
    "performance.getEntriesByType('resource').filter(one => one.name.includes('.woff2'))"
    ".map(one => [one.name.split('/').pop(), one.decodedBodySize])"
)
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["portal-home", "search-found", "recommendations-detail"])
def test_a_khmer_page_fetches_one_face(name: str, width: int, visit: Callable[..., Tab]) -> None:
    page = next((page for page in all_pages() if page.name == name), None) or pytest.fail(f"no page {name}")
    tab = visit(page, "km", viewport={"width": width, "height": 800})
    tab.wait_for_load_state("networkidle")
    fetched = dict(tab.evaluate(FETCHED))
    assert set(fetched) <= {"khmer-400.woff2", "khmer-700.woff2"}
    assert sum(fetched.values()) < MOST
