"""How numbers, dates and Khmer words are written on a page in the active language."""

import datetime

from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tamdan.language.script import has_khmer, language_of
from tamdan.language.segment import split

register = template.Library()
KHMER_DIGITS = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
KHMER_MARKS = str.maketrans(",.", ".,")
DATES = {"en": {"long": "d MMMM y", "list": "d MMMM y", "table": "dd/MM/y"},
         "km": {"long": "'ថ្ងៃទី'd 'ខែ'MMMM 'ឆ្នាំ'y", "list": "d MMMM y", "table": "dd/MM/y"}}  # fmt: skip


def _language() -> str:
    return "km" if get_language() == "km" else "en"


@register.filter
def localnum(value: object) -> str:
    """A number with the separators and digits of the page's language; any other text only with its digits."""
    if not isinstance(value, int | float):
        return str(value).translate(KHMER_DIGITS) if _language() == "km" else str(value)
    english = format_decimal(value, locale="en")
    return english.translate(KHMER_MARKS).translate(KHMER_DIGITS) if _language() == "km" else english


@register.filter
def localdate(value: datetime.date | None, form: str = "list") -> str:
    """A day in one of the forms ``long``, ``list`` or ``table``; a moment is taken in the server's time zone."""
    if value is None:
        return ""
    day = timezone.localtime(value).date() if isinstance(value, datetime.datetime) else value
    written = format_date(day, DATES[_language()][form], locale=_language())
    return written.translate(KHMER_DIGITS) if _language() == "km" else written


@register.filter
def zwsp(value: object) -> str:
    """Khmer text with U+200B between words, for places where browsers break badly. Never for text that is kept."""
    text = str(value)
    return "\u200b".join(split(text)) if has_khmer(text) else text


@register.filter
def langattr(value: object) -> SafeString:
    """A ``lang`` attribute where the text is in another language than the page, otherwise nothing."""
    language = language_of(str(value), default=_language())
    return SafeString("") if language == _language() else format_html(' lang="{}"', language)
