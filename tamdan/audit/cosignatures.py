"""Cosignatures of witnesses below a checkpoint (C2SP tlog-cosignature, ``cosignature/v1``, Ed25519, type 0x04).

A cosignature says: at this time I saw this tree, and it contains every tree of this log that I saw before. What is signed is the
line ``cosignature/v1``, a line with the time, and the checkpoint's text.
"""

from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tamdan.audit.notes import Note, NoteRefused, decode, encode, valid_name

COSIGNATURE = b"\x04"
_LENGTH = 8 + 64


@dataclass(frozen=True)
class WitnessKey:
    """A named Ed25519 key that can verify cosignatures. ``raw`` is 32 bytes."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that stand before each cosignature by this key."""
        return sha256(self.name.encode() + b"\n" + COSIGNATURE + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encode(COSIGNATURE + self.raw)}"

    @classmethod
    def parse(cls, text: str) -> "WitnessKey":
        """Read ``name+id+base64(type key)``. Raises NoteRefused for another type or an id that does not fit."""
        name, _, rest = text.strip().partition("+")
        key_id, _, material = rest.partition("+")
        raw = decode(material)
        if not valid_name(name) or len(raw) != 33 or raw[:1] != COSIGNATURE:
            raise NoteRefused("not an Ed25519 key of a witness")
        key = cls(name, raw[1:])
        if key.id.hex() != key_id:
            raise NoteRefused("the key does not fit its own id")
        return key

    def cosigned_at(self, note: Note) -> int:
        """When this witness cosigned the note, in seconds since 1970. Raises NoteRefused when it did not, or falsely."""
        for signature in note.signatures:
            if (signature.name, signature.key_id) != (self.name, self.id):
                continue
            if len(signature.value) != _LENGTH:
                raise NoteRefused(f"the cosignature of {self.name} has another length")
            time, signed = int.from_bytes(signature.value[:8], "big"), signature.value[8:]
            try:
                Ed25519PublicKey.from_public_bytes(self.raw).verify(signed, _said(note.text, time))
            except InvalidSignature as error:
                raise NoteRefused(f"the cosignature of {self.name} is false") from error
            return time
        raise NoteRefused(f"{self.name} did not cosign")


@dataclass(frozen=True)
class CosigningKey:
    """A named Ed25519 key that can cosign. ``seed`` is the 32 private bytes of RFC 8032."""

    name: str
    seed: bytes

    @property
    def public(self) -> WitnessKey:
        """The half that others verify with."""
        return WitnessKey(self.name, self._private().public_key().public_bytes_raw())

    def line(self, text: str, time: int) -> str:
        """The cosignature line over a checkpoint's text at ``time`` (seconds since 1970), with its newline."""
        value = self.public.id + time.to_bytes(8, "big") + self._private().sign(_said(text, time))
        return f"— {self.name} {encode(value)}\n"

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def _said(text: str, time: int) -> bytes:
    return f"cosignature/v1\ntime {time}\n{text}".encode()
