"""Files that come back on a day: set, moved, done, told. A plan of one person and no act on the file, so the ledger has no line of it."""

import datetime
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.clocks.days import today
from tamdan.core.access import Viewer
from tamdan.core.notices import notify
from tamdan.grievances.models import Case
from tamdan.grievances.reminders import Reminder, ReminderQuerySet, Why
from tamdan.taxonomy.country import country

REMINDED = "grievances.reminded"
MORNING = 6
"""The hour of the home State from which people are told: nobody's telephone rings at midnight."""


def reminders_of(user: Any) -> ReminderQuerySet:
    """The person's own, of files that they may still see."""
    return Reminder.objects.filter(officer=user.pk, case__in=Case.objects.visible_to(user))


def number_due(user: Viewer) -> int:
    """How many files a person wanted to come back to by today."""
    return reminders_of(user).due(today()).count()


def remind(case: Case, day: datetime.date, why: Why, *, by: User) -> Reminder:
    """The file comes back to ``by`` on ``day``; the day that was set before no longer counts."""
    set_to = {"day": day, "why": why, "told_at": None}
    return Reminder.objects.update_or_create(case=case, officer=by, defaults=set_to)[0]


def follow(cases: Iterable[int], *, leaver: Any, successor: Any) -> None:
    """What a leaver wanted to come back to, their successor comes back to; where both set a day, the successor's stands."""
    left = Reminder.objects.filter(case__in=list(cases), officer=leaver)
    own = Reminder.objects.filter(officer=successor).values("case")
    left.exclude(case__in=own).update(officer=successor, told_at=None)
    left.delete()


def tell_what_is_due(now: datetime.datetime | None = None) -> int:
    """Tell each officer once, from MORNING on; gives how many were told. What they no longer see is forgotten without a word."""
    here = timezone.localtime(now, ZoneInfo(country(settings.COUNTRY).time_zone))
    if here.hour < MORNING:
        return 0
    waiting = Reminder.objects.due(here.date()).filter(told_at__isnull=True, officer__is_active=True)
    return sum(_tell(pk) for pk in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _tell(pk: int) -> bool:
    rows = Reminder.objects.select_for_update(of=("self",), skip_locked=True).select_related("case", "officer")
    found = rows.filter(pk=pk, told_at__isnull=True).first()
    if found is None:
        return False
    if not Case.objects.visible_to(found.officer).filter(pk=found.case_id).exists():
        found.delete()
        return False
    found.told_at = timezone.now()
    found.save(update_fields=["told_at"])
    notify([found.officer], REMINDED, found.case, {"number": found.case.number})
    return True
