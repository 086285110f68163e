from django.utils.translation import gettext_lazy as _

from tamdan.vault.actions import erase

AUDIT_VERBS = {
    "vault.stored": _("A file was stored"),
    "vault.copied": _("A working copy of a file was made"),
    "vault.read": _("A file was opened"),
}
ERASERS = {"vault.file": erase}
