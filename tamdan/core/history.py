"""Row history: every state that a row had, written by triggers, so that no path around our code leaves it out.

Only what a row was before an update or a delete is kept: the present row and its former states are the whole history, in
half the space.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import pghistory
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

M = TypeVar("M", bound=type[models.Model])

BOOKKEEPING = frozenset({"version"})
"""Fields that change with every edit and tell a reader nothing."""
SHOWN = 200


def tracked(*exclude: str) -> Callable[[M], M]:
    """Class decorator: keep each former state of each row in ``app_modelhistory``, but the fields named.

    Secrets are excluded. The app's config names the history model in ``append_only`` so that only an approved erasure
    removes rows of it.
    """

    def decorate(model: M) -> M:
        computed = [field.name for field in model._meta.local_fields if getattr(field, "generated", False)]
        track = pghistory.track(
            pghistory.UpdateEvent(row=pghistory.Old),
            pghistory.DeleteEvent(row=pghistory.Old),
            exclude=[model._meta.pk.name, *computed, *exclude],
            model_name=f"{model.__name__}History",
            obj_field=pghistory.ObjForeignKey(related_name="+", db_index=True),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,  # type: ignore[arg-type]  # the library's own types forget that None means: leave it out
        )
        tracked_model: M = track(model)
        return tracked_model

    return decorate


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, as text for readers; empty where there was nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One edit of a row (or its removal): when, by whom (a name, empty for the system), and what became of which field."""

    at: datetime.datetime
    by: str
    act: str
    fields: Sequence[FieldChange]


def history_of(record: Any) -> list[Change]:
    """The edits of a tracked record, newest first, at most ``SHOWN``.

    Costs a query for the states, one for the people and one for each foreign key that changed. Shown to those who may
    see the record; an owned record that it points to is named by its number only.
    """
    former = list(former_states(record).order_by("-pgh_id")[:SHOWN])
    if not former:
        return []
    names = _names({str(state.pgh_context["user"]) for state in former if (state.pgh_context or {}).get("user")})
    after: Sequence[Any] = [record, *former[:-1]]
    steps = [
        (before, None if before.pgh_label == "delete" else later) for before, later in zip(former, after, strict=True)
    ]
    shown = [field for field in _fields(record) if hasattr(former[0], field.attname)]
    texts = {field.attname: _texts(field, [*former, record]) for field in shown}
    return [
        Change(
            at=before.pgh_created_at,
            by=names.get((before.pgh_context or {}).get("user", ""), ""),
            act=before.pgh_label,
            fields=[
                _change(field, before, later, texts[field.attname]) for field in shown if _differs(field, before, later)
            ],
        )
        for before, later in steps
    ]


def former_states(record: models.Model) -> models.QuerySet[Any]:
    """The stored rows of a tracked record's history.

    They are looked up by name: a reverse accessor to a model that is made at start-up sends the type checker in circles.
    """
    found = apps.get_model(record._meta.app_label, f"{type(record).__name__}History")
    rows: models.QuerySet[Any] = found._default_manager.filter(pgh_obj_id=record.pk)
    return rows


def _fields(record: models.Model) -> "list[models.Field[Any, Any]]":
    return [field for field in record._meta.concrete_fields if not field.primary_key and field.name not in BOOKKEEPING]


def _differs(field: "models.Field[Any, Any]", before: Any, later: Any) -> bool:
    return later is None or getattr(before, field.attname) != getattr(later, field.attname)


def _change(field: "models.Field[Any, Any]", before: Any, later: Any, texts: dict[Any, str]) -> FieldChange:
    old = texts[_key(getattr(before, field.attname))]
    new = "" if later is None else texts[_key(getattr(later, field.attname))]
    return FieldChange(str(field.verbose_name), old, new)


def _key(value: Any) -> str:
    return repr(value)


def _texts(field: "models.Field[Any, Any]", states: Sequence[Any]) -> dict[Any, str]:
    """What each value that the field ever had is called."""
    values = {_key(value): value for value in (getattr(state, field.attname) for state in states)}
    if isinstance(field, models.ForeignKey):
        names = _related(field, [value for value in values.values() if value is not None])
        return {key: names.get(value, "") for key, value in values.items()}
    choices: dict[Any, Any] = dict(field.flatchoices)
    return {key: _text(choices.get(value, value) if choices else value) for key, value in values.items()}


def _text(value: Any) -> str:
    """Days and minutes as RFC 3339 writes them, in the time of the home State: pages show them in words (filter ``dated``)."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


def _related(field: "models.ForeignKey[Any, Any]", keys: Sequence[Any]) -> dict[Any, str]:
    target: type[models.Model] = field.related_model
    if any(one.name == "visibility" for one in target._meta.concrete_fields):
        return {key: f"{target._meta.verbose_name} {key}" for key in keys}
    found = target._base_manager.in_bulk(set(keys), field_name=field.target_field.attname)
    return {key: str(found[key]) if key in found else f"{target._meta.verbose_name} {key}" for key in keys}


def _names(identities: set[str]) -> dict[str, str]:
    """Display names by the identity that the ledger keeps of users."""
    if not identities:
        return {}
    users = get_user_model()._default_manager.filter(uuid__in=identities)
    return {str(user.uuid): str(user) for user in users}
