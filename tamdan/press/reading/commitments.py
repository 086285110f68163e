"""Promises: who says that what will be done, and by when; and the days that an article names.

A vague time gets a clock all the same: "in a matter of weeks" is six weeks, of days one week, of months six months; "soon" has none.
"""

import re
from datetime import date

from tamdan.language.dates import MONTHS
from tamdan.language.script import has_khmer
from tamdan.press.reading.headers import day_in
from tamdan.press.reading.listing import listed
from tamdan.press.reading.records import Claim, Commitment, Mentioned, Quote, Span
from tamdan.press.reading.sentences import Paragraph
from tamdan.press.reading.shapes import DAY

_MONTH_NUMBER = {name.lower(): number for number, name in enumerate(MONTHS["en"], 1)}
_MONTH = "|".join(_MONTH_NUMBER)
_PROMISE = re.compile(
    r"\b(?:pledg\w+|promis\w+|vow(?:s|ed|ing)?|commit(?:s|ted|ting)? to|committed itself|"
    r"undert(?:ake|akes|ook)\b|agree(?:s|d)? to|guarantee\w*|(?:will|shall) (?!not seek|"
    r"never)(?:\w+ly |also |soon |continue to |be )?[a-z]+|would be (?:issued|released|"
    r"published|completed|held|ready|made)|"
    r"is (?:drafting|preparing|finali[sz]ing|planning)|was finali[sz]ing|(?:plans?|planning|"
    r"aims?|intends?) to|is (?:currently )?(?:being prepared|being drafted|drafting)|set "
    r"to)\b|នឹង|សន្យា|ប្តេជ្ញា",
    re.IGNORECASE,
)
_PROMISING = (
    *listed(
        "will shall pledg promis vow commit undert agree guarant plan prepar draft finali aim inten នឹង សន្យា ប្តេជ្ញា"
    ),
    "would be",
    "set to",
)
_FORECAST = re.compile(
    r"\b(?:will (?:mean|fall|rise|be remembered|likely|probably|have to)|will not|won[’']t|may|might)\b", re.IGNORECASE
)
_NUMBER = "a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|\\d+"
_VALUES = {
    word: value
    for value, word in enumerate(listed("zero one two three four five six seven eight nine ten eleven twelve"))
} | {"a": 1, "an": 1}
_UNIT = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_WITHIN = re.compile(
    rf"\b(?:within|in) (?:the next |the coming |about |less than |under )?(?P<number>{_NUMBER}) "
    rf"(?P<unit>day|week|month|year)s?\b(?! of)",
    re.IGNORECASE,
)
_MATTER = re.compile(
    r"\b(?:in|within) (?:a matter of|the (?:coming|next) (?:few )?|(?:a )?(?:few )?)\s?(?P<unit>day|week|month)s\b",
    re.IGNORECASE,
)
_VAGUE = {"day": "P1W", "week": "P6W", "month": "P6M"}
_BY = re.compile(
    rf"\b(?:by|before|until|no later than|on|in|from|starting|next|this|the end of|later "
    rf"in) (?:the )?(?:end of |early |late |mid-|middle of |start of )?(?:her |his |its "
    rf"|the )?(?P<when>{DAY}|(?:next |this |following )?(?:{_MONTH})(?: \d{{1,2}})?(?: "
    rf"(?:or|and) (?:{_MONTH}))?(?:,? \d{{4}})?|(?:19|20)\d\d|(?:next|this) (?:year|month|"
    rf"week)|term)\b",
    re.IGNORECASE,
)
_LATER = re.compile(r"\blater this (?P<unit>year|month|week)\b", re.IGNORECASE)
_KHMER_BY = re.compile(r"(?:នៅ|ក្នុង|មុន|ត្រឹម)(?:ដំណាច់|ចុង)?(?P<when>(?:ខែ|ឆ្នាំ|ថ្ងៃ)[^។ ]{2,40})")
_DAY = re.compile(
    rf"\b{DAY}\b|\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?!,? \d{{4}})|\b(?P<turned>\d{{1,2}}) "
    rf"(?P<name>{_MONTH})\b(?! \d{{4}})|\b(?P<only>{_MONTH}),? (?P<year>\d{{4}})\b",
    re.IGNORECASE,
)
_MAY_BE_DAY = re.compile(r"\d{4}|[០-៩]{4}|(?:Ja|F|M|A|J|S|O|N|D)[a-z]{2,8}\.? \d|\d (?:Ja|F|M|A|J|S|O|N|D)[a-z]{2}")
_KHMER_DAY = re.compile(r"ថ្ងៃ(?:ទី)?[^។\n]{0,30}?ឆ្នាំ\s?[០-៩\d]{4}")


def commitments(
    text: str, said: list[Claim], quotes: list[Quote], paragraphs: list[Paragraph], published: str | None
) -> list[Commitment]:
    """Promises among claims and quotations, and in sentences that say without a source what a body will do by a day."""
    found: dict[int, Commitment] = {}
    for claim in said:
        _add(found, text, claim.line, claim.span, claim, published)
    for quote in quotes:
        for part in quote.parts:
            _add(found, text, quote.line, part, quote, published)
    taken = {claim.span.start for claim in said}
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            if (
                sentence.start not in taken
                and _may_promise(text[sentence.start : sentence.end])
                and _BY.search(text, sentence.start, sentence.end)
            ):
                _add(found, text, paragraph.line_at(sentence.start), sentence, None, published)
    return [found[place] for place in sorted(found)]


def _may_promise(words: str) -> bool:
    """Whether words hold the beginning of a promise: spares most sentences the long patterns."""
    lowered = words.lower()
    return any(word in lowered for word in _PROMISING)


def _add(
    found: dict[int, Commitment], text: str, line: int, span: Span, said: Claim | Quote | None, published: str | None
) -> None:
    words = text[span.start : span.end]
    if span.start in found or not _may_promise(words) or not _PROMISE.search(words) or _FORECAST.search(words):
        return
    made = Commitment(line, span, said.speaker if said else None)
    made.due_text, made.due, made.within = due_of(words, published)
    if made.who or made.due_text:
        found[span.start] = made


def due_of(words: str, published: str | None = None) -> tuple[str | None, str | None, str | None]:
    """The words that say by when, the date they mean (EDTF; only a published day gives a year), the ISO 8601 duration they allow."""
    within = _WITHIN.search(words)
    if within:
        number = within["number"].lower()
        return within.group(), None, f"P{_VALUES.get(number) or int(number)}{_UNIT[within['unit'].lower()]}"
    matter = _MATTER.search(words)
    if matter:
        return matter.group(), None, _VAGUE[matter["unit"].lower()]
    later = _LATER.search(words)
    if later:
        return later.group(), (published[:4] if published and later["unit"].lower() == "year" else None), None
    by = _BY.search(words)
    if by:
        return by.group(), _edtf(by["when"], published), None
    khmer = _KHMER_BY.search(words) if has_khmer(words) else None
    return (khmer.group(), day_in(khmer["when"]), None) if khmer else (None, None, None)


def _edtf(when: str, published: str | None) -> str | None:
    whole = day_in(when)
    if whole:
        return whole
    lowered = when.lower()
    year = re.search(r"(?:19|20)\d\d", lowered)
    months = [_MONTH_NUMBER[name] for name in re.findall(_MONTH, lowered)]
    if not months:
        return year.group() if year else _relative(lowered, published)
    stated = int(year.group()) if year else _next_year(months[-1], lowered, published)
    if stated is None:
        return None
    day = re.search(r"\b(\d{1,2})\b(?!\d)", lowered)
    if day and len(months) == 1 and 1 <= int(day[1]) <= 31:
        return f"{stated}-{months[0]:02}-{int(day[1]):02}"
    return f"{stated}-{months[-1]:02}"


def _relative(lowered: str, published: str | None) -> str | None:
    if not published or "year" not in lowered:
        return None
    return str(int(published[:4]) + ("next" in lowered))


def _next_year(month: int, lowered: str, published: str | None) -> int | None:
    """The year in which a month without one comes next, seen from the day of publication."""
    if not published:
        return None
    day = date.fromisoformat(published)
    return day.year + (month < day.month or ("next" in lowered and month <= day.month))


def dates(text: str, paragraphs: list[Paragraph], published: str | None) -> list[Mentioned]:
    """Days and months that an article names. A day without a year takes the one nearest to the day of publication, if that is known."""
    found = []
    for paragraph in paragraphs:
        if not _MAY_BE_DAY.search(text, paragraph.start, paragraph.end):
            continue
        for match in _DAY.finditer(text, paragraph.start, paragraph.end):
            read = _read(match, published)
            if read:
                found.append(Mentioned(paragraph.line_at(match.start()), Span(match.start(), match.end()), read))
        if not has_khmer(paragraph.covered):
            continue
        for match in _KHMER_DAY.finditer(text, paragraph.start, paragraph.end):
            read = day_in(match.group())
            if read:
                found.append(Mentioned(paragraph.line_at(match.start()), Span(match.start(), match.end()), read))
    return sorted(found, key=lambda mentioned: mentioned.span.start)


def _read(match: re.Match[str], published: str | None) -> str | None:
    if match["only"]:
        return f"{match['year']}-{_MONTH_NUMBER[match['only'].lower()]:02}"
    name = match["month"] or match["name"]
    if not name:
        return day_in(match.group())
    if not published:
        return None
    month, day = _MONTH_NUMBER[name.lower()], int(match["day"] or match["turned"])
    seen = date.fromisoformat(published)
    years = sorted(
        (seen.year, seen.year - 1, seen.year + 1), key=lambda year: abs((year - seen.year) * 12 + month - seen.month)
    )
    try:
        return date(years[0], month, day).isoformat()
    except ValueError:
        return None
