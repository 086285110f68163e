"""Arithmetic of deadlines: calendar days and working days of the home State.

The first day counted is the one after the start. Days of rest are the country's weekend, its public holidays by the
``holidays`` library (Cambodia's with their Khmer names), and what country.yaml adds.
"""

import datetime
from functools import lru_cache

from django.conf import settings

from tamdan.clocks.enums import Unit
from tamdan.taxonomy.country import country, today

__all__ = ["today"]  # deadlines are reckoned from it, wherever it is told

ONE = datetime.timedelta(days=1)
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@lru_cache(maxsize=64)
def holidays_in(year: int, code: str, language: str = "en") -> dict[datetime.date, str]:
    """Public holidays of a year with their names, in "en" or "km"."""
    home = country(code)
    found = {
        datetime.date(year, day.month, day.day): day.name_km if language == "km" else day.name_en
        for day in home.holidays
    }
    if home.holiday_library:
        import holidays  # noqa: PLC0415 takes half a second to load

        spoken = {"km": "km", "en": "en_US"}[language]
        found |= dict(holidays.country_holidays(home.holiday_library, years=year, language=spoken).items())
    return found


def is_working_day(day: datetime.date) -> bool:
    home = country(settings.COUNTRY)
    return WEEK[day.weekday()] in home.working_days and day not in holidays_in(day.year, home.code)


def counts(day: datetime.date, unit: str) -> bool:
    """Whether a day uses up time under a rule of this unit."""
    return unit != Unit.WORKING_DAYS or is_working_day(day)


def add(day: datetime.date, amount: int, unit: str) -> datetime.date:
    """The ``amount``-th counted day after ``day``; ``day`` itself for none."""
    while amount > 0:
        day += ONE
        amount -= counts(day, unit)
    return day


def counted(start: datetime.date, end: datetime.date, unit: str) -> int:
    """How many counted days lie from ``start`` (included) to ``end`` (not included)."""
    return sum(counts(start + number * ONE, unit) for number in range((end - start).days))


def last_of_month(day: datetime.date) -> datetime.date:
    return (day.replace(day=28) + 4 * ONE).replace(day=1) - ONE
