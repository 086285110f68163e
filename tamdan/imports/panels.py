from django.utils.translation import gettext_lazy as _

from tamdan.core.panels import MenuEntry, NoticeKind
from tamdan.imports.access import IMPORTERS
from tamdan.imports.broken_off import findings, look_after
from tamdan.imports.forgetting import forget_files

MENU = [MenuEntry(_("Imports"), "imports:list", frozenset(IMPORTERS), order=60)]
LOOPS = [look_after]
HEALTH = [findings]
ERASURE_FOLLOWERS = [forget_files]
NOTICE_KINDS = {
    "imports.checked": NoticeKind(
        _("Imports"), _("“%(file)s” is checked. Look at what it would change, then store it.")
    ),
    "imports.stored": NoticeKind(
        _("Imports"), _("“%(file)s” is stored: %(rows)s rows. It stays internal until it is published.")
    ),
    "imports.failed": NoticeKind(
        _("Imports"), _("“%(file)s” was not imported, and nothing of it was stored. Its page says why.")
    ),
}
AUDIT_VERBS = {
    "imports.stored": _("An import was stored"),
    "imports.cancelled": _("An import was cancelled"),
    "imports.undone": _("An import was undone"),
}
