"""Codes in a sealed letter are shown by name: the page holds every name that may be needed."""

import datetime

import pytest
from django.urls import reverse

from tamdan.grievances.answers import words_for
from tamdan.grievances.tests.files import file_for, office_for

pytestmark = pytest.mark.django_db


def test_places_of_the_open_district_have_names_down_to_the_village(cast):
    places = words_for(file_for(cast.committee, district="XA9101"))["place"]
    assert "Stung Lirane, Stung Lirane, Oranet" in places["XA91010101"]
    assert all(code.startswith("XA9101") for code in places)


def test_without_a_district_no_place_is_told(cast):
    assert words_for(file_for(cast.committee, district=""))["place"] == {}


def test_when_is_said_in_words_though_the_letter_waited_for_weeks(cast):
    case = file_for(cast.committee)
    case.received_on = datetime.date(2026, 11, 22)
    said = words_for(case)["when"]
    assert said["2026-10-25/2026-11-01"] == "From 25 October 2026 to 1 November 2026"
    assert said["2026-10"] == "October 2026"
    assert said["2026-05/2026-10"] == "In the last rainy season (May to October 2026)"
    assert {said["2021"], said["../2020"], said["/.."]} == {"In the year 2021", "Earlier", "It is still going on"}


def test_institutions_offices_and_kinds_have_names(cast):
    office = office_for(cast.committee)
    words = words_for(file_for(cast.committee))
    assert words["who_body"][cast.committee.code] == str(cast.committee)
    assert words["recused"][str(office.uuid)] == str(office)
    assert words["kind"]["land"] == "Land taken, or a threat to take it"


def test_only_the_page_of_the_file_holds_them(client, cast, intake_officer):
    client.force_login(intake_officer)
    page = client.get(reverse("grievances:case", args=[file_for(cast.committee, district="XA9101").number]))
    assert page.context["facts"]["called"]["place"]["XA9101"].startswith("Oranet")
