"""Filters that show numbers, dates and Khmer text in the language of the page. Load with ``{% load language %}``."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from html import escape

from django import template
from django.template.defaultfilters import stringfilter
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tamdan.core.narrowing import Option
from tamdan.language import dates, digits
from tamdan.language.breaking import add_breaks
from tamdan.language.script import language_of

register = template.Library()
# Headings and chips repeat on every page, and segmenting one costs as much as rendering a row.
_breaks_added = lru_cache(maxsize=5000)(add_breaks)

_FORMATS = {
    "long": dates.long_date,
    "weekday": dates.weekday_date,
    "list": dates.list_date,
    "table": dates.table_date,
}


A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
A_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}")
CODE_WORDS = re.compile(r"`([^`]+)`")


def active_language() -> str:
    """``km`` or ``en``, whatever variant is active."""
    language = (get_language() or "en").partition("-")[0]
    return language if language in dates.MONTHS else "en"


@register.filter
def localnum(value: float | Decimal | str | None) -> str:
    """A number with its marks, or the digits of a text as they stand, in the digits of the page. Nothing for ``None``."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return digits.format_number(value, active_language())
    return conditional_escape(digits.in_language(value, active_language()))


@register.filter
def localdate(value: date | datetime | str | None, form: str = "long") -> SafeString | str:
    """``<time>`` with a date in the language of the page. ``form`` is long, weekday, list or table.

    A string is an EDTF date, shown as precise as it is. A moment is shown as its day in the current time zone.
    """
    if value is None or value == "":
        return ""
    language = active_language()
    if isinstance(value, str):
        return format_html('<time datetime="{}">{}</time>', value.rstrip("~?%"), dates.partial_date(value, language))
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), _FORMATS[form](value, language))


@register.filter
def localmoment(moment: datetime, form: str = "long") -> SafeString:
    """``<time>`` of a moment that anybody may know exactly: the second in UTC for machines, people's day for people, as ``localdate``."""
    exact, day = f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", timezone.localtime(moment).date()
    return format_html('<time datetime="{}">{}</time>', exact, _FORMATS[form](day, active_language()))


@register.filter
def localminute(moment: datetime | None) -> SafeString | str:
    """``<time>`` of a moment whose hour matters: people's day and the clock, in the page's words."""
    return dated(f"{timezone.localtime(moment):%Y-%m-%d %H:%M}") if moment else ""


@register.filter
@stringfilter
def dated(text: str) -> SafeString | str:
    """A text that is a day or a minute (``2026-11-22``, ``2026-11-22 08:30``, as histories keep values) in the page's words."""
    try:
        if A_MOMENT.fullmatch(text):
            day, _space, clock = text.partition(" ")
            words = f"{_FORMATS['long'](date.fromisoformat(day), active_language())}, "
            words += dates.clock_time(time.fromisoformat(clock), active_language())
            return format_html('<time datetime="{}">{}</time>', text, words)
        return localdate(date.fromisoformat(text)) if A_DAY.fullmatch(text) else conditional_escape(text)
    except ValueError:
        return conditional_escape(text)


@register.filter
@stringfilter
def coded(text: str) -> SafeString:
    """A message whose words for a machine stand between backticks, with these as ``<code lang="en">``."""
    return mark_safe(CODE_WORDS.sub(r'<code lang="en">\1</code>', conditional_escape(text)))


@register.filter(name="colon")
@stringfilter
def with_colon(label: str) -> str:
    """A label before its value: Khmer has a colon of its own."""
    return f"{label}{'៖' if active_language() == 'km' else ':'}"


@register.filter
@stringfilter
def zwsp(text: str) -> str:
    """Khmer with break points between words, for headings and chips. Safe text stays safe."""
    broken = _breaks_added(str(text))
    return mark_safe(broken) if isinstance(text, SafeString) else broken


@register.filter
@stringfilter
def langattr(text: str) -> SafeString:
    """`` lang="km"`` or `` lang="en"`` by the script of the text, nothing when it is the page's: ``<p{{ text|langattr }}>``."""
    language = language_of(text, default=active_language())
    return mark_safe("") if language == active_language() else format_html(' lang="{}"', language)


@register.filter
def checkboxes(options: Iterable[Option], name: str) -> SafeString:
    """The values of one facet as checkboxes, each with its label and number: a page has fifty of them, and nodes of a template
    cost five times as much.
    """
    page, name = active_language(), escape(name)
    return mark_safe("\n".join(_checkbox(one, name, page) for one in options))


def _checkbox(one: Option, name: str, page: str) -> str:
    """``name`` comes escaped, all else is here; ``html.escape`` does not look whether something is lazy or safe already."""
    label = str(one.label)
    language = language_of(label, default=page)
    attribute = "" if language == page else f' lang="{language}"'
    number = digits.format_number(one.count, page) if isinstance(one.count, int) else escape(one.count)
    return (
        f'<label><input type="checkbox" name="{name}" value="{escape(str(one.value))}"'
        f"{' checked' if one.chosen else ''}> <span{attribute}>{escape(label)}</span> "
        f'<span class="num">{number}</span></label>'
    )
