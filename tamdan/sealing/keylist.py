"""The signed list of the keys that letters are sealed to: its content, its note, and the count of stewards who signed it.

The note's text is ``<host>/keyring``, the version, and the base64 SHA-256 of the RFC 8785 form of the list; each steward adds a
signature line (C2SP signed-note). A reader counts the lines that verify under the stewards' keys that it knows. Each list names the
hash of the one published before it, so a list that is trusted vouches for all earlier ones. Twin: ``static/src/seal/keylist.ts``.
"""

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import rfc8785

from tamdan.audit.notes import Note, NoteRefused, PublicKey, encode

VERSION = 1


@dataclass(frozen=True)
class ListedKey:
    """An office, custodian or referral body with the key of its present epoch. ``id`` is stable, ``names`` are by language."""

    id: str
    names: dict[str, str]
    recipient: str
    verify: str
    epoch: int

    def plain(self) -> dict[str, Any]:
        return {
            "id": self.id, "names": self.names, "recipient": self.recipient, "verify": self.verify, "epoch": self.epoch,
        }  # fmt: skip


@dataclass(frozen=True)
class Previous:
    """The list published before: its version and the base64 SHA-256 of its bytes, as its note says it."""

    version: int
    hash: str

    @classmethod
    def of(cls, number: int, canonical: bytes) -> Self:
        return cls(number, hash_of(canonical))

    def plain(self) -> dict[str, Any]:
        return {"version": self.version, "hash": self.hash}


@dataclass(frozen=True)
class KeyList:
    """One version of the list. After ``expires`` no browser seals to it. ``kit`` are the recipients of the recovery sheets by letter,
    ``code`` is the SHA-256 of the listing of scripts that the stewards compared (``sealing.code``), hexadecimal."""

    host: str
    number: int
    expires: datetime.date
    offices: Sequence[ListedKey] = field(default_factory=list)
    custodians: Sequence[ListedKey] = field(default_factory=list)
    bodies: Sequence[ListedKey] = field(default_factory=list)
    previous: Previous | None = None
    kit: Mapping[str, str] = field(default_factory=dict)
    code: str = ""

    @property
    def keys(self) -> tuple[ListedKey, ...]:
        """Every key whatever it is for."""
        return (*self.offices, *self.custodians, *self.bodies)

    def canonical(self) -> bytes:
        """The bytes that are served and hashed. What a list does not have is not named, so that older bytes stay what they were."""
        return rfc8785.dumps(
            {
                "v": VERSION,
                "host": self.host,
                "version": self.number,
                "expires": self.expires.isoformat(),
                "offices": [key.plain() for key in self.offices],
                "custodians": [key.plain() for key in self.custodians],
                "bodies": [key.plain() for key in self.bodies],
                **({"previous": self.previous.plain()} if self.previous else {}),
                **({"kit": dict(self.kit)} if self.kit else {}),
                **({"code": self.code} if self.code else {}),
            }
        )

    def text(self) -> str:
        """What the stewards sign."""
        return note_text(self.host, self.number, self.canonical())


def note_text(host: str, number: int, canonical: bytes) -> str:
    """Three lines: the name of the list, its version, and the hash of its bytes."""
    return f"{host}/keyring\n{number}\n{hash_of(canonical)}\n"


def hash_of(canonical: bytes) -> str:
    """The base64 SHA-256 of a list's bytes."""
    return encode(hashlib.sha256(canonical).digest())


def signers(note: str, stewards: Sequence[PublicKey]) -> list[PublicKey]:
    """The stewards whose signature on ``note`` verifies; a false one counts as none."""
    try:
        parsed = Note.parse(note)
    except NoteRefused:
        return []
    return [key for key in stewards if _has_signed(parsed, key)]


def needed(stewards: int) -> int:
    """How many of the stewards have to sign: two of three, the only one of one."""
    return 1 if stewards == 1 else 2


def _has_signed(note: Note, key: PublicKey) -> bool:
    try:
        return note.is_signed_by(key)
    except NoteRefused:
        return False
