"""The register: the list that is narrowed, searched, paged and downloaded. Staff and public share it; visible_to decides."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.recommendations.access import can_add, can_publish
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.downloads import FORMATS
from tamdan.recommendations.labels import table
from tamdan.recommendations.narrowing import chosen, facets
from tamdan.recommendations.rows import page_of
from tamdan.recommendations.selection import RUN, SORTS, Selection
from tamdan.search.reference import REFERENCE


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def register(request: HttpRequest) -> HttpResponse:
    """``q``, a parameter for each facet, ``sort``, ``page``; the address alone gives the same list again."""
    selection, known = Selection.read(request.GET), table()
    counts, page = page_of(request.user, selection, request.GET.get("page", ""), known)
    context = {
        "selection": selection,
        "counts": counts,
        "page": page,
        "chosen": list(chosen(selection, known)),
        "facets": facets(selection, counts, known, request.GET),
        "keep": [(name, value) for name in ("q", "sort", RUN) if (value := request.GET.get(name))],
        "narrowed_by": [(facet, code) for facet, codes in selection.chosen.items() for code in codes]
        + _of_run(selection),
        "sorts": [
            (key, label, key == selection.sort) for key, label in SORTS.items() if key != "relevance" or selection.text
        ],
        "query": selection.as_query(),
        "may_publish": can_publish(request.user),
        "may_add": can_add(request.user),
        "downloads": [(key, kind.title) for key, kind in FORMATS.items()],
    }
    return render(request, "recommendations/register.html", context)


def _of_run(selection: Selection) -> list[tuple[str, str]]:
    return [] if selection.run is None else [(RUN, str(selection.run))]


@public
@reads
def download(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Everything that the list holds with this address, not its page alone: CSV, XLSX or JSON."""
    if kind not in FORMATS:
        raise Http404
    selection = Selection.read(request.GET)
    return FORMATS[kind].response(request.user, selection)
