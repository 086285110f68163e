"""The bytes of an event (SEALING 8.1) and the rows beside it."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rfc8785
from django.db import models, transaction
from django.utils import timezone

from tamdan.audit.acting import current_address, who
from tamdan.audit.digests import KEY_BYTES, digest, keyed, plain
from tamdan.audit.models import Event, EventAddress, EventDetail, RecordKey, Reference
from tamdan.audit.verbs import check_verb
from tamdan.core import rows
from tamdan.core.access import Viewer

VERSION = 1
Facts = Mapping[str, str | int]


class OutsideTransaction(RuntimeError):
    """An event has to be written in the transaction of the act that it tells of."""


@dataclass(frozen=True)
class Entry:
    """An act before it is written. ``facts`` are ids, codes, counts and hashes: never a name, an address or a text."""

    verb: str
    obj: models.Model | None = None
    about: models.Model | None = None
    by: Viewer | None = None
    detail: Mapping[str, Any] | None = None
    facts: Facts = field(default_factory=dict)


def write(entry: Entry) -> Event:
    """Store the event with its detail and address. Raises UnknownVerb and OutsideTransaction."""
    _check(entry.verb)
    detail = _detail(entry)
    event = _event(entry, digest(entry.obj) if entry.obj is not None else None, detail)
    event.save(force_insert=True)
    if detail is not None:
        detail.event = event
        detail.save(force_insert=True)
    _keep_address(event)
    return event


@dataclass(frozen=True)
class Draft:
    """The event of a record that nobody has seen yet, with the key that was made for it; ``store`` keeps both."""

    event: Event
    key: RecordKey


def draft(entry: Entry) -> Draft:
    """The event of a record that this transaction is about to store, or has just stored: no other can have made its key, so nothing is
    asked. The record has its id. An entry with a detail goes through ``write``. Raises UnknownVerb and OutsideTransaction."""
    _check(entry.verb)
    if entry.obj is None or entry.detail is not None:
        raise ValueError("a draft is of a new record, without a detail")
    kind, pk = Reference.of(entry.obj)
    key = RecordKey(kind=kind, object_id=pk, key=secrets.token_bytes(KEY_BYTES))
    return Draft(_event(entry, keyed(bytes(key.key), entry.obj), None), key)


def store(made: Draft, *batches: Sequence[models.Model]) -> Event:
    """Keep a drafted event and new rows (``core.rows``) in one statement, with its address."""
    made.event.pk = rows.insert(*batches, [made.key], [made.event])
    _keep_address(made.event)
    return made.event


def _check(verb: str) -> None:
    check_verb(verb)
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(verb)


def _detail(entry: Entry) -> EventDetail | None:
    if entry.detail is None:
        return None
    return EventDetail(salt=secrets.token_bytes(16), detail=rfc8785.dumps(plain(entry.detail)))


def _event(entry: Entry, keyed_digest: bytes | None, detail: EventDetail | None) -> Event:
    actor = who(entry.by)
    at = _time(actor)
    event = Event(uuid=uuid.uuid4(), verb=entry.verb, at=at, who=actor)
    content: dict[str, Any] = {
        "v": VERSION, "id": str(event.uuid), "t": entry.verb, "at": written_time(at), "who": actor,
        "r": secrets.token_hex(16),
    }  # fmt: skip
    if entry.obj is not None:
        event.kind, event.object_id = Reference.of(entry.obj)
        event.digest = keyed_digest
        content["obj"] = f"{event.kind}:{event.object_id}"
    if keyed_digest is not None:
        content["digest"] = keyed_digest.hex()
    if entry.about is not None:
        event.about_kind, event.about_id = Reference.of(entry.about)
        content["about"] = f"{event.about_kind}:{event.about_id}"
    if detail is not None:
        content["detail"] = detail_hash(detail.salt, detail.detail)
    if entry.facts:
        content["facts"] = dict(entry.facts)
    event.body = rfc8785.dumps(content)
    return event


def _keep_address(event: Event) -> None:
    address = current_address()
    if address and event.who.startswith("u:"):
        EventAddress.objects.create(event=event, address=address, at=event.at)


def _time(actor: str) -> datetime:
    """To the second for staff and tasks; a visitor's to the hour."""
    now = timezone.now().replace(microsecond=0)
    return now.replace(minute=0, second=0) if actor == "v" else now


def written_time(at: datetime) -> str:
    """A time as events hold it: UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def detail_hash(salt: bytes | memoryview, detail: bytes | memoryview) -> str:
    """What an event holds of a detail that can be erased."""
    return sha256(bytes(salt) + bytes(detail)).hexdigest()
