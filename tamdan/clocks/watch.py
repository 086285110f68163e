"""What time itself does to clocks: people are told, late clocks are handed over, dates of others pass.

Run by a periodic task as often as wanted: each step locks its clock and looks again, so everything happens once.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models, transaction

from tamdan.accounts.models import Membership, User
from tamdan.clocks.actions import escalate_clock
from tamdan.clocks.days import ONE, today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, Rule, Told
from tamdan.core.ledger import record
from tamdan.core.notices import Params, notify
from tamdan.core.panels import merged
from tamdan.institutions.models import Body, Installation


@dataclass(frozen=True)
class Watched:
    """How many clocks had people told, were handed over, and passed."""

    told: int = 0
    escalated: int = 0
    passed: int = 0


def watch(day: datetime.date | None = None) -> Watched:
    """Look at every clock once, as of ``day`` (today)."""
    day = day or today()
    passed = let_pass(day)
    told = sum(tell(pk, day=day) for pk in list(to_tell(day)))
    late = list(Clock.objects.to_escalate(day).values_list("pk", flat=True))
    return Watched(told, sum(escalate(pk, day=day) for pk in late), passed)


@transaction.atomic
def let_pass(day: datetime.date) -> int:
    """Dates that we only watch end after their last day; one event says how many."""
    gone = Clock.objects.ticking().filter(rule__lapses=True, due_on__lt=day).select_for_update(of=("self",))
    keys = [clock.pk for clock in gone]
    if keys:
        Clock.objects.filter(pk__in=keys).update(stopped_on=models.F("due_on"), outcome=Outcome.PASSED)
        record("clocks.passed", count=len(keys))
    return len(keys)


def to_tell(day: datetime.date) -> Iterator[int]:
    """Ids of clocks with a telling whose day has come; one query for each telling of each rule."""
    for rule in Rule.objects.exclude(tells=[]):
        for offset in {telling.offset for telling in rule.tellings}:
            told = Told.objects.filter(clock=models.OuterRef("pk"), offset=offset)
            come = (
                Clock.objects.ticking().filter(rule=rule, due_on__lte=day - offset * ONE).exclude(models.Exists(told))
            )
            # A telling that lay before the clock began was never possible.
            yield from come.filter(due_on__gte=models.F("started_on") - offset * ONE).values_list("pk", flat=True)


@transaction.atomic
def tell(pk: int, *, day: datetime.date) -> bool:
    """Tell the people of the latest telling that has come; earlier ones that were missed are marked and not sent."""
    clock = (
        Clock.objects.ticking()
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("rule", "owner")
        .filter(pk=pk)
        .first()
    )
    if clock is None:
        return False
    before = set(clock.told.values_list("offset", flat=True))
    come = [
        one
        for one in clock.rule.tellings
        if clock.started_on <= clock.due_on + one.offset * ONE <= day and one.offset not in before
    ]
    if not come:
        return False
    Told.objects.bulk_create([Told(clock=clock, offset=offset) for offset in {one.offset for one in come}])
    latest = max(one.offset for one in come)
    for role in {one.role for one in come if one.offset == latest}:
        notify(_people(clock, role, day), _kind(clock, day), clock, facts(clock, day))
    return True


@transaction.atomic
def escalate(pk: int, *, day: datetime.date) -> bool:
    """Hand a late clock over and tell those who step in."""
    clock = escalate_clock(pk, day=day)
    if clock is None:
        return False
    notify(_people(clock, clock.rule.escalates_to, day), "clocks.escalated", clock, facts(clock, day))
    return True


def _people(clock: Clock, role: str, day: datetime.date) -> list[User]:
    """Who is told: the holders of the role, without those from whom the record is kept (``panels.CLOCKS_HIDDEN``)."""
    hidden = merged("CLOCKS_HIDDEN").get(clock.kind)
    return [user for user in holders(role, clock.owner, day) if hidden is None or clock.object_id not in hidden(user)]


def _kind(clock: Clock, day: datetime.date) -> str:
    if clock.due_on == day:
        return "clocks.due"
    return "clocks.near" if clock.due_on > day else "clocks.late"


def facts(clock: Clock, day: datetime.date) -> Params:
    """What notices about the clock say: its title, and the days to or past the last one."""
    both = {"en": clock.title_en or clock.title_km, "km": clock.title_km or clock.title_en}
    return {"title": both, "days": abs((clock.due_on - day).days)}


def holders(role: str, owner: Body, day: datetime.date) -> list[User]:
    """Who has the role on ``day`` in the owner, or in the nearest body above it, or in the body of this installation."""
    installation = Installation.current()
    for body in [owner, *owner.above(), *([installation.body] if installation else [])]:
        held = Membership.objects.on(day).filter(body=body, role=role, user__is_active=True).select_related("user")
        if users := list(dict.fromkeys(one.user for one in held)):
            return users
    return []
