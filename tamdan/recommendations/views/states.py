"""The register by State under review."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tamdan.core.access import Viewer, public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.language.sorting import sort_key
from tamdan.recommendations.counts import of_facet
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.doubting import of_reviews
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import Table, label_of, table
from tamdan.recommendations.lineage import TURNS, count_turns
from tamdan.recommendations.reviews import as_lines, heads, last_two_cycles, position_columns, reviews_of, themes_chart
from tamdan.search.reference import REFERENCE
from tamdan.taxonomy.models import State
from tamdan.taxonomy.naming import Label


def asked_states(user: Viewer, known: Table) -> list[tuple[str, Label, int]]:
    """Each State to which something was recommended, with its name and number, in the order of the names."""
    rows = [(code, label_of(known, Facet.STATE, code), number) for code, number in of_facet(user, Facet.STATE).items()]
    return sorted(rows, key=lambda row: sort_key(row[1].text))


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def states(request: HttpRequest) -> HttpResponse:
    """Every State to which something was recommended, by its name in the reader's language."""
    return render(request, "recommendations/states.html", {"rows": asked_states(request.user, table())})


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def state(request: HttpRequest, code: str) -> HttpResponse:
    """A State's reviews in numbers, and what it was asked about."""
    found, known = get_object_or_404(State, code=code), table()
    reviews = reviews_of(request.user, found.code)
    positions = position_columns(reviews)
    context = {
        "state": found,
        "label": label_of(known, Facet.STATE, found.code),
        "reviews": reviews,
        "heads": heads(positions, known),
        "lines": as_lines(found.code, reviews, positions),
        "cycles": last_two_cycles(reviews),
        "turned": {turn: count_turns(request.user, turn, found.code) for turn in TURNS},
        "chart": themes_chart(request.user, found.code, positions, known),
        "total": sum(review.total for review in reviews),
        "pairs": sum(review.total_pairs for review in reviews),
        "waiting": of_reviews(request.user, found.code),
    }
    return render(request, "recommendations/state.html", context)
