"""Tags that show a recommendation in a list. Load with ``{% load register %}``.

Lists have twenty a page, and nodes of a template would cost five times as much: every value is escaped here.
"""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tamdan.core.access import Visibility
from tamdan.language.templatetags.language import localnum, zwsp
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import label_of
from tamdan.recommendations.rows import Row
from tamdan.search.templatetags.search import marked

register = template.Library()


@register.simple_tag
def listed(row: Row) -> SafeString:
    """One item of a list: its heading, its words linked to its page, its last position and whether it is published."""
    language = escape(row.text.language) if row.text else ""
    unpublished = row.recommendation.visibility != Visibility.PUBLIC
    label = _("Not published")
    not_published = f' <span class="chip stale">{escape(zwsp(label))}</span>' if unpublished else ""
    return mark_safe(
        f'<li>\n<p class="meta">{heading(row)}</p>\n'
        f'<p class="words" lang="{language}"><a href="{escape(row.url)}">{marked(row.snippet)}</a></p>\n'
        f'<p class="meta"><span class="chip {escape(row.chip)}">{escape(zwsp(row.position))}</span>{not_published}</p>\n</li>'
    )


@register.simple_tag
def heading(row: Row) -> SafeString:
    """Document, State, session and who asked."""
    one = row.recommendation
    parts = []
    if one.symbol:
        paragraph = f" §{one.paragraph}" if one.paragraph else ""
        parts.append(f'<span class="symbol" lang="en">{escape(one.symbol + paragraph)}</span>')
    parts.append(f'<span lang="{row.state.language}">{escape(row.state.text)}</span>')
    if one.session:
        parts.append(f"<span>{escape(label_of({}, Facet.SESSION, str(one.session)).text)}</span>")
    if row.by:
        parts.append(_askers(row))
    return mark_safe(" ".join(parts))


def _askers(row: Row) -> str:
    names = ", ".join(f'<span lang="{name.language}">{escape(name.text)}</span>' for name in row.by)
    more = escape(_("and %(others)s more") % {"others": localnum(row.others)}) if row.others else ""
    asked = escape(_("asked by"))
    return f"<span>{asked} {names} {more}</span>"
