"""The recovery kit: three sheets, any two of which open what is stored for them, with the plain ``age`` program alone.

A secret is stored as three files, each in two locks: ``age(A: age(B: s))``, ``age(A: age(C: s))``, ``age(B: age(C: s))``. Making
them needs only the public halves of the sheets.
"""

from collections.abc import Mapping
from itertools import combinations

from tamdan.sealing import age
from tamdan.sealing.errors import SealBroken

SHEETS = "ABC"
PAIRS = tuple("".join(pair) for pair in combinations(SHEETS, 2))
"""``AB``, ``AC``, ``BC``: the outer lock is the first sheet's."""


def lock(content: bytes, sheets: Mapping[str, str]) -> dict[str, bytes]:
    """The three files of a secret, by pair; ``sheets`` gives each sheet's recipient."""
    return {pair: age.seal(age.seal(content, sheets[pair[1]]), sheets[pair[0]]) for pair in PAIRS}


def unlock(files: Mapping[str, bytes], identities: Mapping[str, str]) -> bytes:
    """The secret, with two sheets' identities by letter. Raises SealBroken."""
    pair = "".join(sorted(identities))
    if pair not in files:
        raise SealBroken
    return age.unseal(age.unseal(files[pair], identities[pair[0]]), identities[pair[1]])
