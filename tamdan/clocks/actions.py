"""What happens to clocks: start, pause, resume, extend, stop, escalate. Each act is one transaction and one event."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.formats import date_format

from tamdan.clocks.days import ONE, add, counted, today
from tamdan.clocks.enums import ALLOWED, Outcome, Unit
from tamdan.clocks.errors import (
    DayMissing,
    NoSuchReason,
    NotExtendable,
    NotLater,
    NotNow,
    RunsAlready,
    TooLateToPause,
    UnknownRule,
)
from tamdan.clocks.models import Clock, Pause, PauseReason, Rule
from tamdan.core.access import Viewer, Visibility
from tamdan.core.ledger import record
from tamdan.core.panels import merged
from tamdan.institutions.models import Body
from tamdan.taxonomy.enums import Precision


@dataclass(frozen=True)
class Seen:
    """Whose record a clock runs on, who may see it, and how it is called: titles may stand in a mail."""

    owner: Body
    title_en: str = ""
    title_km: str = ""
    visibility: str = Visibility.OWNER
    shared_with: Sequence[int] = field(default_factory=tuple)


@transaction.atomic
def start_clock(
    code: str,
    *,
    on: models.Model,
    seen: Seen,
    by: Viewer | None,
    day: datetime.date | None = None,
    due_on: datetime.date | None = None,
) -> Clock:
    """A clock of the rule ``code`` begins on ``day`` (today) on a record; a rule of a given day needs ``due_on``.

    Raises UnknownRule, RunsAlready and DayMissing.
    """
    clock = new_clock(rule_of(code), on=on, seen=seen, day=day or today(), due_on=due_on)
    try:
        with transaction.atomic():
            clock.save(force_insert=True)
    except IntegrityError as error:
        if "clocks_clock_runs_once" in str(error):
            raise RunsAlready from error
        raise
    record("clocks.started", clock, by=by, about=on)
    return clock


def rule_of(code: str) -> Rule:
    """Raises UnknownRule."""
    try:
        return Rule.objects.current().get(code=code)
    except Rule.DoesNotExist:
        raise UnknownRule(rule=code) from None


def new_clock(
    rule: Rule,
    *,
    on: models.Model,
    seen: Seen,
    day: datetime.date,
    due_on: datetime.date | None = None,
    precision: str = Precision.DAY,
) -> Clock:
    """A clock that is not stored yet, its last day worked out. Raises DayMissing."""
    if rule.unit == Unit.DATE and due_on is None:
        raise DayMissing
    last = due_on if due_on and rule.unit == Unit.DATE else add(day, rule.amount or 0, rule.unit)
    clock = Clock(
        rule=rule, kind=on._meta.label_lower, object_id=on.pk, started_on=day, due_on=last, precision=precision,
        owner=seen.owner, visibility=seen.visibility, shared_with=list(seen.shared_with), title_en=seen.title_en, title_km=seen.title_km,
    )  # fmt: skip
    clock.set_month()
    return clock


@transaction.atomic
def pause_clock(clock: Clock, *, reason: str, by: Viewer | None, day: datetime.date | None = None) -> Pause:
    """Time stands still from ``day`` (today) on, for a reason that the rule allows.

    Raises NotNow, NoSuchReason, and TooLateToPause after the last day.
    """
    clock, day = _locked(clock, "pause"), day or today()
    if reason not in clock.rule.pause_reasons:
        raise NoSuchReason
    if clock.due_on < day:
        raise TooLateToPause
    pause = Pause.objects.create(clock=clock, reason=PauseReason.objects.get(code=reason), since=day)
    clock.save(update_fields=["changed_at"])
    record("clocks.paused", clock, by=by, about=clock.subject(), detail={"reason": reason})
    _tell_followers(clock)
    return pause


@transaction.atomic
def resume_clock(clock: Clock, *, by: Viewer | None, day: datetime.date | None = None) -> Clock:
    """Time runs again from ``day`` (today) on; the last day moves by the counted days that stood still. Raises NotNow."""
    clock, day = _locked(clock, "resume"), day or today()
    pause = clock.pauses.get(until__isnull=True)
    pause.until = max(day, pause.since)
    pause.save(update_fields=["until"])
    _move(clock, add(clock.due_on, counted(pause.since, pause.until, clock.rule.unit), clock.rule.unit), day)
    record("clocks.resumed", clock, by=by, about=clock.subject())
    _tell_followers(clock)
    return clock


@transaction.atomic
def extend_clock(
    clock: Clock, *, reason: str, by: Viewer | None, days: int | None = None, to: datetime.date | None = None
) -> Clock:
    """More time: ``days`` of the rule's unit after the present last day, or to a date. Raises NotNow, NotExtendable, NotLater."""
    clock = _locked(clock, "extend")
    if not clock.rule.is_extendable:
        raise NotExtendable(source=clock.rule.source)
    last = to or add(clock.due_on, days or 0, clock.rule.unit)
    if last <= clock.due_on:
        raise NotLater(day=date_format(clock.due_on))
    detail = {"reason": reason, "from": clock.due_on.isoformat(), "to": last.isoformat()}
    _move(clock, last, today())
    record("clocks.extended", clock, by=by, about=clock.subject(), detail=detail)
    _tell_followers(clock)
    return clock


@transaction.atomic
def stop_clock(clock: Clock, *, outcome: Outcome, by: Viewer | None, day: datetime.date | None = None) -> Clock:
    """The clock ends on ``day`` (today); a standing pause ends with it. Raises NotNow."""
    clock, day = _locked(clock, "stop"), day or today()
    clock.pauses.filter(until__isnull=True).update(until=day)
    clock.stopped_on, clock.outcome = max(day, clock.started_on), outcome
    clock.save(update_fields=["stopped_on", "outcome", "changed_at"])
    record("clocks.stopped", clock, by=by, about=clock.subject(), detail={"outcome": outcome})
    _tell_followers(clock)
    return clock


@transaction.atomic
def escalate_clock(pk: int, *, day: datetime.date) -> Clock | None:
    """Mark a late clock as handed to those who step in, once for each last day; None when somebody was faster or it is not late.

    Called by the watch, which also tells them. Another process that holds the row does it instead of us.
    """
    clock = (
        Clock.objects.to_escalate(day)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("rule", "owner")
        .filter(pk=pk)
        .first()
    )
    if clock is None:
        return None
    clock.escalated_at = timezone.now()
    clock.save(update_fields=["escalated_at", "changed_at"])
    record("clocks.escalated", clock, by=None, about=clock.subject(), detail={"to": clock.rule.escalates_to})
    return clock


def _locked(clock: Clock, act: str) -> Clock:
    """The row as it is now, locked for this transaction. Raises NotNow where its state does not allow ``act``."""
    locked = Clock.objects.select_for_update(of=("self",)).select_related("rule").get(pk=clock.pk)
    if locked.state not in ALLOWED[act]:
        raise NotNow(state=locked.state.label)
    return locked


def _tell_followers(clock: Clock) -> None:
    """The room of the record may keep something of its clocks, such as the next day."""
    follower = merged("CLOCK_FOLLOWERS").get(clock.kind)
    if follower:
        follower(clock)


def _move(clock: Clock, last: datetime.date, day: datetime.date) -> None:
    """A new last day: what was told or handed over because of the old one may happen again."""
    if last == clock.due_on:
        return
    clock.due_on, clock.escalated_at = last, None
    clock.save(update_fields=["due_on", "escalated_at", "changed_at"])
    ahead = [told.pk for told in clock.told.all() if last + told.offset * ONE > day]
    clock.told.filter(pk__in=ahead).delete()
