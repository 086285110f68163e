import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tamdan.accounts.enums import Role
from tamdan.core.access import Viewer, roles_of
from tamdan.core.panels import Kept, Panel
from tamdan.institutions.models import Body
from tamdan.vault.actions import erase
from tamdan.vault.health import findings
from tamdan.vault.models import File
from tamdan.vault.quotas import room_of

if TYPE_CHECKING:
    from django.db.models import QuerySet


def received_before(moment: datetime.datetime) -> "QuerySet[File]":
    """Originals; their working copies go with them."""
    return File.objects.filter(original=None, received_at__lt=moment)


def room(user: Viewer, body: Body) -> dict[str, Any] | None:
    """For administrators, on the page of a body."""
    return {"body": body, "room": room_of(body)} if Role.ADMINISTRATOR in roles_of(user) else None


PANELS = [Panel("institutions.Body", _("Room for files"), room, "vault/_room.html")]
AUDIT_VERBS = {
    "vault.quota_set": _("The room for a body’s files was set"),
    "vault.stored": _("A file was stored"),
    "vault.copied": _("A working copy of a file was made"),
    "vault.read": _("A file was opened"),
}
RETENTION = {"vault.file": Kept(_("Files, from the day on which they were received"), received_before)}
ERASERS = {"vault.file": erase}
HEALTH = [findings]
EFFORTS = {"ticket": lambda _request: 1}
