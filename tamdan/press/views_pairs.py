"""Pairs of statements and of figures: those that wait for a person, from all captures, and those that were set side by side."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tamdan.core.access import Viewer, reach_of, reads, role_required
from tamdan.core.pagination import capped_count, paginate
from tamdan.institutions.models import OwnedQuerySet
from tamdan.links.enums import Decision
from tamdan.press.access import EDITORS
from tamdan.press.across import REASON
from tamdan.press.models import Article, Pair, Release

editors = role_required(*EDITORS)
PAGE_SIZE = 20
SHOWN = {
    "waiting": (Decision.SUGGESTED, ("-is_far", "-score", "pk")),
    "set": (Decision.ACCEPTED, ("-pk",)),
}
"""What the page shows: the decision, and the order."""
SIDES = [f"{place}_{kind}" for place in ("first", "second") for kind in ("quotation", "figure")]


def pairs_of(user: Viewer, decision: str) -> OwnedQuerySet[Pair]:
    """Of the person's bodies, of passages that nobody refused, in articles that stand."""
    rows = Pair.objects.filter(owner__in=reach_of(user).bodies, decision=decision)
    gone = Article.objects.filter(Q(removed_at__isnull=False) | Q(decision=Decision.REFUSED))
    for side in SIDES:
        rows = rows.exclude(**{f"{side}__decision": Decision.REFUSED}).exclude(**{f"{side}__article__in": gone})
    return rows


@editors
@reads
def pairs(request: HttpRequest) -> HttpResponse:
    """Those over several articles first, which nobody would find by reading, then the likeliest; what was set side by side last stands
    first."""
    shown = request.GET.get("show", "") if request.GET.get("show") in SHOWN else "waiting"
    decision, order = SHOWN[shown]
    rows = pairs_of(request.user, decision)
    public = Release.objects.public()
    released = [Exists(public.filter(quotation=OuterRef(f"{place}_quotation"))) for place in ("first", "second")]
    far = ExpressionWrapper(Q(reason=REASON), output_field=BooleanField())
    both = rows.annotate(is_far=far, is_first_public=released[0], is_second_public=released[1]).select_related(
        *(f"{side}__article" for side in SIDES), *(f"{place}_quotation__voice" for place in ("first", "second"))
    )
    context = {
        "page": paginate(both, order, request.GET.get("page", ""), PAGE_SIZE), "count": capped_count(rows), "shown": shown,
        "trail": [(_("The press"), reverse("press:articles"))],
    }  # fmt: skip
    return render(request, "press/pairs_found.html", context)
