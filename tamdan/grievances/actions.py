"""What officers do with a file: take, decide, close, open again, correct, recuse. Each act is one transaction and one event.

``version`` is the one that the officer's page was made from: CaseMovedOn when a colleague was faster. Raises NotFromHere where
the file's standing does not allow the act.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import transaction
from django.utils import timezone

from tamdan.accounts.models import Membership, User
from tamdan.clocks.days import today
from tamdan.core.notices import notify
from tamdan.grievances import custody
from tamdan.grievances.arriving import hold
from tamdan.grievances.enums import LEADS_TO, Move
from tamdan.grievances.errors import AlreadyTheirs, CaseMovedOn, NobodyLeft, NotAnOfficer, NotFromHere
from tamdan.grievances.models import READERS, AdmissibilityReason, Assignment, Case, with_those_above
from tamdan.grievances.timing import ANSWER, DECISION, KIND, clocks_of, drop_all, finish, rank_of, start_again
from tamdan.institutions.models import Body
from tamdan.intake.chain import record
from tamdan.intake.vocabularies import ClosingReason
from tamdan.links.enums import Decision as LinkDecision
from tamdan.links.enums import Origin
from tamdan.links.models import Tag
from tamdan.notices.withdrawing import withdraw
from tamdan.sealing.models import Office

ASSIGNED = "grievances.case.assigned"
DECIDED = "grievances.case.decided"
ANSWERED = "grievances.case.answered"
CLOSED = "grievances.case.closed"
REOPENED = "grievances.case.reopened"
SORTED = "grievances.case.sorted"
RECUSED = "grievances.case.recused"
SEEN = "grievances.case.taken_up"
ARTICLE = "article"
"""The vocabulary of tags that name articles of treaties (taxonomy.Article)."""


@dataclass(frozen=True)
class Sorting:
    """What a complaint is about, as an officer sees it: codes of the country's lists, and of articles."""

    kind: str
    urgency: str
    articles: tuple[str, ...] = ()


def locked(case: Case, version: int | None) -> Case:
    """The file as it is now, locked for this transaction. ``version`` None: whatever it became meanwhile."""
    hold(case.letter_id)
    now = Case.objects.select_for_update(of=("self",)).select_related("letter", "owner", "office").get(pk=case.pk)
    if version is not None and now.version != version:
        raise CaseMovedOn(status=now.get_status_display())
    return now


def keep(case: Case, *fields: str) -> None:
    """Store these fields as the next version."""
    case.version += 1
    case.save(update_fields=[*fields, "version"])


def move(case: Case, act: Move) -> None:
    """The standing that ``act`` leads to; not stored."""
    if not case.allows(act):
        raise NotFromHere(status=case.get_status_display())
    case.status = LEADS_TO[act]


@transaction.atomic
def assign(case: Case, officer: User, *, version: int | None, by: Any) -> Case:
    """``officer`` handles the file from now on. Raises NotAnOfficer and AlreadyTheirs."""
    case = locked(case, version)
    if case.officer_id == officer.pk:
        raise AlreadyTheirs
    if not Case.objects.visible_to(officer).filter(pk=case.pk).exists():
        raise NotAnOfficer
    pass_on([case.pk], officer)
    custody.pass_on([case.pk], officer, by=by)
    case.officer = officer
    keep(case, "officer")
    record(ASSIGNED, case, case.letter, by=by, detail={"officer": str(officer.uuid)})
    if by is None or by.pk != officer.pk:
        notify([officer], ASSIGNED, case, {"number": case.number})
    return case


def pass_on(cases: Iterable[int], officer: Any | None) -> None:
    """The rows of who handled these files from when to when; ``officer`` None: nobody follows."""
    now, cases = timezone.now(), list(cases)
    Assignment.objects.filter(case__in=cases, end__isnull=True).update(end=now)
    if officer is not None:
        Assignment.objects.bulk_create([Assignment(case_id=pk, officer=officer, start=now) for pk in cases])


@transaction.atomic
def decide(
    case: Case, reason: AdmissibilityReason, *, elsewhere: Body | None = None, version: int | None, by: Any
) -> Case:
    """Whether this office handles the complaint, why, and where else to go. The clock of the decision stops.

    Who is sent elsewhere has their answer; time for one runs on only for those who are handled here.
    """
    case = locked(case, version)
    move(case, Move.ADMIT if reason.is_admissible else Move.REFUSE)
    case.admissibility, case.elsewhere, case.decided_on = reason, elsewhere, today()
    keep(case, "status", "admissibility", "elsewhere", "decided_on")
    finish(case, DECISION, by=by)
    if reason.is_admissible:
        start_again(case, by=by)
    else:
        finish(case, ANSWER, by=by)
    record(DECIDED, case, case.letter, by=by, detail={"reason": reason.code})
    return case


@transaction.atomic
def mark_answered(case: Case, *, version: int | None, by: Any) -> Case:
    """The office has answered, with a message that was sealed before: the clock of the answer stops."""
    case = locked(case, version)
    move(case, Move.ANSWER)
    case.answered_on = today()
    keep(case, "status", "answered_on")
    finish(case, ANSWER, by=by)
    record(ANSWERED, case, case.letter, by=by)
    return case


@transaction.atomic
def close(case: Case, reason: ClosingReason, *, version: int | None, by: Any) -> Case:
    """The file ends, with a reason of the country's list. Nothing of it runs on."""
    case = locked(case, version)
    move(case, Move.CLOSE)
    case.closing_reason, case.closed_at = reason, timezone.now()
    case.answered_by_complainant = case.asked_on = None
    keep(case, "status", "closing_reason", "closed_at", "answered_by_complainant", "asked_on")
    drop_all(case, by=by)
    custody.pass_on([case.pk], None, by=by)
    _referrals().file_closed(case, by=by)
    record(CLOSED, case, case.letter, by=by, detail={"reason": reason.code})
    return case


@transaction.atomic
def reopen(case: Case, *, by: Any) -> Case:
    """The complainant's decision opens the file again; its time to be answered begins anew. No version: nobody was faster."""
    case = locked(case, None)
    move(case, Move.REOPEN)
    case.closing_reason, case.closed_at = None, None
    case.answered_by_complainant = today()
    keep(case, "status", "closing_reason", "closed_at", "answered_by_complainant")
    start_again(case, by=by)
    record(REOPENED, case, case.letter, by=by)
    if case.officer:
        notify([case.officer], REOPENED, case, {"number": case.number})
    return case


@transaction.atomic
def take_up(case: Case, *, version: int | None, by: Any) -> Case:
    """What the complainant wrote or decided was read: the file no longer waits for it."""
    case = locked(case, version)
    case.answered_by_complainant = None
    keep(case, "answered_by_complainant")
    record(SEEN, case, case.letter, by=by)
    return case


@transaction.atomic
def sort(case: Case, sorting: Sorting, *, version: int | None, by: Any) -> Case:
    """What it is about, how urgent it is, and which articles it touches: kind to right to article."""
    case = locked(case, version)
    case.kind, case.urgency = sorting.kind, sorting.urgency
    case.rank = rank_of(sorting.urgency, sorting.kind, case.due_on)
    keep(case, "kind", "urgency", "rank")
    _set_articles(case, sorting.articles, by)
    record(SORTED, case, case.letter, by=by, detail={"kind": sorting.kind, "urgency": sorting.urgency})
    return case


def _set_articles(case: Case, articles: tuple[str, ...], by: Any) -> None:
    present = Tag.objects.on(KIND, case.pk).filter(scheme=ARTICLE)
    present.exclude(code__in=articles).delete()
    held, now = set(present.values_list("code", flat=True)), timezone.now()
    Tag.objects.bulk_create(
        Tag(
            kind=KIND, object_id=case.pk, scheme=ARTICLE, code=code, origin=Origin.PERSON,
            decision=LinkDecision.ACCEPTED, decided_by=by, decided_at=now,
        )
        for code in articles
        if code not in held
    )  # fmt: skip


@transaction.atomic
def recuse(case: Case, *, bodies: Iterable[Body], people: Iterable[User], version: int | None, by: Any) -> Case:
    """Whom the complaint is about: from now on the file does not exist for them, and for those who belong to such a body.

    An officer who is among them loses the file; what was told to them about it leaves their inbox. Raises NobodyLeft.
    """
    case = locked(case, version)
    case.complained_bodies = sorted(body.pk for body in bodies)
    case.complained_people = sorted(person.pk for person in people)
    left = officers_left(case)
    if not left:
        raise NobodyLeft
    if case.officer_id and case.officer_id not in left:
        case.officer = None
        pass_on([case.pk], None)
        custody.pass_on([case.pk], None, by=by)
    keep(case, "complained_bodies", "complained_people", "officer")
    detail = {"bodies": case.complained_bodies, "people": case.complained_people}
    record(RECUSED, case, case.letter, by=by, detail=detail)
    withdraw(
        [case, *clocks_of(case)], where=lambda person: Case.objects.hidden_from(person).filter(pk=case.pk).exists()
    )
    _referrals().said_whom_it_is_about(case, by=by)
    return case


def _referrals() -> Any:
    from tamdan.grievances.referral import following  # noqa: PLC0415 it is made of the acts of this module

    return following


def officers_left(case: Case) -> set[int]:
    """Ids of the people who may handle the file today: officers of the offices that hold it, whom it is not about."""
    bodies = Office.objects.filter(pk__in=case.holders).values_list("body", flat=True)
    serving = with_those_above(frozenset(bodies))
    members = Membership.objects.on(today()).with_ours().filter(role__in=READERS, is_ours=True, user__is_active=True)
    left: dict[int, set[int]] = {}
    for user, body in members.values_list("user", "body"):
        left.setdefault(user, set()).add(body)
    about, above = set(case.complained_bodies), cache(lambda theirs: with_those_above(theirs) if about else frozenset())
    return {
        user
        for user, theirs in left.items()
        if theirs & serving and user not in case.complained_people and not above(frozenset(theirs)) & about
    }
