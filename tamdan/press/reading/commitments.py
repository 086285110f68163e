"""Promises: who says that what will be done, and by when (``commitments_due``); and the days that an article names."""

import re
from datetime import date

from tamdan.language.dates import MONTHS
from tamdan.language.script import has_khmer
from tamdan.press.reading.commitments_due import due_of
from tamdan.press.reading.days import day_in
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
    r"to)\b|នឹង|សន្យា|ប្[តដ]េជ្ញា",
    re.IGNORECASE,
)
_PROMISING = re.compile(
    "will|shall|pledg|promis|vow|commit|undert|agree|guarant|plan|prepar|draft|finali|aim|inten|would be|set to|នឹង|សន្យា|ប្[តដ]េជ្ញា"
)
"""How a promise begins, in small letters."""
_FORECAST = re.compile(
    r"\b(?:will (?:mean|fall|rise|be remembered|likely|probably|have to)|will not|won[’']t|may|might)\b", re.IGNORECASE
)
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
            if sentence.start not in taken:
                _add(found, text, paragraph.line_at(sentence.start), sentence, None, published)
    return [found[place] for place in sorted(found)]


def _may_promise(words: str) -> bool:
    """Whether words hold the beginning of a promise: spares most sentences the long patterns."""
    return _PROMISING.search(words.lower()) is not None


def _add(
    found: dict[int, Commitment], text: str, line: int, span: Span, said: Claim | Quote | None, published: str | None
) -> None:
    words = text[span.start : span.end]
    promise = None if span.start in found or not _may_promise(words) else _PROMISE.search(words)
    if promise is None or _FORECAST.search(words):
        return
    made = Commitment(line, span, said.speaker if said else None)
    made.due_text, made.due, made.within = due_of(words[promise.start() :], published)
    if not made.due_text:
        made.due_text, made.due, made.within = due_of(words[: promise.start()], published)
    if made.who or made.due_text:
        found[span.start] = made


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
