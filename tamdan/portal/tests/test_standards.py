"""What other programs say of the open data: the Frictionless validator and an RDF parser."""

import json

import frictionless
import pytest
from django.test import Client
from rdflib import DCAT, DCTERMS, RDF, Dataset, URIRef

from tamdan.portal.described import FORMATS, PROFILE
from tamdan.portal.tables import open_tables
from tamdan.press.tests.people import released
from tamdan.recommendations.tests.register import make

TABLES = list(open_tables())
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset.default_context|ConjunctiveGraph) is deprecated")
"""rdflib's own parser of JSON-LD says so of rdflib."""


def fetched(path: str) -> bytes:
    response = Client().get(path)
    assert response.status_code == 200, path
    return response.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", TABLES)
def test_table_is_what_its_package_says(cast, secretary, tmp_path, name, kind):
    """Every cell has the type of its column, every key is there and once."""
    if name == "quotations":
        released(cast.committee, secretary)
    else:
        make(cast.committee, "Build schools, for girls; and “boys”\nin villages", themes=("education",))
    package = json.loads(fetched(f"/data/{name}/datapackage.json"))
    assert package.pop("$schema") == PROFILE  # the validator would fetch it
    package["resources"] = [one for one in package["resources"] if one["format"] == kind]
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    (tmp_path / f"{name}.{kind}").write_bytes(fetched(f"/data/{name}/{name}.{kind}"))
    report = frictionless.validate(str(tmp_path / "datapackage.json"), limit_rows=500)
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "message"])[:5]


def test_an_empty_table_is_described_by_its_csv_alone(cast, tmp_path):
    package = json.loads(fetched("/data/quotations/datapackage.json"))
    package.pop("$schema")
    assert [one["format"] for one in package["resources"]] == ["csv"]
    assert fetched("/data/quotations/quotations.json") == b"[]\n"
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    (tmp_path / "quotations.csv").write_bytes(fetched("/data/quotations/quotations.csv"))
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_validator_finds_a_cell_of_another_type(cast, tmp_path):
    package = json.loads(fetched("/data/states/datapackage.json"))
    package["resources"] = package["resources"][:1]
    package.pop("$schema")
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    table = fetched("/data/states/states.csv").decode().replace(",false,", ",perhaps,", 1)
    (tmp_path / "states.csv").write_text(table)
    assert not frictionless.validate(str(tmp_path / "datapackage.json"), limit_rows=500).valid


@pytest.fixture
def graph(cast):
    found = Dataset(default_union=True)
    found.parse(data=fetched("/data/catalog.jsonld"), format="json-ld")
    return found


def test_catalogue_is_a_graph_of_datasets_with_what_dcat_asks(graph):
    catalogue = graph.value(predicate=RDF.type, object=DCAT.Catalog)
    assert graph.value(catalogue, DCTERMS.title)
    assert graph.value(catalogue, DCTERMS.publisher)
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    assert len(datasets) == len(TABLES)
    for dataset in datasets:
        assert (dataset, RDF.type, DCAT.Dataset) in graph
        for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.identifier):
            assert graph.value(dataset, needed), needed
        assert {type(one) for one in graph.objects(dataset, DCTERMS.language)} == {URIRef}


def test_each_distribution_leads_to_a_file_of_its_media_type(graph):
    distributions = list(graph.subjects(RDF.type, DCAT.Distribution))
    assert len(distributions) == len(FORMATS) * len(TABLES)
    for one in distributions:
        address, kind = graph.value(one, DCAT.downloadURL), graph.value(one, DCAT.mediaType)
        assert (type(address), type(kind)) == (URIRef, URIRef)
        response = Client().get(str(address).removeprefix("http://testserver"))
        assert str(kind).endswith(response["Content-Type"].partition(";")[0])
        assert Client().get(str(graph.value(one, DCTERMS.conformsTo)).removeprefix("http://testserver")).json()
