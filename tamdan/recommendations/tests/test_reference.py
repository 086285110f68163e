"""What the pages of reference say of the register."""

from django.contrib.auth.models import AnonymousUser

from tamdan.core.access import Visibility
from tamdan.recommendations.reference import of_state, of_term
from tamdan.recommendations.tests.register import make
from tamdan.taxonomy.models import Mechanism, State, Theme

VISITOR = AnonymousUser()


def state(code: str) -> State:
    return State.objects.get(code=code)


def test_state_shows_what_it_was_asked_and_what_it_asked(cast, client, django_assert_num_queries):
    make(cast.committee, "Build schools", by=("JPN", "PER"))
    fiji, japan = state("FJI"), state("JPN")
    with django_assert_num_queries(1):
        assert of_state(VISITOR, fiji) == {"code": "FJI", "asked": 1, "made": 0, "supported": 1, "noted": 0}
    found = of_state(VISITOR, japan)
    assert found is not None
    assert (found["asked"], found["made"]) == (0, 1)
    html = client.get("/en/states/JPN/").content.decode()
    assert "/en/recommendations/?by=JPN" in html
    assert "/en/recommendations/states/FJI/" in client.get("/en/states/FJI/").content.decode()


def test_what_is_not_public_is_not_counted(cast, secretary):
    make(cast.committee, "Build schools", by=("JPN",), visibility=Visibility.STAFF)
    assert of_state(VISITOR, state("FJI")) is None
    assert of_state(secretary, state("FJI")) is not None


def test_term_leads_to_the_list_narrowed_by_it(cast, client, django_assert_num_queries):
    made = make(cast.committee, "Build schools")
    upr = Mechanism.objects.get(code=made.mechanism_id)
    with django_assert_num_queries(1):
        assert of_term(VISITOR, upr) == {"facet": "body", "code": upr.code, "number": 1}
    assert f"/en/recommendations/?body={upr.code}" in client.get(f"/en/mechanisms/{upr.code}/").content.decode()


def test_term_that_no_recommendation_carries_has_no_panel(cast):
    assert of_term(VISITOR, Theme.objects.get(code="detention-conditions")) is None
