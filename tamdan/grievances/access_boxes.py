"""Who may see, hang and open complaint boxes, and record public forums: bodies see their own, by role. Nothing of a letter is here."""

import uuid

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from tamdan.accounts.enums import Role
from tamdan.clocks.models import Clock, ClockQuerySet
from tamdan.core.access import Viewer, reach_of
from tamdan.grievances.models import READERS
from tamdan.institutions.models import Body, BodyQuerySet
from tamdan.intake.boxes import Box, BoxQuerySet, CustodyRecord, Opening
from tamdan.intake.forums import ForumSession, ForumSessionQuerySet
from tamdan.intake.opening_boxes import RULE

HANGERS = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT})
"""Who sets boxes up and takes them out of use."""
OPENERS = READERS | {Role.MONITOR}
"""Who opens a box and writes the custody record; those who read letters write its slips down."""
LOOKERS = HANGERS | OPENERS | {Role.AUDITOR}
LATE, SLIPS, CONFIRM = "late", "slips", "confirm"


def own_bodies(user: Viewer) -> BodyQuerySet:
    """The bodies whose boxes and forums the person works on."""
    return Body.objects.filter(pk__in=sorted(reach_of(user).bodies))


def boxes_of(user: Viewer, only: str = "") -> BoxQuerySet:
    """Boxes of the person's bodies; ``only``: past their day, with slips that are no letters yet, with a record that this person
    has to confirm."""
    found = Box.objects.filter(owner__in=sorted(reach_of(user).bodies))
    if only == LATE:
        return found.filter(pk__in=overdue().values("object_id"))
    if only == SLIPS:
        return found.filter(pk__in=unfinished().values("box"))
    return found.filter(pk__in=to_confirm(user).values("opening__box")) if only == CONFIRM else found


def counted(user: Viewer, only: str) -> int:
    return boxes_of(user, only).count()


def overdue() -> ClockQuerySet:
    """The clocks of boxes that nobody opened in time."""
    return Clock.objects.overdue().filter(kind=Box._meta.label_lower, rule__code=RULE)


def unfinished() -> "QuerySet[Opening]":
    """Openings with more slips than letters."""
    newest = CustodyRecord.objects.filter(opening=OuterRef("pk")).order_by("-number")
    found = Opening.objects.annotate(there=Subquery(newest.values("slips")[:1]), taken=Count("slips"))
    return found.filter(taken__lt=F("there")).order_by()


def to_confirm(user: Viewer) -> "QuerySet[CustodyRecord]":
    """The newest records of openings at which this person was the second and has not said anything."""
    later = CustodyRecord.objects.filter(opening=OuterRef("opening"), number__gt=OuterRef("number"))
    mine = CustodyRecord.objects.filter(second=getattr(user, "pk", None), confirmed_at__isnull=True)
    return mine.filter(~Exists(later)).order_by()


def box_or_404(user: Viewer, wanted: uuid.UUID) -> Box:
    return get_object_or_404(boxes_of(user).with_all(), uuid=wanted)


def opening_or_404(user: Viewer, wanted: uuid.UUID) -> Opening:
    """With its records and slips. Six queries."""
    found = Opening.objects.filter(box__in=boxes_of(user)).select_related("box__owner", "box__body", "box__place")
    people = found.prefetch_related("records__first", "records__second", "slips__letter", "slips__by")
    return get_object_or_404(people, uuid=wanted)


def sessions_of(user: Viewer) -> ForumSessionQuerySet:
    return ForumSession.objects.filter(owner__in=sorted(reach_of(user).bodies))


def session_or_404(user: Viewer, wanted: uuid.UUID) -> ForumSession:
    found = sessions_of(user).with_all().prefetch_related("contributions__letter", "contributions__by")
    return get_object_or_404(found, uuid=wanted)
