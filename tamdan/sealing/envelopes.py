"""Envelopes: one item's key for one audience, in two locks (docs/domain/sealing.md).

``age(to the release key: age(to the audience: {"v":1,"item":ID,"key":"AGE-SECRET-KEY-1…"}))``. The inner lock needs a person's
key, the outer one this server, which strips it only after it has recorded the act. What reaches a complainant has the inner lock alone.
"""

import json

import rfc8785

from tamdan.sealing import age
from tamdan.sealing.errors import SealBroken

VERSION = 1
LONGEST = 2_048
"""Bytes of an envelope: two age files around about a hundred bytes, and the random stanzas that age adds."""


def lock(item: str, key: str, audience: str) -> bytes:
    """The inner lock: the identity ``key`` of ``item`` for a recipient."""
    return age.seal(rfc8785.dumps({"v": VERSION, "item": item, "key": key}), audience)


def lock_twice(item: str, key: str, audience: str, release: str) -> bytes:
    """Both locks, as they are stored."""
    return age.seal(lock(item, key, audience), release)


def open_inner(inner: bytes, item: str, identity: str) -> str:
    """The item key in an inner lock. Raises SealBroken, also when the key is that of another item."""
    try:
        content = json.loads(age.unseal(inner, identity))
        if content["v"] == VERSION and content["item"] == item:
            return str(content["key"])
    except (ValueError, KeyError, TypeError) as error:
        raise SealBroken from error
    raise SealBroken
