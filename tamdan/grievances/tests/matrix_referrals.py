"""Rows of the permission matrix for complaints that are passed on."""

from django.utils import timezone

from tamdan.grievances.models import READERS
from tamdan.grievances.referral.models import RECEIVERS
from tamdan.grievances.tests.files import file_for
from tamdan.grievances.tests.passing import receiving_office, referral_to
from tamdan.institutions.models import Body
from tamdan.intake.models import Item, Release
from tests.matrix import Row

OFFICERS, THERE = frozenset(map(str, READERS)), frozenset(map(str, RECEIVERS))
BOTH = OFFICERS | THERE


def of_office(_user, body):
    """A file of the body, and another body to which it was passed."""
    elsewhere = Body.objects.exclude(pk=body.pk).order_by("pk").first()
    made = referral_to(receiving_office(elsewhere), file_for(body))
    return {"number": made.case.number, "office": made.office.uuid}


def of_part(user, body):
    given = of_office(user, body)
    return {**given, "ref": Item.objects.get(letter__case__number=given["number"]).ref}


def of_file(_user, body):
    return {"number": file_for(body).number}


def passed_to(_user, body):
    """A file of another body that was passed to this one."""
    elsewhere = Body.objects.exclude(pk=body.pk).order_by("pk").first()
    return {"number": referral_to(receiving_office(body), file_for(elsewhere)).number}


def within(_user, body):
    """A body may have both: an office that reads letters, and one that receives what others pass on."""
    return {"number": referral_to(receiving_office(body), file_for(body)).number}


def part_there(user, body):
    """With its release to this person."""
    given = passed_to(user, body)
    item = Item.objects.get(letter__case__referrals__number=given["number"])
    if user is not None and not user.is_anonymous:
        Release.objects.create(item=item, officer=user, purpose="triage", at=timezone.now(), leaf="0" * 64)
    return {**given, "ref": item.ref}


ROWS = [
    *(
        Row(f"grievances:{name}", BOTH)
        for name in ("referrals", "referrals_waiting", "referrals_agreed", "referrals_late")
    ),
    Row("grievances:referrals_download", BOTH, post={}),
    Row("grievances:bodies", OFFICERS, of_file),
    *(
        Row(f"grievances:referral_{name}", OFFICERS, of_office)
        for name in ("ask", "consent", "pass", "write_to", "outcome")
    ),
    Row("grievances:referral_take_back", OFFICERS, of_office, post={"version": 1}, status=302),
    Row("grievances:referral_open_to_pass", OFFICERS, of_part, post={}, status=409),
    Row("grievances:referral", THERE, passed_to),
    Row("grievances:referral_found", BOTH, within, status=302),
    *(Row(f"grievances:referral_{name}", THERE, passed_to) for name in ("give_back", "done", "write")),
    Row("grievances:referral_take_up", THERE, passed_to, post={}, status=302),
    Row("grievances:referral_open", THERE, part_there, post={}, status=422),
    Row("grievances:referral_unreadable", THERE, part_there, post={}),
]
