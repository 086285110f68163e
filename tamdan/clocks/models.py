"""Rules that say how long something may take, and the clocks that run by them on records of any room."""

import datetime
import uuid
from typing import NamedTuple, Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tamdan.clocks.days import last_of_month, today
from tamdan.clocks.enums import ALLOWED, Outcome, State, Unit
from tamdan.core.history import tracked
from tamdan.institutions.models import Owned, OwnedQuerySet, localized
from tamdan.taxonomy.enums import Precision
from tamdan.taxonomy.models import Listed
from tamdan.taxonomy.naming import Named


class PauseReason(Named, Listed):
    """Why time may stand still (``country/<code>/pause_reasons.yaml``)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)

    class Meta(Named.Meta):
        ordering = ("code",)


class Telling(NamedTuple):
    """People of ``role`` are told ``offset`` days after the last day; before it when negative."""

    offset: int
    role: str


class Rule(Named, Listed):
    """How long a stage may take, who is told and who steps in (``country/<code>/clocks.yaml``, loaded by load.py).

    ``source`` is the legal text that sets the time, ``law_en`` and ``law_km`` what it says in our own words.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    stage = models.SlugField(_("stage"), max_length=60)
    unit = models.CharField(_("counted in"), max_length=12, choices=Unit)
    amount = models.PositiveSmallIntegerField(_("time given"), null=True, blank=True)
    pause_reasons = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    tells = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    """``"-30 secretariat"``: offset in days and role; read through ``tellings``."""
    escalates_to = models.CharField(_("steps in when it is late"), max_length=24, blank=True)
    is_extendable = models.BooleanField(_("may be extended"), default=False)
    lapses = models.BooleanField(_("ends by itself"), default=False)
    """On the day after its last one the clock stops as ``passed``: a date of others that we watch and do not judge."""
    law_en = models.CharField(_("what the law says, in English"), max_length=400)
    law_km = models.CharField(_("what the law says, in Khmer"), max_length=400, blank=True)

    class Meta(Named.Meta):
        ordering = ("stage", "code")
        constraints = (
            *Named.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(unit=Unit.DATE, amount__isnull=True)
                | ~models.Q(unit=Unit.DATE) & models.Q(amount__gte=1),
                name="clocks_rule_counts_or_is_given_a_day",
                violation_error_message=_("Give a number of days, or count to a given day, not both."),
            ),
        )

    @property
    def law(self) -> str:
        return localized(self, "law")

    @property
    def tellings(self) -> list[Telling]:
        """The earliest first."""
        parts = (text.split(" ", 1) for text in self.tells)
        return sorted(Telling(int(offset), role) for offset, role in parts)


class ClockQuerySet(OwnedQuerySet["Clock"]):
    def on(self, record: models.Model) -> Self:
        return self.filter(kind=record._meta.label_lower, object_id=record.pk)

    def running(self) -> Self:
        """Those that nothing has stopped, paused ones among them."""
        return self.filter(stopped_on__isnull=True)

    def ticking(self) -> Self:
        """Running and not paused: those whose time is used up."""
        standing = Pause.objects.filter(clock=models.OuterRef("pk"), until__isnull=True)
        return self.running().exclude(models.Exists(standing))

    def overdue(self, day: datetime.date | None = None) -> Self:
        """Whose last day lies before ``day`` (today) and that nobody has stopped or paused."""
        return self.ticking().filter(due_on__lt=day or today(), rule__lapses=False)

    def due_within(self, days: int, day: datetime.date | None = None) -> Self:
        """Whose last day is ``day`` (today) or one of the ``days`` after it."""
        start = day or today()
        return self.ticking().filter(due_on__range=(start, start + datetime.timedelta(days=days)))

    def to_escalate(self, day: datetime.date) -> Self:
        return self.overdue(day).filter(escalated_at__isnull=True).exclude(rule__escalates_to="")


@tracked()
class Clock(Owned):
    """Time running on one record (``kind`` is its ``app.model``) from ``started_on`` to ``due_on``, its last day.

    Seen by those who see its record: whoever starts it gives it the record's owner and visibility, and titles that may
    stand in a mail.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rule = models.ForeignKey(Rule, models.PROTECT, related_name="clocks", verbose_name=_("rule"))
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    title_en = models.CharField(max_length=300, blank=True)
    title_km = models.CharField(max_length=300, blank=True)
    started_on = models.DateField(_("started on"))
    due_on = models.DateField(_("last day"))
    precision = models.CharField(_("known"), max_length=5, choices=Precision, default=Precision.DAY)
    """``month``: the day is the last of the month in which it falls due."""
    stopped_on = models.DateField(_("stopped on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=8, choices=Outcome, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ClockQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=("object_id", "kind"), name="clocks_clock_record"),)
        constraints = (
            models.UniqueConstraint(
                fields=("object_id", "kind", "rule"),
                condition=models.Q(stopped_on__isnull=True),
                name="clocks_clock_runs_once",
                violation_error_message=_("A clock of this rule runs on this record already."),
            ),
            models.CheckConstraint(
                condition=models.Q(stopped_on__isnull=True, outcome="")
                | models.Q(stopped_on__isnull=False) & ~models.Q(outcome=""),
                name="clocks_clock_stops_with_an_outcome",
                violation_error_message=_("A clock that stops has an outcome, and only such a clock."),
            ),
            models.CheckConstraint(
                condition=~models.Q(title_en="") | ~models.Q(title_km=""),
                name="clocks_clock_has_a_title",
                violation_error_message=_("Give the title in at least one language."),
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("clocks:detail", args=[self.uuid])

    @property
    def title(self) -> str:
        return localized(self, "title")

    @property
    def is_paused(self) -> bool:
        """One query, none where the pauses were prefetched."""
        return any(pause.until is None for pause in self.pauses.all())

    @property
    def state(self) -> State:
        if self.stopped_on:
            return State.STOPPED
        return State.PAUSED if self.is_paused else State.RUNNING

    def allows(self, act: str) -> bool:
        """Whether the state lets ``act`` (a key of enums.ALLOWED) happen, and the rule knows of it."""
        known = {"pause": bool(self.rule.pause_reasons), "extend": self.rule.is_extendable}
        return known.get(act, True) and self.state in ALLOWED[act]

    @property
    def days_left(self) -> int:
        """Days until the last one; 0 on it, negative after it."""
        return (self.due_on - today()).days

    @property
    def days_late(self) -> int:
        """Days past the last one, until today or until it was done; 0 when in time, dropped, or of a rule that lapses."""
        if self.rule.lapses or self.outcome == Outcome.DROPPED:
            return 0
        return max(0, ((self.stopped_on or today()) - self.due_on).days)

    @property
    def given_and_taken(self) -> tuple[int, int]:
        """Days given and days taken so far, for a bar; at least one each."""
        taken = ((self.stopped_on or today()) - self.started_on).days
        return max(1, (self.due_on - self.started_on).days), max(1, taken)

    def subject(self) -> models.Model | None:
        """The record that it runs on; None when that is gone. One query."""
        found: models.Model | None = apps.get_model(self.kind)._default_manager.filter(pk=self.object_id).first()
        return found

    @property
    def opens_on(self) -> datetime.date:
        """The first day on which it may fall due: the first of the month where only the month is known."""
        return self.due_on.replace(day=1) if self.precision == Precision.MONTH else self.due_on

    def set_month(self) -> None:
        """Where only the month is known, the last day is the month's."""
        if self.precision == Precision.MONTH:
            self.due_on = last_of_month(self.due_on)


@tracked()
class Pause(models.Model):
    """Time that does not count: from ``since`` until the day before ``until``; still standing while that is empty."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="pauses")
    reason = models.ForeignKey(PauseReason, models.PROTECT, related_name="+", verbose_name=_("reason"))
    since = models.DateField(_("from"))
    until = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("clock",),
                condition=models.Q(until__isnull=True),
                name="clocks_pause_one_at_a_time",
                violation_error_message=_("This clock is paused already."),
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="clocks_pause_ends_after_start",
                violation_error_message=_("The last day lies before the first. Correct one of them."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.reason}: {self.since}"


class Told(models.Model):
    """That the people of a telling were told, so that it happens once for a last day."""

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="told")
    offset = models.SmallIntegerField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("clock", "offset"), name="clocks_told_once"),)

    def __str__(self) -> str:
        return f"{self.clock_id}: {self.offset:+}"
