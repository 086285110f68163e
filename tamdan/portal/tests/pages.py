from django.urls import reverse

from tests.cast import Cast
from tests.pages import Page


def named(name: str) -> Page:
    def make(_cast: Cast) -> str:
        return reverse(name)

    return Page(f"portal-{name}", make)


PAGES = [
    *(named(name) for name in ("home", "about", "accessibility", "help", "catalogue", "reference", "data")),
    Page("portal-404", lambda _cast: "/en/nowhere/", status=404),
    Page("portal-office-404", lambda _cast: "/en/nowhere/", who="secretary", status=404),
]
