"""The calendar of the United Nations as clocks: one on each dated step of a review (taxonomy.Deadline), public.

Steps of the home State's own review run by the country's rule for that step, which tells and escalates; all others are
watched and pass without judgement: whether another State kept its date is not ours to say.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from tamdan.clocks.actions import Seen, new_clock
from tamdan.clocks.days import today
from tamdan.clocks.enums import Outcome, Unit
from tamdan.clocks.models import Clock, ClockQuerySet, Rule
from tamdan.core.access import Viewer, Visibility
from tamdan.core.ledger import record
from tamdan.institutions.models import Installation
from tamdan.language.dates import list_date, month_date
from tamdan.language.digits import in_language
from tamdan.taxonomy.enums import Precision
from tamdan.taxonomy.models import Deadline, Review, State

KIND = Deadline._meta.label_lower
OTHERS, HOME = "un-calendar", "un-calendar-home"
"""Stages of the rules for steps of others, and for steps of our own that no rule names."""


@dataclass(frozen=True)
class Step:
    """A clock on the public calendar with the step that it is about and the States that the step concerns."""

    clock: Clock
    deadline: Deadline
    states: Sequence[State]
    is_home: bool

    @property
    def shown_day(self) -> str:
        """The last day as the page's language writes it, the month alone where no more is known."""
        language, day = get_language() or "en", self.clock.due_on
        return (
            month_date(day.year, day.month, language)
            if self.clock.precision == Precision.MONTH
            else list_date(day, language)
        )

    @property
    def machine_day(self) -> str:
        """For ``time datetime``: a day, or a month."""
        return self.clock.due_on.isoformat()[: 7 if self.clock.precision == Precision.MONTH else 10]


def steps(clocks: Iterable[Clock]) -> list[Step]:
    """The clocks of the calendar with their steps and States, in the same order: three queries for the whole list."""
    clocks = list(clocks)
    if not clocks:
        return []
    found = Deadline.objects.select_related("kind", "session", "state").in_bulk([clock.object_id for clock in clocks])
    reviewed = _reviewed({deadline.session_id for deadline in found.values()})
    installation = Installation.current()
    home = installation.state_iso3 if installation else ""
    made = []
    for clock in clocks:
        deadline = found[clock.object_id]
        states = [deadline.state] if deadline.state else reviewed[deadline.session_id]
        made.append(Step(clock, deadline, states, home in {state.code for state in states}))
    return made


def _reviewed(sessions: set[int]) -> dict[int, list[State]]:
    states: dict[int, list[State]] = defaultdict(list)
    for review in (
        Review.objects.filter(session__in=sessions, retired=False).select_related("state").order_by("state__position")
    ):
        states[review.session_id].append(review.state)
    return states


def reviewed_states() -> list[State]:
    """The States of the sessions that the calendar dates, in the order of their list."""
    dated = Deadline.objects.current().values("session")
    return list(
        State.objects.filter(reviews__session__in=dated, reviews__retired=False).distinct().order_by("position")
    )


def of_state(state: str) -> ClockQuerySet:
    """The public clocks on steps that concern a State (ISO 3166 alpha-3): its own, and those of sessions that review it."""
    sessions = Review.objects.filter(state_id=state, retired=False).values("session")
    concerned = Deadline.objects.filter(state_id=state) | Deadline.objects.filter(
        state__isnull=True, session__in=sessions
    )
    return Clock.objects.filter(kind=KIND, object_id__in=concerned.values("pk"), visibility=Visibility.PUBLIC)


@transaction.atomic
def follow_calendar(*, by: Viewer | None = None) -> int:
    """Start, move and drop clocks so that they say what the calendar says; gives how many changed, as one event.

    Before this installation has its body there is nobody to own a clock, so nothing happens.
    """
    installation = Installation.current()
    if installation is None:
        return 0
    wanted = _wanted(installation)
    present = {
        clock.object_id: clock
        for clock in Clock.objects.filter(kind=KIND).select_for_update(of=("self",)).select_related("rule")
    }
    new = Clock.objects.bulk_create([clock for pk, clock in wanted.items() if pk not in present])
    moved = [clock for pk, clock in present.items() if pk in wanted and _moved(clock, wanted[pk])]
    Clock.objects.bulk_update(moved, [*FOLLOWED, "stopped_on", "outcome", "escalated_at", "changed_at"])
    gone = Clock.objects.filter(kind=KIND, stopped_on__isnull=True).exclude(object_id__in=wanted)
    changed = len(new) + len(moved) + gone.update(stopped_on=today(), outcome=Outcome.DROPPED)
    if changed:
        record("clocks.calendar_followed", by=by, count=changed)
    return changed


def _wanted(installation: Installation) -> dict[int, Clock]:
    """A new clock for each current step, by the step's id."""
    deadlines = list(Deadline.objects.current().select_related("kind", "session", "state"))
    rules = {rule.stage: rule for rule in Rule.objects.current().filter(unit=Unit.DATE)}
    ours = _home_steps(deadlines, installation.state_iso3)
    seen = Seen(owner=installation.body, visibility=Visibility.PUBLIC)
    return {one.pk: _clock(one, _rule(one, rules, is_home=one.pk in ours), seen) for one in deadlines}


def _home_steps(deadlines: Iterable[Deadline], home: str) -> set[int]:
    sessions = set(Review.objects.filter(state_id=home, retired=False).values_list("session", flat=True))
    return {
        one.pk for one in deadlines if one.state_id == home or (one.state_id is None and one.session_id in sessions)
    }


def _rule(deadline: Deadline, rules: dict[str, Rule], *, is_home: bool) -> Rule:
    own = (rules.get(deadline.kind_id) or rules.get(HOME)) if is_home else None
    return own or rules[OTHERS]


def _clock(deadline: Deadline, rule: Rule, seen: Seen) -> Clock:
    clock = new_clock(
        rule, on=deadline, seen=seen, day=min(today(), deadline.on), due_on=deadline.on, precision=deadline.precision
    )
    clock.title_en, clock.title_km = title_of(deadline, "en"), title_of(deadline, "km")
    return clock


def title_of(deadline: Deadline, language: str) -> str:
    """What is due, and in which session."""
    with override(language):
        return _("%(step)s, session %(session)s") % {
            "step": deadline.kind,
            "session": in_language(deadline.session_id, language),
        }


FOLLOWED = ("rule_id", "due_on", "precision", "title_en", "title_km")
"""What a clock takes over from its step."""


def _moved(clock: Clock, wanted: Clock) -> bool:
    """Take over what the step says; a date that had passed and lies ahead again runs again. A clock that was done stays."""
    same = all(getattr(clock, name) == getattr(wanted, name) for name in FOLLOWED)
    if same or clock.outcome not in ("", Outcome.PASSED):
        return False
    if (clock.due_on, clock.rule_id) != (wanted.due_on, wanted.rule_id):
        clock.escalated_at = None
        clock.told.all().delete()
    for name in FOLLOWED:
        setattr(clock, name, getattr(wanted, name))
    if clock.due_on >= today():
        clock.stopped_on, clock.outcome = None, ""
    clock.changed_at = timezone.now()
    return True
