"""Ties a letter that an officer wrote down to what it was taken from: the opening of a box, a session of a forum, an e-mail.

The tie is no open field of the letter: it is a row beside it, which says that this letter was the seventh slip of that opening. The
page on which the officer types says so (``openly.TIES``).
"""

import datetime
import hashlib
import re
from dataclasses import dataclass
from typing import Any

from tamdan.clocks.days import today
from tamdan.core.ledger import record
from tamdan.intake.boxes import Opening, Slip
from tamdan.intake.calling import become_letter
from tamdan.intake.calls import Call
from tamdan.intake.errors import LetterRefused, MoreThanCounted, OriginMissing
from tamdan.intake.forums import Contribution, ForumSession, TakenMessage
from tamdan.intake.models import Letter
from tamdan.intake.vocabularies import Channel, Source
from tamdan.sealing import server

SLIP, CONTRIBUTION = "box.slip_written", "forum.contribution_written"
MARK = re.compile(r"[0-9a-f]{64}")
MOST_MARKS = 200
KEPT = datetime.timedelta(days=400)
"""How long a mark is kept: an e-mail that comes again after that is another matter."""


@dataclass(frozen=True)
class Origin:
    """What a letter is taken from: one of the three, or nothing (a call, a paper, somebody who came).

    ``mark``: the digest of an e-mail that the officer's browser made (32 bytes).
    """

    opening: Opening | None = None
    is_illegible: bool = False
    session: ForumSession | None = None
    mark: bytes = b""
    call: Call | None = None
    """The call in which it was told: it ends with the letter."""

    @property
    def source(self) -> str:
        if self.opening is not None:
            return Source.BOX
        return Source.FORUM if self.session is not None else Source.EMAIL if self.mark else ""

    @property
    def counted(self) -> int:
        """How many there are of them, as it is now."""
        of = self.opening or self.session
        return of.counts()[0] if of else 0

    @property
    def next(self) -> int:
        """The number of the next one."""
        of = self.opening or self.session
        return of.counts()[1] + 1 if of else 0

    def takes(self, channel: object) -> bool:
        """Whether an officer may write down a letter of this channel from here."""
        found = Channel.objects.filter(retired=False, code=str(channel))
        return (found.filter(taken_from=self.source) if self.source else found.filter(by_officer=True)).exists()


def check(origin: Origin, channel: object) -> None:
    """Raises OriginMissing where the channel does not fit."""
    if not origin.takes(channel):
        raise OriginMissing


def bind(letter: Letter, origin: Origin, *, by: Any) -> None:
    """Within the letter's transaction: its row and the event. Raises MoreThanCounted, and then nothing is stored."""
    if origin.opening is not None:
        number = _next(origin.opening)
        slip = Slip.objects.create(
            opening=origin.opening, number=number, letter=letter, is_illegible=origin.is_illegible, by=by
        )
        record(SLIP, slip, by=by, about=origin.opening)
    elif origin.session is not None:
        made = Contribution.objects.create(session=origin.session, number=_next(origin.session), letter=letter, by=by)
        record(CONTRIBUTION, made, by=by, about=origin.session)
    elif origin.call is not None:
        become_letter(origin.call, letter, by=by)
    elif origin.mark:
        TakenMessage.objects.get_or_create(mark=lookups(origin.mark)[0], defaults={"on": today()})


def _next(of: Opening | ForumSession) -> int:
    """The number of the next one, while nobody else takes one from there or changes the count."""
    list(type(of)._default_manager.select_for_update(no_key=True).filter(pk=of.pk).values_list("pk"))
    counted, written = of.counts()
    if written >= counted:
        raise MoreThanCounted(counted=counted)
    return written + 1


def marks_of(given: object) -> list[bytes]:
    """Digests as browsers send them, 64 hexadecimal digits each. Raises LetterRefused for anything else."""
    if not isinstance(given, list) or len(given) > MOST_MARKS:
        raise LetterRefused
    if not all(isinstance(one, str) and MARK.fullmatch(one) for one in given):
        raise LetterRefused
    return [bytes.fromhex(one) for one in given]


def lookups(mark: bytes) -> list[bytes]:
    """What may be stored of an e-mail's digest, the present form first: nobody without this server's peppers can try a message on it."""
    return server.lookups(hashlib.sha256(b"tamdan/email/v1\0" + mark).digest())


def forget_marks() -> int:
    """Marks of e-mails that nobody sends again. Returns how many."""
    return TakenMessage.objects.filter(on__lt=today() - KEPT).delete()[0]


def known_since(marks: list[bytes]) -> dict[bytes, str]:
    """Of these digests those that were taken in before, with the day."""
    by_lookup = {stored: mark for mark in marks for stored in lookups(mark)}
    found = TakenMessage.objects.filter(mark__in=list(by_lookup)).values_list("mark", "on")
    return {by_lookup[bytes(stored)]: day.isoformat() for stored, day in found}
