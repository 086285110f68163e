"""Telephone calls that somebody asked for, or that were missed. Number and name are sealed to an office; open is what the queue needs.

Nobody here reads a number but the officer who took the call, and each time stands in the ledger before the lock goes (releasing.py).
"""

import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.core.access import Viewer, roles_of
from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.sealing.access import reading_offices
from tamdan.sealing.enums import SERVING, Purpose
from tamdan.sealing.models import Epoch, Office
from tamdan.taxonomy.country import country

KIND = "intake.call"
REF_LENGTH = 32
READERS = SERVING[Purpose.OFFICE]
NEVER = datetime.date(9999, 12, 31)
PAUSE = datetime.timedelta(hours=2)
"""How long after nobody answered the call rests, so that two officers do not ring in the same minute."""
HELD = datetime.timedelta(hours=1)
"""How long a call that was taken stays its officer's; then another one may take it."""


class Reason(models.TextChoices):
    """Why somebody is to be called."""

    ASKED = "asked", _("Asked to be called")
    LEFT = "left", _("Called and could not stay")
    MISSED = "missed", _("Missed call")


class State(models.TextChoices):
    """Where a call stands."""

    WAITING = "waiting", _("Waits")
    TAKEN = "taken", _("Taken")
    CLOSED = "closed", _("Closed")


class Answer(models.TextChoices):
    """What came of one attempt."""

    ANSWERED = "answered", _("Answered")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number, or somebody else answered")
    REFUSED = "refused", _("Asked not to be called again")


class Ending(models.TextChoices):
    """How a call ended."""

    LETTER = "letter", _("It became a complaint")
    SETTLED = "settled", _("Settled in the conversation")
    NOT_REACHED = "not_reached", _("Not reached after several attempts")
    WRONG_NUMBER = "wrong_number", _("Wrong number, or somebody else answered")
    REFUSED = "refused", _("Asked not to be called again")
    MISTAKE = "mistake", _("Noted by mistake, or twice")


ENDED_BY = {Answer.WRONG_NUMBER: Ending.WRONG_NUMBER, Answer.REFUSED: Ending.REFUSED}
"""Attempts after which nobody rings this number again: the call is closed with them."""
CHOSEN = (Ending.SETTLED, Ending.NOT_REACHED, Ending.MISTAKE)
"""Endings that an officer chooses; the others follow from what happened."""


def hour_now() -> int:
    """The hour of the day in the home State."""
    return timezone.localtime(timezone=ZoneInfo(country(settings.COUNTRY).time_zone)).hour


class CallQuerySet(OwnedQuerySet["Call"]):
    def visible_to(self, user: Viewer) -> Self:
        """Calls to the offices that this person serves in the role of one who reads letters."""
        if not roles_of(user) & READERS:
            return self.none()
        return self.filter(office__in=reading_offices(user))

    def open(self) -> Self:
        return self.exclude(state=State.CLOSED)

    def closed(self) -> Self:
        return self.filter(state=State.CLOSED)

    def in_order(self) -> Self:
        """Danger first, then by clock."""
        return self.order_by("-is_dangerous", "due_on", "pk")

    def delete(self) -> tuple[int, dict[str, int]]:
        """With their clocks: what time ran on is gone."""
        Clock.objects.filter(kind=KIND, object_id__in=list(self.values_list("pk", flat=True))).delete()
        return super().delete()


class Call(Owned):
    """Somebody whom an office rings up. ``sealed`` holds number, name and words in one age file of 4 KiB to a key of its own;
    ``envelope`` that key, locked to the office's key (``epoch``) and around it to this server. Both are emptied when the call ends.

    ``safe_from`` and ``safe_until``: hours of each day in which it is safe to ring, the second one not included; None: at any time.
    """

    ref = models.CharField(max_length=REF_LENGTH, unique=True, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name=_("office"))
    epoch = models.ForeignKey(Epoch, models.PROTECT, related_name="+")
    envelope = models.BinaryField()
    sealed = models.BinaryField()
    reason = models.CharField(_("why"), max_length=6, choices=Reason)
    language = models.CharField(_("language"), max_length=8, blank=True)
    is_dangerous = models.BooleanField(_("somebody may be in danger"), default=False)
    safe_from = models.PositiveSmallIntegerField(_("safe from"), null=True, blank=True)
    safe_until = models.PositiveSmallIntegerField(_("safe until"), null=True, blank=True)
    noted_at = models.DateTimeField(_("written down"), default=timezone.now)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(_("standing"), max_length=7, choices=State, default=State.WAITING)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("attempts"), default=0)
    rests_until = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("last day"), default=NEVER)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    ending = models.CharField(_("how it ended"), max_length=12, choices=Ending, blank=True)
    letter = models.ForeignKey("intake.Letter", models.SET_NULL, null=True, blank=True, related_name="calls")

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ("-is_dangerous", "due_on", "id")
        indexes = (
            models.Index(
                "office", "is_dangerous", "due_on", name="intake_calls_open", condition=~Q(state=State.CLOSED)
            ),
            models.Index("closed_at", name="intake_calls_closed", condition=Q(state=State.CLOSED)),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(state=State.TAKEN, taken_by__isnull=False, taken_at__isnull=False)
                | ~Q(state=State.TAKEN) & Q(taken_by__isnull=True, taken_at__isnull=True),
                name="intake_call_taken_by_somebody",
            ),
            models.UniqueConstraint(
                fields=("taken_by",),
                condition=Q(state=State.TAKEN),
                name="intake_one_call_at_a_time",
                violation_error_message=_("You have taken another call. Finish it first."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED, closed_at__isnull=False, envelope=b"", sealed=b"") & ~Q(ending="")
                | ~Q(state=State.CLOSED) & Q(closed_at__isnull=True, ending=""),
                name="intake_closed_call_keeps_no_number",
            ),
            models.CheckConstraint(
                condition=Q(safe_from__isnull=True, safe_until__isnull=True)
                | Q(safe_from__lt=24, safe_until__gte=1, safe_until__lte=24) & ~Q(safe_from=models.F("safe_until")),
                name="intake_call_safe_hours",
                violation_error_message=_("Give both hours, or none."),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("calls:call", args=[self.pk])

    @property
    def writing_url(self) -> str:
        """Where the officer who has taken it writes down what is told."""
        return f"{reverse('grievances:new')}?channel=telephone&call={self.pk}"

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def is_safe_now(self) -> bool:
        """Whether the person said that they can be rung at this hour; over midnight where the end comes before the beginning."""
        start, end, hour = self.safe_from, self.safe_until, hour_now()
        if start is None or end is None:
            return True
        return start <= hour < end if start < end else hour >= start or hour < end

    @property
    def rests(self) -> bool:
        return self.rests_until is not None and self.rests_until > timezone.now()

    @property
    def is_held(self) -> bool:
        """Taken, and not so long ago that another officer may take it."""
        return self.state == State.TAKEN and self.taken_at is not None and self.taken_at > timezone.now() - HELD

    @property
    def days_left(self) -> int | None:
        """Days until the last one, negative after it; None where no clock ticks."""
        return None if self.is_closed or self.due_on == NEVER else (self.due_on - today()).days

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))

    def is_taken_by(self, user: Any) -> bool:
        return self.state == State.TAKEN and self.taken_by_id == user.pk


class Attempt(models.Model):
    """That an officer rang, and what came of it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="attempts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(_("what came of it"), max_length=12, choices=Answer)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.call_id}: {self.answer}"


def closed_before(moment: datetime.datetime) -> CallQuerySet:
    """Calls that ended before a moment: their keeping time began then."""
    return Call.objects.filter(state=State.CLOSED, closed_at__lt=moment)


def calls_of(user: Viewer) -> CallQuerySet:
    return Call.objects.visible_to(user)


def call_or_404(user: Viewer, pk: int) -> Call:
    return get_object_or_404(calls_of(user).select_related("office", "epoch", "taken_by", "noted_by", "letter"), pk=pk)


def waiting(user: Viewer) -> int:
    """How many calls wait for somebody of this person's offices: on the desk."""
    return calls_of(user).open().count()


def late(user: Viewer) -> int:
    return calls_of(user).open().filter(due_on__lt=today()).count()
