"""Files that may be about the same matter, over what stays open alone: same district, same kind, same week."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tamdan.core.access import Viewer, Visibility
from tamdan.core.ledger import record
from tamdan.grievances.models import Case, CaseQuerySet
from tamdan.grievances.timing import KIND
from tamdan.links.actions import LinkedToItself
from tamdan.links.enums import Decision, Origin, Predicate
from tamdan.links.models import Link

SAME = "grievances.case.same_matter"
NEAR = datetime.timedelta(days=7)
SHOWN = 10


def alike(user: Viewer, case: Case) -> CaseQuerySet:
    """Suggestions, the newest first: the week of the event where both say it, otherwise letters that came within a week."""
    if not (case.kind and case.district):
        return Case.objects.none()
    arrived = Q(received_on__range=(case.received_on - NEAR, case.received_on + NEAR))
    week = Q(week=case.week) | Q(week="") & arrived if case.week else arrived
    found = Case.objects.visible_to(user).filter(week, kind=case.kind, district=case.district).exclude(pk=case.pk)
    return found.exclude(pk__in=_linked(case)).order_by("-id")[:SHOWN]


def same_matter(user: Viewer, case: Case) -> list[Case]:
    """The files that an officer said are about the same matter."""
    return list(Case.objects.visible_to(user).filter(pk__in=_linked(case)).order_by("id"))


@transaction.atomic
def say_same(case: Case, other: Case, *, by: Any) -> Link:
    """Two files are about one matter; both stay, each with its own receipt and clocks. Raises LinkedToItself."""
    if case.pk == other.pk:
        raise LinkedToItself
    first, second = sorted((case, other), key=lambda one: one.pk)
    made, created = Link.objects.get_or_create(
        from_kind=KIND, from_id=first.pk, to_kind=KIND, to_id=second.pk, predicate=Predicate.RELATED, owner=case.owner,
        defaults={
            "origin": Origin.PERSON, "decision": Decision.ACCEPTED, "visibility": Visibility.OWNER, "decided_by": by,
            "decided_at": timezone.now(),
        },
    )  # fmt: skip
    if created:
        record(SAME, case, by=by, detail={"other": other.number})
    return made


def _linked(case: Case) -> list[int]:
    pairs = Link.objects.touching(KIND, case.pk).standing().values_list("from_kind", "from_id", "to_kind", "to_id")
    return [
        pk for from_kind, start, to_kind, end in pairs for pk in (start, end) if pk != case.pk and from_kind == to_kind
    ]
