"""The same demand at other times: linking by hand, and the list of what a State answered otherwise when it came again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from tamdan.core.access import form, public, reads, role_required, writes
from tamdan.core.conditional import unless_unchanged
from tamdan.links.actions import Ends, decide, link
from tamdan.links.enums import Decision, Predicate
from tamdan.recommendations import lineage
from tamdan.recommendations.access import PUBLISHERS
from tamdan.recommendations.documents import KIND, title_of
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.forms import SameDemandForm
from tamdan.recommendations.labels import label_of, table
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.views.states import asked_states
from tamdan.search.reference import REFERENCE
from tamdan.search.stamps import touch
from tamdan.taxonomy.models import State

linkers = role_required(*PUBLISHERS)


@linkers
@form
def same(request: HttpRequest, number: int) -> HttpResponseBase:
    """The times that are linked, the recommendations whose words are most alike, and a field for any other."""
    recommendation = get_object_or_404(Recommendation.objects.visible_to(request.user), pk=number)
    typed = SameDemandForm(request.POST or None, user=request.user, recommendation=recommendation)
    if request.method == "POST" and typed.is_valid():
        later, earlier = lineage.in_order(recommendation, typed.cleaned_data["other"])
        ends = Ends(lineage.KIND, later.pk, earlier.pk, Predicate.REPEATS)
        link(ends, owner_id=recommendation.owner_id, by=request.user, about=recommendation)
        touch(KIND)
        messages.success(request, _("The two recommendations are linked as one demand."))
        return redirect("recommendations:same", number)
    context = {
        "recommendation": recommendation,
        "title": title_of(recommendation, table()),
        "askings": lineage.askings(request.user, recommendation),
        "candidates": lineage.candidates(request.user, recommendation),
        "form": typed,
    }
    return render(request, "recommendations/same.html", context, status=422 if typed.is_bound else 200)


@linkers
@writes
def part(request: HttpRequest, number: int, pk: int) -> HttpResponse:
    """Refuse a link: the two are different demands. It can be linked again by hand."""
    recommendation = get_object_or_404(Recommendation.objects.visible_to(request.user), pk=number)
    found = get_object_or_404(lineage.repeats(request.user), pk=pk)
    decide(found.pk, Decision.REFUSED, by=request.user, about=recommendation)
    touch(KIND)
    messages.success(request, _("The two recommendations are no longer linked."))
    return redirect("recommendations:same", number)


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def turns(request: HttpRequest) -> HttpResponse:
    """``turn``: noted (supported once, only noted when it came again) or supported; ``state`` narrows to one State."""
    turn = request.GET.get("turn", "")
    turn = turn if turn in lineage.TURNS else "noted"
    known, code = table(), request.GET.get("state", "")
    state = State.objects.filter(code=code).first()
    page = lineage.turns(request.user, turn, state.code if state else "", request.GET.get("page", ""))
    names = {one.later.state_id: label_of(known, Facet.STATE, one.later.state_id) for one in page.rows}
    context = {
        "turn": turn,
        "state": state,
        "label": label_of(known, Facet.STATE, state.code) if state else None,
        "page": page,
        "rows": [(one, names[one.later.state_id]) for one in page.rows],
        "states": asked_states(request.user, known),
    }
    return render(request, "recommendations/turns.html", context)
