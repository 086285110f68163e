"""What was found, as pages show it. Load with ``{% load search %}``."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from tamdan.language.highlight import Snippet
from tamdan.language.templatetags.language import langattr
from tamdan.search.hits import Hit

register = template.Library()


@register.filter
def marked(snippet: Snippet) -> SafeString:
    """The snippet's text, escaped, with ``<mark>`` around what was found and an ellipsis where it was cut."""
    before, after = "… " if snippet.cut_before else "", " …" if snippet.cut_after else ""
    text = "".join(f"<mark>{escape(piece)}</mark>" if found else escape(piece) for piece, found in snippet.pieces)
    return mark_safe(f"{before}{text}{after}")


@register.simple_tag
def listed(hit: Hit) -> SafeString:
    """One item of a list. Pages have twenty, and nodes of a template would cost five times as much: every value is escaped here."""
    language = escape(hit.document.language)
    title = marked(hit.title)
    symbol = f'<span class="symbol" lang="{language}">{title}</span>' if hit.heading and hit.title.pieces else ""
    attribute, text = (langattr(hit.heading), escape(hit.heading)) if hit.heading else (f' lang="{language}"', title)
    body = f'<p class="words" lang="{language}">{marked(hit.body)}</p>\n' if hit.body.pieces else ""
    names = "".join(f"<span{langattr(name.text)}>{marked(name.snippet)}</span> " for name in hit.names)
    further = f'<p class="meta">{names}</p>\n' if names else ""
    return mark_safe(
        f'<li>\n<p class="meta"><span>{escape(str(hit.source.label))}</span> {symbol}</p>\n'
        f'<h2><a href="{escape(hit.url)}"{attribute}>{text}</a></h2>\n{body}'
        f"{further}</li>"
    )
