"""A filter that shows what was found in a text. Load with ``{% load search %}``."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from tamdan.language.highlight import Snippet

register = template.Library()


@register.filter
def marked(snippet: Snippet) -> SafeString:
    """The snippet's text, escaped, with ``<mark>`` around what was found and an ellipsis where it was cut."""
    before, after = "… " if snippet.cut_before else "", " …" if snippet.cut_after else ""
    text = "".join(f"<mark>{escape(piece)}</mark>" if found else escape(piece) for piece, found in snippet.pieces)
    return mark_safe(f"{before}{text}{after}")
