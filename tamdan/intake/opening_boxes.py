"""What happens to complaint boxes: hung, out of use, opened by two, confirmed, corrected. Each act is one transaction and one event.

A box has to be opened as often as the country's rule ``box-opened`` says: its clock runs from opening to opening.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from tamdan.accounts.enums import STAFF_ROLES, Role
from tamdan.accounts.models import Membership, User
from tamdan.clocks.actions import Seen, start_clock, stop_clock
from tamdan.clocks.days import today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, Rule
from tamdan.clocks.watch import holders
from tamdan.core.ledger import record
from tamdan.core.notices import notify
from tamdan.institutions.models import Body
from tamdan.intake.boxes import Box, CustodyRecord, Opening, OutOfUse
from tamdan.intake.errors import (
    AheadOfTime,
    BoxInUse,
    BoxRests,
    FewerSlipsThanWritten,
    NotTheFirst,
    NotTheSecond,
    OpenedLater,
    RecordMovedOn,
    SaidAlready,
)

HUNG, CHANGED, OUT_OF_USE, BACK = "box.hung", "box.changed", "box.out_of_use", "box.back_in_use"
OPENED, CORRECTED, CONFIRMED, DISPUTED = "box.opened", "box.corrected", "box.confirmed", "box.disputed"
DOUBT, WITNESS = "intake.box_in_doubt", "intake.box_to_confirm"
RULE = "box-opened"
"""The rule of ``country/<code>/clocks.yaml`` that says within how many days a box is opened again."""
SLACK = datetime.timedelta(minutes=5)
"""A wrist watch may be ahead of the server's clock by this much."""


@dataclass(frozen=True)
class Told:
    """What two people tell of an opening. ``second`` has an account, or ``second_name`` and ``second_post`` are given."""

    opened_at: datetime.datetime
    seal_found: str
    seal_state: str
    slips: int
    seal_new: str
    second: User | None = None
    second_name: str = ""
    second_post: str = ""
    absent: str = ""
    seal_words: str = ""


@transaction.atomic
def hang_box(box: Box, *, by: Any) -> Box:
    """A new box; its clock begins on the day since when it hangs."""
    box.save(force_insert=True)
    record(HUNG, box, by=by)
    _let_run(box, box.hung_on, by=by)
    return box


@transaction.atomic
def change_box(box: Box, *, fields: list[str], by: Any) -> None:
    """The ledger's line on an edit that a form stored; its clock is called as the box is."""
    for clock in Clock.objects.on(box).running():
        clock.title_en, clock.title_km = box.name_en, box.name_km
        clock.save(update_fields=["title_en", "title_km", "changed_at"])
    record(CHANGED, box, by=by, detail={"fields": fields})


@transaction.atomic
def rest_box(box: Box, *, since: datetime.date, reason: str, by: Any) -> OutOfUse:
    """Out of use from a day on: nobody has to open it meanwhile. Raises BoxRests."""
    box = _locked(box)
    if box.rests.filter(end__isnull=True).exists():
        raise BoxRests
    made = OutOfUse.objects.create(box=box, start=since, reason=reason)
    _stop(box, Outcome.DROPPED, by=by)
    record(OUT_OF_USE, made, by=by, about=box)
    return made


@transaction.atomic
def use_again(box: Box, *, day: datetime.date, seal: str, by: Any) -> Box:
    """Hung again with a new seal; the day before was the last out of use. Raises BoxInUse, also for a day before it was taken down."""
    box = _locked(box)
    rest = box.rests.filter(end__isnull=True, start__lte=day).first()
    if rest is None:
        raise BoxInUse
    rest.end = max(day - datetime.timedelta(days=1), rest.start or day)
    rest.save(update_fields=["end"])
    _put_seal(box, seal)
    record(BACK, rest, by=by, about=box)
    _let_run(box, day, by=by)
    return box


@transaction.atomic
def open_box(box: Box, told: Told, *, by: User) -> Opening:
    """What two people saw. The second, with an account, is asked to confirm; the secretariat hears of what is not as it should be.

    Raises BoxRests for a box that is out of use, OpenedLater when a later opening stands already, AheadOfTime.
    """
    box = _locked(box)
    if box.rests.filter(end__isnull=True).exists():
        raise BoxRests
    _check_time(told.opened_at)
    if any(one.opened_at >= told.opened_at for one in box.openings.prefetch_related("records")):
        raise OpenedLater
    opening = Opening.objects.create(box=box)
    _write(opening, told, number=1, expected=box.seal, first=by, by=by)
    _put_seal(box, told.seal_new)
    _stop(box, Outcome.DONE, by=by)
    _let_run(box, timezone.localdate(told.opened_at), by=by)
    return opening


@transaction.atomic
def correct(opening: Opening, told: Told, *, reason: str, after: int, by: User) -> CustodyRecord:
    """One more record of the same opening, which takes the place of record ``after``; what it said stays readable. The first person
    does it, who wrote it; somebody else only when that account is closed, and the ledger then says who.

    Raises RecordMovedOn, NotTheFirst, FewerSlipsThanWritten, AheadOfTime.
    """
    box = _locked(opening.box)
    opening = (
        Opening.objects.select_for_update(no_key=True, of=("self",)).prefetch_related("records").get(pk=opening.pk)
    )
    before = opening.record
    if before.number != after:
        raise RecordMovedOn
    if before.first_id != by.pk and before.first.is_active:
        raise NotTheFirst
    written = opening.slips.count()
    if told.slips < written:
        raise FewerSlipsThanWritten(written=written)
    _check_time(told.opened_at)
    made = _write(
        opening, told, number=after + 1, expected=before.seal_expected, first=before.first, by=by, reason=reason
    )
    if box.seal == before.seal_new != made.seal_new:
        _put_seal(box, made.seal_new)
    if (before.slips, before.seal_found, before.seal_state) != (made.slips, made.seal_found, made.seal_state):
        _tell_of_doubt(box, opening)
    return made


@transaction.atomic
def confirm(custody: CustodyRecord, *, counted: int, objection: str = "", by: User) -> CustodyRecord:
    """The second person says with an own account what they counted, and what they saw otherwise.

    Raises NotTheSecond, SaidAlready, RecordMovedOn.
    """
    now = CustodyRecord.objects.select_for_update(of=("self",)).select_related("opening__box").get(pk=custody.pk)
    if now.second_id != by.pk:
        raise NotTheSecond
    if now.confirmed_at is not None:
        raise SaidAlready
    if now.opening.records.filter(number__gt=now.number).exists():
        raise RecordMovedOn
    now.confirmed_at, now.counted, now.objection = timezone.now(), counted, objection
    now.save(update_fields=["confirmed_at", "counted", "objection"])
    record(DISPUTED if now.is_disputed else CONFIRMED, now, by=by, about=now.opening)
    if now.is_disputed:
        _tell_of_doubt(now.opening.box, now.opening)
    return now


def witnesses(body: Body, day: datetime.date, *, but: User | None = None) -> "list[User]":
    """Who of a body may be the second person with an account: its staff of that day, by name."""
    held = Membership.objects.on(day).filter(body=body, role__in=STAFF_ROLES)
    found = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(found.exclude(pk=but.pk if but else 0).order_by("name", "pk"))


def boxes_of_clocks(keys: list[int]) -> Mapping[int, Clock]:
    """The clock that runs on each of these boxes, by the box's key. One query."""
    found = Clock.objects.running().filter(kind=Box._meta.label_lower, object_id__in=keys, rule__code=RULE)
    return {clock.object_id: clock for clock in found}


def _write(
    opening: Opening, told: Told, *, number: int, expected: str, first: User, by: User, reason: str = ""
) -> CustodyRecord:
    made = CustodyRecord.objects.create(
        opening=opening, number=number, seal_expected=expected, first=first, reason=reason, **vars(told)
    )
    record(OPENED if number == 1 else CORRECTED, made, by=by, about=opening, count=made.slips)
    if told.second is not None:
        notify([told.second], WITNESS, opening, {"box": _names(opening.box), "first": str(first)})
    if number == 1 and not made.is_seal_right:
        _tell_of_doubt(opening.box, opening)
    return made


def _locked(box: Box) -> Box:
    return Box.objects.select_for_update(of=("self",)).select_related("owner").get(pk=box.pk)


def _check_time(at: datetime.datetime) -> None:
    if at > timezone.now() + SLACK:
        raise AheadOfTime


def _put_seal(box: Box, seal: str) -> None:
    box.seal = seal
    box.version += 1
    box.save(update_fields=["seal", "version"])


def _names(box: Box) -> dict[str, str]:
    return {"en": box.name_en, "km": box.name_km}


def _tell_of_doubt(box: Box, opening: Opening) -> None:
    """A broken seal, another seal, another count: the secretariat hears of it, with nothing of what the slips say."""
    notify(holders(Role.SECRETARIAT, box.owner, today()), DOUBT, opening, {"box": _names(box)})


def _let_run(box: Box, day: datetime.date, *, by: Any) -> None:
    """The time until the next opening begins; where the country has no such rule nothing runs."""
    if Rule.objects.current().filter(code=RULE).exists():
        start_clock(
            RULE, on=box, seen=Seen(owner=box.owner, title_en=box.name_en, title_km=box.name_km), by=by, day=day
        )


def _stop(box: Box, outcome: Outcome, *, by: Any) -> None:
    for clock in Clock.objects.on(box).running():
        stop_clock(clock, outcome=outcome, by=by)
