"""Two States, or two cycles of one State, side by side; on screen and as a file."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.recommendations.comparing import Comparison, Side, as_rows, compare
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.downloads import named, sheets_response, tables_csv
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import NO_POSITION, Table, label_of, table
from tamdan.recommendations.views.states import asked_states
from tamdan.search.reference import REFERENCE

CYCLES = (1, 2, 3, 4)
THEMES_SHOWN = 40
KINDS = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON"}


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def comparison(request: HttpRequest) -> HttpResponse:
    """``state_a``, ``cycle_a``, ``state_b``, ``cycle_b``; the address alone gives the same page again."""
    known = table()
    sides = [Side.read(request.GET, name) for name in ("a", "b")]
    context = {
        "states": asked_states(request.user, known),
        "choices": list(zip(("a", "b"), (_("First"), _("Second")), sides, strict=True)),
        "cycles": CYCLES,
        "is_missing": bool(request.GET) and None in sides,
        "is_same": None not in sides and sides[0] == sides[1],
    }
    a, b = sides
    if a and b and a != b:
        found = compare(request.user, a, b)
        context |= {"a": a.name(known), "b": b.name(known), "side_a": a, "side_b": b, "found": found}
        context |= _tables(found, known)
    return render(request, "recommendations/compare.html", context)


def _tables(found: Comparison, known: Table) -> dict[str, object]:
    """The themes with their names, and the demands with the names of their answers."""
    rows = [(label_of(known, Facet.THEME, one.code), one) for one in found.themes[:THEMES_SHOWN]]
    demands = [
        (one, *(label_of(known, Facet.POSITION, row.position or NO_POSITION) for row in (one.a, one.b)))
        for one in found.demands
    ]  # fmt: skip
    return {
        "rows": rows,
        "more_themes": len(found.themes[THEMES_SHOWN:]),
        "demands": demands,
        "downloads": list(KINDS.items()),
    }


@public
@reads
def download(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Both tables as a file: one after the other in CSV, a sheet each in XLSX, two lists in JSON."""
    a, b = (Side.read(request.GET, name) for name in ("a", "b"))
    if kind not in KINDS or a is None or b is None or a == b:
        raise Http404
    tables = list(as_rows(compare(request.user, a, b), table()))
    name = f"comparison-{a.state}{a.cycle or ''}-{b.state}{b.cycle or ''}"
    if kind == "csv":
        return named(tables_csv(tables), name, kind)
    if kind == "xlsx":
        return named(sheets_response(dict(zip(("themes", "demands"), tables, strict=True))), name, kind)
    lists = {
        title: [dict(zip(heads, row, strict=True)) for row in rows]
        for title, (heads, rows) in zip(("themes", "demands"), tables, strict=True)
    }
    return named(HttpResponse(json.dumps(lists, ensure_ascii=False), content_type="application/json"), name, kind)
