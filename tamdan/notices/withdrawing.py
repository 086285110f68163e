"""Taking back what a person was told, where they should not have been told: it leaves the inbox, and what waits is not mailed."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import models

from tamdan.notices.models import Notice


def withdraw(about: Iterable[models.Model], *, where: Callable[[Any], bool]) -> int:
    """Remove the notices about these records from the inboxes of the people for whom ``where`` holds; gives how many.

    A mail that has left cannot be taken back: notices never hold a secret. Within the caller's transaction."""
    gone = 0
    for record in about:
        found = Notice.objects.filter(object_kind=record._meta.label_lower, object_id=record.pk).select_related("user")
        ids = [one.pk for one in found if where(one.user)]
        gone += Notice.objects.filter(pk__in=ids).delete()[0]
    return gone
