"""Sealed letters and words of the demonstration, made as browsers make them: here the server sees what it must not see in real work."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from tamdan.intake.models import Letter
from tamdan.intake.served import in_base64
from tamdan.sealing import age, published, receipts, server
from tamdan.sealing.envelopes import lock_twice
from tamdan.sealing.items import Segment, seal_item
from tamdan.sealing.letters import Complainant, ItemKind, ItemSketch, LetterSketch, new_id
from tamdan.sealing.models import Office
from tamdan.sealing.officekeys import OfficeKey


@dataclass(frozen=True)
class Desk:
    """An office with the private half of its key."""

    office: Office
    key: OfficeKey

    @property
    def recipient(self) -> str:
        return self.key.recipient


@dataclass
class Part:
    """One item: sealed once, to these recipients."""

    kind: ItemKind
    content: bytes
    readers: Sequence[str]
    id: str = field(default_factory=new_id)
    key: str = field(default_factory=age.new_identity)
    pieces: list[Segment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pieces = seal_item(self.content, age.recipient_of(self.key))


NOBODY = Complainant("", "")


def submission(
    letter: str, parts: Sequence[Part], *, complainant: Complainant = NOBODY, opened: dict[str, str], **more: Any
) -> bytes:
    """What ``intake.reading.read_parts`` reads; ``more``: ``thread``, or the receipt's fields."""
    items = [ItemSketch(part.id, part.kind, [one.digest for one in part.pieces]) for part in parts]
    sketch = LetterSketch(letter, items, {part.id: list(part.readers) for part in parts}, complainant, opened, [])
    release = server.release_recipient()
    return rfc8785.dumps({
        "v": 1, "letter": letter, "open": opened, "consents": [], "items": [one.plain() for one in items],
        "inline": {one.digest: in_base64(one.sealed) for part in parts for one in part.pieces},
        "envelopes": [
            {"item": part.id, "audience": to, "data": in_base64(lock_twice(part.id, part.key, to, release))}
            for part in parts for to in part.readers
        ],
        "complainant": {"recipient": complainant.recipient, "verify": complainant.verify}, "digest": sketch.digest(), **more,
    })  # fmt: skip


def story(letter: str, text: str, readers: Sequence[str]) -> Part:
    known = published.current()
    assert known is not None
    content: dict[str, Any] = {
        "v": 1, "letter": letter, "origin": server.host(), "keyring": known.number, "items": [],
        "answers": {"text": text, "language": "km"}, "consents": [],
    }  # fmt: skip
    return Part(ItemKind.STORY, rfc8785.dumps(content), readers)


def name_of(row: dict[str, Any], keepers: str) -> Part:
    content = {"v": 1, "name": row["name"], "contact": row["contact"]}
    return Part(ItemKind.IDENTITY, rfc8785.dumps(content), [keepers])


def with_receipt(row: dict[str, Any], readers: Sequence[str], keepers: str) -> bytes:
    """A letter under the receipt of ``row["digits"]``, with the name for those who keep names."""
    letter, key, seed, u = new_id(), age.new_identity(), secrets.token_bytes(32), secrets.token_bytes(32)
    verify = in_base64(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())
    parts = [story(letter, row["text"], readers), name_of(row, keepers)]
    items = [ItemSketch(part.id, part.kind, [one.digest for one in part.pieces]) for part in parts]
    opened = {name: row[name] for name in ("kind", "urgency", "district", "channel")} | {"language": "km"}
    own = Complainant(age.recipient_of(key), verify)
    digest = LetterSketch(letter, items, {part.id: list(part.readers) for part in parts}, own, opened, []).digest()
    derived = receipts.derive(row["digits"], server.host())
    kept: dict[str, Any] = {
        "v": 1,
        "key": key,
        "seed": in_base64(seed),
        "digest": digest,
        "keyring": 1,
        "thread": letter,
    }
    wrapped = age.seal(rfc8785.dumps(kept), age.recipient_of(derived.identity(u)))
    way_back = {"handle": derived.handle, "u": u, "wrapped": wrapped}
    return submission(
        letter, parts, complainant=own, opened=opened, **{name: in_base64(value) for name, value in way_back.items()}
    )


def words(thread: Letter, by: Desk, said: str, readers: Sequence[str], *, to_complainant: bool = False) -> str:
    """Words of an office or body under its signature, sealed to these and, if told, to the complainant (office/writing.ts)."""
    host = server.host()
    head, at = "message" if to_complainant else "note", timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    note = by.key.signing(f"{host}/office/{by.office.uuid}").sign(f"{host}/{head}\n{thread.ref}\n{at}\n{said}\n")
    own = Complainant(thread.recipient, thread.verify)
    part = Part(ItemKind.MESSAGE, note.encode(), [*readers, *([own.recipient] if to_complainant else [])])
    return submission(new_id(), [part], complainant=own, opened={}, thread=thread.ref).decode()
