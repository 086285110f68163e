import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tamdan.vault.actions import erase
from tamdan.vault.health import findings
from tamdan.vault.models import File

if TYPE_CHECKING:
    from django.db.models import QuerySet


def received_before(moment: datetime.datetime) -> "QuerySet[File]":
    """Originals; their working copies go with them."""
    return File.objects.filter(original=None, received_at__lt=moment)


AUDIT_VERBS = {
    "vault.stored": _("A file was stored"),
    "vault.copied": _("A working copy of a file was made"),
    "vault.read": _("A file was opened"),
}
RETENTION = {"vault.file": received_before}
ERASERS = {"vault.file": erase}
HEALTH = [findings]
EFFORTS = {"ticket": lambda _request: 1}
