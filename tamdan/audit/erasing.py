"""Forgetting: an erasure is asked for, decided by another person, and carried out everywhere (SEALING 8.10).

A room says in ``panels.ERASERS`` how a record of its own is removed: kind -> function of the primary key (as text) that
removes it with all that hangs on it and returns the references (kind, id) of everything removed. Rooms that keep
something about records of others (index, tags, files) list functions in ``panels.ERASURE_FOLLOWERS``: of a list of
references, that remove what the room keeps about them and return the references of what went (or None). Files go
``on_commit``. Events stay: they hold ids, and digests whose key is deleted here.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import connection, models, transaction
from django.utils import timezone

from tamdan.audit.acting import user_uuid
from tamdan.audit.enums import Decision, Ground, RetentionAction
from tamdan.audit.errors import AlreadyDecided, NoEraser, NotApproved, SecondPersonNeeded, StillNamed, UnderLegalHold
from tamdan.audit.events import Entry, write
from tamdan.audit.models import Erasure, ErasureTarget, LegalHold, Reference, RetentionRule
from tamdan.core.access import Viewer
from tamdan.core.panels import listed, merged

Eraser = Callable[[str], Sequence[tuple[str, str]]]
Follower = Callable[[Sequence[Reference]], Sequence[tuple[str, str]] | None]


@transaction.atomic
def request_erasure(kind: str, object_id: str, *, by: Viewer, ground: Ground, basis: str) -> Erasure:
    """Ask that a record be forgotten. ``basis`` names a letter, order or article, and no person."""
    _lock()
    erasure = Erasure(kind=kind, object_id=object_id, ground=ground, basis=basis, requested_by=user_uuid(by))
    erasure.full_clean()
    erasure.save()
    write(Entry("erasure.requested", erasure, by=by, facts=_facts(erasure)))
    return erasure


@transaction.atomic
def decide_erasure(erasure: Erasure, *, by: Viewer, decision: Decision) -> Erasure:
    """Approve or refuse. Raises SecondPersonNeeded for whoever asked, AlreadyDecided."""
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.decision:
        raise AlreadyDecided
    if erasure.requested_by == user_uuid(by):
        raise SecondPersonNeeded
    erasure.decision, erasure.decided_by, erasure.decided_at = decision, user_uuid(by), timezone.now()
    erasure.save(update_fields=["decision", "decided_by", "decided_at"])
    write(Entry(f"erasure.{decision}", erasure, by=by, facts=_facts(erasure)))
    return erasure


@transaction.atomic
def erase(erasure: Erasure, *, by: Viewer | None = None) -> int:
    """Carry out an approved erasure: rows, history, details, keys, index and files; returns how many records went.

    Raises NotApproved, UnderLegalHold (of the record or of anything that would go with it), NoEraser, StillNamed.
    """
    _lock()
    erasure = Erasure.objects.select_for_update().get(pk=erasure.pk)
    if erasure.decision != Decision.APPROVED or erasure.executed_at is not None:
        raise NotApproved
    first = Reference(erasure.kind, erasure.object_id)
    _refuse_held([first])
    gone = _remove(first)
    _refuse_held(gone)
    ErasureTarget.objects.bulk_create(
        [ErasureTarget(erasure=erasure, kind=one.kind, object_id=one.id) for one in gone], batch_size=5000
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_erase(%s)", [erasure.pk])
    erasure.refresh_from_db()
    facts = {**_facts(erasure), "asked": _person(erasure.requested_by), "approved": _person(erasure.decided_by)}
    write(Entry("erasure.executed", erasure, by=by, facts={**facts, "records": len(gone)}))
    return len(gone)


@transaction.atomic
def place_hold(kind: str, object_id: str, *, by: Viewer, basis: str) -> LegalHold:
    """Forbid to remove a record until the hold is lifted."""
    _lock()
    hold = LegalHold(kind=kind, object_id=object_id, basis=basis, placed_by=user_uuid(by))
    hold.full_clean()
    hold.save()
    write(Entry("hold.placed", hold, by=by, facts={"record": f"{kind}:{object_id}"}))
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, *, by: Viewer) -> None:
    """End a hold; a second call changes nothing."""
    hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
    if hold.lifted_at is not None:
        return
    hold.lifted_by, hold.lifted_at = user_uuid(by), timezone.now()
    hold.save(update_fields=["lifted_by", "lifted_at"])
    write(Entry("hold.lifted", hold, by=by, facts={"record": f"{hold.kind}:{hold.object_id}"}))


@transaction.atomic
def apply_retention(now: datetime.datetime | None = None) -> dict[str, int]:
    """Do what the retention rules say for every kind whose records are due; returns counts by kind. Run daily.

    A room names its due records in ``panels.RETENTION``. A kind with an eraser is proposed whatever the rule says: other rooms'
    rows and files hang on it, and a person looks.
    """
    moment = now or timezone.now()
    due, erasers = merged("RETENTION"), merged("ERASERS")
    counts = {}
    for rule in RetentionRule.objects.filter(kind__in=due):
        records = due[rule.kind].begun_before(moment - datetime.timedelta(days=rule.days))
        if rule.action == RetentionAction.DELETE and rule.kind not in erasers:
            counts[rule.kind], _by_model = records.delete()
        else:
            counts[rule.kind] = _propose(rule, records.values_list("pk", flat=True))
    done = {kind: count for kind, count in counts.items() if count}
    if done:
        write(Entry("retention.applied", facts=done))
    return done


def _propose(rule: RetentionRule, keys: Sequence[object]) -> int:
    """Ask for the erasure of records that nobody asked about yet and no hold covers."""
    ids = {str(key) for key in keys}
    known = {"kind": rule.kind, "object_id__in": ids}
    ids -= set(Erasure.objects.filter(**known).values_list("object_id", flat=True))
    ids -= set(LegalHold.objects.filter(**known, lifted_at=None).values_list("object_id", flat=True))
    Erasure.objects.bulk_create(
        Erasure(kind=rule.kind, object_id=one, ground=Ground.RETENTION, basis=rule.basis_en) for one in sorted(ids)
    )
    return len(ids)


def _remove(first: Reference) -> list[Reference]:
    """Remove the record and everything about it; returns what went, the record first."""
    erasers: dict[str, Eraser] = merged("ERASERS")
    if first.kind not in erasers:
        raise NoEraser(kind=first.kind)
    # Rows of later rooms point to the record, so they go first.
    gone = [first, *_follow([first])]
    try:
        found: Sequence[tuple[str, str]] = erasers[first.kind](first.id)
    except (models.ProtectedError, models.RestrictedError) as error:
        raise StillNamed(what=_kinds(error)) from error
    while new := {Reference(*one) for one in found} - set(gone):
        gone += sorted(new)
        found = _follow(sorted(new))
    return gone


def _kinds(error: models.ProtectedError | models.RestrictedError) -> str:
    """What stands in the way, each kind once with how many."""
    named = error.protected_objects if isinstance(error, models.ProtectedError) else error.restricted_objects
    counts = Counter(str(one._meta.verbose_name) for one in named)
    return ", ".join(f"{kind} ({count})" for kind, count in sorted(counts.items()))


def _follow(records: Sequence[Reference]) -> list[Reference]:
    """What the rooms, the last one first, removed because it was about these records."""
    followers: list[Follower] = listed("ERASURE_FOLLOWERS")[::-1]
    return [Reference(*gone) for follower in followers for gone in follower(records) or ()]


def _refuse_held(records: Sequence[Reference]) -> None:
    held = 0
    for kind in {record.kind for record in records}:
        ids = [record.id for record in records if record.kind == kind]
        held += LegalHold.objects.filter(kind=kind, object_id__in=ids, lifted_at=None).count()
    if held:
        raise UnderLegalHold(count=held)


def _lock() -> None:
    """Holds and erasures happen one after the other: none slips in between the look and the act."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit_erasing'))")


def _facts(erasure: Erasure) -> dict[str, str | int]:
    return {"record": f"{erasure.kind}:{erasure.object_id}", "ground": erasure.ground}


def _person(identity: UUID | None) -> str:
    return "rule" if identity is None else f"u:{identity}"
