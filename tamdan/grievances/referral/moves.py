"""Where a referral goes: begun, locked, moved, ended, and who is told; what the acts of both sides have in common."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from tamdan.accounts.models import Membership, User
from tamdan.clocks.days import today
from tamdan.core.notices import notify
from tamdan.grievances.actions import keep, locked, move
from tamdan.grievances.enums import Move, Status
from tamdan.grievances.models import Case
from tamdan.grievances.referral.clocks import drop_clocks
from tamdan.grievances.referral.enums import LEADS_TO, Ending, Standing
from tamdan.grievances.referral.errors import ReferralMovedOn, WithThemAlready
from tamdan.grievances.referral.models import RECEIVERS, Referral, ReferralMessage
from tamdan.intake.answering import answer
from tamdan.intake.chain import record
from tamdan.intake.enums import Side
from tamdan.intake.models import Envelope, Letter
from tamdan.intake.reading import read_parts
from tamdan.sealing.models import Office

ASKED = "grievances.referral.asked"
PASSED = "grievances.referral.passed"
FILED = "grievances.referral.filed"
TAKEN_UP = "grievances.referral.taken_up"
REFUSED = "grievances.referral.refused"
RETURNED = "grievances.referral.returned"
ANSWERED = "grievances.referral.answered"
ENDED = "grievances.referral.ended"
AGREED = "grievances.referral.agreed"
WROTE = "grievances.referral.wrote"


def begin(case: Case, office: Office, standing: Standing) -> Referral:
    """The one that is asked or agreed to goes on, otherwise a new one begins. Raises WithThemAlready."""
    found = Referral.objects.filter(case=case, office=office).unfinished().first()
    if found is not None:
        if standing not in LEADS_TO[found.standing]:
            raise WithThemAlready
        found.standing = standing
        return found
    number = f"{case.number}-{Referral.objects.filter(case=case).count() + 1}"
    try:
        with transaction.atomic():
            return Referral.objects.create(
                number=number, case=case, office=office, standing=standing, **_stamps(standing)
            )
    except IntegrityError as error:
        raise WithThemAlready from error


def _stamps(standing: Standing) -> dict[str, Any]:
    """An open one has been passed from its first row on (a constraint)."""
    return {"passed_at": timezone.now()} if standing in (Standing.OFFERED, Standing.HANDED) else {}


def held(referral: Referral) -> tuple[Case, Referral]:
    """The file and the referral as they are now, locked in this order."""
    case = locked(referral.case, None)
    now = Referral.objects.select_for_update(of=("self",)).select_related("office", "case__letter").get(pk=referral.pk)
    return case, now


def moved(referral: Referral, wanted: Standing) -> tuple[Case, Referral]:
    """The same, moved to ``wanted`` and not stored. Raises ReferralMovedOn."""
    case, now = held(referral)
    if wanted not in LEADS_TO[now.standing]:
        raise ReferralMovedOn(standing=now.get_standing_display())
    now.standing = wanted
    return case, now


def store(referral: Referral, sealed: str, side: Side, by: User, *, from_body: bool) -> Letter:
    """Words that were sealed to both sides, as a letter of the complaint's thread."""
    sent = read_parts(sealed.encode())
    made = answer(referral.case.letter, sent, side=side, by=by, also={referral.office_id})
    ReferralMessage.objects.get_or_create(letter=made, defaults={"referral": referral, "from_body": from_body})
    return made


def end(case: Case, now: Referral, ending: Ending, by: Any) -> None:
    """This side ends it. Raises ReferralMovedOn."""
    if Standing.ENDED not in LEADS_TO[now.standing]:
        raise ReferralMovedOn(standing=now.get_standing_display())
    was_with_them = now.is_open and not now.is_file
    now.standing, now.ending = Standing.ENDED, ending
    close(now)
    now.save(update_fields=["standing", "ending", "ended_at"])
    drop_clocks(now, by=by)
    record(ENDED, now, case.letter, by=by, facts={"ending": str(ending)})
    if was_with_them:
        notify(people_of(now), ENDED, now, {"number": now.number})


def end_all(case: Case, ending: Ending, *, by: Any, rows: Iterable[Referral] | None = None) -> None:
    """What is unfinished of a file ends, and what was answered can be read no longer; in the transaction of what ends it."""
    found = Referral.objects.filter(case=case) if rows is None else rows
    for one in found:
        if one.standing == Standing.DONE and one.is_readable:
            close(one)
            one.save(update_fields=["ended_at"])
            record(ENDED, one, case.letter, by=by, facts={"ending": str(ending)})
        elif Standing.ENDED in LEADS_TO[one.standing]:
            end(case, one, ending, by)


def close(now: Referral) -> None:
    """Nothing of the complaint is sealed to the body any longer; the releases before stay on every list."""
    now.ended_at = timezone.now()
    thread = Letter.objects.of_thread(now.case.letter).order_by().values("pk")
    Envelope.objects.filter(item__letter__in=thread, epoch__office=now.office_id).delete()


def settle(case: Case) -> None:
    """With no other body any longer, the file is handled here again."""
    now = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if now.status == Status.REFERRED and not Referral.objects.filter(case=case).open().exists():
        move(now, Move.ADMIT)
        keep(now, "status")


def people_of(referral: Referral) -> list[User]:
    """Who is told at the other body: those who may read it there today, without whom the complaint is about."""
    there = Membership.objects.on(today()).filter(body=referral.office.body_id, role__in=RECEIVERS)
    people = dict.fromkeys(one.user for one in there.filter(user__is_active=True).select_related("user"))
    return [user for user in people if user.pk not in referral.case.complained_people]


def tell_office(referral: Referral, kind: str) -> None:
    """Who handles the file, or who passed it on where nobody does."""
    told = referral.case.officer or referral.made_by
    if told:
        notify([told], kind, referral.case, {"number": referral.case.number})
