"""Letters as they are stored: open fields, sealed items, envelopes, receipts, and what was done with them.

No story, name, file name, message or receipt number is in any column. Ids of letters and items are 32 hexadecimal digits that the
sender's device made; recipients are ``age1…``; ``verify`` is the standard base64 of a 32-byte Ed25519 key.
"""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.intake.boxes import Box, CustodyRecord, Opening, OutOfUse, Slip
from tamdan.intake.calls import Attempt, Call
from tamdan.intake.enums import Code, Side
from tamdan.intake.forums import Contribution, ForumSession, TakenMessage
from tamdan.intake.halves import ComplainantKey
from tamdan.intake.prompts import Recording
from tamdan.intake.vocabularies import CODE_LENGTH, Channel, ClosingReason, ConsentPurpose, Kind, Urgency
from tamdan.sealing.letters import ItemKind
from tamdan.sealing.models import RECIPIENT_LENGTH, VERIFY_LENGTH, Epoch
from tamdan.vault.models import Blob

__all__ = [
    "Attempt", "Box", "Call", "Channel", "ClosingReason", "ComplainantKey", "ConsentPurpose", "Contribution", "CustodyRecord",
    "ForumSession", "Kind", "Opening", "OutOfUse", "Recording", "Slip", "TakenMessage", "Urgency",
]  # fmt: skip

if TYPE_CHECKING:
    from tamdan.intake.audiences import Holder

REF_LENGTH, DIGEST_LENGTH = 32, 64
VISIT = datetime.timedelta(minutes=30)


def written_once(*fields: str) -> pgtrigger.Trigger:
    return pgtrigger.ReadOnly(name="keeps_what_it_says", fields=list(fields))


class LetterQuerySet(OwnedQuerySet["Letter"]):
    def complaints(self) -> Self:
        """The letters that began a complaint."""
        return self.filter(thread__isnull=True)

    def of_thread(self, thread: "Letter") -> Self:
        """The first letter and all that followed, in the order of their arrival."""
        return self.filter(models.Q(pk=thread.pk) | models.Q(thread=thread)).order_by("pk")

    def for_offices(self, offices: list[int]) -> Self:
        """Those with an envelope for one of these offices (keys of their rows)."""
        sealed = Envelope.objects.filter(item__letter=models.OuterRef("pk"), epoch__office__in=offices)
        return self.filter(models.Exists(sealed))


class Letter(Owned):
    """One submission of a complainant, or one message or note of an office. ``thread`` is the letter that began the complaint.

    ``received_at`` is cut to the hour for complainants. ``accepted`` is the signed promise that the letter's event is in the
    ledger (docs/domain/intake.md). ``author`` is the officer who wrote it, None for complainants.
    """

    ref = models.CharField(max_length=REF_LENGTH, unique=True, editable=False)
    thread = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followed_by")
    side = models.CharField(_("from"), max_length=11, choices=Side, default=Side.COMPLAINANT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=DIGEST_LENGTH)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    kind = models.CharField(_("kind of complaint"), max_length=CODE_LENGTH, blank=True)
    district = models.CharField(_("district"), max_length=80, blank=True)
    urgency = models.CharField(_("urgency"), max_length=CODE_LENGTH, blank=True)
    channel = models.CharField(_("channel"), max_length=CODE_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    week = models.CharField(_("week of the event"), max_length=8, blank=True)
    consents = ArrayField(models.CharField(max_length=CODE_LENGTH), default=list, blank=True)
    recipient = models.CharField(max_length=RECIPIENT_LENGTH, blank=True)
    verify = models.CharField(max_length=VERIFY_LENGTH, blank=True)
    accepted = models.TextField(blank=True)

    sealed_to: "Sequence[Holder] | None" = None
    """While the letter arrives: whose keys its envelopes are sealed to, one for each envelope of an office. Otherwise the rows say it."""

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed letter")
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("thread", "id"), name="intake_letter_thread"),
            models.Index(fields=("owner", "id"), name="intake_letter_first", condition=models.Q(thread__isnull=True)),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(side=Side.COMPLAINANT) | models.Q(author__isnull=False, thread__isnull=False),
                name="intake_letter_office_says_who",
            ),
            models.CheckConstraint(
                condition=models.Q(recipient="", verify="") | (~models.Q(recipient="") & ~models.Q(verify="")),
                name="intake_letter_both_public_halves",
            ),
        )
        triggers = (written_once("ref", "thread", "side", "author", "digest", "received_at", "recipient", "verify"),)

    def __str__(self) -> str:
        return self.ref

    @property
    def first(self) -> "Letter":
        """The letter that began the complaint."""
        return self.thread or self


class Item(models.Model):
    """One sealed part of a letter. Its content is sealed once to a key of its own, in pieces of a mebibyte."""

    letter = models.ForeignKey(Letter, models.CASCADE, related_name="items")
    ref = models.CharField(max_length=REF_LENGTH, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=ItemKind)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("letter", "position"), name="intake_item_position_once"),)
        triggers = (written_once("letter", "ref", "kind", "position"),)

    def __str__(self) -> str:
        return self.ref


class ItemSegment(models.Model):
    """One piece of an item's ciphertext, in order from 0."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="segments")
    number = models.PositiveSmallIntegerField()
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("item", "number"), name="intake_segment_once"),)

    def __str__(self) -> str:
        return f"{self.item_id}/{self.number}"


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    def in_force(self) -> Self:
        """Those whose end, where they have one, lies ahead."""
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=timezone.now()))


class Envelope(models.Model):
    """An item's key for one audience, in two locks: the audience's, and around it this server's release key.

    ``epoch`` is the office's key that opens it; None for one person's key and for the complainant's (``is_complainants``).
    ``until`` ends what a custodian gave to one person.
    """

    item = models.ForeignKey(Item, models.CASCADE, related_name="envelopes")
    audience = models.CharField(max_length=RECIPIENT_LENGTH)
    epoch = models.ForeignKey(Epoch, models.PROTECT, null=True, blank=True, related_name="envelopes")
    is_complainants = models.BooleanField(default=False)
    data = models.BinaryField()
    until = models.DateTimeField(null=True, blank=True)

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("until",), name="intake_envelope_until", condition=models.Q(until__isnull=False)),
        )
        constraints = (
            models.UniqueConstraint(fields=("item", "audience"), name="intake_envelope_once"),
            models.CheckConstraint(
                condition=models.Q(is_complainants=False) | models.Q(epoch__isnull=True, until__isnull=True),
                name="intake_envelope_of_one_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item_id}: {self.audience}"


class Receipt(models.Model):
    """How the complainant comes back. Without this server's secrets nothing here can be tied to digits.

    ``lookup`` is HMAC(pepper, handle); ``u`` a locked token; ``wrapped`` is sealed to what only the digits give. When the receipt
    ends, ``u`` and ``wrapped`` are emptied. New digits take the place of the old ones in the same row.
    """

    thread = models.OneToOneField(Letter, models.CASCADE, related_name="receipt")
    lookup = models.BinaryField(unique=True)
    u = models.BinaryField()
    wrapped = models.BinaryField()
    keyring_version = models.PositiveIntegerField()
    voided_at = models.DateTimeField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(voided_at__isnull=True) | models.Q(u=b"", wrapped=b""),
                name="intake_voided_receipt_is_empty",
            ),
        )

    def __str__(self) -> str:
        return str(self.thread_id)


class Visit(models.Model):
    """A complainant who came back with the digits, for half an hour. The token is in the page's memory; here is its SHA-256."""

    token_hash = models.BinaryField(primary_key=True)
    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="visits")
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.receipt_id)


class Release(models.Model):
    """That an item was released to an officer: the index to the ledger's event, whose leaf hash is ``leaf`` (hexadecimal)."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="releases")
    epoch = models.ForeignKey(Epoch, models.PROTECT, null=True, blank=True, related_name="+")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    purpose = models.CharField(_("purpose"), max_length=CODE_LENGTH)
    at = models.DateTimeField(_("time"), default=timezone.now)
    leaf = models.CharField(max_length=DIGEST_LENGTH)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("officer", "at"), name="intake_release_officer"),)
        triggers = (written_once("item", "epoch", "officer", "purpose", "at", "leaf"),)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.officer_id}"


class MoreReleases(models.Model):
    """That a second officer of the office let the first go on opening letters, beyond the limit of the hour."""

    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(officer=models.F("allowed_by")),
                name="intake_more_by_another",
                violation_error_message=_("Another officer of your office has to let you go on."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer_id}: {self.allowed_by_id}"


class Decision(models.Model):
    """What a complainant decided. ``note`` is the signed note, or, taken by telephone, its text without a signature.

    The last line of the text is the SHA-256 of the decision before it, so a gap or a rewrite shows.
    """

    thread = models.ForeignKey(Letter, models.CASCADE, related_name="decisions")
    code = models.CharField(max_length=8, choices=Code)
    value = models.CharField(max_length=120, blank=True)
    note = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by_officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("id",)
        triggers = (written_once("thread", "code", "value", "note", "at", "by_officer"),)

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.code}"
