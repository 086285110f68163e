"""A complaint goes to another body and comes back: asked for, passed on, taken up, answered, ended (docs/domain/grievances.md).

Each act is one transaction and one event of the complaint's own chain. The complainant's consent for that very body stands before
everything that leaves; when it goes, what was sealed to the body goes with it. Raises ReferralMovedOn where the other side was faster.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.core.notices import notify
from tamdan.grievances.actions import keep, locked, move
from tamdan.grievances.enums import Move, Status, Writing
from tamdan.grievances.errors import WordsMissing
from tamdan.grievances.models import Case
from tamdan.grievances.referral.clocks import finish_clock, start_clock_of
from tamdan.grievances.referral.enums import ANSWER_CLOCK, DECISION_CLOCK, Ending, Standing
from tamdan.grievances.referral.errors import DigitsDiffer, KeyNotListed, ReferralMovedOn
from tamdan.grievances.referral.models import Referral, ReferralItem, ReferralReason
from tamdan.grievances.referral.moves import (
    ANSWERED,
    ASKED,
    FILED,
    PASSED,
    RETURNED,
    WROTE,
    begin,
    end,
    held,
    moved,
    people_of,
    settle,
    store,
    tell_office,
)
from tamdan.grievances.referral.rules import agreed, check_consent, check_target, listed_recipient
from tamdan.grievances.referral.sent import Passing, given_items, read_filed, read_passing
from tamdan.grievances.timing import let_run
from tamdan.grievances.writing import write
from tamdan.intake.chain import record
from tamdan.intake.deciding import hash_of, record_by_officer
from tamdan.intake.enums import CONSENT_GIVEN, CONSENT_TAKEN_BACK, Code, Side
from tamdan.intake.models import Envelope, Item, Letter
from tamdan.intake.reading import read_parts
from tamdan.sealing import fingerprints, published
from tamdan.sealing.models import Office


@transaction.atomic
def ask(case: Case, office: Office, sealed: str, *, version: int | None, by: User) -> Referral:
    """Ask the complainant whether this body may get it: a sealed question. The complainant's clocks stand still meanwhile.

    Raises WordsMissing, what rules raise, WithThemAlready.
    """
    case = locked(case, version)
    check_target(case, office)
    if not sealed:
        raise WordsMissing
    made = begin(case, office, Standing.ASKED)
    write(case, sealed, what=Writing.QUESTION, version=None, by=by)
    made.asked_at, made.made_by = timezone.now(), by
    made.save(update_fields=["asked_at", "made_by"])
    record(ASKED, made, case.letter, by=by, facts={"office": str(office.uuid)})
    return made


@transaction.atomic
def record_consent(case: Case, office: Office, *, is_given: bool, version: int | None, by: User) -> None:
    """What the complainant said by telephone or at the desk. What follows is what follows a signed decision (following)."""
    case = locked(case, version)
    check_target(case, office)
    word = CONSENT_GIVEN if is_given else CONSENT_TAKEN_BACK
    record_by_officer(case.letter, Code.CONSENT, agreed(office, word), by=by)


@transaction.atomic
def pass_on(case: Case, office: Office, sealed: str, *, version: int | None, by: User) -> Referral:
    """Envelopes for the body, made in the officer's browser of items that were released to them for this (``Passing`` as JSON).

    Raises ConsentMissing, KeyNotListed, and what rules and sent raise.
    """
    case = locked(case, version)
    check_target(case, office)
    consent, sent = check_consent(case, office), read_passing(sealed)
    epoch = listed_recipient(office)
    if epoch is None or epoch.recipient != sent.recipient or published.refusal() is not None:
        raise KeyNotListed
    items = given_items(case, sent.items(), by=by)
    made = begin(case, office, Standing.OFFERED)
    made.epoch, made.made_by, made.passed_at = epoch, by, timezone.now()
    made.save(update_fields=["standing", "epoch", "made_by", "passed_at"])
    _seal(made, items, sent)
    facts: dict[str, str | int] = {"office": str(office.uuid), "epoch": epoch.number, "consent": hash_of(consent)}
    record(PASSED, made, case.letter, by=by, facts={**facts, **_named(items)})
    if sent.summary:
        _summarize(made, sent.summary, by)
    _set_out(case, made, DECISION_CLOCK, by)
    notify(people_of(made), PASSED, made, {"number": made.number})
    return made


def _seal(made: Referral, items: list[Item], sent: Passing) -> None:
    data = {one.item: one.data for one in sent.envelopes}
    ReferralItem.objects.bulk_create(ReferralItem(referral=made, item=item) for item in items)
    Envelope.objects.bulk_create(
        Envelope(item=item, audience=sent.recipient, epoch=made.epoch, data=data[item.ref]) for item in items
    )


def _summarize(made: Referral, summary: str, by: User) -> None:
    """The officer's own words in the place of the letter: a note of the office that the body can open as well."""
    letter = store(made, summary, Side.NOTE, by, from_body=False)
    ReferralItem.objects.bulk_create(ReferralItem(referral=made, item=item) for item in letter.items.all())


@transaction.atomic
def file_for(case: Case, office: Office, sealed: str, *, digits: str, version: int | None, by: User) -> Referral:
    """One age file for a body without an account, made in the officer's browser (``Filed`` as JSON). ``digits``: what was read by voice.

    Raises DigitsDiffer, ConsentMissing, and what rules and sent raise.
    """
    case = locked(case, version)
    check_target(case, office)
    consent, sent = check_consent(case, office), read_filed(sealed)
    if not fingerprints.same(digits, sent.recipient):
        raise DigitsDiffer
    items = given_items(case, sent.items, by=by)
    made = begin(case, office, Standing.HANDED)
    made.recipient, made.made_by, made.passed_at = sent.recipient, by, timezone.now()
    made.save(update_fields=["standing", "recipient", "made_by", "passed_at"])
    ReferralItem.objects.bulk_create(ReferralItem(referral=made, item=item) for item in items)
    facts = {"office": str(office.uuid), "file": sent.digest, "recipient": sent.recipient, "consent": hash_of(consent)}
    record(FILED, made, case.letter, by=by, facts={**facts, **_named(items)})
    _set_out(case, made, ANSWER_CLOCK, by)
    return made


def _named(items: list[Item]) -> dict[str, str | int]:
    return {"items": " ".join(item.ref for item in items) or "-"}


def _set_out(case: Case, made: Referral, clock: str, by: Any) -> None:
    if case.status != Status.REFERRED:
        move(case, Move.REFER)
    keep(case, "status")
    start_clock_of(made, clock, by=by)


@transaction.atomic
def record_outcome(referral: Referral, reason: ReferralReason | None, *, version: int | None, by: User) -> Referral:
    """What a body without an account did with its file: answered (no ``reason``), or did not take it up.

    Raises ReferralMovedOn for a body that says so itself.
    """
    locked(referral.case, version)
    if not referral.is_file:
        raise ReferralMovedOn(standing=referral.get_standing_display())
    case, now = moved(referral, Standing.RETURNED if reason else Standing.DONE)
    now.reason, now.answered_at, now.ended_at = reason, timezone.now(), timezone.now()
    now.save(update_fields=["standing", "reason", "answered_at", "ended_at"])
    record(RETURNED if reason else ANSWERED, now, case.letter, by=by, facts={"reason": reason.code if reason else "-"})
    finish_clock(now, ANSWER_CLOCK, by=by)
    settle(case)
    return now


@transaction.atomic
def write_to(referral: Referral, sealed: str, *, from_body: bool, by: User) -> Letter:
    """Words to the other side, sealed to both; the same again gives the same. Raises WordsMissing."""
    if not sealed:
        raise WordsMissing
    _case, now = held(referral)
    if not now.is_readable or not now.is_open:
        raise ReferralMovedOn(standing=now.get_standing_display())
    known = Letter.objects.filter(ref=read_parts(sealed.encode()).letter).exists()
    made = store(now, sealed, Side.NOTE, by, from_body=from_body)
    if not known:
        if from_body:
            tell_office(now, WROTE)
        else:
            notify(people_of(now), WROTE, now, {"number": now.number})
    return made


@transaction.atomic
def take_back(referral: Referral, *, version: int | None, by: User) -> Referral:
    """The office ends it. What was sealed to the body is deleted; a question that waits is asked no longer, and time runs again."""
    locked(referral.case, version)
    case, now = held(referral)
    if now.standing == Standing.ASKED:
        case.asked_on = None
        keep(case, "asked_on")
        let_run(case, by=by)
    end(case, now, Ending.OFFICE, by)
    settle(case)
    return now
