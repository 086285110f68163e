"""Names in custody: an officer asks, another person refuses or lends, and what was lent ends. Each act is an event of the complaint.

The two halves never meet here: a custodian's browser takes the inner lock off and puts the officer's own on (static/src/office).
Every act locks the complaint first (``intake.chain.hold``), then the request.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.audit.models import Event
from tamdan.clocks.actions import Seen, start_clock, stop_clock
from tamdan.clocks.days import today
from tamdan.clocks.enums import Outcome
from tamdan.clocks.models import Clock, Rule
from tamdan.core.notices import notify
from tamdan.grievances.custodians import keepers, may_decide, office_that_signed, offices_keeping
from tamdan.grievances.errors import (
    AskedAlready,
    DecidedAlready,
    KeyChanged,
    NobodyKeeps,
    NotHandling,
    NotKeeper,
    NotReleased,
)
from tamdan.grievances.identity import Ending, IdentityReason, IdentityRequest, What
from tamdan.grievances.models import Case
from tamdan.intake import chain
from tamdan.intake.answering import answer
from tamdan.intake.enums import ReleasePurpose, Side
from tamdan.intake.lending import end_envelope, lend_item
from tamdan.intake.models import Envelope, Item, Letter, Release
from tamdan.intake.reading import read_parts
from tamdan.sealing.access import key_of
from tamdan.sealing.errors import NoKey
from tamdan.sealing.models import Office
from tamdan.taxonomy.country import country

ASKED, REFUSED = "grievances.identity.asked", "grievances.identity.refused"
LENT, WITHDRAWN = "grievances.identity.lent", "grievances.identity.withdrawn"
OVER, CONFIRM = "grievances.identity.over", "grievances.identity.confirmed"
RULE = "identity-request"
KIND = "grievances.identityrequest"
DAYS = (1, 3, 7, 14)
"""For how many days a custodian may lend a name."""
CONFIRMED = 7
"""Days for which it holds that somebody is the person: they have to come or call once more for the new receipt."""


@dataclass(frozen=True)
class Asking:
    """What the officer's browser made: ``signed``, the note that names the officer's key; ``sealed``, words to the custodians."""

    reason: IdentityReason
    signed: str
    sealed: str = ""


@transaction.atomic
def ask(case: Case, item: Item, asked: Asking, *, by: User) -> IdentityRequest:
    """For the name, or, by a reason that says so, for confirming who somebody is: that also of a file that is closed.

    Raises NotHandling, NoKey, NobodyKeeps, UnsignedRequest, AskedAlready, and what ``intake.answering`` raises of the words."""
    chain.hold(case.letter_id)
    case = Case.objects.select_related("letter", "owner").get(pk=case.pk)
    what = What(asked.reason.what)
    if case.officer_id != by.pk or (case.is_closed and what == What.LEND):
        raise NotHandling
    _end_old(item, by)
    own = key_of(by)
    if own is None:
        raise NoKey
    people = [person for person in keepers(item, case) if person != by]
    if not people:
        raise NobodyKeeps
    office = office_that_signed(asked.signed, words_of(case, item, asked, own.recipient), by)
    request = IdentityRequest(
        what=what, case=case, item=item, reason=asked.reason, office=office, recipient=own.recipient,
        signed=asked.signed, note=_note(case, item, asked.sealed, by), asked_by=by,
    )  # fmt: skip
    facts = {"item": item.ref, "reason": asked.reason.code, "office": str(office.uuid)}
    event = chain.record(ASKED, item, case.letter, by=by, facts=facts)
    request.asked_at, request.asked_leaf = event.at, chain.leaf_of(event)
    try:
        with transaction.atomic():
            request.save(force_insert=True)
    except IntegrityError as error:
        raise AskedAlready from error
    _start(request, case)
    notify(people, ASKED, request, {"number": case.number})
    return request


def words_of(case: Case, item: Item, asked: Asking, recipient: str) -> list[str]:
    """The lines that the officer's office signs, after the host's (static/src/office/writing.ts)."""
    return [case.letter.ref, item.ref, asked.reason.code, recipient]


def _note(case: Case, item: Item, sealed: str, by: User) -> Letter | None:
    """Words to the custodians, sealed to the officer's office too: colleagues see what was asked."""
    if not sealed:
        return None
    return answer(case.letter, read_parts(sealed.encode()), side=Side.NOTE, by=by, also=offices_keeping(item))


def _end_old(item: Item, by: User) -> None:
    """What was confirmed for this officer and not used in time: it has no envelope whose sweep would end it."""
    for request in IdentityRequest.objects.confirming().unfinished().filter(item=item, until__lte=timezone.now()):
        _finish(_locked(request), Ending.TIME, by)


def _start(request: IdentityRequest, case: Case) -> None:
    """A country without the rule has no such clock. It is the custodians' and not the file's: it makes no file late."""
    if Rule.objects.current().filter(code=RULE).exists():
        office = Office.objects.select_related("body").get(pk=min(offices_keeping(request.item)))
        title_en, title_km = f"Name in complaint {case.number}", f"ឈ្មោះក្នុងបណ្តឹងលេខ {case.number}"
        start_clock(RULE, on=request, seen=Seen(office.body, title_en, title_km), by=None)


@transaction.atomic
def refuse(request: IdentityRequest, reason: IdentityReason, *, by: User, sealed: str = "") -> IdentityRequest:
    """With a reason that the officer and the complainant read, and perhaps words that are sealed to the officer's office.

    Raises NotKeeper, DecidedAlready, and what ``intake.answering`` raises of the words."""
    request = _to_decide(request, by)
    request.refusal = reason
    request.reply = _note(request.case, request.item, sealed, by)
    _decide(request, REFUSED, {"reason": reason.code}, by)
    return request


@transaction.atomic
def lend(request: IdentityRequest, data: bytes, *, days: int, by: User) -> IdentityRequest:
    """``data``: the item's key for the officer alone, in both locks, made in the custodian's browser after a release was recorded.

    Ends with the last of ``days``. Raises NotKeeper, DecidedAlready, NotReleased, KeyChanged, BadSeal.
    """
    request = _to_decide(request, by, What.LEND)
    _need_release(request, by)
    key = key_of(request.asked_by)
    if key is None or key.recipient != request.recipient:
        raise KeyChanged
    request.until = end_of(days)
    lend_item(request.item, audience=request.recipient, data=data, until=request.until)
    _decide(request, LENT, {"until": _stamp(request.until)}, by)
    return request


@transaction.atomic
def confirm(request: IdentityRequest, *, by: User) -> IdentityRequest:
    """That the person is the one whose name was sealed, for ``CONFIRMED`` days. Raises NotKeeper, DecidedAlready, NotReleased."""
    request = _to_decide(request, by, What.CONFIRM)
    _need_release(request, by)
    request.until = end_of(CONFIRMED)
    _decide(request, CONFIRM, {"until": _stamp(request.until)}, by)
    return request


@transaction.atomic
def give_back(request: IdentityRequest, *, by: User) -> None:
    """By the officer, before the end; a request that waits is withdrawn. Raises NotHandling where it is another's, DecidedAlready."""
    request = _locked(request)
    if request.asked_by_id != by.pk:
        raise NotHandling
    _finish(request, Ending.RETURNED, by)


@transaction.atomic
def take_back(request: IdentityRequest, *, by: User) -> None:
    """By a custodian, before the end. Raises NotKeeper, DecidedAlready."""
    request = _locked(request)
    if not may_decide(by, request):
        raise NotKeeper
    _finish(request, Ending.TAKEN_BACK, by)


def used(request: IdentityRequest, leaf: str) -> None:
    """A receipt was issued upon it, by the event with this leaf: nobody issues another. In the caller's transaction."""
    request.ended_at, request.ending, request.ended_leaf = timezone.now(), Ending.ISSUED, leaf
    request.save(update_fields=["ended_at", "ending", "ended_leaf"])


def pass_on(cases: Iterable[int], officer: Any | None, *, by: Any) -> None:
    """What was asked or lent for these files ends for everybody but their next officer. In the caller's transaction."""
    going = IdentityRequest.objects.unfinished().filter(case__in=list(cases))
    for request in going.exclude(asked_by=officer) if officer else going:
        _finish(_locked(request), Ending.PASSED_ON, by)


def leave(user: User, *, by: Any) -> None:
    """An account is closed (``LEAVERS``): what the person asked for or was lent ends. In the caller's transaction."""
    for request in IdentityRequest.objects.unfinished().filter(asked_by=user):
        _finish(_locked(request), Ending.PASSED_ON, by)


def narrowed(case: Case) -> None:
    """The complainant took the name away from an officer, or from those who keep it. In the decision's transaction."""
    told = chain.events_of(case.letter).filter(verb="envelope.narrowed").last()
    for request in IdentityRequest.objects.unfinished().filter(case=case).select_related("item"):
        is_lent = request.until is not None and request.what == What.LEND
        if is_lent and not Envelope.objects.filter(item=request.item_id, audience=request.recipient).exists():
            _end(request, told, Ending.NARROWED)
        elif not is_lent and not offices_keeping(request.item):
            _finish(_locked(request), Ending.NARROWED, None)


def ended(item: Item, audience: str, event: Event) -> None:
    """An envelope that was lent is gone (``ENVELOPE_ENDINGS``): by its end, unless the act that ended it says otherwise."""
    found = IdentityRequest.objects.lending().unfinished().filter(item=item, recipient=audience, until__isnull=False)
    for request in found.select_related("case", "asked_by"):
        _end(request, event, Ending.TIME)
        notify([request.asked_by], OVER, request.case, {"number": request.case.number})


def end_of(days: int) -> datetime.datetime:
    """Midnight after the last of so many days, in the home State."""
    day = today() + datetime.timedelta(days + 1)
    return datetime.datetime.combine(day, datetime.time(), ZoneInfo(country(settings.COUNTRY).time_zone))


def _locked(request: IdentityRequest) -> IdentityRequest:
    chain.hold(request.case.letter_id)
    found = IdentityRequest.objects.select_for_update(of=("self",)).select_related("case__letter", "item", "asked_by")
    return found.get(pk=request.pk)


def _to_decide(request: IdentityRequest, by: User, what: What | None = None) -> IdentityRequest:
    """``what``: an act that answers this question alone."""
    request = _locked(request)
    if not may_decide(by, request):
        raise NotKeeper
    if not request.is_waiting or what not in (None, request.what):
        raise DecidedAlready
    return request


def purpose_of(request: IdentityRequest) -> ReleasePurpose:
    """What a name is released to a custodian for."""
    return ReleasePurpose.LEND if request.what == What.LEND else ReleasePurpose.CONFIRM


def _need_release(request: IdentityRequest, by: User) -> None:
    """Nobody lends a key, or says who somebody is, that was not released to them: the event comes first."""
    purpose = purpose_of(request)
    if not Release.objects.filter(item=request.item_id, officer=by, purpose=purpose, at__gte=request.asked_at).exists():
        raise NotReleased


def _decide(request: IdentityRequest, verb: str, told: dict[str, str], by: User) -> None:
    facts = {"item": request.item.ref, "asked": request.asked_leaf, **told}
    event = chain.record(verb, request.item, request.case.letter, by=by, facts=facts)
    request.decided_by, request.decided_at, request.decided_leaf = by, timezone.now(), chain.leaf_of(event)
    request.save(update_fields=["decided_by", "decided_at", "decided_leaf", "refusal", "reply", "until"])
    _stop(request, Outcome.DONE, by)
    notify([request.asked_by], verb, request.case, {"number": request.case.number})


def _finish(request: IdentityRequest, ending: Ending, by: Any) -> None:
    if request.ended_at is not None or request.refusal_id is not None:
        raise DecidedAlready
    lent = Envelope.objects.filter(item=request.item_id, audience=request.recipient, until__isnull=False)
    sealed = lent.first() if request.what == What.LEND else None
    event = end_envelope(sealed.pk, by=by) if sealed else None
    if event is None:
        facts = {"item": request.item.ref, "asked": request.asked_leaf, "why": str(ending)}
        event = chain.record(WITHDRAWN, request.item, request.case.letter, by=by, facts=facts)
    _end(request, event, ending)
    _stop(request, Outcome.DROPPED, by)


def _end(request: IdentityRequest, event: Event | None, ending: Ending) -> None:
    request.ended_at, request.ending = timezone.now(), ending
    request.ended_leaf = chain.leaf_of(event) if event else ""
    request.save(update_fields=["ended_at", "ending", "ended_leaf"])


def _stop(request: IdentityRequest, outcome: Outcome, by: Any) -> None:
    for clock in Clock.objects.on(request).running():
        stop_clock(clock, outcome=outcome, by=by)


def _stamp(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
