"""Days, weeks, months and years as a promise names them (EDTF), counted from the day on which it was published."""

from datetime import date, timedelta

Due = tuple[str | None, str | None, str | None]
"""The words that say by when, the date they mean (EDTF), the time they leave (ISO 8601, days, weeks, months or years)."""

VAGUE = {"day": "P1W", "week": "P6W", "month": "P6M"}
"""How long "in a matter of days" and the like are at most."""
_DAYS_OF_HALF = {"day": 1, "week": 4, "month": 15}
_DAYS = {"day": 1, "week": 7, "month": 30}


def duration(number: int, unit: str, *, and_a_half: bool = False) -> str:
    """ISO 8601: hours are whole days, a year and a half is P18M, a month and a half P45D."""
    if unit == "hour":
        return f"P{-(-number // 24)}D"
    if and_a_half:
        if unit == "year":
            return f"P{number * 12 + 6}M"
        return f"P{number * _DAYS[unit] + _DAYS_OF_HALF[unit]}D"
    return f"P{number}{unit[0].upper()}"


def relative(unit: str, ahead: int, seen: date | None) -> str | None:
    """This year, month or week (``ahead`` 0), or the next one (1). A week is named by its last day, Sunday."""
    if seen is None:
        return None
    if unit == "year":
        return str(seen.year + ahead)
    if unit == "month":
        months = seen.year * 12 + seen.month - 1 + ahead
        return f"{months // 12}-{months % 12 + 1:02}"
    return days_on(6 - seen.weekday() + 7 * ahead, seen)


def days_on(number: int, seen: date | None) -> str | None:
    return (seen + timedelta(days=number)).isoformat() if seen else None


def weekday(number: int, seen: date | None) -> str | None:
    """The next Monday (0) to Sunday (6) after the day."""
    return days_on((number - seen.weekday() - 1) % 7 + 1, seen) if seen else None


def month_or_day(year: int | None, month: int, day: int | None, seen: date | None, ahead: int = 0) -> str | None:
    """Without a year the month that comes next; ``ahead`` 1 is never the present month. A day that no month has is no date."""
    if year is None:
        if seen is None:
            return None
        year = seen.year + (month < seen.month or (ahead > 0 and month == seen.month))
    if day is None:
        return f"{year}-{month:02}" if 1 <= month <= 12 else None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def part_of_year(months: int, number: int, year: int | None, seen: date | None) -> str | None:
    """The last month of a quarter (``months`` 3) or of a half (6); without a year of the one that comes next."""
    month = months * number
    return month_or_day(year, month, None, seen) if 1 <= month <= 12 else None


def before(due: str | None) -> str | None:
    """The year, month or day before: what is promised before May is due in April."""
    if due is None:
        return None
    whole = [int(part) for part in due.split("-")]
    if len(whole) == 1:
        return str(whole[0] - 1)
    if len(whole) == 2:
        return relative("month", -1, date(whole[0], whole[1], 1))
    return days_on(-1, date(*whole))


def is_past(due: str | None, seen: date | None) -> bool:
    """Whether it was over on the day, or is that day: no promise, but when something happened or was said."""
    if due is None or seen is None:
        return False
    said = seen.isoformat()
    return due == said or due < said[: len(due)]
