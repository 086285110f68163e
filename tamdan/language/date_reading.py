"""Reads the dates that letters, forms and spreadsheets hold, in both languages (forms: docs/domain/language.md).

A month is read only with ខែ or a day beside it: several month names are also given names.
"""

import re
from collections.abc import Iterator
from datetime import date

from tamdan.language.dates import MONTHS, buddhist_year
from tamdan.language.errors import DateUnclear, DateUnreadable
from tamdan.language.normalise import fold

_KHMER_MONTH = {fold(name): number for number, name in enumerate(MONTHS["km"], 1)} | {"កក្កដ": 7, "វិច្ឆកា": 11, "មិនា": 3}
_ENGLISH_MONTH = {name.lower()[:3]: number for number, name in enumerate(MONTHS["en"], 1)}

_EQUALS = fold("ត្រូវនឹង")
_KM = "|".join(sorted(_KHMER_MONTH, key=len, reverse=True))
_EN = "(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR = r"(?:គស)?(?P<year>\d{4})(?!\d)"
_ERA = r"(?:ពស|ពុទ្ធសករាជ)(?P<buddhist>\d{4})(?!\d)"
_KHMER_DAY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})[/,-]?(?:(?:ខែ)?(?P<month>{_KM})|ខែ(?P<number>\d{{1,2}}))[/,-]?(?:ឆ្នាំ)?(?:{_YEAR}|{_ERA})"
)
_KHMER_MONTH_YEAR = re.compile(rf"ខែ(?:(?P<month>{_KM})|(?P<number>\d{{1,2}}))[/,-]?(?:ឆ្នាំ)?{_YEAR}")
_ENGLISH = (
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ,-]+(?:of )?{_EN}\.?[ ,-]+{_YEAR}"),
    re.compile(rf"\b{_EN}\.? +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +{_YEAR}"),
    re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)"),
)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")
_ENGLISH_MONTH_YEAR = re.compile(rf"\b{_EN}\.?,? +{_YEAR}|(?<![\d-])(?P<iso>\d{{4}})-(?P<number>\d{{2}})(?![\d-])")
_VAGUE = "about|around|circa|approximately|approx|ca|c"
_YEAR_ALONE = re.compile(rf"(?:ឆ្នាំ|^(?:(?:{_VAGUE}|early|late|mid|in)[. -]*)*)\s*(?:គស)?(\d{{4}})(?![\d/-])")
_ABOUT = re.compile(rf"{fold('ប្រហែល')}|{fold('ប្រមាណ')}|\b(?:{_VAGUE})\b|~$")
_PART_OF_YEAR = re.compile(rf"{fold('ដើមឆ្នាំ')}|{fold('ចុងឆ្នាំ')}|{fold('ពាក់កណ្តាលឆ្នាំ')}|\b(?:early|late|mid)\b")


def _common_era(match: re.Match[str], month: int, day: int) -> int:
    found = match.groupdict()
    if found.get("buddhist") is None:
        return int(found["year"])
    asked = int(found["buddhist"])
    fitting = [year for year in (asked - 544, asked - 543) if buddhist_year(date(year, month, day)) == asked]
    if len(fitting) != 1:
        raise DateUnclear(text=match.group())
    return fitting[0]


def _month(match: re.Match[str]) -> int:
    found = match.groupdict()
    if found.get("number"):
        return int(found["number"])
    return _KHMER_MONTH.get(found["month"]) or _ENGLISH_MONTH[found["month"][:3]]


def _candidates(folded: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of everything in the text that looks like a date."""
    for match in _KHMER_DAY.finditer(folded.replace(" ", "")):
        month, day = _month(match), int(match["day"])
        yield _common_era(match, month, day), month, day
    for pattern in _ENGLISH:
        for match in pattern.finditer(folded):
            yield int(match["year"]), _month(match), int(match["day"])
    for first, _, second, year in _NUMBERS.findall(folded):
        swapped = int(second) > 12 >= int(first)
        yield int(year), int(first if swapped else second), int(second if swapped else first)


def _prepared(text: str) -> str:
    """Folded, and of an official letter's opening only what follows ត្រូវនឹង, where the Common Era date stands."""
    return fold(text).rpartition(_EQUALS)[2]


def read_date(text: str) -> date:
    """The one whole date in a text.

    Raises ``DateUnreadable`` when there is none or it does not exist, ``DateUnclear`` when two differ or when a Buddhist year
    fits two days.
    """
    try:
        found = {date(*parts) for parts in _candidates(_prepared(text))}
    except ValueError as error:
        raise DateUnreadable(text=text) from error
    if not found:
        raise DateUnreadable(text=text)
    if len(found) > 1:
        raise DateUnclear(text=text)
    return found.pop()


def _season(folded: str, year: str) -> str | None:
    if fold("រដូវវស្សា") in folded:
        return f"{year}-05/{year}-10"
    if fold("ចូលឆ្នាំខ្មែរ") in folded:
        return f"{year}-04~"
    return None


def _month_year(folded: str) -> str | None:
    match = _KHMER_MONTH_YEAR.search(folded.replace(" ", "")) or _ENGLISH_MONTH_YEAR.search(folded)
    if not match:
        return None
    found = match.groupdict()
    month = _month(match)
    return f"{found['year'] or found.get('iso')}-{month:02}" if 1 <= month <= 12 else None


def read_partial(text: str) -> str:
    """A date as precise as the text is, in EDTF: ``2025-01-21``, ``2019-04~``, ``2019``, ``2019-05/2019-10`` (rainy season).

    Early, late or middle of a year is the year, approximate. Raises as ``read_date``.
    """
    folded = _prepared(text)
    try:
        found = read_date(text).isoformat()
    except DateUnreadable:
        year = _YEAR_ALONE.search(folded)
        read = _month_year(folded) or (year and (_season(folded, year[1]) or year[1]))
        if not read:
            raise
        found = str(read)
    vague = _ABOUT.search(folded) or ("-" not in found and _PART_OF_YEAR.search(folded))
    return f"{found}~" if vague and not found.endswith("~") and "/" not in found else found
