"""A visitor's repeated request costs one small query while nothing changed, and never hides a change."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tamdan.clocks.models import Clock
from tamdan.clocks.un_calendar import follow_calendar
from tamdan.core.access import Visibility
from tamdan.institutions.models import Body, Installation
from tamdan.places.models import Place
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.tests.register import make
from tamdan.search.actions import remove, set_visibility
from tamdan.search.reference import REFERENCE
from tamdan.search.stamps import touch
from tamdan.taxonomy.models import Review

PAGES = {
    "states": lambda: reverse("taxonomy:states"),
    "state": lambda: reverse("taxonomy:state", args=["FJI"]),
    "instruments": lambda: reverse("taxonomy:instruments"),
    "instrument": lambda: reverse("taxonomy:instrument", args=["CAT"]),
    "article": lambda: reverse("taxonomy:article", args=["CAT-2"]),
    "themes": lambda: reverse("taxonomy:themes"),
    "theme": lambda: reverse("taxonomy:theme", args=["education"]),
    "group": lambda: reverse("taxonomy:group", args=["children"]),
    "mechanism": lambda: reverse("taxonomy:mechanism", args=["cat"]),
    "goal": lambda: reverse("taxonomy:goal", args=["5"]),
    "places": lambda: reverse("places:places"),
    "place": lambda: reverse("places:place", args=[Place.objects.earliest("code").code]),
    "calendar": lambda: reverse("clocks:calendar"),
    "reference": lambda: reverse("reference"),
    "register": lambda: reverse("recommendations:register"),
}


def again(client, path, tag):
    return client.get(path, headers={"If-None-Match": tag})


@pytest.fixture
def visited(cast):
    """A page of a visitor, with its tag."""

    def inner(name):
        path, client = PAGES[name](), Client()
        found = client.get(path)
        assert found.status_code == 200
        return client, path, found["ETag"]

    return inner


@pytest.mark.parametrize("name", PAGES)
def test_an_unchanged_page_costs_a_visitor_one_small_query(visited, name):
    client, path, tag = visited(name)
    with CaptureQueriesContext(connection) as queries:
        answer = again(client, path, tag)
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
    assert len(queries) == 1
    assert "search_stamp" in queries[0]["sql"]
    assert "no-cache" in answer["Cache-Control"]


@pytest.mark.parametrize("name", [name for name in PAGES if name != "register"])
def test_new_reference_rows_send_the_page_again(visited, name):
    client, path, tag = visited(name)
    touch(REFERENCE)
    assert again(client, path, tag).status_code == 200


@pytest.mark.parametrize("name", ["state", "theme", "group", "register"])
@pytest.mark.parametrize("how", ["withdrawn", "removed", "added"])
def test_a_page_that_shows_recommendations_knows_of_each_change(visited, cast, name, how):
    make(cast.committee, "Build schools", themes=("education",), groups=("children",))
    client, path, tag = visited(name)
    ids = list(Recommendation.objects.values_list("pk", flat=True))
    if how == "withdrawn":
        set_visibility("recommendation", ids, visibility=Visibility.OWNER)
    elif how == "removed":
        remove("recommendation", ids)
    else:
        make(cast.committee, "Another")
    assert again(client, path, tag).status_code == 200


def test_a_withdrawn_recommendation_is_gone_for_who_has_its_tag(cast, client):
    made = make(cast.committee, "Build schools")
    path = reverse("recommendations:detail", args=[made.pk])
    tag = client.get(path)["ETag"]
    assert again(client, path, tag).status_code == 304
    Recommendation.objects.filter(pk=made.pk).update(visibility=Visibility.OWNER)
    set_visibility("recommendation", [made.pk], visibility=Visibility.OWNER)
    assert again(client, path, tag).status_code == 404


def test_a_moved_clock_sends_the_calendar_and_the_state_again(cast, visited):
    follow_calendar()
    for name in ("calendar", "state"):
        client, path, tag = visited(name)
        Clock.objects.update(due_on=datetime.date(2030, 1, 1))
        assert again(client, path, tag).status_code == 200


@pytest.mark.parametrize("model", [Body, Installation])
def test_what_stands_around_every_page_counts(visited, model):
    client, path, tag = visited("register")
    assert again(client, path, tag).status_code == 304
    changed = {"name_en": "Another name"} if model is Body else {"default_language": "en"}
    model.objects.update(**changed)
    assert again(client, path, tag).status_code == 200


def test_the_first_page_is_sent_again_when_it_reads_otherwise(cast, client):
    tag = client.get("/en/")["ETag"]
    assert (again(client, "/en/", tag).status_code, again(client, "/km/", tag).status_code) == (304, 200)
    Body.objects.update(name_en="Another name")
    assert again(client, "/en/", tag).status_code == 200


def test_the_next_day_of_the_home_state_sends_the_page_again(visited, monkeypatch):
    client, path, tag = visited("calendar")
    later = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert again(client, path, tag).status_code == 200


def test_languages_and_fragments_have_tags_of_their_own(cast, client):
    path = reverse("places:places")
    tags = {
        client.get(path)["ETag"],
        client.get(path, headers={"HX-Request": "true"})["ETag"],
        client.get(path.replace("/en/", "/km/"))["ETag"],
        client.get(f"{path}?q=a")["ETag"],
    }
    assert len(tags) == 4


def test_a_page_that_never_was_is_404_for_a_star(cast, client):
    assert again(client, "/en/states/ZZZ/", "*").status_code == 404
    assert again(client, "/en/states/FJI/", "*").status_code == 200


def test_signed_in_people_get_the_page(visited, secretary):
    client, path, tag = visited("state")
    client.force_login(secretary)
    assert again(client, path, tag).status_code == 200


def test_reviews_that_came_by_a_load_are_seen(visited):
    client, path, tag = visited("state")
    Review.objects.filter(state="FJI").update(retired=True)
    touch(REFERENCE)
    assert again(client, path, tag).status_code == 200
