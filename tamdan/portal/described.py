"""What machines read about the open data: a Frictionless Data Package for each table, and one DCAT catalogue of them all.

Data Package: https://datapackage.org/standard/data-package/ ; DCAT 3: https://www.w3.org/TR/vocab-dcat-3/ . In English: machines
and portals of other bodies read them.
"""

from typing import Any

from tamdan.institutions.models import Installation
from tamdan.portal.tables import OpenTable

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
FORMATS = {"csv": "text/csv", "json": "application/json"}
DCAT_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}


def datapackage(table: OpenTable) -> dict[str, Any]:
    """The descriptor that lies beside the files of a table; paths are relative to it."""
    found = table.source()
    schema = {"fields": [{"name": one.name, "type": one.type} for one in table.columns], "primaryKey": list(table.key)}
    resources = [
        {"name": f"{table.name}-{kind}", "path": f"{table.name}.{kind}", "format": kind, "mediatype": media_type,
         "encoding": "utf-8", "type": "table", "schema": schema}
        for kind, media_type in FORMATS.items()
    ]  # fmt: skip
    described: dict[str, Any] = {"$schema": PROFILE, "name": table.name, "title": str(table.title), "resources": resources}
    if found:
        described["sources"] = [{"title": _dated(found.source, found.source_date)}]
        described["rights"] = found.terms
    return described


def _dated(source: str, date: str) -> str:
    return f"{source} ({date})" if date else source


def catalogue(tables: list[OpenTable], address: str) -> dict[str, Any]:
    """All tables as a DCAT catalogue; ``address`` is that of the folder that the tables stand in, with its slash."""
    installation = Installation.current()
    publisher = {"@type": "foaf:Organization", "foaf:name": installation.body.name_en} if installation else None
    made: dict[str, Any] = {
        "@context": DCAT_CONTEXT,
        "@id": f"{address}catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": "Open data of this installation of Tamdan",
        "dcat:dataset": [_dataset(table, f"{address}{table.name}/") for table in tables],
    }
    return made | {"dct:publisher": publisher} if publisher else made


def _dataset(table: OpenTable, folder: str) -> dict[str, Any]:
    found = table.source()
    described: dict[str, Any] = {
        "@id": folder,
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": str(table.title),
        "dct:language": ["en", "km"],
        "dcat:distribution": [_distribution(table, folder, kind) for kind in FORMATS],
    }
    if found:
        described["dct:source"] = _dated(found.source, found.source_date)
        described["dct:accessRights"] = {"@type": "dct:RightsStatement", "rdfs:label": "Public"}
        described["dct:rights"] = {"@type": "dct:RightsStatement", "rdfs:label": found.terms}
    return described


def _distribution(table: OpenTable, folder: str, kind: str) -> dict[str, str]:
    return {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": f"{folder}{table.name}.{kind}",
        "dcat:mediaType": FORMATS[kind],
        "dct:conformsTo": f"{folder}datapackage.json",
    }
