"""Signed notes (C2SP signed-note, Ed25519, type 0x01) and the tree heads written in them (C2SP tlog-checkpoint).

A note is text that ends in a newline, an empty line, and signature lines. Keys travel as ``name+id+base64(type key)``,
the form that other programs for these formats read.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
NOTE_LIMIT = 128 * 1024
"""Longest note that is read, in bytes: room for the 16 signatures that a reader must take, large ones included."""

_SIGNATURE = re.compile(r"— (\S+) (\S+)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


class NoteRefused(ValueError):
    """The text is not a signed note, or no trusted key signed it; the message names the reason for a log."""


@dataclass(frozen=True)
class PublicKey:
    """A named Ed25519 key that can verify notes. ``raw`` is 32 bytes."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that stand before each signature by this key."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encode(ED25519 + self.raw)}"

    @classmethod
    def parse(cls, text: str) -> "PublicKey":
        """Read ``name+id+base64(type key)``. Raises NoteRefused for another type or an id that does not fit."""
        name, _, rest = text.strip().partition("+")
        key_id, _, material = rest.partition("+")
        raw = decode(material)
        if not valid_name(name) or len(raw) != 33 or raw[:1] != ED25519:
            raise NoteRefused("not an Ed25519 note key")
        key = cls(name, raw[1:])
        if key.id.hex() != key_id:
            raise NoteRefused("the key does not fit its own id")
        return key


@dataclass(frozen=True)
class SigningKey:
    """A named Ed25519 key that can sign notes. ``seed`` is the 32 private bytes of RFC 8032."""

    name: str
    seed: bytes

    @property
    def public(self) -> PublicKey:
        """The half that others verify with."""
        return PublicKey(self.name, self._private().public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The note: ``text`` (which must end in a newline) with this key's signature below it."""
        if not text.endswith("\n") or _CONTROL.search(text):
            raise ValueError("a note's text ends in a newline and holds no other control character")
        signature = self.public.id + self._private().sign(text.encode())
        return f"{text}\n— {self.name} {encode(signature)}\n"

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True)
class Signature:
    """One signature line: who says to have signed, with which key, and the bytes."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True)
class Note:
    """A note as it was read; its text may be believed only after ``open_note``."""

    text: str
    signatures: Sequence[Signature]

    @classmethod
    def parse(cls, raw: str | bytes) -> "Note":
        """Split a note into text and signatures without checking them. Raises NoteRefused."""
        content = _readable(raw)
        text, gap, lines = content.rpartition("\n\n")
        if not gap or not lines.endswith("\n"):
            raise NoteRefused("a note ends in an empty line and signature lines")
        return cls(f"{text}\n", [_signature(line) for line in lines[:-1].split("\n")])

    def is_signed_by(self, key: PublicKey) -> bool:
        """Whether ``key`` signed; raises NoteRefused when a signature in its name is false."""
        signed = False
        for signature in self.signatures:
            if (signature.name, signature.key_id) != (key.name, key.id):
                continue
            try:
                Ed25519PublicKey.from_public_bytes(key.raw).verify(signature.value, self.text.encode())
            except InvalidSignature as error:
                raise NoteRefused(f"the signature of {key.name} is false") from error
            signed = True
        return signed


def open_note(raw: str | bytes, *trusted: PublicKey) -> Note:
    """Read a note that at least one trusted key signed; signatures by strangers are passed over. Raises NoteRefused."""
    note = Note.parse(raw)
    # Every key is tried before the answer: a false signature by any known key condemns the whole note.
    signed = {key.name for key in trusted if note.is_signed_by(key)}
    if not signed:
        raise NoteRefused("no trusted key signed this note")
    return note


@dataclass(frozen=True)
class TreeHead:
    """What a checkpoint says: the log's name, its number of leaves and their root."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{self.origin}\n{self.size}\n{encode(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> "TreeHead":
        """Read the text of a checkpoint; extension lines are passed over. Raises NoteRefused."""
        origin, *rest = text.split("\n")
        if not origin or len(rest) < 3 or rest[-1] or not all(rest[:-1]) or not _SIZE.fullmatch(rest[0]):
            raise NoteRefused("a checkpoint has three lines: origin, size, root")
        value = decode(rest[1])
        if len(value) != sha256().digest_size:
            raise NoteRefused("a root is 32 bytes")
        return cls(origin, int(rest[0]), value)


def valid_name(name: str) -> bool:
    """Whether a key may be called so: no space, no plus sign."""
    return bool(re.fullmatch(r"[^\s+]+", name)) and not _CONTROL.search(name)


def encode(data: bytes) -> str:
    """Standard base64."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes:
    """Standard base64, refused unless it is the one way to write these bytes."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise NoteRefused("not base64") from error
    if encode(data) != text:
        raise NoteRefused("not the canonical base64")
    return data


def _readable(raw: str | bytes) -> str:
    data = raw.encode() if isinstance(raw, str) else raw
    if len(data) > NOTE_LIMIT:
        raise NoteRefused("the note is too long")
    try:
        content = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteRefused("a note is UTF-8 text") from error
    if _CONTROL.search(content):
        raise NoteRefused("a note holds no control characters")
    return content


def _signature(line: str) -> Signature:
    match = _SIGNATURE.fullmatch(line)
    if match is None or not valid_name(match[1]):
        raise NoteRefused("a signature line is: dash, name, base64")
    value = decode(match[2])
    if len(value) < 5:
        raise NoteRefused("a signature holds a key id and the signature")
    return Signature(match[1], value[:4], value[4:])
