"""Clocks of the fictional country on bodies of the cast: any record will do."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils.translation import override

from tamdan.clocks.actions import Seen, start_clock
from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.core.access import Visibility
from tests.cast import Cast

Starter = Callable[..., Clock]


def day(offset: int) -> datetime.date:
    """So many days from today."""
    return today() + datetime.timedelta(days=offset)


@pytest.fixture
def start(cast: Cast) -> Starter:
    """Starts a clock of the ministry on the committee's body."""

    def make(code: str = "reply", **given: Any) -> Clock:
        visibility = given.pop("visibility", Visibility.OWNER)
        seen = Seen(cast.ministry, "Reply to letter 7", "ចម្លើយលិខិតលេខ៧", visibility)
        return start_clock(code, on=given.pop("on", cast.committee), seen=seen, by=None, **given)

    return make


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Requests leave their language behind."""
    with override("en"):
        yield
