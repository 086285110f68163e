"""What a browser sends of keys: public halves and age files, read and refused here, never opened."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tamdan.sealing import age
from tamdan.sealing.errors import KeyMalformed
from tamdan.sealing.kit import PAIRS

LONGEST = 4_096
"""Bytes of one age file around a key."""


@dataclass(frozen=True)
class NewEpoch:
    """A fresh office key: its public halves, a file for each officer (by the officer key's row), and the kit's files by pair."""

    recipient: str
    verify: str
    copies: Mapping[int, bytes]
    kit: Mapping[str, bytes] = field(default_factory=dict)


def recipient(text: str) -> str:
    """Raises KeyMalformed for what is no X25519 recipient."""
    if not age.is_recipient(text):
        raise KeyMalformed
    return text


def verify(text: str) -> str:
    """Standard base64 of 32 bytes. Raises KeyMalformed."""
    if len(_bytes(text)) != 32 or base64.b64encode(_bytes(text)).decode() != text:
        raise KeyMalformed
    return text


def age_file(text: str) -> bytes:
    """An age file in base64. Raises KeyMalformed."""
    content = _bytes(text)
    if not age.looks_sealed(content) or len(content) > LONGEST:
        raise KeyMalformed
    return content


def credential(text: str) -> str:
    """What names a security key (age-plugin-fido2prf). Raises KeyMalformed."""
    if not re.fullmatch(r"AGE-PLUGIN-FIDO2PRF-1[A-Z0-9]{20,560}", text):
        raise KeyMalformed
    return text


def numbered(files: str) -> dict[int, bytes]:
    """A JSON object of age files by number: an officer key's row or an epoch. Raises KeyMalformed."""
    return {_number(name): age_file(content) for name, content in _object(files).items()}


def kit_files(files: str) -> dict[str, bytes]:
    """A JSON object of age files by pair of sheets: all three or none. Raises KeyMalformed."""
    found = _object(files)
    if found and tuple(sorted(found)) != PAIRS:
        raise KeyMalformed
    return {pair: age_file(content) for pair, content in found.items()}


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except ValueError as error:
        raise KeyMalformed from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise KeyMalformed
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise KeyMalformed
    return int(text)


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise KeyMalformed from error
