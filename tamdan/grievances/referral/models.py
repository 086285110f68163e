"""A complaint is passed to another body, with the complainant's consent for that very body (docs/domain/grievances.md)."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.models import Membership
from tamdan.clocks.days import today
from tamdan.core.access import Viewer
from tamdan.grievances.referral.enums import OPEN, THERE, UNFINISHED, Ending, Standing
from tamdan.intake.models import Item, Letter, written_once
from tamdan.intake.vocabularies import Choice
from tamdan.sealing.enums import SERVING, Purpose
from tamdan.sealing.models import RECIPIENT_LENGTH, Epoch, Office

RECEIVERS = SERVING[Purpose.REFERRAL]
"""Roles that read what is passed to their body."""
NEVER = datetime.date(9999, 12, 31)


class ReferralReason(Choice):
    """Why a body does not take a complaint up, or gives it back (``referral_reasons.yaml``). The hint is what the complainant reads."""

    class Meta(Choice.Meta):
        abstract = False
        verbose_name = _("reason of another body")


def receiving(user: Viewer) -> models.QuerySet[Office]:
    """The offices of this person's own bodies, of none above or below, that receive what is referred."""
    if user.is_anonymous:
        return Office.objects.none()
    held = Membership.objects.on(today()).filter(user=user.pk, role__in=RECEIVERS)  # type: ignore[attr-defined] # no visitor
    return Office.objects.filter(purpose=Purpose.REFERRAL, body__in=held.values("body"))


class ReferralQuerySet(models.QuerySet["Referral"]):
    def open(self) -> Self:
        """With the other body, which has not ended it."""
        return self.filter(standing__in=OPEN)

    def unfinished(self) -> Self:
        """Asked for, agreed to, or with the other body."""
        return self.filter(standing__in=UNFINISHED)

    def late(self) -> Self:
        return self.open().filter(due_on__lt=today())

    def passed(self) -> Self:
        """Those that ever left the office."""
        return self.filter(passed_at__isnull=False)


class Referral(models.Model):
    """One complaint with one other body, from the question to the complainant until its answer.

    ``epoch`` is the body's key to which items were sealed; None for a body without an account, which got one age file to ``recipient``.
    ``ended_at``: from then on nothing is sealed to it. ``due_on``: the last day of its clock.
    """

    number = models.CharField(_("number"), max_length=16, unique=True)
    case = models.ForeignKey("grievances.Case", models.CASCADE, related_name="referrals")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("body"))
    standing = models.CharField(_("standing"), max_length=9, choices=Standing)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    epoch = models.ForeignKey(Epoch, models.PROTECT, null=True, blank=True, related_name="+")
    recipient = models.CharField(max_length=RECIPIENT_LENGTH, blank=True)
    asked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    passed_at = models.DateTimeField(_("passed on"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    due_on = models.DateField(_("next day"), default=NEVER)
    reason = models.ForeignKey(
        ReferralReason,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reason"),
    )
    ending = models.CharField(_("why it ended"), max_length=8, choices=Ending, blank=True)
    items = models.ManyToManyField(Item, through="ReferralItem", related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        ordering = ("id",)
        indexes = (models.Index(fields=("office", "due_on", "id"), name="grievances_referral_waiting"),)
        constraints = (
            models.UniqueConstraint(
                fields=("case", "office"),
                condition=Q(standing__in=sorted(UNFINISHED)),
                name="grievances_referral_once",
                violation_error_message=_(
                    "This complaint is with that body already, or its consent is being asked for."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(standing__in=sorted(OPEN)) | Q(passed_at__isnull=False, ended_at__isnull=True),
                name="grievances_referral_open_was_passed",
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.ENDED) | Q(ending=""), name="grievances_referral_ends_for_a_reason"
            ),
        )
        triggers = (written_once("number", "case", "office"),)

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """It leads each side to its own page: the body to its reading room, the office to its file."""
        return reverse("grievances:referral_found", args=[self.number])

    @property
    def is_open(self) -> bool:
        return self.standing in OPEN

    @property
    def standing_there(self) -> str:
        """Where it stands, as the other body sees it."""
        return str(THERE.get(Standing(self.standing), Standing(self.standing).label))

    @property
    def is_file(self) -> bool:
        """Given as one file to a body without an account: the server can take nothing back."""
        return self.passed_at is not None and self.epoch_id is None

    @property
    def is_readable(self) -> bool:
        """Whether envelopes of this referral may stand: also after the answer, until the file is closed."""
        return self.epoch_id is not None and self.ended_at is None

    @property
    def days_left(self) -> int | None:
        """Days until the next last day, negative after it; None where no clock ticks."""
        return (self.due_on - today()).days if self.is_open and self.due_on != NEVER else None

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))


class ReferralItem(models.Model):
    """An item that was given; it stays when its envelope goes, so that everybody knows what was given."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="given")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("referral", "item"), name="grievances_referral_item_once"),)
        triggers = (written_once("referral", "item"),)

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.item_id}"


class ReferralMessage(models.Model):
    """Words between the office and the other body, sealed to both; the letter stands in the complaint's thread."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="messages")
    letter = models.OneToOneField(Letter, models.CASCADE, related_name="referral_message")
    from_body = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("id",)
        triggers = (written_once("referral", "letter", "from_body", "at"),)

    def __str__(self) -> str:
        return f"{self.referral_id}: {self.letter_id}"
