"""Acts on many records at once: ``change`` sets the same values on all of them, ``undo`` takes it back within 30 days."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer
from tamdan.core.errors import DomainError
from tamdan.core.models import UNDO_DAYS, BulkAct


class BulkRefused(DomainError):
    """Base of what acts on many records refuse."""


class NothingToChange(BulkRefused):
    """No chosen record would change."""

    code = "nothing-to-change"
    status = 409
    message = _("Nothing was changed: none of the records you chose still needs this. Go back and choose others.")


class AlreadyUndone(BulkRefused):
    """Somebody reversed the act before."""

    code = "already-undone"
    status = 409
    message = _("This was undone already.")


class TooLateToUndo(BulkRefused):
    """The days of grace are over."""

    code = "too-late-to-undo"
    status = 409
    message = _("This can no longer be undone: more than %(days)s days have passed. Correct the records one by one.")


class Actor(Viewer, Protocol):
    """Somebody who signed in, as far as this module cares."""

    uuid: UUID


@dataclass(frozen=True)
class Undone:
    """What came of an undoing: how many records have their old values again, and the ids changed since and left alone."""

    restored: int
    left: tuple[int, ...]


@transaction.atomic
def change(rows: models.QuerySet[Any], *, verb: str, by: Viewer | None, **values: Any) -> BulkAct:
    """Set ``values`` on all ``rows`` that do not have them, and remember what they held. Raises NothingToChange.

    Rows are locked in the order of their ids. A model with a ``version`` gets a new one, so that open forms notice.
    """
    model = rows.model
    after = {name: _plain(value) for name, value in values.items()}
    locked = rows.select_for_update(of=("self",)).order_by("pk")
    before = {row.pk: held for row in locked if (held := _held(row, after)) != after}
    if not before:
        raise NothingToChange
    _set(model, list(before), values)
    return BulkAct.objects.create(verb=verb, kind=model._meta.label_lower, by=_uuid(by), before=before, after=after)


@transaction.atomic
def undo(act: BulkAct, *, by: Viewer | None) -> Undone:
    """Give the records their old values back, but for those that somebody changed since. Raises AlreadyUndone, TooLateToUndo.

    Whether ``by`` may do so is the caller's question: whoever may do the act may reverse it.
    """
    act = close(act, by=by)
    model = apps.get_model(act.kind)
    same: dict[tuple[Any, ...], list[int]] = {}
    left = []
    for row in model._default_manager.filter(pk__in=act.before).select_for_update().order_by("pk"):
        if _held(row, act.after) != act.after:
            left.append(row.pk)
        else:
            same.setdefault(tuple(act.before[str(row.pk)][name] for name in act.after), []).append(row.pk)
    for held, ids in same.items():
        _set(model, ids, dict(zip(act.after, held, strict=True)))
    return Undone(sum(map(len, same.values())), tuple(left))


@transaction.atomic
def note(kind: str, *, verb: str, by: Viewer | None, before: dict[int, Any], after: dict[str, Any]) -> BulkAct:
    """Keep an act that added rows to many records, for a room that takes them away again itself (``close``).

    ``before`` maps each record's id to what undoing needs. Raises NothingToChange.
    """
    if not before:
        raise NothingToChange
    return BulkAct.objects.create(verb=verb, kind=kind, by=_uuid(by), before=before, after=after)


@transaction.atomic
def close(act: BulkAct, *, by: Viewer | None) -> BulkAct:
    """Mark an act as undone; the caller puts the records back. Raises AlreadyUndone, TooLateToUndo."""
    act = BulkAct.objects.select_for_update().get(pk=act.pk)
    if act.undone_at:
        raise AlreadyUndone
    if timezone.now() > act.reversible_until:
        raise TooLateToUndo(days=UNDO_DAYS)
    act.undone_at, act.undone_by = timezone.now(), _uuid(by)
    act.save(update_fields=["undone_at", "undone_by"])
    return act


def _uuid(by: Viewer | None) -> UUID | None:
    if by is None:
        return None
    actor: Actor = by  # type: ignore[assignment] # views that act ask to sign in
    return actor.uuid


def _set(model: type[models.Model], ids: list[int], values: dict[str, Any]) -> None:
    """One UPDATE for all ``ids``; values may be plain ones, which the field reads back."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    new: dict[str, Any] = {
        fields[name].attname: fields[name].to_python(_plain(value)) for name, value in values.items()
    }
    if "version" in fields:
        new["version"] = models.F("version") + 1
    model._default_manager.filter(pk__in=ids).update(**new)


def _held(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """What the row holds in these fields, as JSON keeps it."""
    return {name: _plain(row.serializable_value(name)) for name in names}


def _plain(value: Any) -> Any:
    """Numbers, truth and nothing as they are, a record as its key, all else as text that ``to_python`` reads."""
    if isinstance(value, models.Model):
        value = value.pk
    return value if value is None or isinstance(value, bool | int | str) else str(value)
