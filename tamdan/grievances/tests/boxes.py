"""Boxes with openings, and forums, made through the acts."""

import datetime
from typing import Any

from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.clocks.days import today
from tamdan.institutions.models import Body
from tamdan.intake import forum_sheets, opening_boxes
from tamdan.intake.boxes import Box, Opening, SealState
from tamdan.intake.forums import ForumSession


def box_of(owner: Body, **fields: Any) -> Box:
    number = Box.objects.count() + 1
    given = {
        "name_en": f"Prison {number}, yard", "name_km": f"ពន្ធនាគារទី{number} ទីធ្លា", "seal": f"A{number}01",
        "hung_on": today() - datetime.timedelta(days=3),
    }  # fmt: skip
    return opening_boxes.hang_box(Box(owner=owner, **{**given, **fields}), by=None)


def told(box: Box, **changed: Any) -> opening_boxes.Told:
    given: dict[str, Any] = {
        "opened_at": timezone.now() - datetime.timedelta(hours=1), "seal_found": box.seal, "seal_state": SealState.INTACT, "slips": 3,
        "seal_new": f"{box.seal}-2", "second_name": "Chan Sreymom", "second_post": "Lawyer of a rights group",
        "absent": "No officer of the prison was in sight.",
    }  # fmt: skip
    if changed.get("second"):
        given |= {"second_name": "", "second_post": ""}
    return opening_boxes.Told(**{**given, **changed})


def opening_of(box: Box, first: User, **changed: Any) -> Opening:
    return opening_boxes.open_box(box, told(box, **changed), by=first)


def session_of(body: Body, by: User, **fields: Any) -> ForumSession:
    given = {
        "held_on": today(),
        "venue": "Hall of Oranet",
        "host": "Village chief",
        "languages": ["km"],
        "present": 40,
        "raised": 2,
    }
    return forum_sheets.hold_session(ForumSession(owner=body, **{**given, **fields}), by=by)
