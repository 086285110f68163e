"""The other body's clocks: whether it takes the complaint up, and its answer (``country/<code>/clocks.yaml``).

The complainant's own clocks run on: whoever passed a complaint on still owes an answer. An officer may pause them by hand, for the
reason that the rule of the country knows.
"""

from typing import Any

from django.db.models import Min

from tamdan.clocks.actions import Seen, start_clock, stop_clock
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, Rule
from tamdan.core.access import Viewer, Visibility
from tamdan.grievances.access import hidden_clocks
from tamdan.grievances.referral.models import NEVER, Referral
from tamdan.grievances.timing import keep_next_day, seen_as

KIND = "grievances.referral"


def start_clock_of(referral: Referral, code: str, *, by: Any) -> None:
    """A rule that the country does not have is passed over. The other body sees its own clock."""
    if Rule.objects.current().filter(code=code).exists():
        follow(start_clock(code, on=referral, seen=_seen(referral), by=by))


def _seen(referral: Referral) -> Seen:
    case = referral.case
    usual, bodies = seen_as(case, case.owner), sorted({*case.shared_with, referral.office.body_id})
    return Seen(
        owner=case.owner, title_en=f"Complaint {referral.number}, passed on", title_km=f"បណ្តឹងលេខ {referral.number} ដែលបានបញ្ជូនបន្ត",
        visibility=Visibility.SHARED, shared_with=bodies or usual.shared_with,
    )  # fmt: skip


def finish_clock(referral: Referral, code: str, *, by: Any) -> None:
    for clock in Clock.objects.on(referral).running().filter(rule__code=code):
        stop_clock(clock, outcome=Outcome.DONE, by=by)


def drop_clocks(referral: Referral, *, by: Any) -> None:
    for clock in Clock.objects.on(referral).running():
        stop_clock(clock, outcome=Outcome.DROPPED, by=by)


def follow(clock: Clock) -> None:
    """The referral keeps its next day, and the file the first of all (``CLOCK_FOLLOWERS``)."""
    found = Referral.objects.filter(pk=clock.object_id).select_related("case").first()
    if found:
        first = Clock.objects.on(found).ticking().aggregate(first=Min("due_on"))["first"]
        Referral.objects.filter(pk=found.pk).update(due_on=first or NEVER)
        keep_next_day(found.case)


def hidden(user: Viewer) -> list[int]:
    """Referrals of files whose clocks this person does not see (``CLOCKS_HIDDEN``)."""
    return list(Referral.objects.filter(case__in=hidden_clocks(user)).values_list("pk", flat=True))
