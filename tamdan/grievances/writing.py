"""What an officer writes: sealed in the browser, stored by intake, with what follows for the file in the same transaction."""

from typing import Any

from django.db import transaction

from tamdan.accounts.models import User
from tamdan.clocks.actions import pause_clock
from tamdan.clocks.days import today
from tamdan.grievances.actions import close, keep, locked, mark_answered
from tamdan.grievances.enums import TO_COMPLAINANT, Writing
from tamdan.grievances.errors import NoComplainantKey, NotWithdrawn, WordsMissing
from tamdan.grievances.models import Case
from tamdan.grievances.timing import FOR_COMPLAINANT, clocks_of
from tamdan.intake.answering import answer
from tamdan.intake.enums import Code, Side
from tamdan.intake.models import Letter
from tamdan.intake.reading import read_parts
from tamdan.intake.vocabularies import ClosingReason

WITHDRAWN = "withdrawn"
"""Who withdrew knows why the file ends."""


@transaction.atomic
def write(case: Case, sealed: str, *, what: Writing, version: int | None, by: User) -> Letter:
    """Store what was sealed (JSON of intake.answering). An answer stops its clock, a question lets the clocks stand still.

    The same message again gives the same. Raises NoComplainantKey, and what answering and the acts raise.
    """
    case = locked(case, version)
    to_complainant = what in TO_COMPLAINANT
    if to_complainant and not case.can_be_answered:
        raise NoComplainantKey
    sent = read_parts(sealed.encode())
    known = Letter.objects.filter(ref=sent.letter).exists()
    made = answer(case.letter, sent, side=Side.OFFICE if to_complainant else Side.NOTE, by=by)
    if to_complainant and not known:
        _follow(case, what, by)
    return made


def _follow(case: Case, what: Writing, by: Any) -> None:
    case.answered_by_complainant = None
    case.asked_on = today() if what == Writing.QUESTION else case.asked_on
    keep(case, "answered_by_complainant", "asked_on")
    if what == Writing.QUESTION:
        _stand_still(case, by)
    if what == Writing.ANSWER:
        mark_answered(case, version=None, by=by)


def _stand_still(case: Case, by: Any) -> None:
    """Where the rule allows it, and not after its last day: a question may not hide lateness."""
    for clock in clocks_of(case).running().prefetch_related("pauses"):
        if clock.allows("pause") and FOR_COMPLAINANT in clock.rule.pause_reasons and not clock.days_late:
            pause_clock(clock, reason=FOR_COMPLAINANT, by=by)


@transaction.atomic
def close_with_words(case: Case, reason: ClosingReason, sealed: str, *, version: int | None, by: User) -> Case:
    """The file ends, and the complainant is told why in a sealed message.

    Raises WordsMissing where nobody could know why, NotWithdrawn where an office says for the complainant what they did not."""
    if reason.code == WITHDRAWN and not case.letter.decisions.filter(code=Code.WITHDRAW).exists():
        raise NotWithdrawn
    if sealed:
        write(case, sealed, what=Writing.REPLY, version=version, by=by)
        version = None
    elif case.can_be_answered and reason.code != WITHDRAWN:
        raise WordsMissing
    return close(case, reason, version=version, by=by)
