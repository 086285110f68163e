"""Events of one complaint, each with its number and the hash of the one before, so that a gap or a rewrite shows (SEALING 6.5)."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import models

from tamdan.audit.events import Entry, write
from tamdan.audit.models import Event
from tamdan.audit.tree import leaf_hash
from tamdan.core.access import Viewer
from tamdan.core.panels import listed as declared
from tamdan.intake.models import Letter


def record(
    verb: str,
    obj: models.Model,
    thread: Letter,
    *,
    by: Viewer | None,
    facts: Mapping[str, str | int] | None = None,
    detail: Mapping[str, Any] | None = None,
    is_first: bool = False,
) -> Event:
    """Write one event on ``obj`` in the life of the complaint ``thread``; ``facts`` are ids, codes and hashes.

    Locks the complaint's row until the transaction ends, so numbers never come twice. ``is_first``: nothing can be before it.
    """
    number, previous = (0, "-") if is_first else _last(thread)
    return write(
        Entry(verb, obj, about=thread, by=by, detail=detail, facts={**(facts or {}), "n": number + 1, "prev": previous})
    )


def leaf_of(event: Event) -> str:
    """The hash by which the ledger knows an event, in hexadecimal."""
    return leaf_hash(bytes(event.body)).hex()


def events_of(thread: Letter) -> "models.QuerySet[Event]":
    """Everything that happened to a complaint, the oldest first."""
    kind, pk = Letter._meta.label_lower, str(thread.pk)
    return Event.objects.filter(about_kind=kind, about_id=pk).order_by("id")


def number_of(thread: Letter) -> str:
    """What people call the complaint: the number of its file, or the year and a number where no room keeps files."""
    told = (number(thread) for number in declared("LETTER_NUMBER"))
    return next((number for number in told if number), f"{thread.received_at:%Y}-{thread.pk}")


def _last(thread: Letter) -> tuple[int, str]:
    list(Letter.objects.select_for_update(no_key=True).filter(pk=thread.pk).values_list("pk"))
    newest = events_of(thread).order_by("-id")
    for rows in (newest[:1], newest):  # a later room may have written an event that has no number
        for event in rows:
            facts = json.loads(bytes(event.body)).get("facts", {})
            if "n" in facts:
                return int(facts["n"]), leaf_of(event)
    return 0, "-"
