"""How much a body may hold in the vault: set by an administrator; without a limit only the disk's floor counts."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from tamdan.audit.events import Entry, write
from tamdan.core.access import Viewer
from tamdan.institutions.models import Body
from tamdan.language.templatetags.language import localnum
from tamdan.vault.models import File, Quota

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Room:
    """What a body holds and may hold, in bytes; ``allowed`` None: no limit."""

    used: int
    allowed: int | None

    @property
    def megabytes(self) -> int | None:
        return None if self.allowed is None else self.allowed // MEGABYTE

    @property
    def used_megabytes(self) -> int:
        """Rounded up: a single byte is seen."""
        return -(-self.used // MEGABYTE)

    @property
    def limit(self) -> str:
        """The limit in words, in the active language."""
        if self.megabytes is None:
            return _("as much as the disk has room for")
        return _("%(megabytes)s MB at most") % {"megabytes": localnum(self.megabytes)}


def used_by(body: Body) -> int:
    """Bytes of the files that a body holds; the same bytes in two bodies count for each."""
    return int(File.objects.filter(owner=body).aggregate(used=Sum("size"))["used"] or 0)


def room_of(body: Body) -> Room:
    return Room(used_by(body), Quota.objects.filter(body=body).values_list("bytes_allowed", flat=True).first())


def lock(body: Body) -> None:
    """One at a time sets a body's quota; until the transaction ends."""
    Body.objects.select_for_update(of=("self",)).get(pk=body.pk)


@transaction.atomic
def set_quota(body: Body, megabytes: int | None, *, by: Viewer) -> None:
    """Files that are there stay, also where they are more than the new limit: nothing is added then."""
    if megabytes is None:
        Quota.objects.filter(body=body).delete()
        facts: dict[str, str | int] = {"limit": "none"}
    else:
        Quota.objects.update_or_create(body=body, defaults={"bytes_allowed": megabytes * MEGABYTE})
        facts = {"limit": megabytes * MEGABYTE}
    write(Entry("vault.quota_set", about=body, by=by, facts=facts))
