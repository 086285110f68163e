"""This room's pages for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tests.cast import Cast
from tests.pages import Page

CODES = {
    "state": "KHM",
    "instrument": "ICCPR",
    "article": "ICCPR-14",
    "theme": "detention-conditions",
    "group": "women-and-girls",
    "mechanism": "ccpr",
    "goal": "16",
}
LISTS = ("states", "instruments", "themes", "groups", "mechanisms", "goals")


def a_list(name: str) -> Page:
    def make(_cast: Cast) -> str:
        return reverse(f"taxonomy:{name}")

    return Page(f"taxonomy-{name}", make)


def a_record(name: str, code: str) -> Page:
    def make(_cast: Cast) -> str:
        return reverse(f"taxonomy:{name}", args=[code])

    return Page(f"taxonomy-{name}", make)


PAGES = [*map(a_list, LISTS), *(a_record(name, code) for name, code in CODES.items())]
