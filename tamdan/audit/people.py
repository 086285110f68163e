"""Names for the identities that the ledger keeps."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tamdan.accounts.models import User


def named(rows: Sequence[Any], field: str) -> list[tuple[Any, str]]:
    """Each row with the name of the person in ``field`` (an identity, or an actor as events write it). One query."""
    identities = {row: _identity(getattr(row, field)) for row in rows}
    users = User.objects.filter(uuid__in={found for found in identities.values() if isinstance(found, UUID)})
    names = {user.uuid: str(user) for user in users}
    return [
        (row, names.get(found, str(found)) if isinstance(found, UUID) else found) for row, found in identities.items()
    ]


def _identity(value: Any) -> UUID | str:
    """A user's identity, or words for those who have none."""
    if isinstance(value, UUID):
        return value
    if value is None:
        return ""
    if value == "v":
        return _("a visitor")
    return UUID(value.removeprefix("u:")) if value.startswith("u:") else _("the system")
