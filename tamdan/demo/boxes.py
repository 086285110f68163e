"""The demonstration's complaint boxes, their openings by two people, slips that are sealed letters, and one public forum."""

import datetime
from pathlib import Path
from typing import Any

import yaml
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.clocks.days import today
from tamdan.demo.sealed import story, submission
from tamdan.institutions.models import Body
from tamdan.intake import forum_sheets, opening_boxes
from tamdan.intake.binding import Origin, bind
from tamdan.intake.boxes import Box, Opening, SealState
from tamdan.intake.forums import ForumSession
from tamdan.intake.reading import read_parts
from tamdan.intake.submitting import take
from tamdan.sealing import published
from tamdan.sealing.letters import new_id

FILE = Path(__file__).parent / "data" / "boxes.yaml"
DAY = datetime.timedelta(days=1)
NOON = datetime.time(10, 30)


def load_boxes(committee: Body) -> int:
    """Through the same acts as real work; gives the number of letters that came of it."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    people = {user.email: user for user in User.objects.filter(is_demonstration=True)}
    monitor, officer = people["monitor@demo.invalid"], people["intake@demo.invalid"]
    openings = [_opening(committee, row, people, monitor) for row in data["boxes"]]
    for row in data["slips"]:
        _letter(row, Origin(opening=openings[0], is_illegible=row.get("illegible", False)), "box", officer)
    session = _session(committee, data["forum"], monitor)
    for row in data["forum"]["contributions"]:
        _letter(row, Origin(session=session), "forum", officer)
    return len(data["slips"]) + len(data["forum"]["contributions"])


def _opening(committee: Body, row: dict[str, Any], people: dict[str, User], first: User) -> Opening:
    names = ("name_en", "name_km", "spot", "seal")
    box = Box(
        owner=committee, body=Body.objects.get(code=row["body"]), place_id=row["place"], hung_on=today() - row["hung"] * DAY,
        **{name: row[name] for name in names},
    )  # fmt: skip
    opening_boxes.hang_box(box, by=people["secretariat@demo.invalid"])
    told = opening_boxes.Told(
        opened_at=timezone.make_aware(datetime.datetime.combine(today() - row["opened"] * DAY, NOON)), seal_found=row["seal"],
        seal_state=row.get("seal_state", SealState.INTACT), slips=row["slips"], seal_new=row["seal_new"], absent=row["absent"],
        second=people.get(row.get("second", "")), second_name=row.get("second_name", ""), second_post=row.get("second_post", ""),
        seal_words=row.get("seal_words", ""),
    )  # fmt: skip
    opening = opening_boxes.open_box(box, told, by=first)
    if told.second is not None:
        opening_boxes.confirm(opening.record, counted=told.slips, by=told.second)
    return opening


def _session(committee: Body, row: dict[str, Any], by: User) -> ForumSession:
    names = ("venue", "host", "languages", "present", "raised")
    made = ForumSession(
        owner=committee,
        place_id=row["place"],
        held_on=today() - row["held"] * DAY,
        **{name: row[name] for name in names},
    )
    return forum_sheets.hold_session(made, by=by)


def _letter(row: dict[str, Any], origin: Origin, channel: str, by: User) -> None:
    """Sealed to the demonstration's offices, without a way back, as an officer's browser does it."""
    known = published.current()
    assert known is not None
    letter = new_id()
    told = story(letter, row["text"], [office.recipient for office in known.offices])
    opened = {"kind": row["kind"], "urgency": "none", "channel": channel, "language": "km"}
    bind(take(read_parts(submission(letter, [told], opened=opened)), solution=None, by=by).letter, origin, by=by)
