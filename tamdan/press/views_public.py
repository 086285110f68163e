"""Released quotations for everybody: the list, one of them, a person in their office, the timeline, two voices side by side."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tamdan.core.access import public, reads
from tamdan.core.conditional import unless_unchanged
from tamdan.core.pagination import Page, capped_count, paginate
from tamdan.press import around, citing, listed
from tamdan.press.models.releases import ReleaseQuerySet
from tamdan.press.narrowing import Narrowed, by_side, facets_of, month_name, narrowed
from tamdan.press.releasing import KIND
from tamdan.recommendations.documents import KIND as RECOMMENDATIONS
from tamdan.search.reference import REFERENCE

PAGE_SIZE, MOST_OF_A_SIDE = 20, 5
NEWEST = ("-said_on", "-pk")


def page_of(rows: ReleaseQuerySet, token: str, size: int = PAGE_SIZE) -> Page:
    page = paginate(listed.ready(rows), NEWEST, token, size)
    return Page(listed.all_shown(page.rows), page.next, page.previous)


def _list(request: HttpRequest, address: str) -> dict[str, Any]:
    """What the list and the timeline have in common."""
    asked = Narrowed.read(request.GET)
    rows, facets = narrowed(asked), facets_of(asked)
    chosen = [
        {"label": option.label, "url": f"{address}?{asked.without(facet.name).query}"}
        for facet in facets
        for option in facet.options
        if option.chosen
    ]
    return {
        "page": page_of(rows, request.GET.get("page", "")), "count": capped_count(rows), "facets": facets, "chosen": chosen,
        "query": f"?{asked.query}" if asked.query else "", "asked": asked,
    }  # fmt: skip


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def quotations(request: HttpRequest) -> HttpResponse:
    return render(request, "press/quotations.html", _list(request, reverse("quotations:list")))


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def timeline(request: HttpRequest) -> HttpResponse:
    """The same quotations in the order of their days, month by month."""
    context = _list(request, reverse("quotations:timeline"))
    months: dict[str, list[listed.Shown]] = {}
    for row in context["page"].rows:
        months.setdefault(f"{row.release.said_on:%Y-%m}", []).append(row)
    context["months"] = [(month, month_name(month), rows) for month, rows in months.items()]
    return render(request, "press/timeline.html", context)


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def sides(request: HttpRequest) -> HttpResponse:
    """What each side says on one question: a theme, a month, words; the newest of each beside the others'."""
    context = _list(request, reverse("quotations:sides"))
    context["sides"] = by_side(replace(context["asked"], side=""), MOST_OF_A_SIDE)
    return render(request, "press/sides.html", context)


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def cite(request: HttpRequest, uuid: object, suffix: str) -> HttpResponse:
    """As a file for a reference manager."""
    row = listed.shown(listed.public_or_404(uuid))
    citation = citing.citation_of(row, timezone.localdate())
    response = HttpResponse(
        citation.bibtex if suffix == "bib" else citation.ris, content_type=f"{citing.FORMATS[suffix]}; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="press-{row.release.said_on}-{row.release.pk}.{suffix}"'
    return response


@public
@unless_unchanged(KIND, RECOMMENDATIONS, REFERENCE)
@reads
def quotation(request: HttpRequest, uuid: object) -> HttpResponse:
    release = listed.public_or_404(uuid)
    row = listed.shown(release)
    context = {
        "row": row, "citation": citing.citation_of(row, timezone.localdate()),
        "themes": listed.themes_of(release.quotation.article), "pairs": listed.pairs_about(release),
        "release": release, "recommendations": around.of_quotation(release),
    }  # fmt: skip
    return render(request, "press/quotation.html", context)


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def person(request: HttpRequest, uuid: object) -> HttpResponse:
    """Somebody in their public post, or as a spokesperson: their words in that role and nothing else about them."""
    found = listed.person_or_404(uuid)
    rows = narrowed(Narrowed(person=str(found.uuid)))
    offices = list(dict.fromkeys(tuple(row.standing) for row in listed.ready(rows)[:200]))
    context = {
        "person": found,
        "offices": offices,
        "count": capped_count(rows),
        "page": page_of(rows, request.GET.get("page", "")),
    }
    return render(request, "press/person.html", context)


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def pairs(request: HttpRequest) -> HttpResponse:
    """Two voices on one question, as a person set them side by side; never who is right."""
    page = paginate(listed.public_pairs(), ("-pk",), request.GET.get("page", ""), PAGE_SIZE)
    rows = Page(listed.between(page.rows), page.next, page.previous)
    return render(request, "press/pairs.html", {"page": rows})


@public
@unless_unchanged(KIND, REFERENCE)
@reads
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "press/pair.html", {"between": listed.pair_or_404(pk)})
