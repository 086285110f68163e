"""The register by State under review."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from tamdan.core.access import public, reads
from tamdan.language.sorting import sort_key
from tamdan.recommendations.documents import KIND
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import label_of, table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.reviews import as_table, position_columns, reviews_of, themes_chart
from tamdan.search.conditional import unless_unchanged
from tamdan.search.reference import REFERENCE
from tamdan.taxonomy.models import State


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def states(request: HttpRequest) -> HttpResponse:
    """Every State to which something was recommended, by its name in the reader's language."""
    known = table()
    counted = Recommendation.objects.visible_to(request.user).order_by().values_list("state").annotate(Count("id"))
    rows = [(code, label_of(known, Facet.STATE, code), number) for code, number in counted]
    rows.sort(key=lambda row: sort_key(row[1].text))
    return render(request, "recommendations/states.html", {"rows": rows})


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def state(request: HttpRequest, code: str) -> HttpResponse:
    """A State's reviews in numbers, and what it was asked about."""
    found, known = get_object_or_404(State, code=code), table()
    reviews = reviews_of(request.user, found.code)
    columns, rows = as_table(reviews, known)
    context = {
        "state": found,
        "label": label_of(known, Facet.STATE, found.code),
        "reviews": reviews,
        "columns": columns,
        "rows": rows,
        "chart": themes_chart(request.user, found.code, position_columns(reviews), known),
        "total": sum(review.total for review in reviews),
        "pairs": sum(review.total_pairs for review in reviews),
    }
    return render(request, "recommendations/state.html", context)
