"""Proof of work: a short calculation on the sender's device before an act of a visitor is taken (docs/domain/core.md).

It slows a script down and stops nobody who is determined; it needs no picture to read, no cookie and no address. The challenge
is ALTCHA's (v1): find the number below ``maxNumber`` whose SHA-256 with the salt is the one named. The salt holds the purpose and
the time of expiry and is signed, so nothing is kept of a challenge until it is spent. The browser's twin is
``static/src/seal/effort.ts``. What may be asked for, each room declares in ``panels.EFFORTS``.
"""

import base64
import binascii
import datetime
import json
from collections.abc import Callable
from typing import Any

from altcha import v1
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.errors import DomainError
from tamdan.core.models import SpentEffort
from tamdan.core.panels import merged
from tamdan.core.secrets import secret

TRIES = 60_000
"""At most this many hashes at hardness 1: 1.5 s in plain JavaScript on a cheap telephone (41,600 a second, measured)."""
HARDEST = 16
LIFETIME = datetime.timedelta(hours=1)
SPEND = "INSERT INTO core_spenteffort (hash, expires) VALUES (%s, %s) ON CONFLICT (hash) DO NOTHING"
FIELDS = {"algorithm": str, "challenge": str, "number": int, "salt": str, "signature": str}


class EffortRefused(DomainError):
    code = "effort-refused"
    status = 403
    message = _(
        "The short calculation that your device makes before sending is missing, wrong, older than an hour or was used already. "
        "Nothing was stored. Send again: your device makes a new one."
    )


def purposes() -> dict[str, Callable[[HttpRequest], int]]:
    """What a challenge may be for, and how hard it is to be for who asks now (1 to ``HARDEST``)."""
    return merged("EFFORTS")


def new_challenge(purpose: str, *, hardness: int = 1) -> dict[str, Any]:
    """What the browser has to solve, as JSON; ``hardness`` multiplies the tries and is held between 1 and ``HARDEST``."""
    made = v1.create_challenge(
        v1.ChallengeOptions(
            algorithm="SHA-256",
            max_number=TRIES * min(max(hardness, 1), HARDEST),
            hmac_key=secret("effort"),
            expires=timezone.now() + LIFETIME,
            params={"purpose": purpose, "hardness": str(min(max(hardness, 1), HARDEST))},
        )
    )
    return dict(made.to_dict())


def spend(purpose: str, solution: str, *, at_least: int = 1) -> None:
    """Take a solution (the header ``X-Effort``: base64 of JSON) for one act, of a challenge at least as hard as ``at_least``.
    Raises EffortRefused.

    Its row is part of the caller's transaction: an act that is rolled back has spent nothing and may be sent again. Two that
    bring the same solution at once wait for each other at the unique hash, and one of them is refused.
    """
    payload = _read(solution)
    verified, _reason = v1.verify_solution(payload, secret("effort"))
    _nonce, _expires, told = payload.parse_salt()
    if not verified or payload.algorithm != v1.SHA256 or told.get("purpose") != [purpose]:
        raise EffortRefused
    if int(told.get("hardness", ["1"])[0]) < min(at_least, HARDEST):
        raise EffortRefused
    expires = datetime.datetime.fromtimestamp(int(told["expires"][0]), datetime.UTC)
    with connection.cursor() as cursor:
        cursor.execute(SPEND, [payload.challenge, expires])
        if not cursor.rowcount:
            raise EffortRefused


def forget_expired() -> int:
    """Remove what is refused for its age anyway. Returns how many."""
    return SpentEffort.objects.filter(expires__lt=timezone.now()).delete()[0]


def _read(solution: str) -> v1.Payload:
    """The fields of a solution, each of its type. Whoever sends may send anything."""
    try:
        payload = json.loads(base64.b64decode(solution, validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise EffortRefused from error
    if not isinstance(payload, dict) or any(type(payload.get(name)) is not kind for name, kind in FIELDS.items()):
        raise EffortRefused
    if not payload["salt"].isascii():
        raise EffortRefused
    return v1.Payload(**{name: payload[name] for name in FIELDS})
