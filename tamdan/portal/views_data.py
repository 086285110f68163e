"""Open data: the page that lists the tables, and the addresses of the tables, their descriptions and their catalogue."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from tamdan.core.access import public, reads
from tamdan.portal.described import FORMATS, catalogue, datapackage
from tamdan.portal.tables import OpenTable, open_tables
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.downloads import csv_lines, safe_cell
from tamdan.search.conditional import unless_unchanged
from tamdan.search.reference import REFERENCE


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def data(request: HttpRequest) -> HttpResponse:
    tables = [(table, table.source()) for table in open_tables().values()]
    return render(request, "portal/data.html", {"tables": tables, "kinds": list(FORMATS)})


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def download(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """A whole table, sent while it is read; a visitor's repeated request gets 304 until rows change."""
    table = _table_or_404(name)
    response = StreamingHttpResponse(WRITERS[kind](table), content_type=f"{FORMATS[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{table.name}.{kind}"'
    return response


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def package(request: HttpRequest, name: str) -> HttpResponse:
    table = _table_or_404(name)
    with override("en"):
        return JsonResponse(datapackage(table), json_dumps_params={"ensure_ascii": False, "indent": 1})


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def data_catalogue(request: HttpRequest) -> HttpResponse:
    address = request.build_absolute_uri(reverse("data_catalogue")).removesuffix("catalog.jsonld")
    with override("en"):
        made = json.dumps(catalogue(list(open_tables().values()), address), ensure_ascii=False, indent=1)
    return HttpResponse(made, content_type="application/ld+json")


def _table_or_404(name: str) -> OpenTable:
    found = open_tables().get(name)
    if found is None:
        raise Http404
    return found


def _as_csv(table: OpenTable) -> Iterator[str]:
    def lines() -> Iterator[list[str]]:
        yield table.names
        for row in table.rows():
            yield [safe_cell(_plain(value)) for value in row]

    return csv_lines(lines())


def _plain(value: Any) -> Any:
    """Frictionless reads true and false in small letters."""
    return str(value).lower() if isinstance(value, bool) else value


def _as_json(table: OpenTable) -> Iterator[str]:
    opening = "[\n"
    for row in table.rows():
        yield opening + json.dumps(dict(zip(table.names, row, strict=True)), ensure_ascii=False, default=str)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


WRITERS: dict[str, Callable[[OpenTable], Iterator[str]]] = {"csv": _as_csv, "json": _as_json}
