"""This room's rows of the permission matrix."""

import datetime

from django.utils import timezone

from tamdan.clocks.actions import pause_clock
from tamdan.clocks.days import today
from tamdan.core import bulk
from tamdan.grievances import equality, handing
from tamdan.grievances.models import READERS, Case, Handover
from tamdan.grievances.reminders import Why
from tamdan.grievances.reminding import remind
from tamdan.grievances.tests import matrix_boxes as boxes
from tamdan.grievances.tests import matrix_names as names
from tamdan.grievances.tests import matrix_referrals as referrals
from tamdan.grievances.tests.files import file_for
from tamdan.grievances.timing import ANSWER, running
from tamdan.intake.models import Item, Release
from tamdan.sealing.enums import SERVERS
from tests.matrix import Row

OFFICERS = frozenset(map(str, READERS))
SEERS = frozenset(map(str, equality.SEERS))
HOLDERS = frozenset(map(str, SERVERS))
LISTS = ("queue", "late", "danger", "answers", "mine", "waiting", "reminders", "reminders_ics")
FORMS = ("sort", "recuse", "assign", "decide", "phone", "close", "remind")


def of_case(_user, body):
    return {"number": file_for(body, kind="land", urgency="none").number}


def of_item(_user, body):
    case = file_for(body)
    return {"number": case.number, "ref": case.letter.items.get().ref}


def of_released(user, body):
    """An item that was released to this person."""
    given = of_item(user, body)
    item = Item.objects.get(ref=given["ref"])
    if user is not None and not user.is_anonymous:
        Release.objects.create(item=item, officer=user, purpose="triage", at=timezone.now(), leaf="0" * 64)
    return given


def of_clock(_user, body):
    case = file_for(body)
    return {"number": case.number, "pk": running(case, ANSWER).pk}


def of_paused(_user, body):
    case = file_for(body)
    clock = running(case, ANSWER)
    pause_clock(clock, reason="before-a-court", by=None)
    return {"number": case.number, "pk": clock.pk}


def of_writing(_user, body):
    return {"number": file_for(body).number, "what": "note"}


def of_reminder(user, body):
    """A file that this person wants to come back to."""
    case = file_for(body)
    if user is not None and not user.is_anonymous:
        remind(case, today() + datetime.timedelta(days=1), Why.LOOK, by=user)
    return {"number": case.number}


def of_nobody(_user, _body):
    """Nobody is held up: whoever may ask is told that there is no such colleague."""
    return {"pk": 0}


def of_handover(user, body):
    """An act of the body that gave one file to the person who asks."""
    case = file_for(body)
    act = bulk.change(Case.objects.filter(pk=case.pk), verb=handing.HANDED_OVER, by=None, officer=user)
    return {"pk": Handover.objects.create(leaver=user, successor=user, act=act, owner=body).pk}


ROWS = [
    *boxes.ROWS,
    *names.ROWS,
    *referrals.ROWS,
    *(Row(f"grievances:{name}", OFFICERS) for name in LISTS),
    Row("grievances:new", OFFICERS),
    Row("grievances:new_seen", OFFICERS, post={}, status=422),
    Row("grievances:new_scan", OFFICERS, post={}, status=422),
    Row("grievances:download", OFFICERS, post={}),
    Row("grievances:equality", SEERS),
    Row("grievances:equality_download", SEERS, post={}),
    Row("grievances:hand_over", OFFICERS),
    Row("grievances:take_back", OFFICERS, of_handover, post={}, status=302),
    Row("grievances:limits", HOLDERS),
    Row("grievances:let_go_on", HOLDERS, of_nobody, sees_all=HOLDERS, post={}, status=404),
    Row("grievances:case", OFFICERS, of_case),
    *(Row(f"grievances:{name}", OFFICERS, of_case) for name in FORMS),
    Row("grievances:write", OFFICERS, of_writing),
    Row("grievances:same", OFFICERS, of_case),
    Row("grievances:take_up", OFFICERS, of_case, post={"version": 1}, status=302),
    Row("grievances:reminded", OFFICERS, of_reminder, post={}, status=302),
    Row("grievances:pause", OFFICERS, of_clock),
    Row("grievances:resume", OFFICERS, of_paused, post={}, status=302),
    Row("grievances:open", OFFICERS, of_item, post={}, status=422),
    Row("grievances:unreadable", OFFICERS, of_released, post={}),
]
