"""Receipts: 16 random digits (or 20: ``settings.RECEIPT_DIGITS``), a check digit, and what both sides derive (docs/domain/sealing.md).

Nothing of the digits is stored. ``handle`` is what the browser sends, ``lookup`` (under the pepper) what is stored, the wrap
identity never leaves the browser where it has JavaScript. The browser's twin is ``static/src/seal/receipt.ts``.
"""

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tamdan.language.digits import to_ascii
from tamdan.sealing import age

LENGTHS = (16, 20)
"""Random digits of a receipt. Every one that was ever given is read, whatever the setting says now."""
LABEL = b"tamdan/receipt/v1"
WRAP_LABEL = LABEL + b"/wrap"
COST = 1 << 15
BLOCK = 8
MEMORY = 64 << 20
"""Bytes that scrypt may take: 128 * COST * BLOCK is 32 MiB."""

# Damm, "Total anti-symmetrische Quasigruppen" (2004): the totally anti-symmetric quasigroup of order ten.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def check_digit(digits: str) -> str:
    """The Damm digit that follows ``digits``: it finds each wrong digit and each swap of two neighbours."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return str(state)


def new_digits() -> str:
    """A fresh receipt: random digits and their check digit."""
    digits = "".join(secrets.choice("0123456789") for _ in range(settings.RECEIPT_DIGITS))
    return digits + check_digit(digits)


def readable(digits: str) -> str:
    """``4821 9033 7716 5042 – 7``, in groups that can be read over the telephone."""
    random, check = digits[:-1], digits[-1]
    groups = [random[start : start + 4] for start in range(0, len(random), 4)]
    return f"{' '.join(groups)} – {check}"


def read(typed: str) -> str | None:
    """The digits of a receipt that somebody typed in either script with any spaces and dashes; None when they cannot be a receipt."""
    digits = "".join(character for character in to_ascii(typed) if character in "0123456789")
    if len(digits) - 1 not in LENGTHS or check_digit(digits) != "0":
        return None
    return digits


def length() -> int:
    """Digits of a new receipt, the check digit with them."""
    return int(settings.RECEIPT_DIGITS) + 1


@dataclass(frozen=True)
class Derived:
    """Both halves of the derivation, 32 bytes each: ``handle`` is sent, ``wrap`` stays with the person."""

    handle: bytes
    wrap: bytes

    def identity(self, u: bytes) -> str:
        """The age identity that ``wrapped`` is sealed to; ``u`` are the 32 bytes stored for this receipt."""
        return age.identity_of_bytes(HKDF(SHA256(), 32, salt=u, info=WRAP_LABEL).derive(self.wrap))


def derive(digits: str, host: str) -> Derived:
    """From the digits (the check digit is left out) at an installation's host name: about 0.15 s and 32 MiB."""
    salt = hashlib.sha256(LABEL + b"\0" + host.encode()).digest()
    key = hashlib.scrypt(digits[:-1].encode(), salt=salt, n=COST, r=BLOCK, p=1, maxmem=MEMORY, dklen=64)
    return Derived(key[:32], key[32:])
