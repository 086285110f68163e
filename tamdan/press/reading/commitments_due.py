"""By when something is promised: the words of it, the date they mean, or the time they leave.

A vague time gets a clock all the same: "in a matter of weeks" is six weeks, of days one week, of months six months; "soon" has none.
Of a range the later end counts. What is counted from another event ("within 30 days of the ruling") keeps its words and has no clock.
"""

import re
from collections.abc import Iterator
from datetime import date

from tamdan.language.dates import MONTHS, WEEKDAYS
from tamdan.language.script import has_khmer
from tamdan.press.reading.commitments_calendar import (
    VAGUE,
    Due,
    before,
    days_on,
    duration,
    is_past,
    month_or_day,
    part_of_year,
    relative,
    weekday,
)
from tamdan.press.reading.commitments_khmer import khmer_dues
from tamdan.press.reading.days import day_in
from tamdan.press.reading.listing import listed
from tamdan.press.reading.shapes import DAY

_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS["en"], 1)}
_MONTH = "|".join(_MONTH_NUMBER)
_WEEKDAY = {name.lower(): number for number, name in enumerate(WEEKDAYS["en"])}
_ONES = {word: value for value, word in enumerate(listed("one two three four five six seven eight nine"), 1)}
_TEENS = listed("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = listed("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = {
    **_ONES,
    **{word: value for value, word in enumerate(_TEENS, 10)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * tens + ones for tens, ten in enumerate(_TENS, 2) for one, ones in _ONES.items()},
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "couple of": 2,
    "a hundred": 100,
    "one hundred": 100,
}
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(sorted(_VALUES, key=len, reverse=True)).replace('-', '[- ]')})"
_UNIT = r"(?P<worked>working |business |work )?(?P<unit>hour|day|week|fortnight|month|year)s?"
_NEXT = r"the (?:next|coming|following) "
_ABOUT = (
    r"(?:about |around |roughly |less than |no more than |not more than |under |at most |up to |only |just |maybe )?"
)
_TIME = (
    rf"(?:{_NUMBER} (?:to|or|and) (?={_NUMBER}[ -])|\d+[-–](?=\d))?(?P<number>{_NUMBER})(?P<half>[ -]and[ -]a[ -]half)?[ -]{_UNIT}"
    rf"(?P<and_half> and a half)?\b"
)
_OTHER_EVENT = r" (?:of|after|following|from) (?!now\b|today\b|publication\b)"
_FROM = re.compile(
    rf"\bwithin {_ABOUT}{_TIME}{_OTHER_EVENT}(?:the |this |that |its |their |her |his |an? )?\w+", re.IGNORECASE
)
_WITHIN = re.compile(
    rf"\b(?:within|in|(?:over|during)(?= the )) {_ABOUT}(?:{_NEXT})?{_ABOUT}{_TIME}(?! of| ago| earlier|{_OTHER_EVENT})",
    re.IGNORECASE,
)
_FROM_NOW = re.compile(rf"\b{_TIME} from (?:now|today)\b", re.IGNORECASE)
_LENGTH = re.compile(r"hour|day|week|fortnight|month|year")
_TIME_OF_DAYS = re.compile(rf"\d|day|week|month|year|tomorrow|quarter|half|term|{_MONTH}")
"""What spares most promises the long patterns, in small letters."""
_NOW = re.compile(r" from (?:now|today)\b", re.IGNORECASE)
_HALF = re.compile(
    rf"\b(?:within|in) {_ABOUT}(?:the next )?(?:half (?:an? )?|an? half[- ])(?P<unit>day|week|month|year)\b(?! of)",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(?:in|within|over) (?:a matter of|the (?:coming|next|following) (?:few |several )?|(?:just )?(?:a )?(?:few )?|several )\s?"
    r"(?P<unit>day|week|month)s\b",
    re.IGNORECASE,
)
_PART = r"(?:end of|early|late|mid-|mid |middle of|start of|beginning of) ?"
_QUARTER = (
    r"(?:(?P<place>first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?P<part_of>quarter|half)|Q(?P<q>[1-4]))"
    r"(?:(?: of)?(?: (?P<year_of>(?:19|20)\d\d)| (?P<which_of>the|this|next) year))?"
)
_BY = re.compile(
    rf"\b(?P<lead>by|before|until|till|no later than|not later than|at|on|in|during|from|starting|next|this|the end of|later in) (?:the )?"
    rf"(?P<part>{_PART})?(?:her |his |its |the )?(?P<when>{DAY}|(?P<turned>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<name>{_MONTH})|"
    rf"{_QUARTER}|(?:next |this |following )?(?:{_MONTH})(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?: (?:or|and) (?:{_MONTH}))?"
    rf"(?:,? \d{{4}}| (?:of )?(?:next|this) year)?|"
    rf"(?:19|20)\d\d|(?:next|this|coming|following) (?:year|month|week)|term)\b(?![’']s)",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:(?:by|before|until|till|at|towards?) )?(?:the )?(?:very )?(?:end of|close of) (?:the )?(?:(?P<which>this|next|coming|current) )?"
    r"(?:calendar )?(?P<unit>year|month|week)\b(?! of)|\b(?P<owned>year|month|week)(?:[’']s end|[- ]end)\b(?! of)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\b(?:(?:early |late |later |sometime )?(?P<which>next|this|the coming|the following) (?P<unit>year|month|week)|"
    r"(?:by |before |until |no later than |next |this coming )(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day)|"
    r"(?P<day>the day after tomorrow|tomorrow))\b(?![’']s)",
    re.IGNORECASE,
)
DAYS_A_WEEK, WORKING_DAYS_A_WEEK = 7, 5
_DAYS_ON = {"the day after tomorrow": 2, "tomorrow": 1}
_PLACES = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_YEAR = re.compile(r"(?:19|20)\d\d")


def due_of(words: str, published: str | None = None) -> Due:
    """The first time that words name, by kind: one that is counted, then one of the calendar.

    ``published`` (ISO 8601) gives the year where none is said, and is what "next week" counts from. What was over by then is left out.
    """
    seen = date.fromisoformat(published) if published else None
    for found in _dues(words, seen):
        if not is_past(found[1], seen):
            return found
    return None, None, None


def _dues(words: str, seen: date | None) -> Iterator[Due]:
    lowered = words.lower()
    if _LENGTH.search(lowered):
        yield from _lengths(words)
    if _TIME_OF_DAYS.search(lowered):
        found = [(end.start(), _at_the_end(end, seen)) for end in _END.finditer(words)]
        found += [(by.start(), _by_then(by, seen)) for by in _BY.finditer(words)]
        found += [(alone.start(), _from_today(alone, seen)) for alone in _ALONE.finditer(words)]
        yield from (due for _place, due in sorted(found, key=lambda one: one[0]))
    if has_khmer(words):
        yield from khmer_dues(words, seen)


def _lengths(words: str) -> Iterator[Due]:
    if other := _FROM.search(words):
        yield other.group(), None, None
    if counted := _WITHIN.search(words) or (_FROM_NOW.search(words) if _NOW.search(words) else None):
        yield counted.group(), None, _counted(counted)
    if half := _HALF.search(words):
        yield half.group(), None, duration(0, half["unit"].lower(), and_a_half=True)
    if matter := _MATTER.search(words):
        yield matter.group(), None, VAGUE[matter["unit"].lower()]


def _at_the_end(end: re.Match[str], seen: date | None) -> Due:
    return end.group(), relative((end["unit"] or end["owned"]).lower(), _ahead(end["which"]), seen), None


def _by_then(by: re.Match[str], seen: date | None) -> Due:
    due = _calendar(by, seen)
    return by.group(), before(due) if by["lead"].lower() == "before" and not by["part"] else due, None


def _counted(match: re.Match[str]) -> str:
    number = " ".join(match["number"].lower().split())
    value = int(number) if number.isdecimal() else _VALUES.get(number) or _VALUES[number.replace(" ", "-")]
    unit = match["unit"].lower()
    if unit == "fortnight":
        value, unit = value * 2, "week"
    if match["worked"]:
        value = -(-value * DAYS_A_WEEK // WORKING_DAYS_A_WEEK)
    has_half = bool(match["half"] or match["and_half"]) and unit != "hour"
    return duration(value, unit, and_a_half=has_half)


def _ahead(which: str | None) -> int:
    return int((which or "").lower().removeprefix("the ") in ("next", "coming", "following"))


def _calendar(by: re.Match[str], seen: date | None) -> str | None:
    when = by["when"].lower()
    if re.fullmatch(DAY, when):
        return day_in(by["when"])
    if by["name"]:
        return month_or_day(None, _MONTH_NUMBER[by["name"].lower()], int(by["turned"]), seen)
    if by["part_of"] or by["q"]:
        return _quarter(by, seen)
    year = _YEAR.search(when)
    months = [_MONTH_NUMBER[name] for name in re.findall(_MONTH, when)]
    if months:
        day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", when) if len(months) == 1 else None
        stated = int(year.group()) if year else None
        if "year" in when and seen:
            stated = seen.year + ("next year" in when)
        ahead = int("next" in f"{by['lead']} {when}".lower())
        return month_or_day(stated, months[-1], int(day[1]) if day else None, seen, ahead)
    if year:
        return year.group()
    which, _space, unit = when.rpartition(" ")
    return relative(unit, _ahead(which), seen) if which else None


def _quarter(by: re.Match[str], seen: date | None) -> str | None:
    months = 6 if (by["part_of"] or "").lower() == "half" else 3
    place = (by["place"] or by["q"]).lower()
    number = int(place) if place.isdecimal() else _PLACES.get(place, 12 // months)
    year = int(by["year_of"]) if by["year_of"] else None
    if by["which_of"] and seen:
        year = seen.year + _ahead(by["which_of"])
    return part_of_year(months, number, year, seen)


def _from_today(alone: re.Match[str], seen: date | None) -> Due:
    if alone["day"]:
        due = days_on(_DAYS_ON[alone["day"].lower()], seen)
    elif alone["weekday"]:
        due = weekday(_WEEKDAY[alone["weekday"].lower()], seen)
    else:
        due = relative(alone["unit"].lower(), _ahead(alone["which"]), seen)
    return alone.group(), due, None
