"""Pages for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tests.pages import Page

URL = "search:results"
PAGES = [
    Page("search-nothing-asked", lambda _cast: reverse(URL)),
    Page("search-found", lambda _cast: f"{reverse(URL)}?q=education"),
    Page("search-found-in-khmer", lambda _cast: f"{reverse(URL)}?q=%E1%9E%A2%E1%9E%94%E1%9F%8B%E1%9E%9A%E1%9F%86"),
    Page("search-nothing-found", lambda _cast: f"{reverse(URL)}?q=zzzzzz"),
]
