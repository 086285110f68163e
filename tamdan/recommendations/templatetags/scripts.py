"""Filters that mark what stands in another script inside a text, so that it is read aloud and set as what it is."""

import re
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from tamdan.language.script import language_of
from tamdan.language.templatetags.language import active_language

register = template.Library()
# From the first to the last letter of the other script; what stands between two words of it belongs to them.
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f](?:[^\u1780-\u17ff]*[A-Za-z\u00c0-\u024f])?")
_KHMER = re.compile(r"[\u1780-\u17ff](?:[^A-Za-z\u00c0-\u024f]*[\u1780-\u17ff])?")


@register.filter
def scripts(text: str, language: str = "") -> SafeString:
    """Each run of the other script with its ``lang``. ``language`` is that of the element around it, else the page's."""
    if isinstance(text, SafeString):
        return text
    around = language or active_language()
    run, other = (_LATIN, "en") if around == "km" else (_KHMER, "km")
    pieces, done = [], 0
    for found in run.finditer(text):
        pieces += [escape(text[done : found.start()]), f'<span lang="{other}">{escape(found[0])}</span>']
        done = found.end()
    return mark_safe("".join(pieces) + escape(text[done:]))


@register.filter
def mixed(text: str) -> SafeString:
    """For a text in an element with ``langattr``: the runs that are not in the script of most of it."""
    return scripts(text, language_of(text, default=active_language()))
