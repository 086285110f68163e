"""This room's pages for the walks over the whole system (tests/pages.py)."""

from django.urls import reverse

from tests.pages import Page

PAGES = [
    Page("places-places", lambda _cast: reverse("places:places")),
    Page("places-found", lambda _cast: reverse("places:places") + "?q=oranet"),
    Page("places-place", lambda _cast: reverse("places:place", args=["XA9101"])),
]
