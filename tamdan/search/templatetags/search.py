"""A filter that shows what was found in a text. Load with ``{% load search %}``."""

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tamdan.language.highlight import Snippet

register = template.Library()


@register.filter
def marked(snippet: Snippet) -> SafeString:
    """The snippet's text, escaped, with ``<mark>`` around what was found and an ellipsis where it was cut."""
    before, after = "… " if snippet.cut_before else "", " …" if snippet.cut_after else ""
    tags = {True: (mark_safe("<mark>"), mark_safe("</mark>")), False: ("", "")}
    text = format_html_join("", "{}{}{}", ((tags[found][0], piece, tags[found][1]) for piece, found in snippet.pieces))
    return mark_safe(f"{conditional_escape(before)}{text}{conditional_escape(after)}")
