"""The read API: what it gives, to whom, and what it says to a mistaken request."""

import re

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, Phase, given, settings

from tamdan.core.access import Visibility
from tamdan.recommendations.tests.register import add_source, make

URL = "/api/v1/recommendations"


@pytest.fixture
def application():
    """The server's entry without the signals that close connections between requests, as in Django's own test client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield WSGIHandler()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_list_narrows_as_the_page_does(client, cast):
    make(cast.committee, "Build schools", by=("JPN", "PER"))
    make(cast.committee, "Open prisons", state_id="TCD")
    found = client.get(f"{URL}?state=FJI").json()
    assert found["count"] == {"recommendations": 1, "pairs": 2, "more": False}
    row = found["results"][0]
    assert (row["state"], row["recommending_states"], row["texts"], row["position"]) == (
        "FJI", ["JPN", "PER"], {"en": "Build schools"}, "supported",
    )  # fmt: skip


def test_chosen_fields_alone_are_sent(client, cast):
    make(cast.committee)
    assert set(client.get(f"{URL}?fields=id,state").json()["results"][0]) == {"id", "state"}


def test_pages_lead_on_and_back(client, cast):
    for number in range(5):
        make(cast.committee, f"School {number}")
    first = client.get(f"{URL}?limit=2").json()
    second = client.get(f"{URL}?limit=2&page={first['next']}").json()
    third = client.get(f"{URL}?limit=2&page={second['next']}").json()
    assert (len(third["results"]), third["next"]) == (1, None)
    assert client.get(f"{URL}?limit=2&page={second['previous']}").json()["results"] == first["results"]


def test_one_is_found_by_its_identifier(client, cast):
    made = make(cast.committee, symbol="A/HRC/99/7", paragraph="118.42")
    found = client.get(f"{URL}/A/HRC/99/7 118.42")
    assert found.json()["id"] == made.identifier == "A/HRC/99/7 118.42"
    assert client.get(f"{URL}/A/HRC/99/7 118.43").status_code == 404


def test_one_is_found_by_its_number_and_by_the_id_of_the_tables(client, cast):
    made = make(cast.committee, symbol="A/HRC/99/7", paragraph="118.42")
    assert client.get(f"{URL}/{made.pk}").json()["id"] == made.identifier
    assert client.get(f"{URL}/{made.uuid}?fields=id").json() == {"id": made.identifier}
    for absent in (made.pk + 1000, "9" * 30, "00000000-0000-0000-0000-000000000000", "١٢"):
        assert client.get(f"{URL}/{absent}").status_code == 404


def test_neighbours_of_a_page_are_named_in_the_link_header(client, cast):
    for number in range(3):
        make(cast.committee, f"School {number}")
    first = client.get(f"{URL}?limit=1&state=FJI&state=TCD")
    address = re.fullmatch(r'<http://testserver(\S+)>; rel="next"', first["Link"])
    second = client.get(address[1])
    assert second.json()["results"] != first.json()["results"]
    assert 'rel="next"' in second["Link"]
    assert 'rel="prev"' in second["Link"]
    assert "state=FJI&state=TCD" in address[1]


def test_reviews_are_counted_in_both_units(client, cast):
    make(cast.committee, "Build schools", by=("JPN", "PER"))
    make(cast.committee, "Open prisons", position="")
    make(cast.committee, "secret", visibility=Visibility.STAFF)
    assert client.get("/api/v1/states/FJI/reviews").json() == [
        {"session": 18, "cycle": 2, "recommendations": {"supported": 1, "none": 1}, "pairs": {"supported": 2, "none": 1},
         "total_recommendations": 2, "total_pairs": 3}
    ]  # fmt: skip
    assert client.get("/api/v1/states/XXX/reviews").status_code == 404


def test_every_value_of_the_contract_has_its_type_in_the_description(client, cast):
    row = make(cast.committee)
    add_source(row)
    described = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    whole = client.get(f"{URL}/{row.pk}").json()
    assert list(whole) == [name for name in described["RecommendationOut"]["properties"] if name in whole]
    assert set(whole) == set(described["RecommendationOut"]["properties"])
    assert set(whole["sources"][0]) == set(described["SourceOut"]["properties"])


def test_other_sites_read_what_a_visitor_reads(client, cast, secretary):
    assert client.get(URL)["Access-Control-Allow-Origin"] == "*"
    asked = client.options(URL, headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
    assert client.get("/data/states/states.csv")["Access-Control-Allow-Origin"] == "*"
    client.force_login(secretary)
    assert "Access-Control-Allow-Origin" not in client.get(URL)


def test_visitors_and_outsiders_get_only_what_is_public(client, cast, secretary, outsider):
    hidden = make(cast.committee, "secret prison", visibility=Visibility.STAFF)
    for user in (None, outsider):
        if user:
            client.force_login(user)
        assert client.get(URL).json()["results"] == []
        assert client.get(f"{URL}/{hidden.identifier}").status_code == 404
        assert client.get("/api/v1/search?q=secret prison").json()["total"] == 0
    client.force_login(secretary)
    assert client.get(f"{URL}/{hidden.identifier}").json()["visibility"] == "staff"


def test_search_marks_what_it_found(client, cast):
    make(cast.committee, "Build schools for girls")
    found = client.get("/api/v1/search?q=schools girls&kind=recommendation").json()
    assert found["counts"]["recommendation"] == 1
    assert found["hits"][0]["highlighted"] == "Build ⟦schools⟧ for ⟦girls⟧"


def test_unchanged_answers_are_not_sent_again(client, cast):
    make(cast.committee)
    tag = client.get(URL)["ETag"]
    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 304
    make(cast.committee, "Another")
    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "query", ["?limit=0", "?limit=201", "?limit=x", "?sort=unknown", "?fields=id,secret", f"?q={'x' * 401}"]
)
def test_mistaken_request_is_told_why(client, db, query):
    refused = client.get(URL + query)
    assert refused.status_code == 422
    assert refused.json()["detail"]


def test_unknown_field_is_refused_with_the_names_of_those_there_are(client, db):
    refused = client.get(f"{URL}?fields=id,secret")
    assert refused["Content-Type"] == "application/problem+json"
    found = refused.json()
    assert (found["status"], found["code"], found["type"]) == (422, "unreadable", "about:blank")
    assert found["detail"].startswith("fields: There is no field “secret”. The fields are: id, part, kind, symbol")
    (fault,) = found["errors"]
    assert (fault["loc"], fault["code"]) == (["query", "fields"], "unknown_fields")


@pytest.mark.parametrize(
    ("query", "said"),
    [("?limit=201", "It may be at most 200."), ("?limit=x", "It has to be a whole number."),
     ("?sort=best", "It has to be one of these: 'relevance', 'newest' or 'state'."),
     ("?state=" + "x" * 101, "state: It is too long"), ("?cycle=abc", "cycle: It has to be a whole number."),
     ("?position=accepted", "position: It has to be one of these: supported, noted,")],
)  # fmt: skip
def test_mistake_is_said_in_a_sentence(client, db, query, said):
    assert said in client.get(URL + query).json()["detail"]


@pytest.mark.parametrize("query", ["state=ZZZ", "state=FJI&state=ZZZ", "by=Japan", "theme=colour", "sdg=99"])
def test_code_that_no_vocabulary_has_is_not_an_empty_list(client, cast, query):
    make(cast.committee)
    refused = client.get(f"{URL}?{query}")
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")
    assert refused.json()["detail"] == f"{query.split('&')[-1]}: There is nothing with this code."


@pytest.mark.parametrize("address", ["nothing", "states/", "recommendations/1/2"])
def test_address_that_is_none_is_told_in_data(client, db, address):
    refused = client.get(f"/api/v1/{address}")
    assert (refused.status_code, refused["Content-Type"]) == (404, "application/problem+json")
    assert (refused.json()["code"], refused["Access-Control-Allow-Origin"]) == ("not_found", "*")


def test_empty_value_narrows_nothing(client, cast):
    make(cast.committee)
    assert client.get(f"{URL}?state=&cycle=&position=&kind=").json()["count"]["recommendations"] == 1


def test_problems_are_told_in_the_language_that_was_asked_for(client, cast):
    told = {}
    for language in ("en", "km"):
        response = client.get(f"{URL}/nothing", headers={"Accept-Language": language})
        assert "Accept-Language" in response["Vary"]
        assert response["Content-Language"] == language
        told[language] = response.json()
    assert told["en"]["detail"] == "There is no such recommendation, or it is not public."
    assert told["km"]["code"] == told["en"]["code"] == "not_found"
    with override("km"):
        assert told["km"]["detail"] == gettext("There is no such recommendation, or it is not public.")


def test_nothing_can_be_written(client, db):
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(URL).status_code == 405


def test_description_is_openapi_3_1_and_names_every_operation(client, db):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    operations = {operation["operationId"] for path in described["paths"].values() for operation in path.values()}
    assert operations >= {"listRecommendations", "getRecommendation", "search"}


@pytest.fixture
def described(cast, application, drawing_ready):
    make(cast.committee)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize("operation", ["listRecommendations", "getRecommendation", "listReviews", "search"])
def test_any_request_of_the_description_gets_an_answer_of_the_description(described, operation):
    asked = described.find_operation_by_id(operation).as_strategy()

    @settings(
        max_examples=3,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=asked)
    def ask(case):
        case.call_and_validate()

    ask()
