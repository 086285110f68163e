"""What changes bodies, posts and their holders. Each act is one transaction and one event of the ledger."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format

from tamdan.core import bulk
from tamdan.core.access import Viewer
from tamdan.core.ledger import record
from tamdan.core.models import BulkAct
from tamdan.institutions.access import CONFIRMED_MANY
from tamdan.institutions.enums import FocalRole
from tamdan.institutions.errors import (
    AlreadyConfirmed,
    EndedAlready,
    EndsBeforeStart,
    HasSuccessor,
    PostIsTaken,
    SuccessionInACircle,
)
from tamdan.institutions.models import Body, FocalPoint, Holding, Person, Post


@transaction.atomic
def add_body(body: Body, *, by: Viewer | None) -> Body:
    """Store a new body that a person typed; that person vouches for it."""
    body.is_confirmed = True
    body.save(force_insert=True)
    record("institutions.body.added", body, by=by)
    return body


@transaction.atomic
def confirm_body(body: Body, *, by: Viewer | None) -> None:
    """Vouch for a body that came from a file. Raises AlreadyConfirmed."""
    body = Body.objects.select_for_update(of=("self",)).get(pk=body.pk)
    if body.is_confirmed:
        raise AlreadyConfirmed
    body.is_confirmed = True
    body.version += 1
    body.save(update_fields=["is_confirmed", "version"])
    record("institutions.body.confirmed", body, by=by)


@transaction.atomic
def confirm_bodies(bodies: QuerySet[Body], *, by: Viewer | None) -> BulkAct:
    """Vouch for many at once; ``undo_confirming`` takes it back within 30 days. Raises core.bulk.NothingToChange."""
    act = bulk.change(bodies, verb=CONFIRMED_MANY, by=by, is_confirmed=True)
    record(CONFIRMED_MANY, act, by=by, count=act.count)
    return act


@transaction.atomic
def undo_confirming(act: BulkAct, *, by: Viewer | None) -> bulk.Undone:
    """Raises core.bulk.AlreadyUndone and TooLateToUndo."""
    undone = bulk.undo(act, by=by)
    record("institutions.bodies.confirming_undone", act, by=by, count=undone.restored)
    return undone


@transaction.atomic
def succeed_body(body: Body, *, successor: Body, last_day: datetime.date, by: Viewer | None) -> None:
    """``body`` ends on ``last_day`` and ``successor`` takes over what it owed.

    Raises HasSuccessor, SuccessionInACircle and EndsBeforeStart.
    """
    bodies = Body.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([body.pk, successor.pk])
    body, successor = bodies[body.pk], bodies[successor.pk]
    if body.successor:
        raise HasSuccessor(successor=body.successor)
    if body in (successor, *successors_of(successor)):
        raise SuccessionInACircle(successor=successor)
    if body.start and last_day < body.start:
        raise EndsBeforeStart
    body.successor, body.end = successor, last_day
    body.version += 1
    body.save(update_fields=["successor", "end", "version"])
    record("institutions.body.succeeded", body, by=by, about=successor)


def successors_of(body: Body) -> list[Body]:
    """The bodies that took over from this one, one after another."""
    found: list[Body] = []
    following = body.successor
    while following is not None and following not in found:
        found.append(following)
        following = following.successor
    return found


@transaction.atomic
def add_post(post: Post, *, by: Viewer | None) -> Post:
    post.save(force_insert=True)
    record("institutions.post.added", post, by=by, about=post.body)
    return post


@transaction.atomic
def fill_post(post: Post, *, person: Person, start: datetime.date, by: Viewer | None) -> Holding:
    """``person`` holds ``post`` from ``start`` on; the present holder's holding ends the day before.

    Raises PostIsTaken when that holding began on ``start`` or later.
    """
    Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    before = start - datetime.timedelta(days=1)
    for holding in post.holdings.filter(end__isnull=True).select_related("person"):
        if holding.start and holding.start > before:
            raise PostIsTaken(person=holding.person, day=date_format(holding.start))
        end_held(holding, last_day=before, by=by)
    person = store_person(person, by=by)
    made = Holding.objects.create(post=post, person=person, start=start)
    record("institutions.post.filled", made, by=by, about=post.body)
    return made


@transaction.atomic
def name_focal_point(
    body: Body, *, person: Person, role: FocalRole, start: datetime.date, by: Viewer | None
) -> FocalPoint:
    """``person`` answers, stands in or validates for ``body`` from ``start`` on; several may at once."""
    person = store_person(person, by=by)
    made = FocalPoint.objects.create(body=body, person=person, role=role, start=start)
    record("institutions.focal_point.named", made, by=by, about=body)
    return made


def store_person(person: Person, *, by: Viewer | None) -> Person:
    """A person known already stays as they are; a new one is stored and recorded."""
    if person.pk is None:
        person.save(force_insert=True)
        record("institutions.person.added", person, by=by)
    return person


@transaction.atomic
def end_held(held: Holding | FocalPoint, *, last_day: datetime.date, by: Viewer | None) -> None:
    """The last day of a holding or of a focal role. Raises EndedAlready and EndsBeforeStart."""
    held = type(held).objects.select_for_update(of=("self",)).get(pk=held.pk)
    if held.end:
        raise EndedAlready(day=date_format(held.end))
    if held.start and last_day < held.start:
        raise EndsBeforeStart
    held.end = last_day
    held.save(update_fields=["end"])
    body = held.post.body if isinstance(held, Holding) else held.body
    record("institutions.held.ended", held, by=by, about=body)
