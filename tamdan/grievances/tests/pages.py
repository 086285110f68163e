"""Pages that walks over the whole system visit (tests/pages.py)."""

import datetime
from collections.abc import Callable

from django.urls import reverse

from tamdan.clocks.actions import pause_clock
from tamdan.clocks.days import today
from tamdan.grievances import actions, handing
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.reminders import Why
from tamdan.grievances.reminding import remind
from tamdan.grievances.tests import pages_boxes, pages_names, pages_referrals
from tamdan.grievances.tests.files import add_item, answered, file_for
from tamdan.grievances.timing import ANSWER, running
from tamdan.places.models import Place
from tamdan.sealing.models import Office
from tamdan.sealing.tests import pages as sealing_pages
from tests.cast import Cast
from tests.pages import Page, person


def _case(cast: Cast) -> Case:
    """A file with everything: danger, new words, a picture, a decision, a pause, a twin; the case officer has its office's key."""
    found = Case.objects.filter(owner=cast.committee, urgency="reprisal").order_by("pk").first()
    if found:
        return found
    sealing_pages.office(cast)
    office, by = Office.objects.get(name_en="Office of Pages"), person("case_officer", cast)
    district = Place.objects.current().filter(level="district").first()
    fields = {"kind": "land", "urgency": "reprisal", "district": district.code if district else "", "week": "2026-W40"}
    found, twin = (file_for(cast.committee, office=office, **fields) for _twice in range(2))
    add_item(found.letter, office, content=b"\x89PNG", kind="file")
    actions.assign(found, by, version=1, by=by)
    reason = AdmissibilityReason.objects.get(code="ours")
    actions.decide(found, reason, elsewhere=cast.ministry, version=2, by=by)
    actions.recuse(found, bodies=[cast.ministry], people=[], version=3, by=by)
    pause_clock(running(found, ANSWER), reason="before-a-court", by=by)
    answered(found)
    actions.assign(twin, person("intake_officer", cast), version=1, by=None)
    return found


def of(name: str, *more: str) -> Callable[[Cast], str]:
    def make(cast: Cast) -> str:
        return reverse(f"grievances:{name}", args=[_case(cast).number, *more])

    return make


def queue(cast: Cast) -> str:
    _case(cast)
    return reverse("grievances:queue")


def pause(cast: Cast) -> str:
    case = file_for(cast.committee)
    return reverse("grievances:pause", args=[case.number, running(case, ANSWER).pk])


def hand_over(cast: Cast) -> str:
    """With one that can be reversed."""
    _case(cast)
    leaver, successor = person("case_officer", cast), person("intake_officer", cast)
    one = file_for(cast.committee)
    actions.assign(one, leaver, version=1, by=leaver)
    Case.objects.filter(officer=leaver).exclude(pk=one.pk).update(officer=None)
    handing.hand_over(leaver, successor, owner=cast.committee, by=leaver)
    return reverse("grievances:hand_over")


def reminders(cast: Cast) -> str:
    """One of today and one of tomorrow."""
    by, now = person("case_officer", cast), today()
    for days, why in ((0, Why.CALL), (1, Why.ANSWER)):
        remind(file_for(cast.committee), now + datetime.timedelta(days=days), why, by=by)
    return reverse("grievances:reminders")


def new(cast: Cast) -> str:
    """While letters can be received."""
    sealing_pages.office(cast)
    return reverse("grievances:new")


PAGES = [
    *pages_boxes.PAGES,
    *pages_names.PAGES,
    *pages_referrals.PAGES,
    Page("letters", queue, who="case_officer"),
    Page("letters-none", lambda cast: queue(cast) + "?channel=nowhere", who="case_officer"),
    Page("letter", of("case"), who="case_officer"),
    Page("letter-without-key", of("case"), who="intake_officer"),
    *(
        Page(f"letter-{name}", of(name), who="case_officer")
        for name in ("sort", "recuse", "assign", "decide", "phone", "same", "remind")
    ),
    Page("letter-close", of("close"), who="case_officer"),
    Page("letter-answer", of("write", "answer"), who="case_officer"),
    Page("letter-note-without-key", of("write", "note"), who="intake_officer"),
    Page("letter-pause", pause, who="case_officer"),
    Page("letters-hand-over", hand_over, who="case_officer"),
    Page("letters-limit", lambda _cast: reverse("grievances:limits"), who="case_officer"),
    Page("letters-reminders", reminders, who="case_officer"),
    Page("letters-reminders-none", lambda _cast: reverse("grievances:reminders"), who="intake_officer"),
    Page("letter-new", new, who="case_officer"),
    Page("letters-equality", lambda cast: _case(cast) and reverse("grievances:equality"), who="case_officer"),
    Page("letters-equality-guarded", lambda _cast: reverse("grievances:equality"), who="secretary"),
    Page("letters-equality-none", lambda _cast: reverse("grievances:equality") + "?until=2001-01-01", who="auditor"),
]
