"""Rows of the permission matrix for boxes and forums."""

from tamdan.accounts.enums import Role
from tamdan.grievances.access_boxes import HANGERS, LOOKERS, OPENERS
from tamdan.grievances.tests.boxes import box_of, opening_of, session_of
from tamdan.intake.opening_boxes import rest_box
from tests.cast import make_user
from tests.matrix import Row

LOOKING, OPENING, HANGING = (frozenset(map(str, roles)) for roles in (LOOKERS, OPENERS, HANGERS))


def of_box(_user, body):
    return {"pk": box_of(body).uuid}


def of_resting(_user, body):
    box = box_of(body)
    rest_box(box, since=box.hung_on, reason="Painted.", by=None)
    return {"pk": box.uuid}


def of_opening(_user, body):
    first = body.memberships.first()
    return {"pk": opening_of(box_of(body), first.user if first else make_user(body, Role.MONITOR)).uuid}


def of_session(_user, body):
    first = body.memberships.first()
    return {"pk": session_of(body, first.user if first else make_user(body, Role.MONITOR)).uuid}


ROWS = [
    *(Row(f"grievances:boxes{name}", LOOKING) for name in ("", "_late", "_slips", "_confirm")),
    Row("grievances:boxes_download", LOOKING, post={}),
    Row("grievances:box_new", HANGING),
    Row("grievances:box", LOOKING, of_box),
    Row("grievances:box_edit", HANGING, of_box),
    Row("grievances:box_rest", HANGING, of_box),
    Row("grievances:box_back", HANGING, of_resting),
    Row("grievances:box_open", OPENING, of_box),
    Row("grievances:opening", LOOKING, of_opening),
    Row("grievances:opening_correct", OPENING, of_opening),
    Row("grievances:opening_confirm", LOOKING, of_opening),
    Row("grievances:opening_paper", LOOKING, of_opening),
    Row("grievances:forums", LOOKING),
    Row("grievances:forum_new", HANGING | OPENING),
    Row("grievances:forum", LOOKING, of_session),
    Row("grievances:forum_edit", HANGING | OPENING, of_session),
]
