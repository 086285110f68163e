"""Why a single row is refused, as sentences. Formats add their own (``Format.reasons``)."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tamdan.language.templatetags.language import localnum

LEFT_OUT = "left-out-"
"""Begins the codes of rows that a format passes over on purpose: no fault, nothing to correct, and counted in the notes."""

COMMON: dict[str, Promise | str] = {
    "row-too-short": _("The row has %(found)s cells where there are %(expected)s columns. It may be cut off."),
    "row-too-long": _(
        "The row has %(found)s cells where there are %(expected)s columns. "
        "A separator may stand inside a text without quotation marks."
    ),
    "cell-too-long": _("A cell of this row holds more than %(limit)s characters."),
    "value-too-long": _("“%(field)s” holds more than %(limit)s characters. Shorten it, or map another column."),
    "field-empty": _("The row has nothing in the column for “%(field)s”."),
}


def sentence(reasons: dict[str, Promise | str], code: str, values: dict[str, Any]) -> str:
    """The full sentence of a reason in the reader's language, whole numbers in its digits."""
    return str(reasons[code]) % {
        name: localnum(value) if isinstance(value, int) else value for name, value in values.items()
    }
