"""To whom a letter may be sealed: the keys on the signed lists of now and of the last 90 days (SEALING 7)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils import timezone

from tamdan.intake.errors import ListTooOld, NoList, WrongAudience
from tamdan.sealing.keylist import KeyList
from tamdan.sealing.letters import ItemKind
from tamdan.sealing.models import Epoch, KeyListVersion
from tamdan.sealing.published import parse

GRACE = datetime.timedelta(days=90)
"""How long after a list was followed by another its keys are still taken: an outbox waits for a network."""


@dataclass(frozen=True)
class Listed:
    """The recipients of the lists in force."""

    number: int
    offices: frozenset[str]
    custodians: frozenset[str]


@lru_cache(maxsize=32)
def _parsed(canonical: bytes) -> KeyList:
    return parse(canonical)


def listed() -> Listed:
    """What letters may be sealed to now. One query. Raises NoList where nothing was published or the newest list expired."""
    rows = list(
        KeyListVersion.objects.filter(published_at__isnull=False)
        .order_by("-number")
        .values_list("canonical", "published_at")
    )
    if not rows:
        raise NoList
    lists, since = [], timezone.now() - GRACE
    for canonical, published_at in rows:
        lists.append(_parsed(bytes(canonical)))
        if published_at is not None and published_at < since:
            break  # what came before was followed more than 90 days ago
    if lists[0].expires < timezone.localdate():
        raise NoList
    return Listed(
        lists[0].number,
        frozenset(key.recipient for one in lists for key in one.offices),
        frozenset(key.recipient for one in lists for key in one.custodians),
    )


def check_audiences(kind: ItemKind, recipients: Iterable[str], known: Listed) -> None:
    """Identity goes to custodians alone, everything else to offices that read letters. Raises ListTooOld, WrongAudience.

    Whoever is complained about is no open field: the sender's browser leaves that office out, and this server cannot know.
    """
    wanted = set(recipients)
    if strangers := wanted - known.offices - known.custodians:
        raise ListTooOld if Epoch.objects.filter(recipient__in=strangers).exists() else WrongAudience
    if not wanted or wanted - (known.custodians if kind == ItemKind.IDENTITY else known.offices):
        raise WrongAudience


class Holder(NamedTuple):
    """Whose key a recipient is: ids of the epoch, of its office and of the office's body."""

    epoch: int
    office: int
    body: int


def holders_of(recipients: Iterable[str]) -> dict[str, Holder]:
    """The offices of these recipients; others are passed over. One query."""
    rows = Epoch.objects.filter(recipient__in=set(recipients)).order_by()
    return {row[0]: Holder(*row[1:]) for row in rows.values_list("recipient", "pk", "office", "office__body")}
