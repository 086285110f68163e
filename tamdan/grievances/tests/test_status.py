"""What the complainant sees: plain words with days, in the language that is asked for."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from tamdan.accounts.enums import Role
from tamdan.clocks.actions import pause_clock
from tamdan.clocks.days import today
from tamdan.clocks.models import Clock
from tamdan.clocks.watch import watch
from tamdan.grievances import actions
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.status import status_of
from tamdan.grievances.tests.files import file_for
from tamdan.grievances.timing import ANSWER, DECISION, running
from tamdan.intake.models import Decision, Letter
from tamdan.intake.vocabularies import ClosingReason
from tamdan.notices.models import Notice
from tamdan.sealing.tests.people import person


@pytest.fixture
def case(cast, intake_officer):
    return file_for(cast.committee, kind="land", urgency="none")


def codes(case):
    return [step["code"] for step in status_of(case.letter)]


def step(case, code):
    return next(one for one in status_of(case.letter) if one["code"] == code)


def test_a_new_complaint_is_acknowledged_and_its_days_stand_there(case):
    assert codes(case) == ["received", "acknowledged", "decision", "answer"]
    assert step(case, "acknowledged")["date"] == today().isoformat()
    assert step(case, "answer")["days_left"] == 90
    assert step(case, "answer")["due"] == (today() + datetime.timedelta(days=90)).isoformat()


def test_it_is_said_in_the_language_that_is_asked_for(case):
    actions.decide(case, AdmissibilityReason.objects.get(code="before-a-court"), version=1, by=None)
    assert "A court has this matter" in step(case, "decided")["text"]
    with translation.override("km"):
        assert "តុលាការ" in step(case, "decided")["text"]
    assert codes(case) == ["received", "acknowledged", "decided"]


def test_a_question_is_marked_and_the_time_stands_still(case):
    pause_clock(running(case, ANSWER), reason="waiting-for-complainant", by=None)
    Case.objects.filter(pk=case.pk).update(asked_on=today())
    assert step(case, "asked")["question"] is True
    assert "they wait for your answer" in step(case, "paused")["label"]
    Case.objects.filter(pk=case.pk).update(asked_on=None)
    assert "If it asked you nothing" in step(case, "paused")["label"], "time was stopped by hand"
    pause_clock(running(case, DECISION), reason="waiting-for-complainant", by=None)
    assert step(case, "decision")["due"] is None, "a day that will move is not shown"


def test_a_clock_ends_with_its_act_alone_and_more_time_is_told(client, case, case_officer, administrator, secretary):
    clock = running(case, ANSWER)
    at = {act: reverse(f"clocks:{act}", args=[clock.uuid]) for act in ("stop", "extend", "pause")}
    client.force_login(case_officer)
    assert client.post(at["stop"], {"outcome": "done"}).status_code == 403, "it would say that somebody was answered"
    assert client.post(at["extend"], {"days": 5, "reason": "An expert is heard"}).status_code == 302
    assert step(case, "answer")["days_left"] == 95
    assert "more time" in step(case, "answer")["text"]
    Clock.objects.filter(pk=clock.pk).update(due_on=today() - datetime.timedelta(days=1))
    assert client.post(at["extend"], {"days": 5, "reason": "Again"}).status_code == 403, "lateness is not hidden"
    for who in (administrator, secretary):
        client.force_login(who)
        assert [client.post(url, {}).status_code for url in at.values()] == [403, 403, 403], "who sees no file"


def test_a_late_answer_is_said_handed_over_and_counted(case, secretary, intake_officer):
    late = running(case, ANSWER).due_on + datetime.timedelta(days=1)
    clock = running(case, ANSWER)
    assert watch(late).escalated == 2
    clock.refresh_from_db()
    assert clock.escalated_at
    type(clock).objects.filter(pk=clock.pk).update(due_on=today() - datetime.timedelta(days=1))
    assert "not answered in time" in step(case, "answer")["label"]
    assert step(case, "answer")["days_left"] == -1
    Case.objects.filter(pk=case.pk).update(due_on=today() - datetime.timedelta(days=1))
    assert Case.objects.visible_to(intake_officer).overdue().count() == 1


def test_who_is_recused_is_not_told_of_the_clock(case, intake_officer, case_officer):
    actions.recuse(case, bodies=[], people=[case_officer], version=1, by=intake_officer)
    colleague = person(case.owner, Role.CASE_OFFICER, "Colleague")
    watch(running(case, ANSWER).due_on)
    told = set(Notice.objects.filter(kind="clocks.due").values_list("user", flat=True))
    assert colleague.pk in told
    assert case_officer.pk not in told


def test_closed_and_open_again(case):
    actions.close(case, ClosingReason.objects.get(code="put-right"), version=1, by=None)
    closed = step(case, "closed")
    assert "It was put right" in closed["label"]
    assert closed["text"]
    actions.reopen(case, by=None)
    assert codes(case)[-2:] == ["reopened", "answer"]
    assert Case.objects.get(pk=case.pk).days_left == 90, "its time runs in the queue too"


def test_a_letter_without_a_file_says_nothing(case):
    assert status_of(Letter(pk=0)) == []


def test_who_withdrew_is_owed_nothing(case):
    Decision.objects.create(thread=case.letter, code="withdraw", value="-", note="signed")
    assert codes(case) == ["received", "acknowledged", "withdrawn"]
    Decision.objects.create(thread=case.letter, code="reopen", value="-", note="signed")
    assert codes(case) == ["received", "acknowledged", "decision", "answer"]
