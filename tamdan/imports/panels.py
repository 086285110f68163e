from django.utils.translation import gettext_lazy as _

AUDIT_VERBS = {
    "imports.stored": _("An import was stored"),
    "imports.cancelled": _("An import was cancelled"),
    "imports.undone": _("An import was undone"),
}
