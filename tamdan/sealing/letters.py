"""What a letter is made of, and the digest that both sides compute over it (docs/domain/sealing.md).

The digest is in the ledger's event, in the acceptance and, sealed, in the complainant's receipt: it says that the office has
exactly what was sent. The browser's twin is ``static/src/seal/letter.ts``.
"""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import rfc8785
from django.db import models
from django.utils.translation import gettext_lazy as _

VERSION = 1
ID_BYTES = 16
Open = Mapping[str, str]


class ItemKind(models.TextChoices):
    """The classes of items: each has its own rule of who may open it."""

    STORY = "story", _("What happened")
    IDENTITY = "identity", _("Name and contact")
    FILE = "file", _("Picture, video or paper")
    VOICE = "voice", _("Recorded voice")
    MESSAGE = "message", _("Message")
    CALL = "call", _("A number to call, without the name")


APART = frozenset({ItemKind.IDENTITY, ItemKind.CALL})
"""How a person is reached: never passed on, and who has no more of a complaint than this does not hold it."""


@dataclass(frozen=True)
class ItemSketch:
    """One item as everybody may know it: ``id`` (32 hexadecimal digits), kind, and the SHA-256 of each piece in order."""

    id: str
    kind: ItemKind
    segments: Sequence[str]

    def plain(self) -> dict[str, Any]:
        return {"id": self.id, "class": str(self.kind), "segments": list(self.segments)}


@dataclass(frozen=True)
class Complainant:
    """The public halves of the key pair that a complainant's browser made: replies are sealed to one, decisions signed by the other.

    Empty where nobody can come back, such as a slip from a box.
    """

    recipient: str
    verify: str


@dataclass(frozen=True)
class LetterSketch:
    """Everything about a letter but its content. ``audiences`` gives for each item the recipients that can open it."""

    letter: str
    items: Sequence[ItemSketch]
    audiences: Mapping[str, Sequence[str]]
    complainant: Complainant
    open: Open
    consents: Sequence[str]

    def digest(self) -> str:
        """SHA-256 of the RFC 8785 form, in hexadecimal."""
        return hashlib.sha256(rfc8785.dumps(self.plain())).hexdigest()

    def plain(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "letter": self.letter,
            "items": [item.plain() for item in self.items],
            "audiences": {item: sorted(recipients) for item, recipients in self.audiences.items()},
            "complainant": {"recipient": self.complainant.recipient, "verify": self.complainant.verify},
            "open": dict(self.open),
            "consents": sorted(self.consents),
        }


def new_id() -> str:
    """A letter's or an item's identity: 16 random bytes in hexadecimal."""
    return secrets.token_hex(ID_BYTES)
