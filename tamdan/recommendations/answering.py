"""What a State answered, added, corrected and taken away by people; the newest answer by date is the record's position.

Cambodia answered 205 recommendations of 2014 and revised eight of them in its addendum: four it noted, four it rejected, which
the UN counts as noted (docs/domain/recommendations.md).
"""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tamdan.core import bulk
from tamdan.core.errors import DomainError
from tamdan.core.ledger import record
from tamdan.core.models import BulkAct
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.keeping import keep_in_step
from tamdan.recommendations.models import PositionTaken, Recommendation

ADDED = "recommendations.position.added"
CORRECTED = "recommendations.position.corrected"
REMOVED = "recommendations.position.removed"
ADDED_TO_MANY = "recommendations.position.added_to_many"
TAKEN_BACK = "recommendations.position.taken_back"


class NoAnswer(DomainError):
    code = "position-says-nothing"
    message = _("Say what the State answered, or what the UN recorded.")


class SaidAlready(DomainError):
    code = "position-said-already"
    status = 409
    message = _("This very answer stands there already. Somebody may have added it while you were writing.")


@dataclass(frozen=True)
class Answer:
    """``recorded``: as the UN records it (enums.Position); ``stated``: as the State put it (enums.Stated)."""

    recorded: str = ""
    stated: str = ""
    date: datetime.date | None = None
    document: str = ""


def plain(taken: PositionTaken) -> dict[str, str]:
    """An answer as a form posts it."""
    return _detail(Answer(taken.recorded, taken.stated, taken.date, taken.document))


def mark(taken: PositionTaken) -> str:
    """What a button beside the answer carries, so that it is about this very answer."""
    return "|".join(plain(taken).values())


def in_order(positions: Iterable[PositionTaken]) -> list[PositionTaken]:
    """The oldest first. Answers without a day were recorded before anybody dated one, so they stand first."""
    return sorted(positions, key=lambda taken: (taken.date or datetime.date.min, taken.pk))


def last_of(positions: Iterable[PositionTaken]) -> tuple[str, str]:
    """What the UN records last, and how the State put it on the day of its last answer: both may stand in rows of one day."""
    ordered = in_order(positions)
    if not ordered:
        return "", ""
    of_that_day = [taken for taken in ordered if taken.date == ordered[-1].date] if ordered[-1].date else ordered[-1:]
    recorded = next((taken.recorded for taken in reversed(ordered) if taken.recorded), "")
    return recorded, next((taken.stated for taken in reversed(of_that_day) if taken.stated), "")


@transaction.atomic
def add(recommendation: Recommendation, answer: Answer, *, by: Any) -> PositionTaken:
    """Write down one more answer. Raises NoAnswer and, where two people wrote down the same, SaidAlready."""
    _refuse_silence(answer)
    _lock([recommendation.pk])
    if recommendation.positions.filter(**asdict(answer)).exists():
        raise SaidAlready
    made = PositionTaken.objects.create(recommendation=recommendation, **asdict(answer))
    follow([recommendation.pk])
    record(ADDED, made, by=by, about=recommendation, detail=_detail(answer))
    return made


@transaction.atomic
def correct(taken: PositionTaken, answer: Answer, *, by: Any) -> None:
    """Write an answer again; what it said before is in its history. Raises NoAnswer."""
    _refuse_silence(answer)
    _lock([taken.recommendation_id])
    for name, value in asdict(answer).items():
        setattr(taken, name, value)
    taken.save(update_fields=list(asdict(answer)))
    follow([taken.recommendation_id])
    record(CORRECTED, taken, by=by, about=taken.recommendation, detail=_detail(answer))


@transaction.atomic
def remove(taken: PositionTaken, *, by: Any) -> None:
    """Take an answer away that was never given; the history keeps it."""
    _lock([taken.recommendation_id])
    record(REMOVED, taken, by=by, about=taken.recommendation)
    taken.delete()
    follow([taken.recommendation_id])


@transaction.atomic
def add_to_many(rows: Iterable[int], answer: Answer, *, by: Any) -> BulkAct:
    """The same answer, in one document, to several recommendations but those that hold it; ``take_back`` reverses it for 30 days.

    Raises NoAnswer and NothingToChange.
    """
    _refuse_silence(answer)
    locked = _lock(rows)
    there = PositionTaken.objects.filter(recommendation__in=locked, **asdict(answer))
    said = set(there.values_list("recommendation_id", flat=True))
    ids = [pk for pk in locked if pk not in said]
    made = PositionTaken.objects.bulk_create(PositionTaken(recommendation_id=pk, **asdict(answer)) for pk in ids)
    follow(ids)
    added = {taken.recommendation_id: taken.pk for taken in made}
    act = bulk.note(KIND, verb=ADDED_TO_MANY, by=by, before=added, after=_detail(answer))
    record(ADDED_TO_MANY, act, by=by, detail=_detail(answer), count=act.count)
    return act


@transaction.atomic
def take_back(act: BulkAct, *, by: Any) -> int:
    """Remove what one act added, but for answers that somebody corrected since; gives how many went.

    Raises AlreadyUndone and TooLateToUndo.
    """
    act = bulk.close(act, by=by)
    _lock(map(int, act.before))
    same = PositionTaken.objects.filter(
        pk__in=act.before.values(), recorded=act.after["recorded"], stated=act.after["stated"],
        document=act.after["document"], date=act.after["date"] or None,
    )  # fmt: skip
    touched = list(same.values_list("recommendation_id", flat=True))
    same.delete()
    follow(touched)
    record(TAKEN_BACK, act, by=by, count=len(touched))
    return len(touched)


def follow(ids: Iterable[int]) -> None:
    """The record's position is its last answer; facets, order and index with it."""
    ids = list(ids)
    changed = Recommendation.objects.filter(pk__in=ids).prefetch_related("positions")
    for one in changed:
        one.position, one.position_stated = last_of(one.positions.all())
        one.save(update_fields=["position", "position_stated"])
    keep_in_step(ids)


def _lock(ids: Iterable[int]) -> list[int]:
    """In the order of their ids."""
    rows = Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=list(ids)).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def _refuse_silence(answer: Answer) -> None:
    if not (answer.recorded or answer.stated):
        raise NoAnswer


def _detail(answer: Answer) -> dict[str, str]:
    return asdict(answer) | {"date": answer.date.isoformat() if answer.date else ""}
