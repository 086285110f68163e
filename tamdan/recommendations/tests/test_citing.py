"""The citations of a list, as reference managers read them."""

import re

import pytest

from tamdan.recommendations.tests.register import make

URL = "/en/recommendations/download"


@pytest.fixture
def listed(cast, settings):
    settings.ORIGIN = "https://tamdan.example.org"
    return [
        make(cast.committee, "Build schools", symbol="A/HRC/99/7", paragraph="118.4", by=("JPN", "PER")),
        make(cast.committee, "Open prisons", state_id="TCD"),
    ]


def test_each_of_the_list_is_cited_as_on_its_page(client, listed):
    for kind, media_type in (("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems")):
        whole = client.get(f"{URL}/{kind}/")
        assert whole["Content-Type"] == f"{media_type}; charset=utf-8"
        for record in listed:
            single = client.get(f"/en/recommendations/{record.pk}/cite/{kind}/").content.decode()
            assert single.replace("http://testserver", "https://tamdan.example.org") in whole.content.decode()


def test_only_what_the_list_holds_is_cited(client, listed):
    made = client.get(f"{URL}/bib/?state=TCD").content.decode()
    assert re.findall(r"@misc{(\w+),", made) == [f"tamdan{listed[1].pk}"]


def test_more_than_a_reference_manager_takes_is_refused_with_what_to_do(client, listed, monkeypatch):
    monkeypatch.setattr("tamdan.recommendations.citing.MOST", 1)
    refused = client.get(f"{URL}/ris/")
    assert refused.status_code == 409
    assert "Narrow it" in refused.content.decode()


def test_citations_of_a_list_cost_no_query_for_each_of_it(client, listed, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get(f"{URL}/ris/")
