"""The register by State, and releasing a review."""

from django.contrib.auth.models import AnonymousUser

from tamdan.accounts.first_run import take_over
from tamdan.core.access import Visibility
from tamdan.institutions.models import OWN_BODY, Body
from tamdan.recommendations.enums import Position
from tamdan.recommendations.models import Recommendation, Tally
from tamdan.recommendations.tests.register import make
from tamdan.search.access import search

PUBLISH = "/en/recommendations/publish/"


def review(cast, **values):
    make(cast.committee, "One", by=("JPN", "PER"), themes=("education",), **values)
    make(cast.committee, "Two", position=Position.NOTED, **values)
    make(cast.committee, "Three", session=6, cycle=1, **values)


def test_state_page_counts_each_review_in_both_units(client, cast):
    review(cast)
    page = client.get("/en/recommendations/states/FJI/")
    lines = [
        (line.name, line.year, [number for number, _query in line.recommendations], line.pairs)
        for line in page.context["lines"]
    ]
    assert lines == [
        ("Session 18, cycle 2", 2014, [1, 1, 2], [2, 1, 3]),
        ("Session 6, cycle 1", 2009, [1, 0, 1], [1, 0, 1]),
    ]
    assert page.context["chart"].rows == [("Right to education", [1, 0])]


def test_numbers_of_a_state_lead_to_the_lists_that_they_count(client, cast):
    review(cast)
    for line in client.get("/en/recommendations/states/FJI/").context["lines"]:
        for number, query in line.recommendations:
            if query:
                assert client.get(f"/en/recommendations/{query}").context["counts"].recommendations == number


def test_state_without_recommendations_says_so(client, db):
    assert (
        "No recommendation to this State has been published yet."
        in client.get("/en/recommendations/states/FJI/").content.decode()
    )
    assert client.get("/en/recommendations/states/ZZZ/").status_code == 404


def test_list_of_states_counts_what_the_reader_may_see(client, cast):
    review(cast)
    make(cast.committee, state_id="TCD", visibility=Visibility.STAFF)
    assert [(code, number) for code, _label, number in client.get("/en/recommendations/states/").context["rows"]] == [
        ("FJI", 3)
    ]


def test_review_is_published_by_one_act_and_taken_back(as_secretary, client, cast):
    review(cast, visibility=Visibility.STAFF)
    choose = as_secretary.get(PUBLISH)
    assert [row[2] for row in choose.context["waiting"]] == [6, 18]
    url = f"{PUBLISH}{cast.committee.code}/FJI/18/"
    preview = as_secretary.get(url)
    assert (preview.context["preview"].recommendations, dict(preview.context["pairs"])) == (
        2,
        {"Supported": 2, "Noted": 1},
    )
    assert as_secretary.post(url).status_code == 302
    assert Recommendation.objects.filter(visibility=Visibility.PUBLIC).count() == 2
    act, name = as_secretary.get(PUBLISH).context["acts"][0]
    assert name == "Fiji, Session 18"
    assert as_secretary.post(f"{PUBLISH}{act.pk}/withdraw/").status_code == 302
    assert not Recommendation.objects.filter(visibility=Visibility.PUBLIC).exists()
    assert as_secretary.get(PUBLISH).context["acts"] == []


def test_publishing_makes_visible_everywhere(as_secretary, cast):
    review(cast, visibility=Visibility.STAFF)
    assert search(AnonymousUser(), "One", ["recommendation"]).counts.get("recommendation") is None
    as_secretary.post(f"{PUBLISH}{cast.committee.code}/FJI/18/")
    assert search(AnonymousUser(), "Two", ["recommendation"]).counts["recommendation"] == 1


def test_review_of_another_body_is_not_there(as_secretary, cast):
    make(cast.rights_group, visibility=Visibility.OWNER)
    assert as_secretary.get(f"{PUBLISH}{cast.rights_group.code}/FJI/18/").status_code == 404
    assert as_secretary.post(f"{PUBLISH}{cast.rights_group.code}/FJI/18/").status_code == 404


def test_review_that_does_not_exist_is_not_there(as_secretary, cast):
    assert as_secretary.get(f"{PUBLISH}{cast.committee.code}/FJI/18/").status_code == 404


def test_published_review_says_so(as_secretary, cast):
    review(cast)
    assert (
        "All of this review is public already."
        in as_secretary.get(f"{PUBLISH}{cast.committee.code}/FJI/18/").content.decode()
    )


def tallied():
    found: dict[tuple[str, str], int] = {}
    for tally in Tally.objects.all():
        key = (tally.visibility, tally.entry)
        found[key] = found.get(key, 0) + tally.number
    return {key: number for key, number in found.items() if number}


def test_tallies_follow_every_change(cast):
    made = make(cast.committee, by=("JPN",))
    assert tallied()["public", ""] == 1
    assert tallied()["public", "by:JPN"] == 1
    Recommendation.objects.filter(pk=made.pk).update(facets=["by:PER"], visibility=Visibility.STAFF)
    assert tallied() == {("staff", ""): 1, ("staff", "by:PER"): 1}
    Recommendation.objects.filter(pk=made.pk).update(number="7")
    assert tallied()["staff", ""] == 1
    Recommendation.objects.all().delete()
    assert tallied() == {}


def test_what_was_imported_before_the_first_run_is_counted_for_the_body(cast):
    nameless = Body.objects.create(code=OWN_BODY, kind=cast.committee.kind, name_en="Before the first run")
    make(nameless, by=("JPN",))
    take_over(cast.committee)
    assert Recommendation.objects.get().owner == cast.committee
    assert tallied()["public", "by:JPN"] == 1
    assert sum(Tally.objects.filter(owner=nameless, entry="").values_list("number", flat=True)) == 0
