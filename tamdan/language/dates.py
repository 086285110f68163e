"""Dates as Khmer and English write and read them (docs/domain/language.md). Common Era throughout; day first.

Formats are of this module and not of a locale library: Khmer month names stand with ខែ, years with ឆ្នាំ, and the Buddhist year
changes at Visak Bochea and not on 1 January.
"""

import re
from datetime import date, time

from tamdan.language.digits import in_language, to_khmer
from tamdan.language.errors import DateUnclear

MONTHS = {
    "km": ("មករា", "កុម្ភៈ", "មីនា", "មេសា", "ឧសភា", "មិថុនា", "កក្កដា", "សីហា", "កញ្ញា", "តុលា", "វិច្ឆិកា", "ធ្នូ"),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
WEEKDAYS = {
    "km": ("ច័ន្ទ", "អង្គារ", "ពុធ", "ព្រហស្បតិ៍", "សុក្រ", "សៅរ៍", "អាទិត្យ"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_PARTIAL = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%])?")


def month_name(month: int, language: str) -> str:
    return MONTHS[language][month - 1]


def long_date(day: date, language: str) -> str:
    """ថ្ងៃទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦, 22 November 2026."""
    name = month_name(day.month, language)
    if language == "km":
        return f"ថ្ងៃទី{to_khmer(day.day)} ខែ{name} ឆ្នាំ{to_khmer(day.year)}"
    return f"{day.day} {name} {day.year}"


def weekday_date(day: date, language: str) -> str:
    """ថ្ងៃអាទិត្យ ទី២២ ខែវិច្ឆិកា ឆ្នាំ២០២៦, Sunday 22 November 2026."""
    name = WEEKDAYS[language][day.weekday()]
    if language == "km":
        return f"ថ្ងៃ{name} {long_date(day, language).removeprefix('ថ្ងៃ')}"
    return f"{name} {long_date(day, language)}"


def list_date(day: date, language: str) -> str:
    """២២ វិច្ឆិកា ២០២៦, 22 Nov 2026."""
    name = month_name(day.month, language)
    shown = name if language == "km" or len(name) <= 4 else name[:3]
    return in_language(f"{day.day} {shown} {day.year}", language)


def table_date(day: date, language: str) -> str:
    """២២/១១/២០២៦, 22/11/2026."""
    return in_language(f"{day:%d/%m}/{day.year:04}", language)


def month_date(year: int, month: int, language: str) -> str:
    """ខែវិច្ឆិកា ឆ្នាំ២០២៦, November 2026."""
    name = month_name(month, language)
    return f"ខែ{name} ឆ្នាំ{to_khmer(year)}" if language == "km" else f"{name} {year}"


def partial_date(edtf: str, language: str) -> str:
    """An EDTF day, month or year, approximate (``~``), uncertain (``?``) or not: ប្រហែលខែមេសា ឆ្នាំ២០១៩, about April 2019.

    Text that is not such a date comes back as it is, its digits in the language.
    """
    match = _PARTIAL.fullmatch(edtf)
    if not match:
        return in_language(edtf, language)
    year, month, day = (int(part) if part else 0 for part in match.groups()[:3])
    if day:
        shown = long_date(date(year, month, day), language)
    elif month:
        shown = month_date(year, month, language)
    else:
        shown = f"ឆ្នាំ{to_khmer(year)}" if language == "km" else str(year)
    if not match[4]:
        return shown
    return f"ប្រហែល{shown}" if language == "km" else f"about {shown}"


def _part_of_day(hour: int) -> str:
    if 5 <= hour < 12:
        return "ព្រឹក"
    if 12 <= hour < 17:
        return "រសៀល"
    return "ល្ងាច" if 17 <= hour < 19 else "យប់"


def clock_time(moment: time, language: str) -> str:
    """ម៉ោង ៨:៣០ ព្រឹក, 08:30."""
    if language != "km":
        return f"{moment:%H:%M}"
    return f"ម៉ោង {to_khmer(f'{moment.hour % 12 or 12}:{moment:%M}')} {_part_of_day(moment.hour)}"


def visak_bochea(year: int) -> date | None:
    """The full moon of ពិសាខ, on which the Buddhist year ends; ``None`` for a year that the calendar does not know."""
    import holidays  # noqa: PLC0415  takes half a second to load and few callers need it

    for day, name in holidays.country_holidays("KH", years=year, language="km").items():
        if "វិសាខ" in name:
            return day
    return None


def buddhist_year(day: date) -> int:
    """CE + 543 to Visak Bochea, + 544 after it. Raises ``DateUnclear`` in April and May of a year without a known one."""
    if not 4 <= day.month <= 5:
        return day.year + (543 if day.month < 4 else 544)
    change = visak_bochea(day.year)
    if change is None:
        raise DateUnclear(text=day.isoformat())
    return day.year + (544 if day > change else 543)
