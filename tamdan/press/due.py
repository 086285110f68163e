"""The last day that a promise leaves: from a date as precise as it is given (EDTF), or a time counted from publication (ISO 8601)."""

import calendar
import datetime
import re

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_WITHIN = re.compile(r"P(\d{1,4})([DWMY])")


def last_day(due: str, within: str, published: datetime.date) -> datetime.date | None:
    """None where neither says anything, or something beyond the calendar."""
    try:
        return _of_date(due) or _of_duration(within, published)
    except (ValueError, OverflowError):
        return None


def _of_date(due: str) -> datetime.date | None:
    found = _EDTF.match(due)
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    return datetime.date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))


def _of_duration(within: str, published: datetime.date) -> datetime.date | None:
    found = _WITHIN.fullmatch(within)
    if not found:
        return None
    number, unit = int(found[1]), found[2]
    if unit in "DW":
        return published + datetime.timedelta(days=number * (7 if unit == "W" else 1))
    months = published.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = published.year + months // 12, months % 12 + 1
    return datetime.date(year, month, min(published.day, calendar.monthrange(year, month)[1]))
