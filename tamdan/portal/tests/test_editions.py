"""Size and checksum of the open data: what the worker read is what a visitor gets, and only as long as that is so."""

import hashlib
import json
from typing import Any

import pytest
from django.test import Client

from tamdan.core.access import Visibility
from tamdan.portal.editions import describe_changed
from tamdan.portal.models import Edition
from tamdan.portal.tables import open_tables
from tamdan.portal.writing import WRITERS
from tamdan.recommendations.tests.register import make
from tests.cast import Cast

FILES = len(open_tables()) * len(WRITERS)


def package(name: str = "recommendations") -> dict[str, Any]:
    found: dict[str, Any] = Client().get(f"/data/{name}/datapackage.json").json()
    return found


def taken(kind: str) -> bytes:
    return Client().get(f"/data/recommendations/recommendations.{kind}").getvalue()


def test_description_names_rows_size_and_checksum_of_each_file(cast: Cast) -> None:
    make(cast.committee, "Build schools")
    make(cast.committee, "Secret", visibility=Visibility.STAFF)
    assert "hash" not in package()["resources"][0]
    assert describe_changed() == FILES
    for resource in package()["resources"]:
        data = taken(resource["format"])
        assert (resource["rows"], resource["bytes"]) == (1, len(data))
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert package()["licenses"][0]["name"] == "CC-BY-4.0"
    assert "Secret" not in taken("jsonl").decode()


def test_only_what_changed_is_read_again(cast: Cast) -> None:
    make(cast.committee, "Build schools")
    describe_changed()
    assert describe_changed() == 0
    make(cast.committee, "Open prisons")
    assert "hash" not in package()["resources"][0], "a checksum of another state of the file is not shown"
    assert describe_changed() == len(WRITERS)
    assert {one.rows for one in Edition.objects.filter(name="recommendations")} == {2}


def test_description_that_was_kept_is_asked_for_again_when_the_worker_has_read(cast: Cast, client: Client) -> None:
    tag = client.get("/data/catalog.jsonld")["ETag"]
    describe_changed()
    answer = client.get("/data/catalog.jsonld", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    distributions = [one for dataset in answer.json()["dcat:dataset"] for one in dataset["dcat:distribution"]]
    assert all("dcat:byteSize" in one and one["spdx:checksum"]["spdx:checksumValue"] for one in distributions)


@pytest.mark.parametrize("name", ["states", "recommendations"])
def test_lines_of_json_hold_what_the_list_of_json_holds(cast: Cast, client: Client, name: str) -> None:
    make(cast.committee, "Build schools\nin villages")
    lines = client.get(f"/data/{name}/{name}.jsonl").getvalue().decode().splitlines()
    whole = json.loads(client.get(f"/data/{name}/{name}.json").getvalue())
    assert [json.loads(line) for line in lines] == whole
