"""Public pages on the facts that recommendations rest on: States, instruments and their articles."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.panels import panels_of
from tamdan.taxonomy import access
from tamdan.taxonomy.models import Article, Instrument, State


@public
@unless_unchanged()
@reads
def states(request: HttpRequest) -> HttpResponse:
    """``q``: part of a name in any script, or a code."""
    text = request.GET.get("q", "").strip()
    found = access.states_named(text)
    context = {"q": text, "branches": access.by_regional_group(found), "number": len(found)}
    return render(request, "taxonomy/states.html", context)


@public
@unless_unchanged()
@reads
def state(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(State.objects.select_related("regional_group"), code=code)
    reviews = list(found.reviews.filter(retired=False).select_related("session"))
    ratifications = access.ratifications_of(found)
    context = {
        "state": found,
        "groups": access.by_name(found.groups.all()),
        "ratifications": ratifications,
        "reviews": reviews,
        "sources": access.sources_of([*ratifications, *reviews]),
        "panels": panels_of(request.user, found),
    }
    return render(request, "taxonomy/state.html", context)


@public
@unless_unchanged()
@reads
def instruments(request: HttpRequest) -> HttpResponse:
    rows = list(Instrument.objects.current())
    return render(request, "taxonomy/instruments.html", {"rows": rows, "sources": access.sources_of(rows)})


@public
@unless_unchanged()
@reads
def instrument(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Instrument.objects.select_related("monitored_by", "parent"), code=code)
    standings = access.standings(found)
    articles = list(found.articles.filter(retired=False))
    shown: list[Any] = [found, *articles, *(row for branch in standings for row in branch.rows)]
    context = {
        "instrument": found,
        "protocols": list(found.protocols.filter(retired=False)),
        "articles": articles,
        "standings": standings,
        "columns": [_("Standing"), _("States")],
        "counts": [(branch.head, len(branch.rows)) for branch in standings],
        "sources": access.sources_of(shown),
        "panels": panels_of(request.user, found),
    }
    return render(request, "taxonomy/instrument.html", context)


@public
@unless_unchanged()
@reads
def article(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(Article.objects.select_related("instrument"), code=code)
    context = {
        "article": found,
        "themes": list(found.themes.all()),
        "sources": access.sources_of([found]),
        "panels": panels_of(request.user, found),
    }
    return render(request, "taxonomy/article.html", context)
