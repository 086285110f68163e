"""Complaint boxes: where they hang, from when to when they are out of use, their openings with custody records, and their slips.

What two people wrote down at an opening is never changed: a correction is one more custody record of the same opening, with its
reason, and the newest one counts. Nothing that stands on a slip is here.
"""

import datetime
import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.institutions.models import Body, Held, Owned, OwnedQuerySet, localized
from tamdan.places.models import Place

SEAL_LENGTH = 40
WORDS = 500
"""Characters of what somebody saw, in a line or two."""


class SealState(models.TextChoices):
    """What the two people saw before they opened."""

    INTACT = "intact", _("Intact")
    BROKEN = "broken", _("Broken or tampered with")
    MISSING = "missing", _("No seal was there")


class BoxQuerySet(OwnedQuerySet["Box"]):
    def with_all(self) -> Self:
        """With what a list of boxes shows: six queries more, whatever their number."""
        return self.select_related("place", "body", "owner").prefetch_related(
            "rests", "openings__records__first", "openings__records__second", "openings__slips"
        )


@tracked()
class Box(Owned):
    """A box for complaints on paper. ``seal`` is the number of the seal that is on it now; ``body`` the institution where it hangs."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_km = models.CharField(_("name in Khmer"), max_length=200)
    place = models.ForeignKey(
        Place, models.PROTECT, to_field="code", null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("institution where it hangs")
    )
    spot = models.CharField(_("where exactly"), max_length=200, blank=True)
    seal = models.CharField(_("seal on it now"), max_length=SEAL_LENGTH)
    hung_on = models.DateField(_("there since"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BoxQuerySet.as_manager()

    class Meta:
        ordering = ("name_en", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(name_en="") & ~Q(name_km=""),
                name="intake_box_has_both_names",
                violation_error_message=_("Give the name in both languages."),
            ),
            models.CheckConstraint(
                condition=~Q(seal=""), name="intake_box_is_sealed", violation_error_message=_("Give the seal's number.")
            ),
        )

    def __str__(self) -> str:
        return localized(self, "name")

    def get_absolute_url(self) -> str:
        return reverse("grievances:box", args=[self.uuid])

    @property
    def resting(self) -> "OutOfUse | None":
        """Why it is out of use now."""
        return next((rest for rest in self.rests.all() if rest.end is None), None)

    @cached_property
    def last(self) -> "Opening | None":
        """The opening that happened last, by its newest record."""
        return max(self.openings.all(), key=lambda one: (one.opened_at, one.pk), default=None)


@tracked()
class OutOfUse(Held):
    """From when to when a box is out of use: taken down, broken, the institution closed. It has no days to be opened meanwhile."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="rests")
    reason = models.CharField(_("reason"), max_length=WORDS)

    class Meta(Held.Meta):
        abstract = False
        ordering = ("-start", "-id")
        constraints = (
            *Held.Meta.constraints,
            models.CheckConstraint(
                condition=Q(start__isnull=False),
                name="intake_out_of_use_since",
                violation_error_message=_("Give the day."),
            ),
            models.UniqueConstraint(
                fields=("box",),
                condition=Q(end__isnull=True),
                name="intake_box_rests_once",
                violation_error_message=_("This box is out of use already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.box_id}: {self.start}"


class Opening(models.Model):
    """One opening of a box. What was seen stands in its custody records, what was in the box in its slips."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    box = models.ForeignKey(Box, models.PROTECT, related_name="openings")

    class Meta:
        ordering = ("-id",)
        triggers = (
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="keeps_what_it_says", fields=["uuid", "box"]),
        )

    def __str__(self) -> str:
        return f"{self.box}, {self.opened_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("grievances:opening", args=[self.uuid])

    @cached_property
    def record(self) -> "CustodyRecord":
        """The newest record, the one that counts."""
        return max(self.records.all(), key=lambda record: record.number)

    @property
    def opened_at(self) -> datetime.datetime:
        return self.record.opened_at

    @cached_property
    def written(self) -> int:
        """How many of its slips are letters by now."""
        return len(self.slips.all())

    @property
    def left(self) -> int:
        return max(0, self.record.slips - self.written)

    def counts(self) -> tuple[int, int]:
        """Slips that were counted and those that are letters, as it is now. Two queries."""
        newest = CustodyRecord.objects.filter(opening=self).order_by("-number").values_list("slips", flat=True)[0]
        return newest, Slip.objects.filter(opening=self).count()

    @property
    def is_finished(self) -> bool:
        """Every slip that was counted is a letter, and the two people agree."""
        return not self.left and self.record.is_settled


class CustodyRecord(models.Model):
    """What two people say of an opening. ``first`` has an account and wrote it; the second is a user, who confirms with an own count,
    or somebody from outside with a name and a post, who is then "named by the first".

    ``seal_expected`` is what was on the box by the record before. ``number`` counts the corrections from 1.
    """

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="records")
    number = models.PositiveSmallIntegerField()
    opened_at = models.DateTimeField(_("opened"))
    first = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("first person")
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("second person"),
    )
    second_name = models.CharField(_("name"), max_length=200, blank=True)
    second_post = models.CharField(_("post"), max_length=200, blank=True)
    absent = models.CharField(_("who should have been there and was not"), max_length=WORDS, blank=True)
    seal_expected = models.CharField(_("seal that should be on it"), max_length=SEAL_LENGTH)
    seal_found = models.CharField(_("seal found"), max_length=SEAL_LENGTH, blank=True)
    seal_state = models.CharField(_("state of the seal"), max_length=8, choices=SealState)
    seal_words = models.CharField(_("what was seen"), max_length=WORDS, blank=True)
    slips = models.PositiveSmallIntegerField(_("slips counted"))
    seal_new = models.CharField(_("new seal"), max_length=SEAL_LENGTH)
    reason = models.CharField(_("why it was corrected"), max_length=WORDS, blank=True)
    at = models.DateTimeField(_("written down"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True)
    counted = models.PositiveSmallIntegerField(_("slips counted by the second person"), null=True)
    objection = models.CharField(_("what the second person saw otherwise"), max_length=WORDS, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("opening", "number"), name="intake_custody_record_once"),
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("first")),
                name="intake_box_opened_by_two",
                violation_error_message=_("Two different people open a box. Choose or name another second person."),
            ),
            models.CheckConstraint(
                condition=Q(second__isnull=False, second_name="", second_post="")
                | Q(second__isnull=True) & ~Q(second_name="") & ~Q(second_post=""),
                name="intake_box_second_is_known",
                violation_error_message=_(
                    "Choose the second person from the list, or give name and post of somebody from outside; not both."
                ),
            ),
            models.CheckConstraint(
                condition=Q(seal_state=SealState.INTACT) & ~Q(seal_found="") | ~Q(seal_words=""),
                name="intake_box_seal_is_told",
                violation_error_message=_("Say what you saw of a seal that was broken or not there."),
            ),
            models.CheckConstraint(
                condition=~Q(seal_new="") & ~Q(seal_new=F("seal_found")),
                name="intake_box_gets_a_new_seal",
                violation_error_message=_("A new seal has a number of its own."),
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""),
                name="intake_custody_corrected_why",
                violation_error_message=_("Say why the record is corrected."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, counted__isnull=True, objection="")
                | Q(confirmed_at__isnull=False, counted__isnull=False, second__isnull=False),
                name="intake_custody_confirmed_by_second",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="said_once", operation=pgtrigger.Update, condition=pgtrigger.Q(old__confirmed_at__isnull=False)
            ),
            pgtrigger.ReadOnly(
                name="keeps_what_it_says",
                fields=[
                    "opening", "number", "opened_at", "first", "second", "second_name", "second_post", "absent",
                    "seal_expected", "seal_found", "seal_state", "seal_words", "slips", "seal_new", "reason", "at",
                ],
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.opening_id}/{self.number}"

    @property
    def is_seal_right(self) -> bool:
        """Intact, and the one that was put on last time."""
        return self.seal_state == SealState.INTACT and self.seal_found == self.seal_expected

    @property
    def is_disputed(self) -> bool:
        """The second person counted or saw otherwise."""
        return bool(self.objection) or (self.counted is not None and self.counted != self.slips)

    @property
    def is_settled(self) -> bool:
        """Nothing is open between the two: confirmed alike, or the second has no account and was named by the first."""
        return self.second_id is None or (self.confirmed_at is not None and not self.is_disputed)


class Taken(models.Model):
    """Something that came on paper or was said to many, and is a letter now: its number among the others of its kind.

    ``letter`` is empty once the letter was erased, so that the count stays what it was. ``by`` wrote it down.
    """

    number = models.PositiveSmallIntegerField()
    letter = models.OneToOneField("intake.Letter", models.SET_NULL, null=True, related_name="%(class)s")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        ordering = ("number",)

    def __str__(self) -> str:
        return str(self.number)


class Slip(Taken):
    """A slip from a box. ``is_illegible``: nobody could read it, its picture is the letter."""

    opening = models.ForeignKey(Opening, models.PROTECT, related_name="slips")
    is_illegible = models.BooleanField(_("illegible"), default=False)

    class Meta(Taken.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(fields=("opening", "number"), name="intake_slip_once"),)
        triggers = (
            pgtrigger.ReadOnly(name="keeps_what_it_says", fields=["opening", "number", "is_illegible", "at", "by"]),
        )
