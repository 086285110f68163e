"""How codes and sizes of a file are shown."""

from collections.abc import Mapping

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tamdan.language.digits import format_number
from tamdan.language.templatetags.language import active_language, langattr

register = template.Library()


@register.simple_tag
def named(code: str, names: Mapping[str, str]) -> SafeString:
    """What a code of the country's list is called; what was not said says so."""
    if not code:
        return format_html('<span class="quiet">{}</span>', _("not said"))
    name = names.get(code, code)
    return format_html("<span{}>{}</span>", langattr(name), name)


@register.filter
def size(number: int) -> str:
    """Bytes as people say them, in the digits of the language."""
    language = active_language()
    if number < 1_000_000:
        return _("%(number)s KB") % {"number": format_number(max(1, round(number / 1000)), language)}
    return _("%(number)s MB") % {"number": format_number(number / 1_000_000, language, 1)}


@register.filter
def tied(letter: object, name: str) -> object:
    """What is tied to a letter under this name; None where nothing is."""
    return getattr(letter, name, None)
