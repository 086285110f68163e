"""A recommendation's page: its words, its story, its sources, and how to cite it."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from tamdan.accounts.models import User
from tamdan.core.access import Viewer, public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.panels import panels_of
from tamdan.links.models import Tag
from tamdan.recommendations import story
from tamdan.recommendations.access import can_edit, can_see_history
from tamdan.recommendations.citation import Citation, citation_of
from tamdan.recommendations.documents import KIND, title_of
from tamdan.recommendations.enums import Facet, TextKind
from tamdan.recommendations.former import changes_of
from tamdan.recommendations.labels import Table, label_of, table
from tamdan.recommendations.lineage import years_of
from tamdan.recommendations.merging import follow
from tamdan.recommendations.models import Recommendation, SourceRecord
from tamdan.recommendations.rows import CHIPS, best_text, codes_of, position_of
from tamdan.search.reference import REFERENCE

CITATIONS = {"bib": ("bibtex", "application/x-bibtex"), "ris": ("ris", "application/x-research-info-systems")}
TAGGED = "recommendations.recommendation"
"""The kind of record under which tags.models.Tag keeps ours."""


def _visible(user: Viewer, number: int) -> Recommendation:
    """The recommendation with everything that its page needs of its own tables, or 404."""
    sources = SourceRecord.objects.select_related("run__file")
    rows = Recommendation.objects.visible_to(user).select_related("mechanism", "state", "owner", "asker")
    return get_object_or_404(rows.prefetch_related("texts", "positions", Prefetch("sources", sources)), pk=number)


def _asked_by(recommendation: Recommendation, known: Table) -> list[str]:
    """States, or who else stands behind it."""
    states = [label_of(known, Facet.BY, code).text for code in codes_of(recommendation, Facet.BY)]
    return states or list(filter(None, [story.asker_of(recommendation)]))


def _cited(request: HttpRequest, recommendation: Recommendation, known: Table) -> Citation:
    url = request.build_absolute_uri(reverse("recommendations:detail", args=[recommendation.pk]))
    names = _asked_by(recommendation, known)
    return citation_of(recommendation, names, url, years_of([recommendation])[recommendation.pk], timezone.localdate())


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def detail(request: HttpRequest, number: int) -> HttpResponse:
    kept = follow(number)
    if kept is not None and Recommendation.objects.visible_to(request.user).filter(pk=kept).exists():
        return redirect("recommendations:detail", kept, permanent=True)
    recommendation, known = _visible(request.user, number), table()
    cited, names = _cited(request, recommendation, known), _asked_by(recommendation, known)
    may_see_history = can_see_history(request.user, recommendation)
    numbered = story.sources(recommendation.sources.all(), _typists(recommendation) if may_see_history else {})
    context = {
        "recommendation": recommendation,
        "title": title_of(recommendation, known),
        **_texts(recommendation),
        "position": position_of(recommendation, known),
        "chip": CHIPS.get(recommendation.position, ""),
        "state": label_of(known, Facet.STATE, recommendation.state_id),
        "asked_by": story.asked_by(names) if names else "",
        "steps": story.steps(recommendation, names, cited.year, recommendation.positions.all()),
        "facts": list(story.facts(recommendation, story.said_by(numbered), known)),
        "tags": list(story.tag_groups(Tag.objects.on(TAGGED, recommendation.pk).standing(), known)),
        "register": reverse("recommendations:register"),
        "sources": numbered,
        "citation": cited,
        "parts": Recommendation.objects.visible_to(request.user)
        .filter(parent=recommendation)
        .prefetch_related("texts"),
        "panels": panels_of(request.user, recommendation),
        "may_see_history": may_see_history,
        "may_edit": can_edit(request.user, recommendation),
    }
    return render(request, "recommendations/detail.html", context)


def _typists(recommendation: Recommendation) -> dict[str, str]:
    """Names of those who typed a source of it, by their identity."""
    typed = {found for source in recommendation.sources.all() if (found := source.read.get("typed_by"))}
    return {str(user.uuid): str(user) for user in User.objects.filter(uuid__in=typed)} if typed else {}


def _texts(recommendation: Recommendation) -> dict[str, Any]:
    """The text for the reader, whether it is a translation of an earlier text, and the texts in other languages."""
    texts, text = list(recommendation.texts.all()), best_text(recommendation)
    official = next((one for one in texts if one.kind == TextKind.OFFICIAL), None)
    is_behind = bool(text and official and text.is_behind(official))
    return {"text": text, "is_behind": is_behind, "others": [one for one in texts if one is not text]}


@public
@reads
def cite(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """The citation as a file for reference managers."""
    if kind not in CITATIONS:
        raise Http404
    attribute, media_type = CITATIONS[kind]
    cited = _cited(request, _visible(request.user, number), table())
    response = HttpResponse(getattr(cited, attribute), content_type=f"{media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="recommendation-{number}.{kind}"'
    return response


@reads
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Every former state of the record, for those who may see it whole."""
    recommendation = _visible(request.user, number)
    if not can_see_history(request.user, recommendation):
        raise Http404
    title = title_of(recommendation, table())
    context = {"recommendation": recommendation, "title": title, "changes": changes_of(recommendation)}
    return render(request, "recommendations/history.html", context)
