"""Positions over time: the newest by date is the record's; many at once, and taken back."""

import datetime

import pytest
from django.urls import reverse

from tamdan.audit.models import Event
from tamdan.core.history import former_states
from tamdan.core.models import BulkAct
from tamdan.recommendations import answering
from tamdan.recommendations.answering import Answer
from tamdan.recommendations.models import PositionTaken, Recommendation
from tamdan.recommendations.tests.register import make, revise
from tamdan.recommendations.tests.typed import opened

JUNE = datetime.date(2014, 6, 26)
JANUARY = datetime.date(2014, 1, 28)
NOTED = {"recorded": "noted", "stated": "rejected", "date": "2014-06-26", "document": "A/HRC/26/16/Add.1"}


@pytest.fixture
def eight(cast):
    """Cambodia's review of 2014: all of them under consideration in January."""
    made = [
        make(cast.committee, f"Ratify protocol {n}", state_id="KHM", paragraph=f"118.{n}", symbol="A/HRC/26/16", position="")
        for n in range(1, 9)
    ]  # fmt: skip
    for one in made:
        revise(one, JANUARY, "under_consideration", document="A/HRC/26/16")
    return made


def test_eight_of_cambodia_are_revised_in_two_acts(eight, as_secretary):
    address = reverse("recommendations:several", args=["position"]) + "?state=KHM&session=18"
    first, second = [one.pk for one in eight[:4]], [one.pk for one in eight[4:]]
    assert as_secretary.post(address, NOTED | {"stated": "noted", "one": first}).status_code == 302
    assert as_secretary.post(address, NOTED | {"one": second}).status_code == 302
    counted = list(Recommendation.objects.order_by("pk").values_list("position", "position_stated"))
    assert counted == [("noted", "noted")] * 4 + [("noted", "rejected")] * 4
    assert all("position:noted" in one.facets for one in Recommendation.objects.all())
    assert PositionTaken.objects.count() == 16
    page = as_secretary.get(reverse("recommendations:detail", args=[second[0]])).content.decode()
    assert page.index("Under consideration") < page.index("The State says: Rejected")
    assert Event.objects.filter(verb="recommendations.position.added_to_many").count() == 2


def test_an_act_on_several_is_taken_back(eight, as_secretary, secretary):
    act = answering.add_to_many([one.pk for one in eight[:4]], Answer("noted", "rejected", JUNE, "Add.1"), by=secretary)
    corrected = PositionTaken.objects.get(recommendation=eight[0], date=JUNE)
    answering.correct(corrected, Answer("supported", "accepted", JUNE, "Add.1"), by=secretary)
    as_secretary.post(reverse("recommendations:several_undo", args=[act.pk]))
    held = dict(Recommendation.objects.order_by("pk").values_list("pk", "position"))
    assert [held[one.pk] for one in eight[:4]] == ["supported", *["under_consideration"] * 3]
    assert as_secretary.post(reverse("recommendations:several_undo", args=[act.pk])).status_code == 409


@pytest.mark.parametrize(
    ("which", "number"),
    [({"all_of_them": "on"}, 8), ({"paragraphs": "118.2, 118.5–118.7"}, 4), ({"paragraphs": "១១៨.៣"}, 1)],
)
def test_paragraphs_are_chosen_by_their_numbers_or_all_at_once(eight, as_secretary, which, number):
    address = reverse("recommendations:several", args=["position"]) + "?state=KHM"
    assert as_secretary.post(address, NOTED | which).status_code == 302
    assert Recommendation.objects.filter(position="noted").count() == number


def test_a_paragraph_that_the_list_lacks_is_told(eight, as_secretary):
    sent = NOTED | {"paragraphs": "118.1, 118.99"}
    answer = as_secretary.post(reverse("recommendations:several", args=["position"]) + "?state=KHM", sent)
    assert answer.status_code == 422
    assert "has the paragraph 118.99" in answer.content.decode()
    assert not Recommendation.objects.filter(position="noted").exists()


def test_nothing_chosen_is_asked_for(eight, as_secretary):
    answer = as_secretary.post(reverse("recommendations:several", args=["position"]) + "?state=KHM", NOTED)
    assert answer.status_code == 422
    assert "Choose at least one" in answer.content.decode()


def test_records_of_another_body_are_not_in_the_list(cast, as_secretary):
    other = make(cast.ministry, state_id="KHM")
    address = reverse("recommendations:several", args=["position"]) + "?state=KHM"
    assert as_secretary.post(address, NOTED | {"one": [other.pk]}).status_code == 422
    assert not BulkAct.objects.exists()


def test_the_newest_by_date_is_the_present_one(eight, as_secretary):
    one, address = eight[0], reverse("recommendations:positions", args=[eight[0].pk])
    as_secretary.post(address, NOTED)
    as_secretary.post(address, {"recorded": "supported", "date": "2013-01-01", "document": "An earlier one"})
    one.refresh_from_db()
    assert (one.position, one.position_stated) == ("noted", "rejected")


def test_two_rows_of_one_day_say_one_answer(cast, secretary):
    made = make(cast.committee, position="")
    answering.add(made, Answer(stated="rejected", date=JUNE), by=secretary)
    answering.add(made, Answer(recorded="noted", date=JUNE), by=secretary)
    made.refresh_from_db()
    assert (made.position, made.position_stated) == ("noted", "rejected")


def test_an_answer_without_a_day_stands_before_those_with_one(cast, secretary):
    made = make(cast.committee, position="")
    answering.add(made, Answer("noted", date=JUNE), by=secretary)
    PositionTaken.objects.create(recommendation=made, recorded="supported")
    answering.follow([made.pk])
    made.refresh_from_db()
    assert made.position == "noted"


def test_correcting_and_taking_away_leave_a_history(eight, as_secretary):
    one = eight[0]
    taken = one.positions.get()
    address = reverse("recommendations:position", args=[one.pk, taken.pk])
    assert as_secretary.get(address).context["form"]["date"].value() == JANUARY
    as_secretary.post(address, opened(as_secretary, address) | {"recorded": "supported", "date": "2014-01-28"})
    one.refresh_from_db()
    assert one.position == "supported"
    as_secretary.post(reverse("recommendations:position_remove", args=[one.pk, taken.pk]))
    one.refresh_from_db()
    assert one.position == ""
    assert former_states(taken).count() == 2
    page = as_secretary.get(reverse("recommendations:history", args=[one.pk])).content.decode()
    assert "Supported" in page
    assert "Under consideration" in page


@pytest.mark.parametrize("wrong", [{"recorded": "", "stated": ""}, {"date": ""}, {"date": "2014-13-01"}])
def test_an_answer_says_something_and_when(eight, as_secretary, wrong):
    sent = as_secretary.post(reverse("recommendations:positions", args=[eight[0].pk]), NOTED | wrong)
    assert sent.status_code == 422
    assert "A/HRC/26/16/Add.1" in sent.content.decode()
    assert PositionTaken.objects.count() == 8
