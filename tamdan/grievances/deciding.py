"""What a complainant decided, signed or by telephone, and what follows for the file (``DECISION_ARRIVALS`` of intake)."""

from django.db import transaction

from tamdan.core.access import Visibility
from tamdan.grievances import actions
from tamdan.grievances.arriving import complainant_wrote, hold
from tamdan.grievances.enums import Move
from tamdan.grievances.models import Case
from tamdan.intake.access import offices_on
from tamdan.intake.enums import Code
from tamdan.intake.models import Decision
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import Office

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
        return
    if decision.code in OPENS_AGAIN and case.allows(Move.REOPEN):
        actions.reopen(case, by=decision.by_officer)
        return
    complainant_wrote(case)


def hold_by(case: Case) -> None:
    """The offices that can still open something; where the handling one cannot, the next one handles it.

    A letter taken away from every office stays with the last one: its file says that nothing can be opened.
    """
    offices = dict(
        Office.objects.filter(uuid__in=offices_on(case.letter), purpose=Purpose.OFFICE).values_list("pk", "body")
    )
    if not offices:
        return
    case.holders = sorted(offices)
    if case.office_id not in offices:
        case.office_id, case.owner_id = next(iter(offices.items()))
    case.shared_with = sorted(set(offices.values()) - {case.owner_id})
    case.visibility = Visibility.SHARED if case.shared_with else Visibility.OWNER
    actions.keep(case, "holders", "office", "owner", "shared_with", "visibility")
