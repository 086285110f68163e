"""The public pages of places: found as one types, walked down from the highest level."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tamdan.places.models import Place

LIST = "places:places"


def listed(client: Client, typed: str = "", **headers: str) -> str:
    response = client.get(reverse(LIST), {"q": typed} if typed else {}, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_list_begins_with_the_highest_level(cast, client):
    html = listed(client)
    assert "/places/XA91/" in html
    assert "/places/XA9101/" not in html


@pytest.mark.parametrize("typed", ["oranet", "Uranit", "អូរ៉ានេត", "District Oranet", "oranet, selora"])
def test_place_is_found_as_one_types(cast, client, typed):
    html = listed(client, typed)
    assert "/places/XA9101/" in html
    assert "Selora" in html


def test_answer_for_htmx_is_the_same_piece_that_the_page_holds(cast, client):
    piece = listed(client, "oranet", HX_Request="true")
    assert piece.lstrip().startswith('<div id="found"')
    assert piece.strip() in listed(client, "oranet")


@pytest.mark.parametrize("typed", ["zzzzzz", ",,,", "\x00", "x" * 5000, "%_|~"])
def test_what_is_no_place_gets_a_sentence_and_no_error(cast, client, typed):
    assert client.get(reverse(LIST), {"q": typed}).status_code == 200
    assert "No place has this name" in listed(client, "zzzzzz")


def test_place_shows_the_way_down_and_up(cast, client):
    html = client.get(reverse("places:place", args=["XA9101"])).content.decode()
    assert "/places/XA91/" in html
    assert "/places/XA910101/" in html


def test_level_is_named_in_the_language_of_the_page(cast, client):
    with override("km"):
        html = client.get(reverse("places:place", args=["XA9101"])).content.decode()
    assert "ស្រុក" in html


def test_retired_place_keeps_its_page(cast, client):
    Place.objects.filter(code="XA9101").update(retired=True)
    html = client.get(reverse("places:place", args=["XA9101"])).content.decode()
    assert "No longer in use" in html
    assert "/places/XA9101/" not in client.get(reverse("places:place", args=["XA91"])).content.decode()


def test_unknown_place_is_404(cast, client):
    assert client.get(reverse("places:place", args=["XA~nothing"])).status_code == 404


@pytest.mark.parametrize("typed", ["", "oranet"])
def test_list_costs_few_queries(cast, client, django_assert_max_num_queries, typed):
    listed(client, typed)
    with django_assert_max_num_queries(6):
        listed(client, typed)
