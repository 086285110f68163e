"""Arithmetic of deadlines, on Cambodia's real holidays and on those of the fictional country."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as some

from tamdan.clocks.days import ONE, add, counted, holidays_in, is_working_day, last_of_month
from tamdan.clocks.enums import Unit

DAYS, WORKING = Unit.DAYS, Unit.WORKING_DAYS


@pytest.fixture
def cambodia(settings: Any) -> None:
    settings.COUNTRY = "kh"


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        (date(2026, 4, 10), 1, date(2026, 4, 13)),  # over a weekend
        (date(2026, 4, 13), 1, date(2026, 4, 17)),  # over the three days of Khmer New Year, 14 to 16 April
        (date(2026, 4, 10), 5, date(2026, 4, 22)),  # over both, and the next weekend
        (date(2026, 10, 9), 1, date(2026, 10, 13)),  # Pchum Ben, two days of it on a weekend
        (date(2026, 11, 20), 2, date(2026, 11, 27)),  # the water festival after a weekend
        (date(2026, 12, 31), 1, date(2027, 1, 4)),  # New Year and a weekend
    ],
)
def test_working_days_jump_over_cambodian_holidays(cambodia: None, start: date, amount: int, end: date) -> None:
    assert add(start, amount, WORKING) == end


def test_khmer_new_year_has_its_khmer_name(cambodia: None) -> None:
    assert "ចូលឆ្នាំ" in holidays_in(2026, "kh", "km")[date(2026, 4, 14)]
    assert "New Year" in holidays_in(2026, "kh", "en")[date(2026, 4, 14)]


def test_country_without_a_library_has_the_days_of_its_file() -> None:
    assert not is_working_day(date(2026, 8, 20))
    assert holidays_in(2026, "xa", "km")[date(2026, 8, 20)] == "ទិវាច្រូតកាត់"
    assert add(date(2026, 8, 19), 1, WORKING) == date(2026, 8, 21)


def test_calendar_days_count_every_day(cambodia: None) -> None:
    assert add(date(2026, 4, 13), 30, DAYS) == date(2026, 5, 13)
    assert add(date(2026, 4, 13), 0, DAYS) == date(2026, 4, 13)
    assert counted(date(2026, 4, 13), date(2026, 4, 20), DAYS) == 7
    assert counted(date(2026, 4, 13), date(2026, 4, 20), WORKING) == 2


@pytest.mark.parametrize(
    ("day", "last"), [(date(2028, 2, 3), 29), (date(2027, 2, 28), 28), (date(2026, 12, 1), 31), (date(2026, 4, 30), 30)]
)
def test_last_day_of_a_month(day: date, last: int) -> None:
    assert last_of_month(day) == day.replace(day=last)


@limits(derandomize=True, max_examples=60, deadline=None)
@given(
    start=some.dates(date(2020, 1, 1), date(2030, 1, 1)),
    amount=some.integers(1, 40),
    unit=some.sampled_from([DAYS, WORKING]),
)
def test_adding_and_counting_agree(start: date, amount: int, unit: Unit) -> None:
    end = add(start, amount, unit)
    assert counted(start + ONE, end + ONE, unit) == amount
    assert unit == DAYS or is_working_day(end)
