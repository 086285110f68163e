"""Acts on many records at once, kept so that each can be reversed; proofs of work that were spent."""

import datetime
from typing import Self

from django.db import models
from django.utils import timezone

UNDO_DAYS = 30


class BulkActQuerySet(models.QuerySet["BulkAct"]):
    def reversible(self, kind: str) -> Self:
        """Acts on records of ``kind`` that can still be reversed, the last one first."""
        since = timezone.now() - datetime.timedelta(days=UNDO_DAYS)
        return self.filter(kind=kind, undone_at__isnull=True, at__gt=since).order_by("-at", "-id")


class BulkAct(models.Model):
    """One change of many records of one kind: what they held before and what the act set.

    ``kind`` is ``app.model``; ``before`` maps each id to the values of the fields that changed, ``after`` names what every
    one of them got. Who did it is a user's uuid, because users live in a later room.
    """

    verb = models.CharField(max_length=64)
    kind = models.CharField(max_length=80)
    by = models.UUIDField(null=True)
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField()
    after = models.JSONField()
    undone_by = models.UUIDField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = BulkActQuerySet.as_manager()

    class Meta:
        indexes = (models.Index("kind", "at", name="core_bulkact_kind_at"),)

    def __str__(self) -> str:
        return f"{self.verb} ({self.count})"

    @property
    def count(self) -> int:
        """How many records it changed."""
        return len(self.before)

    @property
    def reversible_until(self) -> datetime.datetime:
        return self.at + datetime.timedelta(days=UNDO_DAYS)


class SpentEffort(models.Model):
    """A proof of work that was used (core.effort); kept until it would be refused for its age anyway."""

    hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.hash
