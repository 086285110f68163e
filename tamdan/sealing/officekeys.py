"""What an officer's file of an office key opens to. Browsers write it (static/src/office/ring.ts); here for recovery and trials."""

import base64
import json
import secrets
from dataclasses import dataclass
from typing import Self

import rfc8785

from tamdan.audit.notes import SigningKey
from tamdan.sealing import age
from tamdan.sealing.errors import SealBroken

VERSION = 1


@dataclass(frozen=True)
class OfficeKey:
    """The private half of one epoch: ``key`` opens, ``seed`` (32 bytes) signs. ``office`` is the office's uuid as text."""

    office: str
    epoch: int
    key: str
    seed: bytes

    @classmethod
    def new(cls, office: str, epoch: int) -> Self:
        return cls(office, epoch, age.new_identity(), secrets.token_bytes(32))

    @classmethod
    def read(cls, content: bytes) -> Self:
        """Raises SealBroken for another content."""
        try:
            found = json.loads(content)
            if found["v"] == VERSION:
                return cls(found["office"], found["epoch"], found["key"], base64.b64decode(found["seed"]))
        except (ValueError, KeyError, TypeError) as error:
            raise SealBroken from error
        raise SealBroken

    def written(self) -> bytes:
        """RFC 8785 JSON, before it is sealed."""
        seed = base64.b64encode(self.seed).decode()
        return rfc8785.dumps({"v": VERSION, "office": self.office, "epoch": self.epoch, "key": self.key, "seed": seed})

    @property
    def recipient(self) -> str:
        return age.recipient_of(self.key)

    def signing(self, name: str) -> SigningKey:
        """The key that signs messages to complainants, called ``name``."""
        return SigningKey(name, self.seed)

    @property
    def verify(self) -> str:
        """The public half of ``seed`` in base64."""
        return base64.b64encode(self.signing("-").public.raw).decode()
