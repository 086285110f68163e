"""The only place where the outer lock of an envelope is taken off (a test holds that): recorded and committed first, opened after.

An officer gets an item's key only after the event stands in the ledger, so an opening that fails later is still shown: "released
to", never "read by". Complainants get the keys of answers to them; what they look at themselves is not recorded.
"""

import contextlib
import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.audit.actions import record, record_bulk
from tamdan.intake import access, chain
from tamdan.intake.calls import Call
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.errors import EnvelopeGone, NotSafeNow, NotTaken, NotYours, TooManyReleases
from tamdan.intake.models import Envelope, MoreReleases, Release
from tamdan.sealing import age, server
from tamdan.sealing.access import copies_for
from tamdan.sealing.errors import SealBroken
from tamdan.sealing.models import Office

HOUR = datetime.timedelta(hours=1)
BATCH = 500
NUMBER_OPENED = "call.opened"


@dataclass(frozen=True)
class Released:
    """The inner lock, which the officer's browser opens, and the leaf hash of the event, hexadecimal."""

    inner: bytes
    leaf: str


def release(envelope: Envelope, officer: User, purpose: ReleasePurpose) -> Released:
    """Record that ``envelope`` is released to ``officer``, commit, and take the outer lock off.

    Never inside a transaction of the caller's. Raises NotYours, EnvelopeGone, TooManyReleases: then nothing was released.
    """
    with transaction.atomic(durable=True):
        found = _checked(envelope, officer)
        _refuse_over_limit(officer)
        thread = found.item.letter.first
        event = chain.record("item.opened", found.item, thread, by=officer, facts=_facts(found, purpose))
        leaf = chain.leaf_of(event)
        Release.objects.create(
            item=found.item, epoch=found.epoch, officer=officer, purpose=purpose, at=event.at, leaf=leaf
        )
    return Released(_stripped(bytes(found.data)), leaf)


def release_number(call: Call, officer: User) -> Released:
    """As ``release``, for the note about a call: to the officer who has taken it and holds its office's key, at an hour that is safe.

    Never inside a transaction of the caller's. Raises NotTaken, NotSafeNow: then nothing was released.
    """
    with transaction.atomic(durable=True):
        found = Call.objects.select_for_update(of=("self",), no_key=True).get(pk=call.pk)
        if not found.is_taken_by(officer) or not copies_for(officer).filter(epoch=found.epoch_id).exists():
            raise NotTaken
        if not found.is_safe_now:
            raise NotSafeNow
        leaf = chain.leaf_of(record(NUMBER_OPENED, found, by=officer))
    return Released(_stripped(bytes(found.envelope)), leaf)


def inner_of_answers(envelopes: Iterable[Envelope]) -> dict[int, bytes]:
    """The inner locks of envelopes for complainants, by item; of others nothing."""
    identities = server.release_identities()
    return {one.item_id: age.unseal(bytes(one.data), *identities) for one in envelopes if one.is_complainants}


@transaction.atomic
def allow_more(officer: User, *, by: User) -> None:
    """A second officer of one of the same offices lets the first go on for this hour. Raises NotYours."""
    shared = set(access.office_ids(officer)) & set(access.office_ids(by))
    if officer == by or not shared:
        raise NotYours
    made = MoreReleases.objects.create(officer=officer, allowed_by=by)
    record_bulk("release.allowed", [], obj=made, by=by)


def left_this_hour(officer: User) -> int:
    """How many more parts of letters this officer may open within the hour."""
    since = timezone.now() - HOUR
    opened = Release.objects.filter(officer=officer, at__gt=since).count()
    allowed = MoreReleases.objects.filter(officer=officer, at__gt=since).count()
    return int(settings.RELEASES_AN_HOUR) * (1 + allowed) - opened


def rewrap() -> int:
    """Lock envelopes that a former release key locks with the present one, batch by batch, each with its event; what a run that was
    cut off has done is passed over. Returns how many are left: none, for what no key opens now no kept key will open later."""
    newest, *former = server.release_identities()
    for locked in (Locked(Envelope.objects.all(), "data"), Locked(Call.objects.open(), "envelope")):
        last = 0
        while rows := list(locked.rows.filter(pk__gt=last).order_by("pk").values_list("pk", locked.field)[:BATCH]):
            last = rows[-1][0]
            held = [(pk, bytes(data)) for pk, data in rows if not _opens(bytes(data), newest)]
            _rewrap_batch(locked, held, newest, former)
    return 0


@dataclass(frozen=True)
class Locked:
    """Rows with a field that the release key locks."""

    rows: QuerySet[Any]
    field: str


def _rewrap_batch(kind: Locked, rows: list[tuple[int, bytes]], newest: str, former: list[str]) -> None:
    """``newest`` and ``former`` are the release key that is and those that were; the rows do not open with the newest."""
    recipient = age.recipient_of(newest)
    digests = []
    with transaction.atomic():
        for pk, data in rows:
            with contextlib.suppress(SealBroken):
                locked = age.seal(age.unseal(data, *former), recipient)
                if kind.rows.filter(pk=pk, **{kind.field: data}).update(**{kind.field: locked}):
                    digests.append(hashlib.sha256(locked).digest())
        if digests:
            record_bulk("envelopes.rewrapped", digests)


def _opens(data: bytes, identity: str) -> bool:
    try:
        age.unseal(data, identity)
    except SealBroken:
        return False
    return True


def _stripped(data: bytes) -> bytes:
    return age.unseal(data, *server.release_identities())


def _checked(envelope: Envelope, officer: User) -> Envelope:
    """The envelope as it is now, locked, which this officer's own key or the key of an office of theirs opens."""
    chain.hold_of(envelope.pk)
    found = (
        Envelope.objects.in_force()
        .select_for_update(of=("self",), no_key=True)
        .select_related("item__letter__thread", "epoch__office")
        .filter(pk=envelope.pk)
        .first()
    )
    if found is None:
        raise EnvelopeGone
    if not access.can_open(officer, found):
        raise NotYours
    return found


def _refuse_over_limit(officer: User) -> None:
    """The person's row is locked, so that two windows cannot both take the last one."""
    User.objects.select_for_update(no_key=True).get(pk=officer.pk)
    if left_this_hour(officer) < 1:
        raise TooManyReleases(limit=settings.RELEASES_AN_HOUR)


def _facts(envelope: Envelope, purpose: ReleasePurpose) -> dict[str, str | int]:
    office: Office | None = envelope.epoch.office if envelope.epoch else None
    return {
        "item": envelope.item.ref, "kind": envelope.item.kind, "purpose": str(purpose),
        "office": str(office.uuid) if office else "-", "epoch": envelope.epoch.number if envelope.epoch else 0,
    }  # fmt: skip
