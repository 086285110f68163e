"""Open data: the page that lists the tables, and the addresses of the tables, their descriptions and their catalogue."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.crossing import open_to_other_sites
from tamdan.portal.described import FORMATS, catalogue, datapackage
from tamdan.portal.editions import EDITIONS, current, stamp_of
from tamdan.portal.tables import OpenTable, open_tables
from tamdan.portal.writing import WRITERS
from tamdan.press.releasing import KIND as QUOTATIONS
from tamdan.recommendations.documents import KIND
from tamdan.search.reference import REFERENCE


@public
@unless_unchanged(KIND, QUOTATIONS, REFERENCE, EDITIONS)
@reads
def data(request: HttpRequest) -> HttpResponse:
    tables = [(table, table.source(), current(table, stamp_of(table))) for table in open_tables().values()]
    return render(
        request, "portal/data.html", {"tables": tables, "kinds": list(FORMATS), "licence": settings.DATA_LICENCE}
    )


@public
@open_to_other_sites
@unless_unchanged(KIND, QUOTATIONS, REFERENCE)
@reads
def download(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """A whole table, sent while it is read; a visitor's repeated request gets 304 until rows change."""
    table = _table_or_404(name)
    response = StreamingHttpResponse(WRITERS[kind](table, table.rows()), content_type=f"{FORMATS[kind]}; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{table.name}.{kind}"'
    return response


@public
@open_to_other_sites
@unless_unchanged(KIND, QUOTATIONS, REFERENCE, EDITIONS)
@reads
def package(request: HttpRequest, name: str) -> HttpResponse:
    table = _table_or_404(name)
    with override("en"):
        return JsonResponse(datapackage(table), json_dumps_params={"ensure_ascii": False, "indent": 1})


@public
@open_to_other_sites
@unless_unchanged(KIND, QUOTATIONS, REFERENCE, EDITIONS)
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
