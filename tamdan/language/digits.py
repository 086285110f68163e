"""Digits and numbers of both scripts: stored as ASCII, shown as the reader's language writes them."""

import re
from decimal import Decimal

from tamdan.language.errors import NumberUnclear, NumberUnreadable
from tamdan.language.script import DIGITS

_TO_KHMER = {ord("0") + value: digit for value, digit in enumerate(DIGITS)}
_TO_ASCII = {ord(digit): str(value) for value, digit in enumerate(DIGITS)}
_KHMER_MARKS = str.maketrans(",.", ".,")
_WHOLE = re.compile(r"[+-]?\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")
_DECIMAL = re.compile(r"[+-]?\d+[.,]\d+")

Number = int | float | Decimal


def to_khmer(value: int | str) -> str:
    """Khmer digits for ASCII ones; all else stays. Not for symbols, receipts, telephone and account numbers."""
    return str(value).translate(_TO_KHMER)


def to_ascii(text: str) -> str:
    """ASCII digits for Khmer ones: what a form stores."""
    return text.translate(_TO_ASCII)


def in_language(value: int | str, language: str) -> str:
    return to_khmer(value) if language == "km" else to_ascii(str(value))


def format_number(value: Number, language: str, decimals: int | None = None) -> str:
    """1234567.89 is 1,234,567.89 in English and ១.២៣៤.៥៦៧,៨៩ in Khmer (CLDR). ``decimals`` rounds; without it as given."""
    grouped = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    return to_khmer(grouped.translate(_KHMER_MARKS)) if language == "km" else grouped


def format_percent(value: Number, language: str, decimals: int | None = None, *, in_text: bool = True) -> str:
    """62.18 is ៦២,១៨ ភាគរយ in running Khmer text, ៦២,១៨% in a table, 62.18% in English."""
    number = format_number(value, language, decimals)
    return f"{number} ភាគរយ" if language == "km" and in_text else f"{number}%"


def format_ordinal(value: int, language: str) -> str:
    """4 is ទី៤ or 4th."""
    if language == "km":
        return f"ទី{to_khmer(value)}"
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def readings(text: str) -> list[Decimal]:
    """Every number that the text may mean: none, one, or two where a mark stands before exactly three digits.

    The press writes both ១.០០០ and ១,០០០ for one thousand: keep the words of a source beside the value.
    """
    plain = to_ascii(text).strip().replace("\u00a0", " ")
    if _WHOLE.fullmatch(plain):
        return [Decimal(plain)]
    found: list[Decimal] = []
    grouped = _GROUPED.fullmatch(plain)
    if grouped:
        found.append(Decimal(plain.replace(grouped[1], "").replace(",", ".")))
    if _DECIMAL.fullmatch(plain):
        found.append(Decimal(plain.replace(",", ".")))
    return list(dict.fromkeys(found))


def read_number(text: str) -> Decimal:
    """The one number that a text means. Raises ``NumberUnreadable`` and ``NumberUnclear``."""
    found = readings(text)
    if not found:
        raise NumberUnreadable(text=text)
    if len(found) > 1:
        raise NumberUnclear(text=text, first=found[0], second=found[1])
    return found[0]
