"""What an office writes: to the complainant, or a note to itself. Sealed in the officer's browser; the words are a signed note inside.

The parts are those of a submission (reading.py) without receipt, open fields and consents; the keys named are the complaint's. This
server sees to whom each part is sealed, and that no office gets one that does not hold the complaint.
"""

from collections.abc import Collection
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.core.panels import listed as declared
from tamdan.intake import access, chain
from tamdan.intake.audiences import Holder, holders_of
from tamdan.intake.enums import Side
from tamdan.intake.errors import AnotherLetter, LetterRefused, NotYours, WrongAudience
from tamdan.intake.halves import Halves, halves_of
from tamdan.intake.models import Letter
from tamdan.intake.reading import Submission
from tamdan.intake.submitting import store_parts
from tamdan.sealing.letters import ItemKind
from tamdan.vault.room import refuse_letters_when_full

KINDS = {ItemKind.MESSAGE, ItemKind.FILE, ItemKind.VOICE}


@transaction.atomic
def answer(thread: Letter, sent: Submission, *, side: Side, by: User, also: Collection[int] = ()) -> Letter:
    """Store a message to the complainant (``Side.OFFICE``) or a note (``Side.NOTE``) of an officer; the same again gives the same.
    ``also``: ids of offices that do not hold the complaint and may write or be sealed to, such as those who keep its name.

    Raises NotYours where the officer holds no key of the complaint, WrongAudience, LetterRefused, AnotherLetter.
    """
    refuse_letters_when_full()
    holding = {*access.offices_on(thread).values(), *also}
    if not holding & set(access.office_ids(by)):
        raise NotYours
    known = Letter.objects.filter(ref=sent.letter).first()
    if known is not None:
        if (known.digest, known.author_id) != (sent.digest, by.pk):
            raise AnotherLetter
        return known
    holders = holders_of(one.audience for one in sent.envelopes)
    own = halves_of(thread)
    _check(sent, own, side, holders, holding)
    if sent.thread != thread.ref:
        raise LetterRefused
    letter = _letter(thread, sent, side, by)
    try:
        with transaction.atomic():
            letter.save(force_insert=True)
    except IntegrityError as error:
        raise AnotherLetter from error
    store_parts(letter, sent, holders, complainant=own.recipient)
    verb = "letter.answered" if side == Side.OFFICE else "letter.noted"
    chain.record(verb, letter, thread, by=by, facts={"digest": letter.digest, "ref": letter.ref})
    for arrived in declared("LETTER_ARRIVALS"):
        arrived(letter)
    return letter


def _letter(thread: Letter, sent: Submission, side: Side, by: User) -> Letter:
    belongs: dict[str, Any] = {
        "owner_id": thread.owner_id, "visibility": thread.visibility, "shared_with": thread.shared_with,
    }  # fmt: skip
    now = timezone.now().replace(microsecond=0)
    return Letter(
        ref=sent.letter, thread=thread, side=side, author=by, digest=sent.digest, received_at=now, **belongs
    )  # fmt: skip


def _check(sent: Submission, own: Halves, side: Side, holders: dict[str, Holder], holding: set[int]) -> None:
    """To the complainant: every part is sealed to them as well. Otherwise to offices of ``holding`` and nobody else."""
    if sent.has_receipt or sent.open or sent.consents:
        raise LetterRefused
    if (sent.complainant.recipient, sent.complainant.verify) != own:
        raise LetterRefused
    if any(item.kind not in KINDS for item in sent.items):
        raise LetterRefused
    for item in sent.items:
        audiences = {one.audience for one in sent.envelopes if one.item == item.id}
        offices = audiences - {own.recipient}
        if (own.recipient in audiences) != (side == Side.OFFICE) or not offices:
            raise WrongAudience
        if any(one not in holders or holders[one].office not in holding for one in offices):
            raise WrongAudience
