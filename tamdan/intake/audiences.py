"""To whom a letter may be sealed: the keys on the signed lists of now and of the last 90 days (SEALING 7)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q, QuerySet, Subquery
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
    return of_lists(
        KeyListVersion.objects.filter(published_at__isnull=False)
        .filter(Q(published_at__gte=timezone.now() - GRACE) | Q(number=Subquery(_last_before_grace())))
        .order_by("-number")
        .values_list("canonical", flat=True)
    )


def _last_before_grace() -> "QuerySet[KeyListVersion, int]":
    """The list that was in force when the grace began: what came before was followed more than 90 days ago."""
    before = KeyListVersion.objects.filter(published_at__lt=timezone.now() - GRACE)
    return before.order_by("-number").values_list("number", flat=True)[:1]


def of_lists(canonical: Iterable[bytes | memoryview]) -> Listed:
    """The recipients of the lists in force, the newest first. Raises NoList where there is none or the newest expired."""
    lists = [_parsed(bytes(one)) for one in canonical]
    if not lists or lists[0].expires < timezone.localdate():
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


OF_EPOCH = ("pk", "office", "office__body", "office__purpose")


class Holder(NamedTuple):
    """Whose key a recipient is: ids of the epoch, of its office and of the office's body, and what the office is for."""

    epoch: int
    office: int
    body: int
    purpose: str


def holders_of(recipients: Iterable[str]) -> dict[str, Holder]:
    """The offices of these recipients; others are passed over. One query."""
    rows = Epoch.objects.filter(recipient__in=set(recipients)).order_by()
    return {row[0]: Holder(*row[1:]) for row in rows.values_list("recipient", *OF_EPOCH)}
