"""The file of a complaint: structured, without what the letter alone needs to hold. Free words stand sealed in the thread."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.clocks.days import today
from tamdan.core.access import Viewer, reach_of, roles_of
from tamdan.core.history import tracked
from tamdan.core.models import BulkAct
from tamdan.grievances.enums import Move, Rank, Status, allows
from tamdan.grievances.identity import IdentityReason, IdentityRequest
from tamdan.grievances.referral.models import Referral, ReferralItem, ReferralMessage, ReferralReason
from tamdan.grievances.reminders import Reminder
from tamdan.institutions.models import Body, Owned, OwnedQuerySet, localized
from tamdan.intake.access import offices_on
from tamdan.intake.halves import halves_of
from tamdan.intake.models import Letter
from tamdan.intake.vocabularies import CODE_LENGTH, ClosingReason
from tamdan.places.models import Place
from tamdan.sealing.access import reading_offices
from tamdan.sealing.enums import SERVING, Purpose
from tamdan.sealing.models import Office
from tamdan.taxonomy.models import Listed
from tamdan.taxonomy.naming import Named

__all__ = [
    "IdentityReason",
    "IdentityRequest",
    "Referral",
    "ReferralItem",
    "ReferralMessage",
    "ReferralReason",
    "Reminder",
]

NEVER = datetime.date(9999, 12, 31)
"""The next day of a file on which no clock ticks: it comes last in the queue and is never late."""
READERS = SERVING[Purpose.OFFICE]


class AdmissibilityReason(Named, Listed):
    """Why this office handles a complaint or does not (``country/<code>/admissibility.yaml``).

    ``words_en`` and ``words_km`` are what the complainant reads, in plain words.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    is_admissible = models.BooleanField(_("this office handles it"))
    words_en = models.CharField(_("words for the complainant, in English"), max_length=600)
    words_km = models.CharField(_("words for the complainant, in Khmer"), max_length=600, blank=True)

    class Meta(Named.Meta):
        ordering = ("-is_admissible", "code")

    @property
    def words(self) -> str:
        return localized(self, "words")


class YearOfNumbers(models.Model):
    """Where a year's numbers begin: a file's number is its id less ``before``. Its first file writes the row."""

    year = models.PositiveSmallIntegerField(unique=True)
    before = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.year)


class CaseQuerySet(OwnedQuerySet["Case"]):
    def visible_to(self, user: Viewer) -> Self:
        """Files whose letters an office of this person can open, without those that are about them or their own bodies.

        Three queries besides the rows: memberships, bodies above, offices.
        """
        if not roles_of(user) & READERS:
            return self.none()
        offices = list(offices_of(user).values_list("pk", flat=True))
        return self.filter(holders__overlap=offices).exclude(self.about(user))

    def hidden_from(self, user: Viewer) -> Self:
        """Files that are about this person or their bodies."""
        return self.none() if user.is_anonymous else self.filter(self.about(user))

    @staticmethod
    def about(user: Viewer) -> Q:
        """The complaint is about this person, one of their bodies, or a body above one."""
        member: Any = user
        bodies = sorted(with_those_above(reach_of(user).bodies))
        return Q(complained_bodies__overlap=bodies) | Q(complained_people__contains=[member.pk])

    def open(self) -> Self:
        return self.exclude(status=Status.CLOSED)

    def overdue(self) -> Self:
        return self.open().filter(due_on__lt=today())

    def in_danger(self) -> Self:
        return self.open().filter(rank=Rank.DANGER)


def offices_of(user: Viewer) -> models.QuerySet[Office]:
    """The offices that read letters and that this person may serve."""
    return reading_offices(user)


def offices_left(letter: Letter) -> dict[int, int]:
    """The offices that read letters and can still open something of a complaint, with their bodies."""
    found = Office.objects.filter(uuid__in=offices_on(letter), purpose=Purpose.OFFICE)
    return dict(found.values_list("pk", "body"))


def with_those_above(bodies: frozenset[int]) -> frozenset[int]:
    """A department belongs to its ministry: what is about the ministry is about the department too."""
    found, asked = set(bodies), set(bodies)
    while asked:
        above = Body.objects.filter(children__in=asked).values_list("pk", flat=True)
        asked = set(above) - found
        found |= asked
    return frozenset(found)


@tracked("due_on", "rank")
class Case(Owned):
    """The file of one complaint, opened by its first letter and owned by the body of the office that handles it.

    ``kind`` to ``week`` begin as the letter's open fields; an officer may correct ``kind`` and ``urgency``. ``due_on`` is the last
    day of the clock that runs out first. ``complained_*``: ids of bodies and users that the complaint is about, who never see it.
    """

    number = models.CharField(_("number"), max_length=12, unique=True)
    letter = models.OneToOneField(Letter, models.CASCADE, related_name="case")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    holders = ArrayField(models.BigIntegerField())
    """Ids of the offices whose key opens something of the letter."""
    status = models.CharField(_("standing"), max_length=12, choices=Status, default=Status.RECEIVED)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    rank = models.PositiveSmallIntegerField(choices=Rank, default=Rank.USUAL)
    urgency = models.CharField(_("urgency"), max_length=CODE_LENGTH, blank=True)
    kind = models.CharField(_("about"), max_length=CODE_LENGTH, blank=True)
    province = models.ForeignKey(
        Place, models.PROTECT, to_field="code", null=True, related_name="+", verbose_name=_("province")
    )
    district = models.CharField(_("district"), max_length=80, blank=True)
    channel = models.CharField(_("came by"), max_length=CODE_LENGTH)
    week = models.CharField(_("week"), max_length=8, blank=True)
    received_on = models.DateField(_("received on"))
    due_on = models.DateField(_("next day"), default=NEVER)
    answered_by_complainant = models.DateField(_("new words since"), null=True, blank=True)
    """When the complainant wrote or decided something that no officer has taken up yet."""
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    """When the office asked something that waits for the complainant."""
    admissibility = models.ForeignKey(
        AdmissibilityReason, models.PROTECT, to_field="code", null=True, related_name="+", verbose_name=_("decision")
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    elsewhere = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("where to go")
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closing_reason = models.ForeignKey(
        ClosingReason, models.PROTECT, to_field="code", null=True, related_name="+", verbose_name=_("reason")
    )
    complained_bodies = ArrayField(models.BigIntegerField(), default=list, blank=True)
    complained_people = ArrayField(models.BigIntegerField(), default=list, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CaseQuerySet.as_manager()
    stands_still = False
    """Every clock is paused; set where files are shown (queue.mark_standing_still)."""
    wants_call = False
    """The complainant asked to be called, and nobody opened the number; set where files are shown (queue.mark_those_to_call)."""

    class Meta:
        ordering = ("rank", "due_on", "id")
        indexes = (
            models.Index("rank", "due_on", "id", name="grievances_queue", condition=~Q(status=Status.CLOSED)),
            models.Index("received_on", "id", name="grievances_by_day"),
            models.Index("officer", "rank", "due_on", name="grievances_of_officer"),
            models.Index("province", "status", name="grievances_by_province"),
            models.Index("channel", "rank", "due_on", "id", name="grievances_by_channel"),
            models.Index("kind", "district", "week", name="grievances_alike"),
            models.Index("due_on", name="grievances_due", condition=~Q(status=Status.CLOSED)),
            models.Index(
                "answered_by_complainant",
                name="grievances_with_answer",
                condition=Q(answered_by_complainant__isnull=False),
            ),
            GinIndex(fields=["holders"], name="grievances_holders"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_at__isnull=False, closing_reason__isnull=False)
                | ~Q(status=Status.CLOSED) & Q(closed_at__isnull=True, closing_reason__isnull=True),
                name="grievances_closed_with_a_reason",
                violation_error_message=_("A file is closed with a reason, and only a closed one has it."),
            ),
            models.CheckConstraint(
                condition=~Q(holders=[]),
                name="grievances_somebody_holds",
                violation_error_message=_("A file belongs to at least one office."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("grievances:case", args=[self.number])

    def allows(self, move: Move) -> bool:
        return allows(self.status, move)

    @property
    def is_closed(self) -> bool:
        return self.status == Status.CLOSED

    @property
    def decision_waits(self) -> bool:
        """Nobody has decided yet whether this office handles it."""
        return self.status == Status.RECEIVED

    @property
    def can_be_answered(self) -> bool:
        """Whether somebody holds the key to which a message would be sealed. One query."""
        return bool(halves_of(self.letter).recipient)

    @property
    def can_be_opened(self) -> bool:
        """Whether the complainant left something with an office that reads letters. One query."""
        return bool(offices_left(self.letter))

    @property
    def days_left(self) -> int | None:
        """Days until the next last day, negative after it; None where no clock ticks."""
        return None if self.is_closed or self.due_on == NEVER else (self.due_on - today()).days

    @property
    def is_overdue(self) -> bool:
        left = self.days_left
        return left is not None and left < 0

    @property
    def days_late(self) -> int:
        """Days past the next last day; 0 when in time."""
        return max(0, -(self.days_left or 0))

    @property
    def is_in_danger(self) -> bool:
        return self.rank == Rank.DANGER and not self.is_closed


class Assignment(models.Model):
    """Who handled a file from when to when."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="assignments")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    start = models.DateTimeField(_("from"), default=timezone.now)
    end = models.DateTimeField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ("start", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(end__isnull=True),
                name="grievances_one_officer_at_a_time",
                violation_error_message=_("Somebody handles this file already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.case}: {self.officer}"


class Handover(models.Model):
    """All files of somebody who leaves, given to somebody else; ``act`` keeps what is needed to reverse it."""

    leaver = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    act = models.OneToOneField(BulkAct, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Body, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.leaver}: {self.successor}"
