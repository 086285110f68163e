"""Pages that walks over the whole system visit (tests/pages.py)."""

from django.urls import reverse

from tamdan.clocks.actions import Seen, pause_clock, start_clock
from tamdan.clocks.models import Clock
from tamdan.clocks.un_calendar import follow_calendar
from tests.cast import Cast
from tests.pages import Page


def calendar(_cast: Cast) -> str:
    follow_calendar()
    return reverse("clocks:calendar")


def _clock(cast: Cast) -> Clock:
    found = Clock.objects.on(cast.committee).running().first()
    return found or start_clock(
        "reply", on=cast.committee, seen=Seen(cast.committee, "Reply to letter 7", "ចម្លើយលិខិតលេខ៧"), by=None
    )


def listed(cast: Cast) -> str:
    _clock(cast)
    return reverse("clocks:list")


def detail(cast: Cast) -> str:
    clock = _clock(cast)
    if not clock.is_paused:
        pause_clock(clock, reason="before-a-court", by=None)
    return clock.get_absolute_url()


def form(name: str) -> Page:
    return Page(f"clocks-{name}", lambda cast: reverse(f"clocks:{name}", args=[_clock(cast).uuid]), who="secretary")


PAGES = [
    Page("clocks-calendar", calendar),
    Page("clocks-print", lambda cast: calendar(cast) + "print/"),
    Page("clocks-list", listed, who="secretary"),
    Page("clocks-overdue", lambda _cast: reverse("clocks:overdue"), who="secretary"),
    *(form(name) for name in ("pause", "extend", "stop")),
    Page("clocks-detail", detail, who="secretary"),
]
