"""The desk's day is that of the home State, as on every page that reckons days; a capped count says so."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.views_desk import counts_for
from tamdan.clocks.days import today
from tamdan.core.panels import DeskEntry
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_past_midnight_there_the_desk_and_the_clocks_say_the_same_day(
    as_secretary: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for hour, day in ((16, 4), (18, 5)):
        at = datetime.datetime(2026, 3, 4, hour, 30, tzinfo=datetime.UTC)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        assert as_secretary.get(reverse("desk")).context["today"] == today() == datetime.date(2026, 3, day), (
            "Phnom Penh"
        )
        saved = as_secretary.get(reverse("recommendations:download", args=["csv"])).headers["Content-Disposition"]
        assert f"-2026-03-0{day}.csv" in saved


def test_a_count_that_stops_counting_says_so(cast: Cast, secretary: Any) -> None:
    roles = frozenset(secretary.roles())
    entries = [
        DeskEntry("many", "desk", lambda _user: 100, roles, cap=99),
        DeskEntry("all", "desk", lambda _user: 100, roles),
    ]
    assert [one["number"] for one in counts_for(secretary, entries)] == ["99+", 100]
