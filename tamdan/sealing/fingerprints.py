"""Fingerprints that people compare by voice: six groups of four digits. Twin: ``static/src/office/fingerprint.ts``."""

import hashlib

from tamdan.language.digits import to_ascii

BITS = 80
DIGITS = 24


def fingerprint(text: str) -> str:
    """``0000 1111 2222 3333 4444 5555``: the first 80 bits of SHA-256 as a number, its last 24 digits."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[: BITS // 8]) % 10**DIGITS
    digits = f"{number:0{DIGITS}}"
    return " ".join(digits[start : start + 4] for start in range(0, DIGITS, 4))


def same(typed: str, text: str) -> bool:
    """Whether somebody typed the fingerprint of ``text``, in either script, with any spaces."""
    return "".join(one for one in to_ascii(typed) if one.isdigit()) == fingerprint(text).replace(" ", "")
