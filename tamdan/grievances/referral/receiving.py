"""What the other body does with a complaint that was passed to it: takes it up, gives it back, answers."""

from django.db import transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.grievances.errors import WordsMissing
from tamdan.grievances.referral.clocks import finish_clock, start_clock_of
from tamdan.grievances.referral.enums import ANSWER_CLOCK, DECISION_CLOCK, Standing
from tamdan.grievances.referral.models import Referral, ReferralReason
from tamdan.grievances.referral.moves import (
    ANSWERED,
    REFUSED,
    RETURNED,
    TAKEN_UP,
    close,
    moved,
    settle,
    store,
    tell_office,
)
from tamdan.intake.chain import record
from tamdan.intake.enums import Side


@transaction.atomic
def take_up(referral: Referral, *, by: User) -> Referral:
    """The body says that it deals with the complaint. Its time to answer begins."""
    case, now = moved(referral, Standing.ACCEPTED)
    now.decided_at = timezone.now()
    now.save(update_fields=["standing", "decided_at"])
    record(TAKEN_UP, now, case.letter, by=by)
    finish_clock(now, DECISION_CLOCK, by=by)
    start_clock_of(now, ANSWER_CLOCK, by=by)
    tell_office(now, TAKEN_UP)
    return now


@transaction.atomic
def give_back(referral: Referral, reason: ReferralReason, sealed: str = "", *, by: User) -> Referral:
    """The body does not take it up, or gives it back, with a reason; the server deletes what was sealed to it.

    ``sealed``: words for the office that asked, if there are any.
    """
    standing = Standing.REFUSED if referral.standing == Standing.OFFERED else Standing.RETURNED
    case, now = moved(referral, standing)
    if sealed:
        store(now, sealed, Side.NOTE, by, from_body=True)
    now.reason, now.decided_at = reason, timezone.now()
    close(now)
    now.save(update_fields=["standing", "reason", "decided_at", "ended_at"])
    verb = REFUSED if standing == Standing.REFUSED else RETURNED
    record(verb, now, case.letter, by=by, facts={"reason": reason.code})
    finish_clock(now, DECISION_CLOCK, by=by)
    finish_clock(now, ANSWER_CLOCK, by=by)
    settle(case)
    tell_office(now, verb)
    return now


@transaction.atomic
def report_done(referral: Referral, sealed: str, *, by: User) -> Referral:
    """The body has answered: to the complainant and to the office, sealed to both and signed with its key. It may read on until the file
    is closed. Raises WordsMissing."""
    if not sealed:
        raise WordsMissing
    case, now = moved(referral, Standing.DONE)
    store(now, sealed, Side.OFFICE if case.can_be_answered else Side.NOTE, by, from_body=True)
    now.answered_at = timezone.now()
    now.save(update_fields=["standing", "answered_at"])
    record(ANSWERED, now, case.letter, by=by)
    finish_clock(now, ANSWER_CLOCK, by=by)
    settle(case)
    tell_office(now, ANSWERED)
    return now
