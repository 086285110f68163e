"""Figures of Khmer text: a number with the word that it counts, with Khmer or other digits, mostly without a space."""

import re
from decimal import Decimal, InvalidOperation

from tamdan.language.digits import to_ascii
from tamdan.press.reading.records import Span
from tamdan.press.reading.shapes import KHMER_MONTH

_SCALES = {
    "ពាន់": 1000,
    "ម៉ឺន": 10**4,
    "សែន": 10**5,
    "លាន": 10**6,
    "កោដិ": 10**7,
    "ប៊ីលាន": 10**9,
}
_KHMER = re.compile(
    r"(?<![០-៩\d.,])(?P<digits>[០-៩0-9]{1,3}(?:[., ][០-៩0-9]{3})+(?![០-៩0-9])|"
    r"[០-៩0-9]+(?:[.,][០-៩0-9]+)?)[ \u200b]?(?P<scale>ពាន់|ម៉ឺន|សែន|លាន|កោដិ|"
    r"ប៊ីលាន)?(?:នៃ)?[ \u200b]?(?P<unit>គីឡូម៉ែត្រ|អង្សា|គ្រឹះស្ថាន|ក្រុមហ៊ុន|គីឡូក្រាម|ខ្នងផ្ទះ|ខ្នង|ប្រព័ន្ធ|សំណុំរឿង|"
    r"គ្រួសារ|ដុល្លារ|រោងចក្រ|សង្កាត់|"
    r"ស្ថានីយ|អង្គការ|កន្លែង|គម្រោង|ច្បាប់|បណ្ដឹង|បណ្តឹង|ប្រការ|ប្រទេស|ម៉ែត្រ|សន្លឹក|សហគមន៍|ក្បាល|ខេត្ត|"
    r"គ្រឿង|ចំណុច|ឆ្នាំ|ជំពូក|ទំព័រ|ផ្នែក|ភាគរយ|សមាគម|សហជីព|ស្រុក|ហិកតា|អាសនៈ|ករណី|ថ្ងៃ|នាក់|បក្ស|ភូមិ|"
    r"ម៉ោង|នាទី|ឈ្មោះ|សប្តាហ៍|សប្ដាហ៍|មណ្ឌល|ការិយាល័យ|ទីតាំង|សាលា|អង្គ|ឃុំ|ដើម|តោន|រូប|រៀល|លើក|ខែ|ដង|%)"
)
_KHMER_BARE = re.compile(
    r"(?:ចំនួន|ប្រមាណ|ប្រហែល|ជាង|ជិត|សរុប|តែ|អនុសាសន៍|ករណី|នាក់|សំណុំរឿង|"
    r"ច្បាប់)[ \u200b]?(?P<digits>[០-៩0-9]{1,3}(?:[., ][០-៩0-9]{3})+(?![០-៩0-9])|"
    r"[០-៩0-9]+(?:[.,][០-៩0-9]+)?)[ \u200b]?"
    r"(?P<scale>ពាន់|ម៉ឺន|សែន|លាន|កោដិ|ប៊ីលាន)?(?P<unit>)"
)
"""A number without a known unit behind a word that counts."""
_KHMER_NUMBERED = re.compile(r"(?:ទី|ឆ្នាំ|មាត្រា|(?<!ប្រាក់)ខែ|អាយុ|លេខ|ម៉ោង)\s?$")
_KHMER_MONTH = re.compile(rf"\s?{KHMER_MONTH}")
_KHMER_UNITS = {
    "ភាគរយ": "percent",
    "%": "percent",
    "នាក់": "people",
    "រូប": "people",
    "ឆ្នាំ": "years",
    "ខែ": "months",
    "ថ្ងៃ": "days",
    "ម៉ោង": "hours",
    "នាទី": "minutes",
    "សប្តាហ៍": "weeks",
    "សប្ដាហ៍": "weeks",
    "ដុល្លារ": "USD",
    "រៀល": "KHR",
    "គ្រួសារ": "families",
    "ករណី": "cases",
    "ហិកតា": "hectares",
}


def khmer_figures(text: str, start: int, end: int) -> list[tuple[Span, Decimal, str]]:
    """Place, number and unit: those with a known unit, then numbers behind a counting word; each place once, in order."""
    found: list[tuple[Span, Decimal, str]] = []
    for pattern in (_KHMER, _KHMER_BARE):
        for match in pattern.finditer(text, start, end):
            span = Span(match.start("digits"), match.end())
            taken = any(span.start < other.end and other.start < span.end for other, _number, _unit in found)
            number = None if taken else _number(text, match, start)
            if number is not None:
                found.append((span, number, _KHMER_UNITS.get(match["unit"], match["unit"]) or "total"))
    return sorted(found, key=lambda one: one[0].start)


def _number(text: str, match: re.Match[str], start: int) -> Decimal | None:
    """The value, or nothing for a day, a year, an age, a numbered thing."""
    before = text[max(start, match.start("digits") - 14) : match.start("digits")]
    if _KHMER_NUMBERED.search(before) and match["unit"] not in ("ភាគរយ", "%", "នាក់"):
        return None
    if match["unit"] == "ខែ" and _KHMER_MONTH.match(text, match.end()):
        return None
    digits = to_ascii(match["digits"])
    grouped = re.fullmatch(r"\d{1,3}(?:[., ]\d{3})+", digits)
    try:
        number = Decimal(re.sub(r"[., ]", "", digits) if grouped else digits.replace(",", "."))
    except InvalidOperation:
        return None
    return number * _SCALES.get(match["scale"] or "", 1)
