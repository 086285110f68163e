"""Forgetting a complaint: rows, envelopes, receipt and ciphertext go; the events stay, and one more says that it was erased."""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from tamdan.audit.models import Reference
from tamdan.intake import chain
from tamdan.intake.models import Decision, Item, ItemSegment, Letter, LetterQuerySet, Receipt
from tamdan.vault.blobs import forget_blobs


@transaction.atomic
def erase(pk: str) -> list[tuple[str, str]]:
    """Remove a letter, or with the first letter of a complaint all of it; what an approved erasure calls.

    Gives (kind, id) of every removed record that an event may name.
    """
    first = Letter.objects.select_related("thread").filter(pk=pk).first()
    if first is None:
        return []
    letters = Letter.objects.filter(Q(pk=first.pk) | Q(thread=first))
    digests = set(ItemSegment.objects.filter(item__letter__in=letters).values_list("blob__digest", flat=True))
    gone = _references(letters)
    for letter in letters.order_by("-pk"):
        facts = {"ref": letter.ref, "digest": letter.digest}
        chain.record("letter.erased", letter, first.first, by=None, facts=facts)
    letters.filter(thread=first).delete()
    first.delete()
    forget_blobs(digests)
    return gone


def quiet_since(moment: datetime.datetime) -> LetterQuerySet:
    """Complaints to which nothing was added since a moment: their keeping time began before it."""
    later = Letter.objects.filter(thread=OuterRef("pk"), received_at__gte=moment)
    decided = Decision.objects.filter(thread=OuterRef("pk"), at__gte=moment)
    return Letter.objects.complaints().filter(~Exists(later), ~Exists(decided), received_at__lt=moment)


def referenced() -> "QuerySet[ItemSegment, str]":
    """The digests of the blobs that letters are made of."""
    return ItemSegment.objects.values_list("blob__digest", flat=True)


def _references(letters: LetterQuerySet) -> list[tuple[str, str]]:
    held: list[QuerySet[Letter] | QuerySet[Item] | QuerySet[Receipt] | QuerySet[Decision]] = [
        letters,
        Item.objects.filter(letter__in=letters),
        Receipt.objects.filter(thread__in=letters),
        Decision.objects.filter(thread__in=letters),
    ]
    return [Reference.of(one) for rows in held for one in rows]
