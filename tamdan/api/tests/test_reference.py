"""Reference in the API, asked as its description allows and as it does not."""

from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from schemathesis import GenerationMode

from tamdan.taxonomy.models import Ratification, State

OPERATIONS = [
    "listStates", "getState", "listInstruments", "getInstrument", "listThemes", "getTheme", "searchPlaces", "getPlace",
]  # fmt: skip


def answer(client: Client, path: str, **asked: str) -> Any:
    response = client.get(f"/api/v1/{path}", asked)
    assert response.status_code == 200
    return response.json()


def test_states_are_listed_and_found_by_name(cast, client):
    assert len(answer(client, "states")) == State.objects.current().count()
    (cambodia,) = answer(client, "states", q="កម្ពុជា")
    assert (cambodia["code"], cambodia["km_status"], cambodia["regional_group"]) == ("KHM", "attested", "asia-pacific")


def test_state_names_its_ratifications_and_reviews(cast, client):
    found = answer(client, "states/KHM")
    assert len(found["ratifications"]) == 18
    assert 6 in found["sessions"]


def test_instrument_names_its_articles_and_states(cast, client):
    found = answer(client, "instruments/ICCPR")
    assert "ICCPR-14" in {article["code"] for article in found["articles"]}
    parties = Ratification.objects.filter(instrument_id="ICCPR", status="party", retired=False)
    assert set(found["states"]["party"]) == set(parties.values_list("state", flat=True))


def test_theme_names_what_is_above_it(cast, client):
    child = next(one for one in answer(client, "themes") if one["parent"])
    assert child["code"] in answer(client, f"themes/{child['parent']}")["below"]


def test_place_is_found_as_one_types_and_names_what_is_around(cast, client):
    assert answer(client, "places", q="Uranit")[0]["code"] == "XA9101"
    found = answer(client, "places/XA9101")
    assert found["lies_in"] == ["XA91"]
    assert "XA910101" in {below["code"] for below in found["below"]}


@pytest.mark.parametrize("path", ["states/nothing", "states/%00", "places/x%7F", "themes/-", "instruments/0"])
def test_unknown_code_is_404_with_a_sentence(cast, client, path):
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert response.json()["detail"]


@pytest.fixture
def described(cast, drawing_ready):
    """The description, read in this process; as in Django's own client, the connection outlives a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_description_is_valid(described):
    described.validate()


ALLOWED, FORBIDDEN = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
ASKED = [
    *((name, ALLOWED) for name in OPERATIONS),
    ("listStates", FORBIDDEN),
    ("searchPlaces", FORBIDDEN),
    ("listRecommendations", FORBIDDEN),
    ("search", FORBIDDEN),
]
"""Where every text is an address, nothing can be forbidden: only the two with questions."""


@pytest.mark.parametrize(("operation_id", "mode"), ASKED)
def test_answers_are_as_described(described, operation_id, mode):
    """What the description allows, and what it forbids, drawn by schemathesis; every check that it knows."""
    operation = described.find_operation_by_id(operation_id)

    @limits(max_examples=5, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        case.call_and_validate()

    ask()
