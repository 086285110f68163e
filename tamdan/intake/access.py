"""Who may see, open and fetch what of letters: whoever holds the key of an office that a letter is sealed to, and nobody else."""

import datetime
import uuid

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from tamdan.accounts.access import Person
from tamdan.intake.enums import ReleasePurpose
from tamdan.intake.models import Envelope, EnvelopeQuerySet, ItemSegment, Letter, LetterQuerySet, Receipt, Release
from tamdan.sealing.access import copies_for, key_of
from tamdan.sealing.enums import Purpose
from tamdan.sealing.letters import APART, ItemKind

FETCH_HOURS = datetime.timedelta(hours=12)
"""How long after its release the ciphertext of an item is served to the officer: a working day."""


def office_ids(user: Person) -> list[int]:
    """The offices whose key the person holds and may use today."""
    return sorted({copy.epoch.office_id for copy in copies_for(user)})


def letters(user: Person) -> LetterQuerySet:
    """Letters with an envelope for an office of the person's."""
    return Letter.objects.for_offices(office_ids(user))


def letter_or_404(user: Person, ref: str) -> Letter:
    return get_object_or_404(letters(user).select_related("thread"), ref=ref)


def envelopes_for(user: Person, letter: Letter) -> QuerySet[Envelope]:
    """The envelopes of a letter that the person can have opened now, of an office's key or of their own."""
    return openable(user).filter(item__letter=letter).select_related("item", "epoch__office")


def openable(user: Person) -> QuerySet[Envelope]:
    """The envelopes in force whose inner lock is that of an office's key of the person's, or of their own key."""
    own = key_of(user)
    mine = Q(epoch__in=[copy.epoch_id for copy in copies_for(user)])
    if own is not None:
        mine |= Q(audience=own.recipient, epoch__isnull=True, is_complainants=False)
    return Envelope.objects.in_force().filter(mine)


def unopened_numbers() -> EnvelopeQuerySet:
    """Of numbers that were left to offices for a call, and that nobody has opened yet."""
    return Envelope.objects.in_force().filter(epoch__isnull=False, item__kind=ItemKind.CALL, item__releases=None)


def asking_for_a_call(user: Person, most: int = 20) -> list[Letter]:
    """First letters whose writers gave a number to offices of the person's and which nobody has opened yet, the oldest first."""
    mine = unopened_numbers().filter(epoch__office__in=office_ids(user)).values("item__letter")
    return list(Letter.objects.filter(pk__in=mine).order_by("pk")[:most])


def envelope_or_404(user: Person, item: str) -> Envelope:
    """The envelope of an item (its ref) that the person can have opened."""
    letter = get_object_or_404(Letter, items__ref=item)
    found = envelopes_for(user, letter).filter(item__ref=item).first()
    if found is None:
        raise Http404
    return found


def can_open(user: Person, envelope: Envelope) -> bool:
    """Whether the person's own key, or the key of an office of theirs, is the inner lock's."""
    if envelope.is_complainants:
        return False
    if envelope.epoch_id is not None:
        return copies_for(user).filter(epoch=envelope.epoch_id).exists()
    own = key_of(user)
    return own is not None and own.recipient == envelope.audience


def may_fetch(user: Person, digest: str) -> bool:
    """Whether an item that holds this blob was released to the person within the working day and is still sealed to them.

    What was taken away, or lent and is over, is served no longer; who lends a name needs its key and not its content.
    """
    if user.is_anonymous:
        return False
    since = timezone.now() - FETCH_HOURS
    released = Release.objects.filter(officer=user.pk, at__gt=since, item__segments__blob__digest=digest)
    items = list(released.exclude(purpose=ReleasePurpose.LEND).values_list("item", flat=True))
    return bool(items) and openable(user).filter(item__in=items).exists()


def is_for_complainant(receipt: Receipt, digest: str) -> bool:
    """Whether the blob belongs to an answer that is sealed to the complainant of this receipt."""
    letters_of = Letter.objects.of_thread(receipt.thread).values("pk")
    found = ItemSegment.objects.filter(blob__digest=digest, item__letter__in=letters_of)
    return found.filter(item__envelopes__is_complainants=True).exists()


def offices_on(thread: Letter) -> dict[uuid.UUID, int]:
    """The offices that hold the complaint: their public ids and keys of their rows. Who keeps the name, has
    no more than a number to call, or was passed a part of it is not among them."""
    found = (
        Envelope.objects.in_force()
        .filter(item__letter__in=Letter.objects.of_thread(thread).values("pk"), epoch__office__purpose=Purpose.OFFICE)
        .exclude(item__kind__in=APART)
    )
    return dict(found.values_list("epoch__office__uuid", "epoch__office").distinct())
