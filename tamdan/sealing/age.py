"""age files (age-encryption.org/v1) by pyrage: the only cipher of this project. Recipients and identities are their strings."""

import hashlib

import bech32
import pyrage
from pyrage import passphrase, x25519

from tamdan.sealing.errors import SealBroken

IDENTITY_PREFIX = "age-secret-key-"


def new_identity() -> str:
    """A fresh X25519 identity, ``AGE-SECRET-KEY-1…``."""
    return str(x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public half, ``age1…``. Raises SealBroken for a text that is no identity."""
    try:
        return str(x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError as error:
        raise SealBroken from error


def is_recipient(text: str) -> bool:
    """Whether ``text`` is an X25519 recipient."""
    try:
        return str(x25519.Recipient.from_str(text)) == text
    except (pyrage.RecipientError, ValueError):
        return False


def identity_of_bytes(material: bytes) -> str:
    """32 bytes as an identity in its Bech32 spelling."""
    data = bech32.convertbits(material, 8, 5) or []
    return str(bech32.bech32_encode(IDENTITY_PREFIX, data)).upper()


def seal(content: bytes, *recipients: str) -> bytes:
    """One age file that any one of ``recipients`` opens. Raises SealBroken for a recipient that is none."""
    try:
        return bytes(pyrage.encrypt(content, [x25519.Recipient.from_str(text) for text in recipients]))
    except pyrage.RecipientError as error:
        raise SealBroken from error


def unseal(sealed: bytes, *identities: str) -> bytes:
    """The content of an age file. Raises SealBroken when none of ``identities`` opens it or it was altered."""
    try:
        return bytes(pyrage.decrypt(bytes(sealed), [x25519.Identity.from_str(text) for text in identities]))
    except (pyrage.DecryptError, pyrage.IdentityError) as error:
        raise SealBroken from error


def unseal_with_passphrase(sealed: bytes, words: str) -> bytes:
    """The content of an age passphrase file (scrypt). Raises SealBroken."""
    try:
        return bytes(passphrase.decrypt(bytes(sealed), words))
    except pyrage.DecryptError as error:
        raise SealBroken from error


def looks_sealed(start: bytes) -> bool:
    """Whether bytes begin as an age file does: all that a server can see of one."""
    return start.startswith(b"age-encryption.org/v1\n-> ")


def digest(sealed: bytes) -> str:
    """The name of a piece of ciphertext: its SHA-256 in hexadecimal."""
    return hashlib.sha256(sealed).hexdigest()
