"""What follows for referrals when the complainant decides, the file is closed, or it is said whom the complaint is about."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tamdan.core.notices import notify
from tamdan.grievances.models import Case
from tamdan.grievances.referral.enums import LEADS_TO, REFER, Ending, Standing
from tamdan.grievances.referral.models import Referral
from tamdan.grievances.referral.moves import AGREED, begin, end_all, settle
from tamdan.grievances.referral.rules import is_about
from tamdan.intake.chain import hold
from tamdan.intake.enums import CONSENT_GIVEN, Code
from tamdan.intake.models import Decision
from tamdan.sealing.enums import Purpose
from tamdan.sealing.models import Office


@transaction.atomic
def decided(decision: Decision) -> None:
    """In the decision's transaction (``DECISION_ARRIVALS``). To withdraw the complaint takes back every consent to pass it on."""
    if decision.code not in (Code.CONSENT, Code.WITHDRAW):
        return
    hold(decision.thread_id)
    case = (
        Case.objects.select_for_update(of=("self",)).select_related("letter").filter(letter=decision.thread_id).first()
    )
    if case is None:
        return
    if decision.code == Code.WITHDRAW:
        end_all(case, Ending.CONSENT, by=decision.by_officer)
        settle(case)
        return
    about, _space, word = decision.value.partition(" ")
    purpose, _colon, uuid = about.partition(":")
    if purpose == REFER and uuid:
        _follow(case, Office.objects.get(uuid=uuid), word == CONSENT_GIVEN, decision.by_officer)


def _follow(case: Case, office: Office, is_given: bool, by: Any) -> None:
    rows = Referral.objects.filter(case=case, office=office)
    if not is_given:
        for waiting in rows.filter(standing__in=(Standing.ASKED, Standing.AGREED)):
            waiting.standing, waiting.ended_at = Standing.DECLINED, timezone.now()
            waiting.save(update_fields=["standing", "ended_at"])
        end_all(case, Ending.CONSENT, by=by, rows=rows)
        settle(case)
        return
    standing = rows.unfinished().values_list("standing", flat=True).first()
    if office.purpose == Purpose.REFERRAL and (standing is None or Standing.AGREED in LEADS_TO[standing]):
        made = begin(case, office, Standing.AGREED)
        made.save(update_fields=["standing"])
    if case.officer:
        notify([case.officer], AGREED, case, {"number": case.number})


def file_closed(case: Case, *, by: Any) -> None:
    """Nothing of a closed file stays open elsewhere."""
    end_all(case, Ending.CLOSED, by=by)


def said_whom_it_is_about(case: Case, *, by: Any) -> None:
    """A body that turns out to be complained about loses what it got."""
    rows = [one for one in Referral.objects.filter(case=case).select_related("office") if is_about(case, one.office)]
    end_all(case, Ending.RECUSED, by=by, rows=rows)
    settle(case)
