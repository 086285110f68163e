"""The name in a complaint: who asks a custodian for it, what the custodian decides, and when that ends (docs/domain/grievances.md)."""

import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.intake.models import DIGEST_LENGTH, Item, Letter, written_once
from tamdan.intake.vocabularies import Choice
from tamdan.sealing.models import RECIPIENT_LENGTH, Office
from tamdan.taxonomy.country import country


class What(models.TextChoices):
    """What an officer asks a custodian for: to know the name, or to hear whether somebody who lost the receipt is that person."""

    LEND = "lend", _("the name")
    CONFIRM = "confirm", _("whether this is the person")


class Ending(models.TextChoices):
    """Why a request or a loan ended; ``TIME`` is the end that the custodian set."""

    TIME = "time", _("its time was over")
    RETURNED = "returned", _("the officer gave it back")
    TAKEN_BACK = "taken-back", _("the custodian took it back")
    PASSED_ON = "passed-on", _("the complaint went to another officer, or was closed")
    NARROWED = "narrowed", _("the complainant took it away")
    ISSUED = "issued", _("a new receipt was issued")


class IdentityReason(Choice):
    """Why a name is asked for, or why that is refused (``identity_reasons.yaml``). The hint is what the complainant reads."""

    is_refusal = models.BooleanField(_("reason of a custodian who refuses"), default=False)
    what = models.CharField(_("asked for"), max_length=7, choices=What, default=What.LEND)

    class Meta(Choice.Meta):
        abstract = False
        verbose_name = _("reason about names")


class IdentityRequestQuerySet(models.QuerySet["IdentityRequest"]):
    def waiting(self) -> Self:
        """No custodian has decided."""
        return self.filter(decided_at__isnull=True, ended_at__isnull=True)

    def in_force(self) -> Self:
        """Lent, and neither ended nor past its end."""
        return self.filter(until__gt=timezone.now(), ended_at__isnull=True)

    def lending(self) -> Self:
        return self.filter(what=What.LEND)

    def confirming(self) -> Self:
        return self.filter(what=What.CONFIRM)

    def unfinished(self) -> Self:
        """Waiting, or lent and not ended."""
        return self.filter(Q(decided_at__isnull=True) | Q(until__isnull=False), ended_at__isnull=True)


class IdentityRequest(models.Model):
    """An officer asks for the name in a complaint; another person, a custodian of it, refuses or lends it until ``until``. Asked
    whether somebody who lost the receipt is that person (``what``), the custodian refuses or confirms, which holds until ``until``.

    ``signed`` is a note under the key of the officer's office that holds the officer's own ``recipient``, so that the custodian's
    browser lends to a key for which an office on the stewards' list speaks. ``note``: words that are sealed to the custodians;
    ``reply``: theirs to the officer's office.
    ``*_leaf`` are the leaf hashes of the events, which the complainant's page checks.
    """

    what = models.CharField(max_length=7, choices=What, default=What.LEND)
    case = models.ForeignKey("grievances.Case", models.CASCADE, related_name="identity_requests")
    item = models.ForeignKey(Item, models.CASCADE, related_name="+")
    reason = models.ForeignKey(
        IdentityReason, models.PROTECT, to_field="code", related_name="+", verbose_name=_("reason")
    )
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    recipient = models.CharField(max_length=RECIPIENT_LENGTH)
    signed = models.TextField()
    note = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="+")
    reply = models.ForeignKey(Letter, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    asked_leaf = models.CharField(max_length=DIGEST_LENGTH)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("custodian")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_leaf = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    refusal = models.ForeignKey(
        IdentityReason,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("refusal"),
    )
    until = models.DateTimeField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_leaf = models.CharField(max_length=DIGEST_LENGTH, blank=True)
    ending = models.CharField(_("why it ended"), max_length=10, choices=Ending, blank=True)

    objects = IdentityRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for a name")
        ordering = ("-id",)
        indexes = (
            models.Index(
                fields=("item",), name="grievances_identity_waiting",
                condition=Q(decided_at__isnull=True, ended_at__isnull=True),
            ),
        )  # fmt: skip
        constraints = (
            models.CheckConstraint(
                condition=~Q(decided_by=F("asked_by")),
                name="grievances_identity_by_another",
                violation_error_message=_("Somebody else has to decide about what you asked for."),
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True, decided_at__isnull=True, refusal__isnull=True, until__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, refusal__isnull=False, until__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False, refusal__isnull=True, until__isnull=False),
                name="grievances_identity_refused_or_lent",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ending="") | Q(ended_at__isnull=False) & ~Q(ending=""),
                name="grievances_identity_ends_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=("item", "asked_by", "what"),
                condition=Q(ended_at__isnull=True, refusal__isnull=True),
                name="grievances_identity_ask_once",
                violation_error_message=_("You have asked for this already."),
            ),
        )  # fmt: skip
        triggers = (
            written_once("what", "case", "item", "reason", "office", "recipient", "signed", "asked_by", "asked_at", "asked_leaf"),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case}: {self.asked_by}"

    def get_absolute_url(self) -> str:
        return reverse("grievances:name", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.decided_at is None and self.ended_at is None

    @property
    def is_in_force(self) -> bool:
        return self.ended_at is None and self.until is not None and self.until > timezone.now()

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of the loan, in the home State."""
        zone = ZoneInfo(country(settings.COUNTRY).time_zone)
        return (self.until - datetime.timedelta(seconds=1)).astimezone(zone).date() if self.until else None
