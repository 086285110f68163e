"""Themes, groups and goals that people set on recommendations, and what they decide about those that are there."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tamdan.core import bulk
from tamdan.core.ledger import record
from tamdan.core.models import BulkAct
from tamdan.links.actions import AlreadyDecided
from tamdan.links.enums import TRANSITIONS, Decision, Origin
from tamdan.links.models import Tag
from tamdan.recommendations.imports.entries import KIND
from tamdan.recommendations.keeping import keep_in_step
from tamdan.recommendations.models import Recommendation

TAGGED = "recommendations.tagged"
UNTAGGED = "recommendations.untagged"
DECIDED = "recommendations.tag.decided"
TAGGED_MANY = "recommendations.tagged_many"
TAKEN_BACK = "recommendations.tags_taken_back"
Codes = Iterable[tuple[str, str]]
"""(vocabulary, code)."""


@transaction.atomic
def tag(recommendation: Recommendation, codes: Codes, *, reason: str, by: Any) -> int:
    """Set tags by hand; one that was refused or waited is accepted. Gives how many are new."""
    made = _set([_locked(recommendation).pk], codes, reason=reason, by=by)
    number = sum(map(len, made.values()))
    if number:
        keep_in_step([recommendation.pk])
        record(TAGGED, recommendation, by=by, detail={"reason": reason}, count=number)
    return number


@transaction.atomic
def untag(recommendation: Recommendation, found: Tag, *, reason: str, by: Any) -> None:
    """Take a tag away. A person's own goes; one of a source or of the computer is refused, so that no later import brings it back."""
    _locked(recommendation)
    if found.origin == Origin.PERSON:
        found.delete()
    else:
        _decide(found, Decision.REFUSED, by)
    keep_in_step([recommendation.pk])
    record(UNTAGGED, recommendation, by=by, detail={"tag": str(found), "reason": reason})


@transaction.atomic
def decide(recommendation: Recommendation, found: Tag, decision: str, *, by: Any) -> None:
    """Accept or refuse a suggestion, or turn an earlier decision round. Raises links.actions.AlreadyDecided."""
    _locked(recommendation)
    if decision not in TRANSITIONS[found.decision]:
        raise AlreadyDecided
    _decide(found, decision, by)
    keep_in_step([recommendation.pk])
    record(DECIDED, found, by=by, about=recommendation, detail={"decision": decision})


@transaction.atomic
def tag_many(rows: Iterable[int], codes: Codes, *, reason: str, by: Any) -> BulkAct:
    """The same tags on several recommendations; ``take_back`` reverses it for 30 days. Raises NothingToChange."""
    locked = Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=list(rows)).order_by("pk")
    made = _set(list(locked.values_list("pk", flat=True)), codes, reason=reason, by=by)
    act = bulk.note(KIND, verb=TAGGED_MANY, by=by, before=made, after={"reason": reason})
    keep_in_step(made)
    record(TAGGED_MANY, act, by=by, detail={"reason": reason}, count=act.count)
    return act


@transaction.atomic
def take_back(act: BulkAct, *, by: Any) -> int:
    """Take away the tags that one act set, as far as they still stand as it set them; gives how many went.

    Raises AlreadyUndone and TooLateToUndo.
    """
    act = bulk.close(act, by=by)
    ours = Q()
    for pk, keys in act.before.items():
        ours |= Q(object_id=int(pk), pk__in=keys)
    standing = Tag.objects.filter(ours, kind=KIND, origin=Origin.PERSON, decision=Decision.ACCEPTED)
    touched = set(standing.values_list("object_id", flat=True))
    number = standing.count()
    standing.delete()
    keep_in_step(touched)
    record(TAKEN_BACK, act, by=by, count=number)
    return number


def _set(ids: list[int], codes: Codes, *, reason: str, by: Any) -> dict[int, list[int]]:
    """Record -> keys of the tags that it has now and had not before."""
    now = timezone.now()
    held = {(one.object_id, one.scheme, one.code): one for one in Tag.objects.on(KIND, *ids)}
    made: dict[int, list[int]] = {}
    for pk in ids:
        for scheme, code in codes:
            there = held.get((pk, scheme, code))
            if there and there.decision == Decision.ACCEPTED:
                continue
            if there:
                there.delete()
            new = Tag.objects.create(
                kind=KIND, object_id=pk, scheme=scheme, code=code, origin=Origin.PERSON, reason=reason,
                decision=Decision.ACCEPTED, decided_by=by, decided_at=now,
            )  # fmt: skip
            made.setdefault(pk, []).append(new.pk)
    return made


def _decide(found: Tag, decision: str, by: Any) -> None:
    found.decision, found.decided_by, found.decided_at = decision, by, timezone.now()
    found.save(update_fields=["decision", "decided_by", "decided_at"])


def _locked(recommendation: Recommendation) -> Recommendation:
    return Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
