from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import MenuEntry, NoticeKind
from tamdan.imports.access import IMPORTERS

MENU = [MenuEntry(_("Imports"), "imports:list", frozenset(IMPORTERS), order=60)]
NOTICE_KINDS = {
    "imports.ended": NoticeKind(
        _("Imports"), _("The import of %(file)s has ended: %(outcome)s. Open it to see the rows.")
    ),
}
AUDIT_VERBS = {
    "imports.stored": _("An import was stored"),
    "imports.cancelled": _("An import was cancelled"),
    "imports.undone": _("An import was undone"),
}
