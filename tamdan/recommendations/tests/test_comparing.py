"""Two reviews beside each other."""

import csv
import io
import json

import openpyxl
import pytest
from django.urls import reverse

from tamdan.core.access import Visibility
from tamdan.recommendations.tests.register import make

CYCLES = {"state_a": "FJI", "cycle_a": "1", "state_b": "FJI", "cycle_b": "2"}


@pytest.fixture
def reviews(cast):
    """Cycle 1: two on education, of which one supported. Cycle 2: one on detention, the same words as one before, noted."""
    make(cast.committee, "Build schools", session=6, cycle=1, themes=("education",))
    make(cast.committee, "Train teachers", session=6, cycle=1, themes=("education",), position="noted")
    make(cast.committee, "Build schools", themes=("education", "detention"), position="noted")
    make(cast.committee, "Kept inside", themes=("education",), visibility=Visibility.STAFF)
    make(cast.committee, "Build schools", state_id="TCD", session=6, cycle=1)


def download(client, kind, **asked):
    return client.get(reverse("recommendations:compare_download", args=[kind]), asked)


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_themes_and_demands_of_two_cycles(client, reviews):
    found = json.loads(body(download(client, "json", **CYCLES)))
    themes = {row["theme"]: row for row in found["themes"]}
    assert themes["education"] | {"name": ""} == {
        "theme": "education", "name": "", "a_asked": 2, "a_supported": 1, "b_asked": 1, "b_supported": 0, "b_minus_a": -1,
    }  # fmt: skip
    assert themes["detention"]["b_minus_a"] == 1
    [demand] = found["demands"]
    assert (demand["a_text"], demand["a_position"], demand["b_position"]) == ("Build schools", "supported", "noted")


def test_the_page_shows_both_units_and_the_demand_made_of_both(client, reviews):
    page = client.get(reverse("recommendations:compare"), CYCLES).content.decode()
    assert "1 demand made of both" in page
    assert "Kept inside" not in page


def test_the_same_words_to_two_states_are_found(client, reviews):
    found = json.loads(body(download(client, "json", state_a="FJI", cycle_a="1", state_b="TCD")))
    assert [demand["b_text"] for demand in found["demands"]] == ["Build schools"]


def test_every_kind_of_file_holds_both_tables(client, reviews):
    rows = list(csv.reader(io.StringIO(body(download(client, "csv", **CYCLES)).decode("utf-8-sig"))))
    assert rows[0][0] == "theme"
    assert [row[0] for row in rows if row and row[0] == "a_identifier"] == ["a_identifier"]
    book = openpyxl.load_workbook(io.BytesIO(body(download(client, "xlsx", **CYCLES))))
    assert book.sheetnames == ["themes", "demands"]
    assert isinstance(book["themes"]["C2"].value, int)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"state_a": "FJI"}, "Choose a State on both sides."),
        ({"state_a": "FJI", "state_b": "FJI"}, "Both sides are the same."),
        ({"state_a": "FJI", "state_b": "no such"}, "Choose a State on both sides."),
    ],
)
def test_what_cannot_be_compared_is_said(client, reviews, asked, sentence):
    assert sentence in client.get(reverse("recommendations:compare"), asked).content.decode()
    assert download(client, "csv", **asked).status_code == 404


@pytest.mark.parametrize(("facet", "code", "status"), [
    ("by", "JPN", 200), ("theme", "education", 200), ("body", "upr", 200), ("theme", "nonsense", 404), ("session", "18", 404),
])  # fmt: skip
def test_what_the_register_holds_of_an_entry(client, reviews, facet, code, status):
    answer = client.get(reverse("recommendations:about", args=[facet, code]))
    assert answer.status_code == status
    if status == 200:
        assert "recommendation" in answer.content.decode()
