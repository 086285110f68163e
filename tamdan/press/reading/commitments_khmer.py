"""By when something is promised in Khmer: words of time in the folded text, where spaces and spellings are no matter."""

import re
from collections.abc import Iterator
from datetime import date

from tamdan.language.dates import MONTHS, WEEKDAYS
from tamdan.language.normalise import fold, fold_tracked
from tamdan.press.reading.commitments_calendar import (
    VAGUE,
    Due,
    before,
    days_on,
    duration,
    month_or_day,
    part_of_year,
    relative,
)
from tamdan.press.reading.listing import listed

_ONES = listed("មួយ ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន")
_TENS = listed("ដប់ ម្ភៃ សាមសិប សែសិប ហាសិប ហុកសិប ចិតសិប ប៉ែតសិប កៅសិប")
_VALUES = {
    **{fold(word): value for value, word in enumerate(_ONES, 1)},
    **{fold(word): 10 * value for value, word in enumerate(_TENS, 1)},
    **{fold(ten + one): 10 * tens + ones for tens, ten in enumerate(_TENS, 1) for ones, one in enumerate(_ONES, 1)},
    fold("មួយរយ"): 100,
}
_UNITS = {
    fold(word): unit
    for unit, words in {
        "hour": "ម៉ោង",
        "day": "ថ្ងៃ",
        "week": "សប្តាហ៍ សប្តាហ៏ អាទិត្យ",
        "month": "ខែ",
        "year": "ឆ្នាំ",
    }.items()
    for word in words.split()
}
_MONTHS = {fold(name): number for number, name in enumerate(MONTHS["km"], 1)} | {fold("មិនា"): 3}


def _any(words: str | list[str] | dict[str, int] | dict[str, str]) -> str:
    folded = {fold(word) for word in (words.split() if isinstance(words, str) else words)}
    return f"(?:{'|'.join(sorted(folded, key=len, reverse=True))})"


_NUMBER = rf"(?:\d{{1,4}}|{_any(_VALUES)})"
_UNIT = rf"(?P<unit>{_any(_UNITS)})"
_NEXT = _any("ក្រោយ ខាងមុខ បន្ទាប់ ថ្មី")
_LEAD = (
    rf"(?P<lead>{_any('នៅក្នុង ក្នុង')}{_any('រយៈពេល រយៈកាល រយះពេល អំឡុងពេល អំឡុង ពេល')}?|"
    rf"{_any('មិនឲ្យ មិន')}{_any('ហួស លើស')}{_any('ពី')}?{_any('រយៈពេល')}?|{_any('យ៉ាងយូរ')}{_any('បំផុត')}?{_any('ក្នុង')}?{_any('រយៈពេល')}?|"
    rf"{_any('រយៈពេល')})"
)
_COUNTED = re.compile(
    rf"(?:{_LEAD} ?{_any('ប្រហែល ប្រមាណ តែ ត្រឹម ពី')}? ?)?(?:{_NUMBER} ?{_any(_UNITS)}? ?(?:{_any('ទៅ ដល់ ឬ')}|-) ?)?"
    rf"(?P<number>{_NUMBER}) ?{_UNIT}(?!{_any(_MONTHS)}|{_any('ចុងក្រោយ មក កន្លង មុន ទី')})(?P<half>{_any('កន្លះ')})?"
    rf"(?:(?P<event>{_any('ក្រោយពី ក្រោយពេល ក្រោយថ្ងៃ ក្រោយសាលក្រម ក្រោយសាលដីកា បន្ទាប់ពី គិតពី គិតចាប់ពី រាប់ពី រាប់ចាប់ពី ចាប់ពី')}(?!{_any('ថ្ងៃនេះ ពេលនេះ')}))|"
    rf"(?P<tail>{_any('ទៀត ក្រោយ ខាងមុខ បន្ទាប់')}))?"
)
_ONLY_LASTS, _BEFORE, _HALF_YEAR = fold("រយៈពេល"), fold("មុន"), fold("ឆមាស")
_HALF = re.compile(rf"{_LEAD} ?{_any('កន្លះ')}{_UNIT}")
_SOME = re.compile(rf"(?:{_LEAD} ?)?{_any('ប៉ុន្មាន ពីរបី')}{_UNIT}(?:{_any('ទៀត ក្រោយ ខាងមុខ បន្ទាប់ នេះ')})")
_MONTH = rf"{_any('ខែ')} ?(?:(?P<month>{_any(_MONTHS)})|(?P<month_number>\d{{1,2}})(?!\d| ?{_any(_UNITS)}(?<!{fold('ឆ្នាំ')})))"
_THIS = fold("នេះ")
_IN_YEAR = rf"(?: ?{_any('ឆ្នាំ')} ?(?:(?P<next_year>{_NEXT})|{_THIS})| ?{_any('ឆ្នាំ')}? ?(?P<year>(?:19|20)\d\d)(?!\d))?"
_BY = re.compile(
    rf"(?P<lead>{_any('នៅក្នុង នៅ ក្នុង មុន ត្រឹម រហូតដល់ ដល់ យ៉ាងយូរ ហួស លើស ហួសពី លើសពី មិនឲ្យហួស មិនឲ្យលើស មិនហួស មិនលើស ចាប់ពី ចាប់តាំងពី')})? ?"
    rf"(?P<part>{_any('ដំណាច់ ចុង ដើម ពាក់កណ្តាល')})? ?"
    rf"(?:(?:{_any('ថ្ងៃ')}{_any(list(WEEKDAYS['km']))}?)? ?{_any('ទី')}? ?(?P<day>\d{{1,2}}) ?"
    rf"(?:{_MONTH}|(?P<bare>{_any(_MONTHS)})){_IN_YEAR}|"
    rf"{_MONTH.replace('<month', '<of_month')}{_IN_YEAR.replace('year>', 'year_of>')}|"
    rf"(?P<quarter>{_any('ត្រីមាស ឆមាស')}){_any('ទី')}? ?(?P<place>\d|{_any(_VALUES)}){_IN_YEAR.replace('year>', 'year_in>')}|"
    rf"{_any('ឆ្នាំ')} ?(?P<only>(?:19|20)\d\d)(?!\d)|{_UNIT} ?(?:(?P<next>{_NEXT})|{_THIS}))"
)
_DAYS_ON = {fold("ខានស្អែក"): 2, fold("ស្អែក"): 1}
_TOMORROW = re.compile(rf"{_any('ថ្ងៃ')}?(?P<day>{_any(_DAYS_ON)})")


def khmer_dues(words: str, seen: date | None) -> Iterator[Due]:
    """What the words name, by kind: a time that is counted, then one of the calendar."""
    found = list(_found(fold(words), seen))
    if not found:
        return
    tracked = fold_tracked(words)
    for start, end, due, within in found:
        yield words[tracked.starts[start] : tracked.ends[end - 1]].strip(), due, within


def _found(text: str, seen: date | None) -> Iterator[tuple[int, int, str | None, str | None]]:
    for some in _SOME.finditer(text):
        if within := VAGUE.get(_UNITS[some["unit"]]):
            yield *some.span(), None, within
    for counted in _COUNTED.finditer(text):
        if counted["tail"] or (counted["lead"] and counted["lead"] != _ONLY_LASTS):
            yield *counted.span(), None, None if counted["event"] else _duration(counted)
    for half in _HALF.finditer(text):
        if _UNITS[half["unit"]] != "hour":
            yield *half.span(), None, duration(0, _UNITS[half["unit"]], and_a_half=True)
    for by in _BY.finditer(text):
        if (by["only"] and not (by["lead"] or by["part"])) or _UNITS.get(by["unit"] or "") in ("hour", "day"):
            continue
        due = _calendar(by, seen)
        is_before = by["lead"] == _BEFORE and not by["part"]
        yield *by.span(), before(due) if is_before else due, None
    for tomorrow in _TOMORROW.finditer(text):
        yield *tomorrow.span(), days_on(_DAYS_ON[tomorrow["day"]], seen), None


def _value(word: str) -> int:
    return int(word) if word.isdecimal() else _VALUES[word]


def _duration(counted: re.Match[str]) -> str:
    unit = _UNITS[counted["unit"]]
    return duration(_value(counted["number"]), unit, and_a_half=bool(counted["half"]) and unit != "hour")


def _calendar(by: re.Match[str], seen: date | None) -> str | None:
    if by["only"]:
        return str(by["only"])
    if by["quarter"]:
        months = 6 if by["quarter"] == _HALF_YEAR else 3
        return part_of_year(months, _value(by["place"]), _year(by["year_in"], by["next_year_in"], by, seen), seen)
    if by["day"]:
        month = _month(by["month"] or by["bare"], by["month_number"])
        return month_or_day(_year(by["year"], by["next_year"], by, seen), month, int(by["day"]), seen)
    if by["of_month"] or by["of_month_number"]:
        month = _month(by["of_month"], by["of_month_number"])
        return month_or_day(_year(by["year_of"], by["next_year_of"], by, seen), month, None, seen)
    return relative(_UNITS[by["unit"]], int(bool(by["next"])), seen)


def _month(name: str | None, number: str | None) -> int:
    return _MONTHS[name] if name else int(number or 0)


def _year(year: str | None, is_next: str | None, by: re.Match[str], seen: date | None) -> int | None:
    if year:
        return int(year)
    if seen is None:
        return None
    if is_next:
        return seen.year + 1
    return seen.year if by.group().endswith(_THIS) else None
