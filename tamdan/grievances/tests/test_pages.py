"""The queue and the reading room through their addresses: what is shown to whom, what is refused, what two officers do at once."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tamdan.audit.models import Event
from tamdan.clocks.days import today
from tamdan.grievances import actions, queue, shown
from tamdan.grievances.models import AdmissibilityReason, Case
from tamdan.grievances.tests.files import add_item, answered, file_for, office_for
from tamdan.intake.models import Decision, Release


@pytest.fixture
def case(cast):
    return file_for(cast.committee, kind="land", urgency="none")


@pytest.fixture
def as_officer(client, intake_officer):
    client.force_login(intake_officer)
    return client


def at(name, case, *more):
    return reverse(f"grievances:{name}", args=[case.number, *more])


def numbers(response):
    return [case.number for case in response.context["page"].rows]


def test_danger_comes_first_then_the_clock(as_officer, cast):
    usual = file_for(cast.committee, kind="land", urgency="none")
    late = file_for(cast.committee, kind="land", urgency="none")
    danger = file_for(cast.committee, kind="land", urgency="child")
    watched = file_for(cast.committee, kind="prison", urgency="none")
    Case.objects.filter(pk=late.pk).update(due_on=today() - datetime.timedelta(days=2))
    found = as_officer.get(reverse("grievances:queue"))
    assert numbers(found) == [danger.number, watched.number, late.number, usual.number]
    assert "2 days late" in found.content.decode()


def test_the_queue_is_narrowed_by_the_address(as_officer, cast, intake_officer):
    by_phone = file_for(cast.committee, channel="telephone")
    mine = file_for(cast.committee)
    actions.assign(mine, intake_officer, version=1, by=intake_officer)
    answered(mine)
    address = reverse("grievances:queue")
    assert numbers(as_officer.get(address, {"channel": "telephone"})) == [by_phone.number]
    assert numbers(as_officer.get(address, {"only": ["mine", "answer"]})) == [mine.number]
    assert numbers(as_officer.get(reverse("grievances:waiting"))) == [by_phone.number]
    assert numbers(as_officer.get(address, {"status": "closed"})) == []
    assert numbers(as_officer.get(address, {"sort": "newest"})) == [mine.number, by_phone.number]
    khmer = mine.number.translate(str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"))
    for said in (mine.number, khmer, mine.number[5:].lstrip("0")):
        assert as_officer.get(address, {"number": said}).url == mine.get_absolute_url()
    for said in ("²", "0" * 400, "2026-99999"):
        assert "There is no file with this number." in as_officer.get(address, {"number": said}).content.decode()
    assert as_officer.get(address, {"office": "x", "only": "nonsense", "status": "?", "sort": "?"}).status_code == 200


def test_pages_go_by_key(as_officer, cast, monkeypatch):
    monkeypatch.setattr(queue, "SIZE", 2)
    made = [file_for(cast.committee).number for _number in range(3)]
    first = as_officer.get(reverse("grievances:queue"))
    second = as_officer.get(reverse("grievances:queue"), {"page": first.context["page"].next})
    assert numbers(first) + numbers(second) == made


def test_numbers_above_the_list_stop_at_their_cap(as_officer, cast, monkeypatch, intake_officer):
    for _number in range(3):
        file_for(cast.committee)
    monkeypatch.setattr(queue, "CAP", 2)
    assert queue.shown(queue.counted(intake_officer, "nobody")) == "2+"


def test_who_asked_to_be_called_stands_out_until_an_officer_opens_the_number(as_officer, cast, intake_officer):
    asked, other = file_for(cast.committee), file_for(cast.committee)
    number = add_item(asked.letter, office_for(cast.committee), content=b"{}", kind="call")
    add_item(other.letter, content=b"{}", kind="call")  # the complainant took it away again
    assert [case.wants_call for case in as_officer.get(reverse("grievances:queue")).context["page"].rows] == [
        True,
        False,
    ]
    assert numbers(as_officer.get(reverse("grievances:queue"), {"only": "call"})) == [asked.number]
    assert "Wants to be called" in as_officer.get(asked.get_absolute_url()).content.decode()
    taken = as_officer.post(reverse("grievances:download"))
    assert [line.rpartition(",")[2] for line in b"".join(taken.streaming_content).decode().splitlines()] == [
        "wants_call",
        "yes",
        "",
    ]
    Release.objects.create(item=number, officer=intake_officer, purpose="contact", leaf="0" * 64)
    assert numbers(as_officer.get(reverse("grievances:queue"), {"only": "call"})) == []


def test_the_queue_costs_the_same_number_of_queries_whatever_it_holds(as_officer, cast, django_assert_max_num_queries):
    for _number in range(4):
        file_for(cast.committee, urgency="child")
    with django_assert_max_num_queries(30):
        as_officer.get(reverse("grievances:queue"))


def test_a_letter_to_another_office_is_not_there(as_officer, cast):
    other = file_for(cast.ministry)
    assert numbers(as_officer.get(reverse("grievances:queue"))) == []
    assert as_officer.get(at("case", other)).status_code == 404


def test_a_letter_to_two_offices_is_seen_by_both(as_officer, cast):
    shared = file_for(cast.ministry, office_for(cast.committee))
    assert numbers(as_officer.get(reverse("grievances:queue"))) == [shared.number]


@pytest.mark.parametrize("name", ["case", "sort", "recuse", "assign", "decide", "phone", "close", "same"])
def test_who_is_recused_finds_nothing(as_officer, case, case_officer, intake_officer, name):
    actions.recuse(case, bodies=[], people=[intake_officer], version=1, by=case_officer)
    assert as_officer.get(at(name, case)).status_code == 404


def test_who_is_recused_opens_nothing(as_officer, case, case_officer, intake_officer):
    actions.recuse(case, bodies=[], people=[intake_officer], version=1, by=case_officer)
    item = case.letter.items.get()
    assert as_officer.post(at("open", case, item.ref), {"purpose": "triage"}).status_code == 404


def test_the_download_leaves_a_trace_and_runs_no_formula(as_officer, cast):
    file_for(cast.committee, kind="land", urgency="none")
    answer = as_officer.post(reverse("grievances:download"))
    text = b"".join(answer.streaming_content).decode()
    assert text.splitlines()[1].startswith(f"{today().year}-00001,received,land")
    assert Event.objects.filter(verb="grievances.queue_exported").exists()


def test_a_decision_by_page(as_officer, case, cast):
    sent = {
        "version": 1,
        "reason": AdmissibilityReason.objects.get(code="another-body").pk,
        "elsewhere": cast.ministry.pk,
    }
    nowhere = as_officer.post(at("decide", case), {**sent, "elsewhere": ""})
    assert "Name the body" in nowhere.content.decode(), "the words say that a body is named"
    assert as_officer.post(at("decide", case), sent).status_code == 302
    page = as_officer.get(at("case", case)).content.decode()
    assert "Not for this office" in page
    assert "Ministry of Tests" in page


def test_two_officers_on_one_file_the_second_keeps_what_was_typed(as_officer, case, case_officer):
    actions.sort(case, actions.Sorting("work", "none"), version=1, by=case_officer)
    reason = AdmissibilityReason.objects.get(code="ours").pk
    answer = as_officer.post(at("decide", case), {"version": 1, "reason": reason})
    assert answer.status_code == 409
    assert "A colleague changed this file" in answer.content.decode()
    assert Case.objects.get(pk=case.pk).status == "received"
    again = answer.context["form"]
    assert (again["version"].value(), str(again["reason"].value())) == ("2", str(reason))
    assert as_officer.post(at("decide", case), {"version": 2, "reason": reason}).status_code == 302


def test_what_it_is_about_with_its_articles(as_officer, case):
    sent = {"version": 1, "kind": "land", "urgency": "child", "articles": ["UDHR-17"]}
    assert as_officer.post(at("sort", case), sent).status_code == 302
    page = as_officer.get(at("case", case))
    assert [article.code for article in page.context["articles"]] == ["UDHR-17"]
    assert Case.objects.get(pk=case.pk).rank == 0
    assert "land" in str(page.context["right"]).lower()
    again = as_officer.post(at("sort", case), {**sent, "version": 2, "kind": "court"}, follow=True)
    assert "Below are the articles of this kind" in again.content.decode(), (
        "those of land are gone, those of courts offered"
    )
    assert set(again.context["form"].initial["articles"]) == shown.articles_of("court")
    assert not shown.articles(Case.objects.get(pk=case.pk)), "and nobody said yet that they are touched"


def test_a_reason_that_is_not_on_the_list_is_said(as_officer, case):
    assert as_officer.post(at("decide", case), {"version": 1, "reason": 0}).status_code == 422
    assert as_officer.post(at("decide", case), {"version": "x"}).status_code == 422


def test_opening_needs_a_purpose_and_a_key(as_officer, case):
    item = case.letter.items.get()
    assert as_officer.post(at("open", case, item.ref), {"purpose": "curiosity"}).status_code == 422
    assert as_officer.get(at("open", case, item.ref)).status_code == 405
    other = file_for(case.owner).letter.items.get()
    assert as_officer.post(at("open", case, other.ref), {"purpose": "triage"}).status_code == 404


def test_a_broken_item_stands_in_the_ledger(as_officer, case, intake_officer):
    item = case.letter.items.get()
    assert as_officer.post(at("unreadable", case, item.ref)).status_code == 409, "it was not released to this officer"
    assert not Event.objects.filter(verb="item.unreadable").exists()
    Release.objects.create(item=item, officer=intake_officer, purpose="triage", at=timezone.now(), leaf="0" * 64)
    as_officer.post(at("unreadable", case, item.ref))
    assert Event.objects.filter(verb="item.unreadable", about_id=str(case.letter.pk)).exists()


def test_another_number_is_compared_with_what_the_officer_sees(as_officer, case, cast):
    hidden = file_for(cast.ministry)
    answer = as_officer.post(at("same", case), {"number": hidden.number})
    assert answer.status_code == 422
    assert "There is no file with this number" in answer.content.decode()
    twin = file_for(cast.committee)
    assert as_officer.post(at("same", case), {"number": twin.number}).status_code == 302


def test_a_clock_pauses_and_runs_again_on_the_file(as_officer, case):
    clock = as_officer.get(at("case", case)).context["clocks"][-1]
    assert as_officer.post(at("pause", case, clock.pk), {"reason": "waiting-for-complainant"}).status_code == 302
    assert as_officer.post(at("resume", case, clock.pk)).status_code == 302
    assert as_officer.get(at("pause", file_for(case.owner), clock.pk)).status_code == 404


def test_words_that_were_not_sealed_are_refused(as_officer, case):
    for sealed in ("", "{}", "plain words", '{"v": 1}'):
        assert as_officer.post(at("write", case, "note"), {"version": 1, "sealed": sealed}).status_code == 422
    assert as_officer.get(at("write", case, "poem")).status_code == 404


def test_closing_needs_words_to_the_complainant(as_officer, case):
    actions.decide(case, AdmissibilityReason.objects.get(code="ours"), version=1, by=None)
    answer = as_officer.post(at("close", case), {"version": 2, "reason": "put-right"})
    assert answer.status_code == 422
    assert "Write to the complainant why" in answer.content.decode()
    withdrawn = {"version": 2, "reason": "withdrawn"}
    assert "did not withdraw this complaint" in as_officer.post(at("close", case), withdrawn).content.decode()
    Decision.objects.create(thread=case.letter, code="withdraw", value="-", note="signed")
    assert as_officer.post(at("close", case), withdrawn).status_code == 302


def test_a_slip_from_a_box_is_closed_without_words(as_officer, cast):
    case = file_for(cast.committee, recipient="", verify="", channel="box")
    assert as_officer.post(at("close", case), {"version": 1, "reason": "cannot-read"}).status_code == 302
    assert "Nobody can come back" in as_officer.get(at("case", case)).content.decode()


def test_a_decision_by_telephone_needs_an_officer_who_holds_the_key(as_officer, case):
    answer = as_officer.post(at("phone", case), {"version": 1, "code": "withdraw"})
    assert answer.status_code == 422
    assert [code for code, _label in answer.context["form"].fields["code"].choices] == ["withdraw"], (
        "no answer to judge yet"
    )
    assert not Decision.objects.exists()
