"""Events of one complaint, each with its number and the hash of the one before, so that a gap or a rewrite shows (SEALING 6.5)."""

import json
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce

from tamdan.audit.events import Draft, Entry, draft, write
from tamdan.audit.models import Event
from tamdan.audit.tree import leaf_hash
from tamdan.core.access import Viewer
from tamdan.core.panels import listed as declared
from tamdan.intake.models import Item, Letter


def record(
    verb: str,
    obj: models.Model,
    thread: Letter,
    *,
    by: Viewer | None,
    facts: Mapping[str, str | int] | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Event:
    """Write one event on ``obj`` in the life of the complaint ``thread``; ``facts`` are ids, codes and hashes.

    Locks the complaint's row until the transaction ends, so numbers never come twice.
    """
    return write(Entry(verb, obj, about=thread, by=by, detail=detail, facts=_in_turn(facts or {}, *_last(thread))))


def drafted(verb: str, letter: Letter, *, by: Viewer | None, facts: Mapping[str, str | int]) -> Draft:
    """The event of a letter that is about to be stored under its id; nothing can be before that of a complaint's first."""
    turn = (0, "-") if letter.thread is None else _last(letter.thread)
    return draft(Entry(verb, letter, about=letter.first, by=by, facts=_in_turn(facts, *turn)))


def _in_turn(facts: Mapping[str, str | int], number: int, previous: str) -> Mapping[str, str | int]:
    return {**facts, "n": number + 1, "prev": previous}


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


def hold(thread: int) -> None:
    """Lock a complaint's first letter. Everybody takes this lock before those of its file and envelopes: nobody waits in a ring."""
    list(Letter.objects.select_for_update(no_key=True).filter(pk=thread).values_list("pk"))


def hold_of(envelope: int) -> None:
    """The same for the complaint to which an envelope belongs."""
    first = Item.objects.filter(envelopes=envelope).values_list(Coalesce("letter__thread", "letter"), flat=True)
    for thread in first:
        hold(thread)


def _last(thread: Letter) -> tuple[int, str]:
    hold(thread.pk)
    newest = events_of(thread).order_by("-id")
    for rows in (newest[:1], newest):  # a later room may have written an event that has no number
        for event in rows:
            facts = json.loads(bytes(event.body)).get("facts", {})
            if "n" in facts:
                return int(facts["n"]), leaf_of(event)
    return 0, "-"
