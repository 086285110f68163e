"""The day that a line of a page's head names."""

import re
from datetime import date

from tamdan.language.date_reading import read_date
from tamdan.language.errors import DateUnclear, DateUnreadable
from tamdan.press.reading.shapes import DAY, KHMER_DAY, days_in, unglued

_DAY = re.compile(rf"(?<![\w/–-]){DAY}", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"\d{4}([./])\d{2}\1\d{2}")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_KHMER_DAY = re.compile(rf"{KHMER_DAY}|(?:ថ្ងៃ|ទី)[^។\n]{{0,40}}[០-៩\d]{{4}}")


def day_in(text: str) -> str | None:
    """The one whole date of a line in ISO 8601, or nothing."""
    text = unglued(text.strip())
    match = _DAY.search(text)
    wanted = match.group() if match else next(iter(days_in(text)), None) or (_KHMER_DAY.search(text) or [""])[0]
    if not wanted:
        return None
    if _YEAR_FIRST.fullmatch(wanted):
        wanted = re.sub(r"[./]", "-", wanted)
    if parts := _YEAR_MONTH_DAY.fullmatch(wanted):
        wanted = f"{parts[1]}-{parts[2]:0>2}-{parts[3]:0>2}"
    try:
        read: date = read_date(wanted)
    except (DateUnclear, DateUnreadable):
        return None
    return read.isoformat() if 1900 <= read.year <= 2200 else None
