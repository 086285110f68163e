"""How many digits a receipt of this installation has, as pages say it (``settings.RECEIPT_DIGITS`` and the check digit)."""

from django.utils.functional import lazy
from django.utils.translation import gettext as _

from tamdan.language.digits import in_language
from tamdan.language.templatetags.language import active_language
from tamdan.sealing import receipts


def number() -> str:
    """In the digits of the active language."""
    return in_language(receipts.length(), active_language())


def hint() -> str:
    return _("%(number)s digits.") % {"number": number()}


def wrong() -> str:
    """What is said of digits that cannot be a receipt."""
    said = _("This number cannot be right: a receipt has %(number)s digits. Compare them with your paper.")
    return said % {"number": number()}


hint_lazy = lazy(hint, str)
