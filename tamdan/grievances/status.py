"""What a complainant sees of where the complaint stands (``RECEIPT_STATUS``): plain words, days, and whether something is asked."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.grievances.deciding import OPENS_AGAIN
from tamdan.grievances.enums import Status
from tamdan.grievances.models import Case
from tamdan.grievances.referral.told import step_of
from tamdan.grievances.reissuing import issued
from tamdan.grievances.timing import ANSWER, DECISION, FOR_COMPLAINANT, clocks_of, has_more_time
from tamdan.institutions.models import Body
from tamdan.intake.enums import Code
from tamdan.intake.models import Letter


@dataclass(frozen=True)
class Step:
    """One step: done on ``date``, or expected by ``due``. ``text`` says more, ``question``: the office waits for the complainant."""

    code: str
    label: str
    date: datetime.date | None = None
    due: datetime.date | None = None
    text: str = ""
    question: bool = False

    def plain(self) -> dict[str, Any]:
        """As JSON; days are ISO 8601, ``days_left`` is negative once the day has passed."""
        return {
            "code": self.code,
            "label": self.label,
            "date": self.date.isoformat() if self.date else None,
            "due": self.due.isoformat() if self.due and not self.date else None,
            "days_left": (self.due - today()).days if self.due and not self.date else None,
            "question": self.question,
            "text": self.text,
        }


def status_of(letter: Letter) -> list[dict[str, Any]]:
    """The steps of a complaint in their order, in the active language. Five queries."""
    case = (
        Case.objects.filter(letter=letter)
        .select_related("letter", "office", "admissibility", "elsewhere", "closing_reason")
        .first()
    )
    return [step.plain() for step in steps(case)] if case else []


def steps(case: Case) -> list[Step]:
    clocks = {clock.rule.code: clock for clock in clocks_of(case).prefetch_related("pauses__reason")}
    office = str(case.office)
    found = [
        Step("received", _("Your complaint arrived at %(office)s.") % {"office": office}, date=case.received_on),
        Step("acknowledged", _("The office told you here that it has your complaint."), date=case.received_on),
        _decision(case, clocks.get(DECISION)),
    ]
    found += [
        Step(
            "reissued",
            _("A new receipt was issued at %(office)s.") % {"office": office},
            date=timezone.localdate(key.start),
        )
        for key in issued(case)
    ]
    if case.asked_on:
        words = _("They asked you something. Read their message and answer; their time stands still meanwhile.")
        found.append(Step("asked", words, date=case.asked_on, question=True))
    found += [*_abroad(case), *_answer(case, clocks.get(ANSWER))]
    if not case.is_closed and (day := _withdrawn_on(case)):
        found = [one for one in found if one.date or one.question]  # nothing is owed, though the file is not closed yet
        found.append(Step("withdrawn", _("You withdrew your complaint. The office closes it."), date=day))
    if case.is_closed and case.closed_at and case.closing_reason:
        said = _("They closed it: %(reason)s.") % {"reason": case.closing_reason}
        found.append(Step("closed", said, date=timezone.localdate(case.closed_at), text=case.closing_reason.hint))
    return found


def _withdrawn_on(case: Case) -> datetime.date | None:
    """The day on which it was withdrawn, if nothing said since opens it again."""
    said = case.letter.decisions.filter(code__in=(Code.WITHDRAW, *OPENS_AGAIN)).order_by("id").last()
    return timezone.localdate(said.at) if said and said.code == Code.WITHDRAW else None


def _decision(case: Case, clock: Clock | None) -> Step:
    reason = case.admissibility
    if reason is None:
        due = clock.due_on if clock and not clock.stopped_on and not clock.is_paused else None
        label = _("They tell you whether this office handles it.")
        if due and due < today():
            label = _("They have not told you in time whether this office handles it; their superiors were told.")
        return Step("decision", label, due=due, text=_more_time(clock))
    label = _("This office handles it.") if reason.is_admissible else _("This office does not handle it.")
    return Step("decided", label, date=case.decided_on, text=f"{reason.words} {_elsewhere(case.elsewhere)}".strip())


def _elsewhere(body: Body | None) -> str:
    return _("You can go to: %(body)s.") % {"body": body} if body else ""


def _abroad(case: Case) -> list[Step]:
    """With another body, by consent; its own section says more (referral.told)."""
    passed = list(case.referrals.open())
    days = [timezone.localdate(one.passed_at) for one in passed if one.passed_at]
    return [Step("referred", step_of(passed), date=max(days))] if days else []


def _answer(case: Case, clock: Clock | None) -> list[Step]:
    if case.answered_on and case.status != Status.REOPENED:
        return [Step("answered", _("They answered you."), date=case.answered_on)]
    if case.is_closed or case.status == Status.INADMISSIBLE or clock is None or clock.stopped_on:
        return []
    if clock.is_paused:
        reason = next(pause.reason for pause in clock.pauses.all() if pause.until is None)
        if reason.code == FOR_COMPLAINANT:
            return [Step("paused", _waits_for_them(case))]
        return [Step("paused", _("The time to answer stands still: %(reason)s.") % {"reason": reason})]
    again = [Step("reopened", _("It is open again."), date=clock.started_on)] if case.status == Status.REOPENED else []
    label = (
        _("They answer you.")
        if clock.due_on >= today()
        else _("They have not answered in time; their superiors were told.")
    )
    return [*again, Step("answer", label, due=clock.due_on, text=_more_time(clock))]


def _more_time(clock: Clock | None) -> str:
    return _("They gave themselves more time: the last day was moved.") if clock and has_more_time(clock) else ""


def _waits_for_them(case: Case) -> str:
    """An officer can stop the time by hand; the complainant alone knows whether anything was asked."""
    if case.asked_on:
        return _("The time to answer stands still: they wait for your answer.")
    return _(
        "The time to answer stands still, because the office says that it waits for you. If it asked you nothing, write that to it: the"
        " time then runs again."
    )
