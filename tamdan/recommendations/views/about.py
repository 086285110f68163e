"""One theme, group, goal, body or recommending State: how often, of whom, and how it was answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import public, reads
from tamdan.core.charts import BarChart
from tamdan.core.conditional import unless_unchanged
from tamdan.recommendations.counts import Counts, count
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import Table, label_of, table
from tamdan.recommendations.selection import Selection
from tamdan.search.reference import REFERENCE

ABOUT = (Facet.THEME, Facet.GROUP, Facet.SDG, Facet.BODY, Facet.BY)
SHOWN = (Facet.POSITION, Facet.STATE, Facet.THEME, Facet.GROUP, Facet.CYCLE, Facet.BY)
BARS = 10


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def about(request: HttpRequest, facet: str, code: str) -> HttpResponse:
    """``facet`` is one of ABOUT, ``code`` an entry of its vocabulary."""
    known = table()
    if facet not in ABOUT or code not in known[facet]:
        raise Http404
    selection = Selection(chosen={facet: (code,)})
    counts = count(request.user, selection)
    context = {
        "kind": Facet(facet).label,
        "label": label_of(known, facet, code),
        "counts": counts,
        "charts": [made for other in SHOWN if other != facet and (made := _chart(selection, counts, other, known))],
        "query": selection.as_query(),
        "links": _links(facet, code),
    }
    return render(request, "recommendations/about.html", context)


def _chart(selection: Selection, counts: Counts, facet: Facet, known: Table) -> BarChart | None:
    """The most frequent entries of a facet; None where there are fewer than two."""
    numbers = counts.facets.get(facet, {})
    if len(numbers) < 2:
        return None
    first = sorted(numbers, key=lambda code: (-numbers[code], code))[:BARS]
    rows = [(label_of(known, facet, code).text, [numbers[code]]) for code in first]
    lists = [_list(selection, facet, code) for code in first]
    return BarChart(
        id=f"by-{facet}",
        finding=_("%(facet)s: most often %(entry)s") % {"facet": facet.label, "entry": rows[0][0]},
        explanation=_("Recommendations; one may count in several rows."),
        head=str(facet.label),
        series=[_("Recommendations")],
        rows=rows,
        links=[(url, [url]) for url in lists],
    )


def _list(selection: Selection, facet: Facet, code: str) -> str:
    narrower = Selection(chosen={**selection.chosen, facet: (code,)})
    return f"{reverse('recommendations:register')}{narrower.as_query()}"


def _links(facet: str, code: str) -> list[tuple[str, str]]:
    """Other pages about the same entry."""
    if facet == Facet.BY:
        return [(reverse("recommendations:state", args=[code]), _("What it was asked itself"))]
    return []
