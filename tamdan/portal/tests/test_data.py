"""Reference's front page and open data: tables, their descriptions, their catalogue."""

import csv
import io
import json

import pytest
from django.test import Client

from tamdan.portal.described import FORMATS
from tamdan.portal.tables import open_tables
from tamdan.search.reference import REFERENCE
from tamdan.search.stamps import touch
from tamdan.taxonomy.models import State, Theme

TABLES = [
    "ratifications",
    "states",
    "themes",
    "groups",
    "instruments",
    "articles",
    "sessions",
    "places",
    "recommendations",
]


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.getvalue().decode()


def rows(client: Client, name: str) -> list[dict[str, str]]:
    text = body(client, f"/data/{name}/{name}.csv")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_reference_counts_each_list_in_one_query(cast, client, django_assert_max_num_queries):
    html = body(client, "/en/reference/")
    assert f'<td class="num">{State.objects.current().count()}</td>' in html
    with django_assert_max_num_queries(8):
        client.get("/en/reference/")


def test_page_lists_every_table_with_source_and_terms(cast, client):
    html = body(client, "/en/data/")
    for name in open_tables():
        assert f"/data/{name}/{name}.csv" in html
        assert f"/data/{name}/datapackage.json" in html
    assert "CLDR under the Unicode licence" in html


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_json_hold_the_columns_that_the_package_describes(cast, client, name):
    package = json.loads(body(client, f"/data/{name}/datapackage.json"))
    fields = [field["name"] for field in package["resources"][0]["schema"]["fields"]]
    text = body(client, f"/data/{name}/{name}.csv").removeprefix("\ufeff")
    assert next(csv.reader(io.StringIO(text))) == fields
    listed = json.loads(body(client, f"/data/{name}/{name}.json"))
    assert len(listed) == len(rows(client, name))
    assert all(list(row) == fields for row in listed[:3])


def test_package_names_files_that_are_there_its_key_and_its_source(cast, client):
    package = json.loads(body(client, "/data/states/datapackage.json"))
    assert [one["path"] for one in package["resources"]] == ["states.csv", "states.json", "states.jsonl"]
    assert package["resources"][0]["schema"]["primaryKey"] == ["code"]
    assert package["sources"][0]["title"].startswith("UN M49")
    assert "CLDR" in package["rights"]
    assert len({row["code"] for row in rows(client, "states")}) == State.objects.count()


def test_values_are_as_their_types_ask(cast, client):
    cambodia = next(row for row in rows(client, "states") if row["code"] == "KHM")
    assert (cambodia["name_km"], cambodia["m49"], cambodia["retired"]) == ("កម្ពុជា", "116", "false")
    assert "asean" in cambodia["groups"]


def test_cell_that_a_spreadsheet_would_run_is_made_harmless(cast, client):
    Theme.objects.filter(code="detention-conditions").update(name_en='=HYPERLINK("http://example.org")')
    found = next(row for row in rows(client, "themes") if row["code"] == "detention-conditions")
    assert found["name_en"].startswith("'=")


def test_catalogue_names_every_table_in_each_format(cast, client):
    response = client.get("/data/catalog.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    made = json.loads(response.content)
    assert made["dct:publisher"]["foaf:name"] == cast.committee.name_en
    assert [one["dct:identifier"] for one in made["dcat:dataset"]] == list(open_tables())
    for dataset in made["dcat:dataset"]:
        urls = [one["dcat:downloadURL"] for one in dataset["dcat:distribution"]]
        name = dataset["dct:identifier"]
        assert urls == [f"http://testserver/data/{name}/{name}.{kind}" for kind in FORMATS]


@pytest.mark.parametrize(
    "path", ["/data/states/states.csv", "/data/catalog.jsonld", "/data/states/datapackage.json", "/en/data/"]
)
def test_unchanged_table_is_not_sent_again(cast, client, path):
    tag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    touch(REFERENCE)
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/data/users/users.csv", "/data/states/themes.csv", "/data/states/states.xml", "/data/users/datapackage.json"],
)
def test_what_is_no_table_is_404(cast, client, path):
    assert client.get(path).status_code == 404
