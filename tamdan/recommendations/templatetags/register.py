"""A tag that heads a recommendation in a list. Load with ``{% load register %}``."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tamdan.language.templatetags.language import localnum
from tamdan.recommendations.rows import Row

register = template.Library()


@register.simple_tag
def heading(row: Row) -> SafeString:
    """Document, State, session and who asked, each escaped. Twenty a page: nodes of a template would cost five times as much."""
    one = row.recommendation
    parts = []
    if one.symbol:
        paragraph = f" §{one.paragraph}" if one.paragraph else ""
        parts.append(f'<span class="symbol" lang="en">{escape(one.symbol + paragraph)}</span>')
    parts.append(f'<span lang="{row.state.language}">{escape(row.state.text)}</span>')
    if one.session:
        session = _("Session %(number)s") % {"number": localnum(one.session)}
        parts.append(f"<span>{escape(session)}</span>")
    if row.by:
        parts.append(_askers(row))
    return mark_safe(" ".join(parts))


def _askers(row: Row) -> str:
    names = ", ".join(f'<span lang="{name.language}">{escape(name.text)}</span>' for name in row.by)
    more = escape(_("and %(others)s more") % {"others": localnum(row.others)}) if row.others else ""
    return f"<span>{escape(_('asked by'))} {names} {more}</span>"
