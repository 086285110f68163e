"""What happens to a file: it opens with its number and clocks, is decided, answered, closed, opened again, handed over."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from tamdan.accounts.enums import Role
from tamdan.audit.enums import Decision as ErasureDecision
from tamdan.audit.enums import Ground
from tamdan.audit.erasing import decide_erasure, erase, request_erasure
from tamdan.audit.models import Event
from tamdan.clocks.access import clocks_of as clocks_of_person
from tamdan.clocks.actions import extend_clock, pause_clock, resume_clock
from tamdan.clocks.days import today
from tamdan.core.bulk import AlreadyUndone
from tamdan.core.history import former_states
from tamdan.grievances import actions, alike, handing
from tamdan.grievances.arriving import arrived, next_number
from tamdan.grievances.deciding import TAKEN_AWAY, decided
from tamdan.grievances.enums import MOVES, OPEN, Move, Rank, Status, allows
from tamdan.grievances.errors import AlreadyTheirs, CaseMovedOn, NobodyHolds, NobodyLeft, NotAnOfficer, NotFromHere
from tamdan.grievances.models import NEVER, AdmissibilityReason, Assignment, Case
from tamdan.grievances.panels import number_of
from tamdan.grievances.queue import SORTS, Wanted
from tamdan.grievances.status import status_of
from tamdan.grievances.tests.files import answered, file_for, letter_to, office_for
from tamdan.grievances.timing import ANSWER, DECISION, clocks_of, keep_next_day, raise_overdue, running
from tamdan.institutions.enums import BodyKind
from tamdan.institutions.models import Body
from tamdan.intake.models import Decision, Envelope
from tamdan.intake.vocabularies import ClosingReason
from tamdan.links.models import Link, Tag
from tamdan.notices.models import Notice
from tests.cast import make_user
from tests.matrix import sign_in


@pytest.fixture
def case(cast, intake_officer):
    return file_for(cast.committee, kind="land", urgency="none")


def verbs(case):
    return list(Event.objects.filter(kind="grievances.case", object_id=str(case.pk)).order_by("id").values_list("verb", flat=True))  # fmt: skip


def reason(code):
    return AdmissibilityReason.objects.get(code=code)


def closing(code="put-right"):
    return ClosingReason.objects.get(code=code)


def test_a_letter_opens_a_file_with_number_and_clocks(case):
    assert case.number == f"{today().year}-00001"
    assert case.status == Status.RECEIVED
    stopped = {clock.rule.code: clock.outcome for clock in clocks_of(case)}
    assert stopped == {"letter-acknowledged": "done", DECISION: "", ANSWER: ""}
    assert case.due_on == running(case, DECISION).due_on


def test_numbers_of_a_year_follow_each_other_and_begin_anew(case, cast):
    second = file_for(cast.committee)
    assert second.number == f"{today().year}-00002"
    assert next_number(datetime.date(2031, 1, 1))[1] == "2031-00001"
    assert next_number(datetime.date(2031, 1, 2))[1] == "2031-00002"


@pytest.mark.parametrize(
    ("urgency", "kind", "rank"),
    [
        ("child", "land", Rank.DANGER),
        ("none", "prison", Rank.WATCHED),
        ("none", "land", Rank.USUAL),
        ("", "", Rank.USUAL),
    ],
)
def test_danger_comes_from_the_open_fields(cast, urgency, kind, rank):
    assert file_for(cast.committee, urgency=urgency, kind=kind).rank == rank


def test_what_is_past_its_day_comes_before_usual_kinds_that_are_in_time(cast, intake_officer):
    danger, watched, usual, late = (
        file_for(cast.committee, urgency=urgency, kind=kind)
        for urgency, kind in (("child", "land"), ("none", "prison"), ("none", "land"), ("none", "land"))
    )
    yesterday = today() - datetime.timedelta(days=1)
    Case.objects.filter(pk=late.pk).update(due_on=yesterday)
    assert raise_overdue() == 1
    assert list(Wanted().rows(intake_officer).order_by(*SORTS["clock"][1])) == [danger, late, watched, usual]
    assert raise_overdue() == 0
    keep_next_day(late)  # its clocks give it a day to come
    assert list(Wanted().rows(intake_officer).order_by(*SORTS["clock"][1])) == [danger, watched, usual, late]


def test_danger_is_told_at_once_without_words(cast, intake_officer, case_officer):
    made = file_for(cast.committee, urgency="reprisal", kind="land")
    told = Notice.objects.filter(kind="grievances.danger")
    assert {one.user for one in told} == {intake_officer, case_officer}
    assert told[0].params == {"number": made.number}


def test_the_first_office_of_the_letter_handles_it_and_others_hold_it(cast):
    mine, other = office_for(cast.committee), office_for(cast.ministry)
    case = file_for(cast.committee, other)
    assert (case.office, case.owner) == (mine, cast.committee)
    assert set(case.holders) == {mine.pk, other.pk}
    assert case.shared_with == [cast.ministry.pk]


@pytest.mark.parametrize("status", Status.values)
def test_every_move_of_the_machine_is_known(status):
    assert MOVES[status] <= set(Status)
    assert {move for move in Move if allows(status, move)}, "a standing without a way out"
    assert (status in OPEN) == (status != Status.CLOSED)


def test_a_decision_stops_its_clock_and_moves_the_next_day(case, intake_officer):
    made = actions.decide(case, reason("ours"), version=1, by=intake_officer)
    assert made.status == Status.ADMISSIBLE
    assert running(made, DECISION) is None
    assert Case.objects.get(pk=case.pk).due_on == running(made, ANSWER).due_on
    assert "grievances.case.decided" in verbs(case)


def test_who_is_sent_elsewhere_has_their_answer(case, intake_officer, cast):
    made = actions.decide(case, reason("another-body"), elsewhere=cast.ministry, version=1, by=intake_officer)
    assert made.status == Status.INADMISSIBLE
    assert Case.objects.get(pk=case.pk).due_on == NEVER
    said = status_of(case.letter)[2]
    assert "Ministry of Tests" in said["text"]


def test_a_colleague_was_faster(case, intake_officer):
    actions.sort(case, actions.Sorting("work", "none"), version=1, by=intake_officer)
    with pytest.raises(CaseMovedOn):
        actions.decide(case, reason("ours"), version=1, by=intake_officer)


def test_an_act_that_the_standing_does_not_allow(case, intake_officer):
    with pytest.raises(NotFromHere):
        actions.mark_answered(case, version=1, by=intake_officer)


def test_closing_ends_everything_and_needs_a_reason(case, intake_officer):
    made = actions.close(case, closing("withdrawn"), version=1, by=intake_officer)
    assert made.is_closed
    assert made.closing_reason == closing("withdrawn")
    assert not clocks_of(case).running().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(closing_reason=None)


def test_the_complainant_opens_it_again(case, intake_officer):
    actions.close(case, closing(), version=1, by=intake_officer)
    decision = Decision.objects.create(thread=case.letter, code="reopen", note="signed")
    decided(decision)
    again = Case.objects.get(pk=case.pk)
    assert again.status == Status.REOPENED
    assert again.closing_reason is None
    assert running(again, ANSWER) is not None
    assert again.answered_by_complainant == today()


def test_a_rating_asks_nothing_of_the_office(case):
    decided(Decision.objects.create(thread=case.letter, code="rate", value="4", note="signed"))
    assert Case.objects.get(pk=case.pk).answered_by_complainant is None


def test_a_question_answered_lets_the_time_run_again(case, intake_officer):
    pause_clock(running(case, ANSWER), reason="waiting-for-complainant", by=intake_officer)
    pause_clock(running(case, DECISION), reason="waiting-for-complainant", by=intake_officer)
    assert Case.objects.get(pk=case.pk).due_on == NEVER
    answered(case)
    now = Case.objects.get(pk=case.pk)
    assert now.due_on == running(case, DECISION).due_on
    assert now.answered_by_complainant == today()
    actions.take_up(now, version=now.version, by=intake_officer)
    assert Case.objects.get(pk=case.pk).answered_by_complainant is None


def test_a_clock_changed_elsewhere_changes_the_next_day(case, intake_officer):
    clock = extend_clock(running(case, DECISION), reason="more", days=3, by=intake_officer)
    assert Case.objects.get(pk=case.pk).due_on == clock.due_on
    pause_clock(clock, reason="waiting-for-complainant", by=None)
    assert Case.objects.get(pk=case.pk).due_on == running(case, ANSWER).due_on
    resume_clock(clock, by=None)
    assert Case.objects.get(pk=case.pk).due_on == clock.due_on


def test_assigning_keeps_who_had_it_from_when_to_when(case, intake_officer, case_officer):
    actions.assign(case, intake_officer, version=1, by=intake_officer)
    actions.assign(case, case_officer, version=2, by=intake_officer)
    assert [(one.officer, one.end is None) for one in Assignment.objects.filter(case=case)] == [(intake_officer, False), (case_officer, True)]  # fmt: skip
    with pytest.raises(AlreadyTheirs):
        actions.assign(case, case_officer, version=3, by=intake_officer)


def test_only_officers_of_the_offices_can_be_given_a_file(case, outsider, auditor, intake_officer):
    for stranger in (outsider, auditor):
        with pytest.raises(NotAnOfficer):
            actions.assign(case, stranger, version=1, by=intake_officer)


def test_recusal_hides_the_file_its_clocks_and_takes_it_away(cast, intake_officer, case_officer):
    case = file_for(cast.committee, urgency="reprisal")
    actions.assign(case, case_officer, version=1, by=intake_officer)
    assert case_officer.notices.count() == 2, "danger, and that it is theirs"
    actions.recuse(case, bodies=[], people=[case_officer], version=2, by=intake_officer)
    assert not case_officer.notices.exists(), "what was told before the recusal is taken back"
    assert intake_officer.notices.count() == 1
    assert not Case.objects.visible_to(case_officer).exists()
    assert not clocks_of_person(case_officer).exists()
    assert Case.objects.visible_to(intake_officer).get().officer is None
    with pytest.raises(NotAnOfficer):
        actions.assign(case, case_officer, version=3, by=intake_officer)


def test_recusal_of_a_body_reaches_its_departments(cast, intake_officer):
    department = Body.objects.create(
        code="t-inspection", kind=BodyKind.OFFICE, name_en="Inspection", parent=cast.committee
    )
    inspector = make_user(department, Role.CASE_OFFICER)
    case = file_for(cast.committee, office_for(department))
    assert Case.objects.visible_to(inspector).exists()
    actions.recuse(case, bodies=[department], people=[], version=1, by=intake_officer)
    assert not Case.objects.visible_to(inspector).exists()
    assert Case.objects.visible_to(intake_officer).exists()


def test_a_recusal_that_leaves_nobody_is_refused(case, intake_officer, cast):
    with pytest.raises(NobodyLeft):
        actions.recuse(case, bodies=[cast.committee], people=[], version=1, by=intake_officer)
    assert Case.objects.get(pk=case.pk).complained_bodies == []


def test_a_leavers_files_go_over_and_come_back(cast, intake_officer, case_officer):
    files = [file_for(cast.committee) for _number in range(3)]
    for one in files:
        actions.assign(one, case_officer, version=1, by=None)
    about_successor = files[2]
    actions.recuse(about_successor, bodies=[], people=[intake_officer], version=2, by=None)
    given = handing.hand_over(case_officer, intake_officer, owner=cast.committee, by=case_officer)
    assert (given.given, given.kept) == (2, 1)
    assert Case.objects.filter(officer=intake_officer).count() == 2
    undone = handing.take_back(given.handover, by=intake_officer)
    assert undone.restored == 2
    assert Case.objects.filter(officer=case_officer).count() == 3
    assert Assignment.objects.filter(case=files[0], end__isnull=True).get().officer == case_officer
    with pytest.raises(AlreadyUndone):
        handing.take_back(given.handover, by=intake_officer)
    again = handing.hand_over(case_officer, intake_officer, owner=cast.committee, by=intake_officer)
    assert (again.given, again.kept) == (2, 0), "whom a file is about does not learn of it by handing over"
    assert handing.reversible({cast.committee.pk}, intake_officer) == [again.handover]
    actions.recuse(files[0], bodies=[], people=[intake_officer], version=None, by=None)
    assert handing.reversible({cast.committee.pk}, intake_officer) == []


def test_alike_files_are_suggested_over_open_fields_alone(cast, intake_officer):
    fields = {"kind": "land", "district": "XA-0101", "week": "2026-W40"}
    first, second = file_for(cast.committee, **fields), file_for(cast.committee, **fields)
    file_for(cast.committee, **{**fields, "week": "2026-W12"})
    file_for(cast.committee, **{**fields, "kind": "work"})
    assert list(alike.alike(intake_officer, second)) == [first]
    alike.say_same(second, first, by=intake_officer)
    assert list(alike.alike(intake_officer, second)) == []
    assert alike.same_matter(intake_officer, first) == [second]


def test_old_letters_are_not_alike(cast, intake_officer):
    fields = {"kind": "land", "district": "XA-0101"}
    old, new = file_for(cast.committee, **fields), file_for(cast.committee, **fields)
    Case.objects.filter(pk=old.pk).update(received_on=today() - datetime.timedelta(days=8))
    assert list(alike.alike(intake_officer, new)) == []


def test_a_letter_that_no_office_can_open_is_refused(cast):
    letter = letter_to(office_for(cast.committee))
    letter.items.all()[0].envelopes.all().delete()
    with pytest.raises(NobodyHolds):
        arrived(letter)


def test_a_file_goes_with_its_letter_and_so_does_its_history(case, cast, intake_officer, secretary, administrator):
    other = file_for(cast.committee)
    alike.say_same(case, other, by=intake_officer)
    actions.sort(case, actions.Sorting("land", "none", ("UDHR-17",)), version=1, by=intake_officer)
    actions.assign(case, intake_officer, version=2, by=intake_officer)
    assert former_states(case).exists()
    asked = request_erasure("intake.letter", str(case.letter.pk), by=secretary, ground=Ground.REQUEST, basis="Letter 3")
    erase(decide_erasure(asked, by=administrator, decision=ErasureDecision.APPROVED))
    assert list(Case.objects.all()) == [other]
    assert not clocks_of(case).exists()
    assert not Tag.objects.filter(kind="grievances.case").exists()
    assert not Link.objects.exists()
    assert not former_states(case).exists()
    assert Event.objects.filter(kind="grievances.case", object_id=str(case.pk)).exists()


def test_an_office_from_which_everything_was_taken_hands_the_file_on(cast, intake_officer):
    first, second = office_for(cast.committee), office_for(cast.ministry)
    case = file_for(cast.committee, second)
    Envelope.objects.filter(epoch__office=first).delete()
    decided(Decision.objects.create(thread=case.letter, code="narrow", value="x", note="signed"))
    now = Case.objects.get(pk=case.pk)
    assert (now.office, now.owner, now.holders, now.shared_with) == (second, cast.ministry, [second.pk], [])
    assert not Case.objects.visible_to(intake_officer).exists()


def test_a_letter_taken_away_from_every_office_is_told_and_shown(cast, case, intake_officer, secretary, client):
    actions.assign(case, intake_officer, by=intake_officer, version=case.version)
    sign_in(client, intake_officer)
    words = "The complainant took this letter away from every office."
    assert words not in client.get(case.get_absolute_url()).content.decode()
    Envelope.objects.all().delete()
    decided(Decision.objects.create(thread=case.letter, code="narrow", value="x", note="signed"))
    told = dict(Notice.objects.filter(kind=TAKEN_AWAY).values_list("user", "path"))
    assert told.keys() == {intake_officer.pk, secretary.pk}
    assert told[secretary.pk] == "", "the secretariat sees no file"
    assert Case.objects.visible_to(intake_officer).get() == case
    assert words in client.get(case.get_absolute_url()).content.decode()


def test_a_letter_asks_the_database_little(cast, django_assert_max_num_queries):
    file_for(cast.committee, kind="land", urgency="none")  # what is remembered for a minute
    letter = letter_to(office_for(cast.committee), kind="land", urgency="none")
    with django_assert_max_num_queries(6):
        arrived(letter)
    with django_assert_max_num_queries(0):
        assert number_of(letter) == letter.case.number
