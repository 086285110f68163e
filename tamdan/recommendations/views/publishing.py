"""Releasing a review to the public: choose it, look at the counts, one act; and taking it back."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamdan.core.access import Viewer, Visibility, form, reach_of, reads, role_required, writes
from tamdan.core.models import BulkAct
from tamdan.language.templatetags.language import localnum
from tamdan.recommendations import actions
from tamdan.recommendations.access import PUBLISHERS, own_body_or_404, publication_or_404, publications
from tamdan.recommendations.doubting import of_review
from tamdan.recommendations.enums import Facet
from tamdan.recommendations.labels import NO_POSITION, Table, label_of, table
from tamdan.recommendations.models import Recommendation
from tamdan.taxonomy.models import State

publishers = role_required(*PUBLISHERS)
UNPUBLISHED_SHOWN = 400
ACTS_SHOWN = 10


@publishers
@reads
def choose(request: HttpRequest) -> HttpResponse:
    """Reviews of the person's bodies that hold something internal, and what can still be taken back."""
    mine, known = reach_of(request.user).bodies, table()
    hidden = Recommendation.objects.filter(owner__in=mine).exclude(visibility=Visibility.PUBLIC).order_by()
    counted = hidden.values_list("owner", "owner__code", "state", "session").annotate(
        in_whole=Count("id", filter=Q(parent__isnull=True)), in_parts=Count("id", filter=Q(parent__isnull=False))
    )
    waiting = [
        (owner, state, session or 0, label_of(known, Facet.STATE, state), number, parts)
        for _id, owner, state, session, number, parts in counted.order_by("state", "session")[:UNPUBLISHED_SHOWN]
    ]
    acts = BulkAct.objects.filter(verb=actions.PUBLISHED).reversible("recommendations.recommendation")
    return render(
        request,
        "recommendations/publish.html",
        {"waiting": waiting, "acts": _named(request.user, publications(request.user, acts[:ACTS_SHOWN]), known)},
    )


def _named(user: Viewer, acts: list[BulkAct], known: Table) -> list[tuple[BulkAct, str]]:
    """Each act with the review that it published, or that there were several; one query."""
    ends = {act.pk: (int(min(act.before, key=int)), int(max(act.before, key=int))) for act in acts}
    rows = Recommendation.objects.visible_to(user).in_bulk({number for pair in ends.values() for number in pair})
    named = []
    for act in acts:
        names = list(dict.fromkeys(_review_of(rows[number], known) for number in ends[act.pk] if number in rows))
        named.append((act, names[0] if len(names) == 1 else _("Several reviews")))
    return named


def _review_of(recommendation: Recommendation, known: Table) -> str:
    state = label_of(known, Facet.STATE, recommendation.state_id).text
    if recommendation.session is None:
        return state
    return f"{state}, {label_of(known, Facet.SESSION, str(recommendation.session)).text}"


@publishers
@form
def review(request: HttpRequest, owner: str, code: str, session: int) -> HttpResponseBase:
    """What publishing would release, counted in both units; sent, it is released. Session 0 stands for none."""
    body = own_body_or_404(request.user, owner)
    state = get_object_or_404(State, code=code)
    if request.method == "POST":
        act = actions.publish_review(state.code, session or None, owner=body, by=request.user)
        messages.success(request, _published(act))
        return redirect(
            f"{reverse('recommendations:register')}?state={state.code}" + (f"&session={session}" if session else "")
        )
    preview = actions.preview(actions.review(body, state.code, session or None))
    if not any((preview.recommendations, preview.parts, preview.already_public)):
        raise Http404
    known = table()
    pairs = [
        (label_of(known, Facet.POSITION, position or NO_POSITION).text, number)
        for position, number in preview.pairs.items()
    ]
    context = {
        "body": body,
        "label": label_of(known, Facet.STATE, state.code),
        "session": session,
        "preview": preview,
        "columns": [_("Position"), _("Pairs")],
        "pairs": pairs,
        "waiting": of_review(request.user, body, state.code, session or None),
    }
    return render(request, "recommendations/publish_review.html", context)


def _published(act: BulkAct) -> str:
    parts = Recommendation.objects.filter(pk__in=act.before, parent__isnull=False).count()
    number = act.count - parts
    sentence = ngettext("%(shown)s recommendation is public now.", "%(shown)s recommendations are public now.", number)
    beside = ngettext("and %(shown)s part", "and %(shown)s parts", parts) % {"shown": localnum(parts)}
    return sentence % {"shown": localnum(number)} + (f" ({beside})" if parts else "")


@publishers
@writes
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what one act published."""
    undone = actions.withdraw(publication_or_404(request.user, pk), by=request.user)
    sentence = ngettext(
        "%(shown)s recommendation is internal again.", "%(shown)s recommendations are internal again.", undone.restored
    )
    messages.success(request, sentence % {"shown": localnum(undone.restored)})
    return redirect("recommendations:publish")
