"""This room's pages for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tamdan.sealing import published
from tamdan.sealing.tests import pages as keys
from tests.cast import Cast
from tests.pages import Page


def with_keys(name: str):
    """The page while letters can be received: a list of keys is published, by whichever room comes first."""

    def make(cast: Cast) -> str:
        if published.refusal():
            keys.office(cast)
        return reverse(name)

    return make


PAGES = [
    Page("intake-complain", with_keys("complaints:complain")),
    Page("intake-leaflet", with_keys("complaints:leaflet")),
    Page("intake-receipt", with_keys("complaints:receipt")),
]
