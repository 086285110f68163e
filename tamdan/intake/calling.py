"""What officers do with calls: note one, take it, ring, end it, make it a complaint. Each is one transaction and one event.

A call is taken by one officer, and an officer has one call at a time; so nobody is rung up by two, and numbers are opened one by one.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.clocks.actions import Seen, start_clock, stop_clock
from tamdan.clocks.days import today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, Rule
from tamdan.core.access import Visibility
from tamdan.core.ledger import record
from tamdan.intake.calls import ENDED_BY, KIND, PAUSE, Answer, Attempt, Call, Ending, State
from tamdan.intake.errors import CallRefused, CallTaken, NotRung, NotTaken, OneCallAtATime
from tamdan.intake.models import Letter
from tamdan.sealing import age
from tamdan.sealing.access import copies_for
from tamdan.sealing.envelopes import LONGEST
from tamdan.sealing.models import Epoch, Office

NOTED, TAKEN, GIVEN_BACK, TRIED, ENDED = "call.noted", "call.taken", "call.given_back", "call.tried", "call.ended"
USUAL, DANGER = "call-back", "call-back-danger"
"""Rules of ``clocks.yaml``. With danger the call is due on the day on which it was noted."""
FEWEST = 2
"""Attempts before somebody is given up."""
LARGEST = 5_120
"""Bytes of the sealed note: 4,096 of padded words, and what age adds at random."""


@dataclass(frozen=True)
class Noted:
    """A call as the operator's browser sealed it for ``office``, with what stays open. ``audience``: the recipient that it sealed to."""

    office: Office
    audience: str
    ref: str
    sealed: bytes
    envelope: bytes
    reason: str
    language: str
    is_dangerous: bool
    hours: tuple[int, int] | None


@transaction.atomic
def note(noted: Noted, *, by: User) -> Call:
    """Put a call into the queue of an office. The same note again gives the call there is. Raises CallRefused."""
    epoch = _epoch(noted)
    start, end = noted.hours or (None, None)
    made, is_new = Call.objects.get_or_create(
        ref=noted.ref,
        defaults={
            "owner": noted.office.body, "visibility": Visibility.OWNER, "office": noted.office, "epoch": epoch,
            "sealed": noted.sealed, "envelope": noted.envelope, "reason": noted.reason, "language": noted.language,
            "is_dangerous": noted.is_dangerous, "safe_from": start, "safe_until": end, "noted_by": by,
        },
    )  # fmt: skip
    if is_new:
        record(NOTED, made, by=by)
        _start_clock(made, by)
        made.refresh_from_db()
    return made


def _epoch(noted: Noted) -> Epoch:
    """The key in use of the office, to which the browser sealed: it read it from the signed list."""
    epoch = noted.office.epoch
    is_whole = age.looks_sealed(noted.sealed) and age.looks_sealed(noted.envelope)
    is_small = len(noted.sealed) <= LARGEST and len(noted.envelope) <= LONGEST
    if epoch is None or epoch.recipient != noted.audience or not is_whole or not is_small:
        raise CallRefused
    return epoch


def _start_clock(call: Call, by: User) -> None:
    """A clock's title stands in mails, so it holds a number alone. A country without the rule has no last day."""
    code = DANGER if call.is_dangerous else USUAL
    if Rule.objects.current().filter(code=code).exists():
        seen = Seen(owner=call.owner, title_en=f"Call {call.pk}", title_km=f"ការហៅទូរស័ព្ទលេខ {call.pk}")
        clock = start_clock(code, on=call, seen=seen, by=by, due_on=today() if call.is_dangerous else None)
        follow(clock)


@transaction.atomic
def take(call: Call, *, by: User) -> Call:
    """The officer rings this one, and no other. Raises CallTaken, OneCallAtATime, NotTaken for an officer without the office's key."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    found = _locked(call)
    if found.is_taken_by(by):
        return found
    if found.is_closed or found.is_held:
        raise CallTaken(name=found.taken_by or "")
    if not copies_for(by).filter(epoch=found.epoch_id).exists():
        raise NotTaken
    if Call.objects.filter(taken_by=by, state=State.TAKEN).exists():
        raise OneCallAtATime
    found.state, found.taken_by, found.taken_at = State.TAKEN, by, timezone.now()
    found.save(update_fields=["state", "taken_by", "taken_at"])
    record(TAKEN, found, by=by)
    return found


@transaction.atomic
def give_back(call: Call, *, by: User) -> None:
    """Back into the queue without an attempt. Raises NotTaken."""
    found = _taken(call, by)
    _free(found, None)
    record(GIVEN_BACK, found, by=by)


@transaction.atomic
def attempt(call: Call, answer: Answer, *, by: User) -> Call:
    """Write down what came of ringing. No answer: back into the queue for two hours. Wrong number, or asked not to be called again: the
    call ends and its number goes at once. Answered: it stays taken until it is ended or written down. Raises NotTaken."""
    found = _taken(call, by)
    Attempt.objects.create(call=found, by=by, answer=answer)
    found.tries += 1
    found.save(update_fields=["tries"])
    record(TRIED, found, by=by, detail={"answer": str(answer)})
    if answer in ENDED_BY:
        _end(found, ENDED_BY[answer], by)
    elif answer == Answer.NO_ANSWER:
        _free(found, timezone.now() + PAUSE)
    return found


@transaction.atomic
def end(call: Call, ending: Ending, *, by: User) -> None:
    """The call is over; number, name and words go at once. Raises NotTaken, and NotRung where the ending says more than happened."""
    found = _taken(call, by)
    answered = found.attempts.filter(answer=Answer.ANSWERED)
    if (ending == Ending.SETTLED and not answered.exists()) or (ending == Ending.NOT_REACHED and found.tries < FEWEST):
        raise NotRung
    _end(found, ending, by)


def become_letter(call: Call, letter: Letter, *, by: User) -> None:
    """Within the letter's transaction: what was told on the telephone was written down as this letter. No letter is refused because
    of a call: one that somebody else has taken meanwhile stays theirs."""
    found = _locked(call)
    if not found.is_taken_by(by):
        return
    found.letter = letter
    found.save(update_fields=["letter"])
    _end(found, Ending.LETTER, by)


def follow(clock: Clock) -> None:
    """Keeps a call's last day when its clock changed (``CLOCK_FOLLOWERS``)."""
    Call.objects.filter(pk=clock.object_id).exclude(state=State.CLOSED).update(due_on=clock.due_on)


def forget(erased: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Letters that are erased (``ERASURE_FOLLOWERS``): the calls that became them no longer say so."""
    letters = [int(pk) for kind, pk in erased if kind == "intake.letter" and pk.isdigit()]
    Call.objects.filter(letter__in=letters).update(letter=None)
    return []


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("taken_by", "owner").get(pk=call.pk)


def _taken(call: Call, by: User) -> Call:
    """The call as it is now, which this officer has taken."""
    found = _locked(call)
    if not found.is_taken_by(by):
        raise NotTaken
    return found


def _free(call: Call, rests_until: datetime.datetime | None) -> None:
    call.state, call.taken_by, call.taken_at, call.rests_until = State.WAITING, None, None, rests_until
    call.save(update_fields=["state", "taken_by", "taken_at", "rests_until"])


def _end(call: Call, ending: Ending, by: User) -> None:
    call.state, call.ending, call.closed_at = State.CLOSED, ending, timezone.now()
    call.taken_by, call.taken_at, call.sealed, call.envelope = None, None, b"", b""
    call.save(update_fields=["state", "ending", "closed_at", "taken_by", "taken_at", "sealed", "envelope"])
    record(ENDED, call, by=by, detail={"ending": str(ending)})
    for clock in Clock.objects.running().filter(kind=KIND, object_id=call.pk):
        stop_clock(clock, outcome=Outcome.DONE if call.tries else Outcome.DROPPED, by=by)
