"""The complainant's public halves: those that came with the first letter, until an office issues a new receipt for a lost one.

Nothing opens a lost key again: the person gets a new one, and from then on messages are sealed to it and decisions signed with it.
"""

from typing import TYPE_CHECKING, NamedTuple

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tamdan.sealing.models import RECIPIENT_LENGTH, VERIFY_LENGTH

if TYPE_CHECKING:
    from tamdan.intake.models import Letter

LEAF_LENGTH = 64


class Halves(NamedTuple):
    """``recipient`` is ``age1…``, ``verify`` the standard base64 of an Ed25519 key; both empty where nobody can come back."""

    recipient: str
    verify: str


class ComplainantKey(models.Model):
    """The halves that came with a receipt which an office issued; in force until ``end``. ``leaf``: the hash of its event.

    Whoever confirmed who the person is never issues the receipt.
    """

    thread = models.ForeignKey("intake.Letter", models.CASCADE, related_name="keys")
    recipient = models.CharField(max_length=RECIPIENT_LENGTH)
    verify = models.CharField(max_length=VERIFY_LENGTH)
    start = models.DateTimeField(default=timezone.now)
    end = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    leaf = models.CharField(max_length=LEAF_LENGTH)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("thread",), condition=Q(end__isnull=True), name="intake_one_key_of_a_complainant"
            ),
            models.CheckConstraint(
                condition=~Q(issued_by=F("confirmed_by")), name="intake_receipt_issued_by_another"
            ),
        )  # fmt: skip
        triggers = (
            pgtrigger.ReadOnly(
                name="keeps_what_it_says",
                fields=["thread", "recipient", "verify", "start", "issued_by", "confirmed_by", "leaf"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.recipient}"


def halves_of(thread: "Letter") -> Halves:
    """What answers are sealed to and decisions verified with now. One query."""
    found = ComplainantKey.objects.filter(thread=thread.first, end__isnull=True)
    given = found.values_list("recipient", "verify").first()
    return Halves(*given) if given else Halves(thread.first.recipient, thread.first.verify)
