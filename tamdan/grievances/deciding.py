"""What a complainant decided, signed or by telephone, and what follows for the file (``DECISION_ARRIVALS`` of intake)."""

from django.db import transaction

from tamdan.accounts.enums import Role
from tamdan.clocks.days import today
from tamdan.clocks.watch import holders as holders_of_role
from tamdan.core.access import Visibility
from tamdan.core.notices import notify
from tamdan.grievances import actions, custody
from tamdan.grievances.arriving import complainant_wrote, hold
from tamdan.grievances.enums import Move
from tamdan.grievances.models import Case, offices_left
from tamdan.intake.enums import Code
from tamdan.intake.models import Decision

TAKEN_AWAY = "grievances.taken_away"
OPENS_AGAIN = frozenset({Code.REOPEN, Code.CONTEST})


@transaction.atomic
def decided(decision: Decision) -> None:
    """In the decision's transaction. To reopen or contest opens the file again; the rest waits for the officer, but for a rating."""
    hold(decision.thread_id)
    case = Case.objects.select_for_update(of=("self",)).filter(letter=decision.thread_id).first()
    if case is None or decision.code == Code.RATE:
        return
    if decision.code == Code.NARROW:
        hold_by(case)
        custody.narrowed(case)
        return
    if decision.code in OPENS_AGAIN and case.allows(Move.REOPEN):
        actions.reopen(case, by=decision.by_officer)
        return
    complainant_wrote(case)


def hold_by(case: Case) -> None:
    """The offices that can still open something; where the handling one cannot, the next one handles it.

    A letter taken away from every office stays with the last one: its file says that nothing can be opened, and the secretariat hears.
    """
    offices = offices_left(case.letter)
    if not offices:
        tell_that_nobody_opens(case)
        return
    case.holders = sorted(offices)
    if case.office_id not in offices:
        case.office_id, case.owner_id = next(iter(offices.items()))
    case.shared_with = sorted(set(offices.values()) - {case.owner_id})
    case.visibility = Visibility.SHARED if case.shared_with else Visibility.OWNER
    actions.keep(case, "holders", "office", "owner", "shared_with", "visibility")


def tell_that_nobody_opens(case: Case) -> None:
    """The officer, who sees the file, and the secretariat, which does not: it hears the number and follows the last days."""
    said = {"number": case.number}
    if case.officer:
        notify([case.officer], TAKEN_AWAY, case, said)
    notify(holders_of_role(Role.SECRETARIAT, case.owner, today()), TAKEN_AWAY, None, said)
