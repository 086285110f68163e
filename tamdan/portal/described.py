"""What machines read about the open data: a Frictionless Data Package for each table, and one DCAT catalogue of them all.

Data Package: https://datapackage.org/standard/data-package/ ; DCAT 3: https://www.w3.org/TR/vocab-dcat-3/ . In English: machines
and portals of other bodies read them.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from tamdan.institutions.models import Installation
from tamdan.portal.editions import current, stamp_of
from tamdan.portal.models import Edition
from tamdan.portal.tables import OpenTable

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SPDX = "https://spdx.org/licenses/"
FORMATS = {"csv": "text/csv", "json": "application/json", "jsonl": "application/jsonl"}
MEANINGS = {
    "code": "Stable code; it is never given to something else",
    "name_en": "Name in English",
    "name_km": "Name in Khmer",
    "name_fr": "Name in French",
    "km_status": "How far the Khmer may be trusted: official, attested, unreviewed, missing",
    "source": "Where the row comes from",
    "source_date": "Date of the source, EDTF",
    "retired": "Whether the row has left its list; it stays because older records name it",
    "parent": "Code of the entry above",
    "iso2": "ISO 3166 alpha-2",
    "m49": "Code of the UN statistical list",
    "kind": "What kind of entry it is",
    "un_member_since": "Year",
    "regional_group": "Regional group of the United Nations",
    "groups": "Codes of organisations and regions, parted by spaces",
    "fictional": "Invented for demonstration",
    "adopted_on": "Day of adoption",
    "in_force_on": "Day of entry into force",
    "monitored_by": "Code of the body that watches over it",
    "instrument": "Code of the instrument",
    "number": "Number",
    "themes": "Codes of human-rights themes",
    "state": "ISO 3166 alpha-3 of the State; in the register the State under review",
    "status": "party, signatory, none, denounced, unclear",
    "year": "Year",
    "ratified_on": "Day of ratification or accession, where known",
    "signed_on": "Day of signature, where known",
    "note": "Note",
    "cycle": "Cycle of the review",
    "country": "ISO 3166 alpha-2 of the country",
    "level": "Level of the administration",
    "source_code": "Code as published",
    "pcode": "P-code, derived from the published code and not checked against the humanitarian list",
    "id": "Identifier in this installation",
    "identifier": "Identifier that two installations compute alike",
    "body": "Code of the mechanism that recommends; of a quotation, of the body that somebody spoke for",
    "symbol": "Symbol of the document",
    "paragraph": "Paragraph of the document",
    "state_name": "Name of the State under review in English",
    "session": "Session of the UPR working group",
    "date": "Day of the recommendation",
    "position": "Position as the UN records it",
    "position_stated": "Position in the State's own word",
    "recommending_states": "ISO 3166 alpha-3 of those who recommend",
    "text_language": "Language of the official text",
    "text": "Official text",
    "text_km": "Text in Khmer",
    "affected_groups": "Codes of affected groups",
    "sdgs": "Goals and targets",
    "issues": "Codes of the issues of UPR Info",
    "action": "How much is asked, 1 to 5",
    "visibility": "Always public here",
    "quotation": "Exact words; […] stands where the article has words of its own between two parts",
    "language": "Language of the words, BCP 47",
    "speaker": "Who spoke, in Latin letters",
    "speaker_km": "Who spoke, in Khmer",
    "office": "Post held on that day",
    "spoke_as": "holder, spokesperson, body",
    "body_name": "Name of the body in English",
    "body_name_km": "Name of the body in Khmer",
    "said_on": "Day of the article",
    "outlet": "Who published the article",
    "address": "Address of the article at its outlet",
    "quotation_themes": "Codes of human-rights themes, parted by spaces",
    "reply": "What those concerned answered, unedited",
    "reply_signed": "How the reply is signed",
    "released_on": "Day of the release",
}
"""What each column holds, whichever table it stands in."""
DCAT_CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    **{term: {"@type": "@id"} for term in ("dcat:downloadURL", "dcat:mediaType", "dct:conformsTo", "dct:language")},
}
"""What these four name are things with addresses, not texts."""
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"
"""Where DCAT 3 (6.4.9, 6.8.18) takes the names of languages and media types from."""


def datapackage(table: OpenTable) -> dict[str, Any]:
    """The descriptor that lies beside the files of a table; paths are relative to it."""
    found, known = table.source(), current(table, stamp_of(table))
    fields = [{"name": one.name, "type": one.type, "description": MEANINGS[one.name]} for one in table.columns]
    schema = {"fields": fields, "primaryKey": list(table.key)}
    resources = [
        {"name": f"{table.name}-{kind}", "path": f"{table.name}.{kind}", "format": kind, "mediatype": media_type,
         "encoding": "utf-8", "type": "table", "schema": schema, **_measured(known.get(kind))}
        for kind, media_type in FORMATS.items() if kind == "csv" or not _is_empty(table, known)
    ]  # fmt: skip
    described: dict[str, Any] = {
        "$schema": PROFILE,
        "name": table.name,
        "title": str(table.title),
        "resources": resources,
    }
    if found:
        described["sources"] = [{"title": _dated(found.source, found.source_date)}]
        described["rights"] = found.terms
    if table.is_register:
        described["licenses"] = [{"name": settings.DATA_LICENCE, "path": f"{SPDX}{settings.DATA_LICENCE}.html"}]
    return described


def _is_empty(table: OpenTable, known: Mapping[str, Edition]) -> bool:
    """An empty JSON array names no columns, so no validator takes it for a table: such a table is described by its CSV alone."""
    edition = next(iter(known.values()), None)
    return edition.rows == 0 if edition else next(iter(table.rows()), None) is None


def _measured(edition: Edition | None) -> dict[str, Any]:
    """Size, checksum and number of rows, where the worker has read the file as it is now."""
    if edition is None:
        return {}
    return {"bytes": edition.bytes, "hash": f"sha256:{edition.sha256}", "rows": edition.rows}


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
    found, known = table.source(), current(table, stamp_of(table))
    described: dict[str, Any] = {
        "@id": folder,
        "@type": "dcat:Dataset",
        "dct:identifier": table.name,
        "dct:title": str(table.title),
        "dct:description": f"{table.title}, as a table with a description of each column",
        "dct:language": [f"{LANGUAGE}en", f"{LANGUAGE}km"],
        "dcat:distribution": [_distribution(table, folder, kind, known.get(kind)) for kind in FORMATS],
    }
    if table.is_register:
        described["dct:license"] = {"@id": f"{SPDX}{settings.DATA_LICENCE}"}
    if found:
        described["dct:source"] = _dated(found.source, found.source_date)
        described["dct:accessRights"] = {"@type": "dct:RightsStatement", "rdfs:label": "Public"}
        described["dct:rights"] = {"@type": "dct:RightsStatement", "rdfs:label": found.terms}
    return described


def _distribution(table: OpenTable, folder: str, kind: str, edition: Edition | None) -> dict[str, Any]:
    made: dict[str, Any] = {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": f"{folder}{table.name}.{kind}",
        "dcat:mediaType": MEDIA_TYPE + FORMATS[kind],
        "dct:conformsTo": f"{folder}datapackage.json",
    }
    if edition is None:
        return made
    checksum = {"@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"}}
    return made | {
        "dcat:byteSize": edition.bytes,
        "spdx:checksum": checksum | {"spdx:checksumValue": edition.sha256},
        "dct:modified": edition.at.isoformat(),
    }
