"""The API, version 1: read-only, what is public and what the signed-in person may see besides (docs/domain/api.md)."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from ninja import Query
from ninja.errors import HttpError

from tamdan.api import press, reference
from tamdan.api.problems import Api, Problem, tell_problems
from tamdan.api.schemas import (
    FieldsQuery,
    RecommendationOut,
    RegisterOut,
    RegisterQuery,
    ReviewOut,
    SearchOut,
    SearchQuery,
)
from tamdan.recommendations.counts import Counts
from tamdan.recommendations.exports import as_json
from tamdan.recommendations.labels import NO_POSITION, table
from tamdan.recommendations.merging import follow as merged_into
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.reviews import reviews_of
from tamdan.recommendations.rows import page_of_records
from tamdan.recommendations.selection import Selection
from tamdan.search.access import search
from tamdan.search.cli import as_hit
from tamdan.search.hits import as_token, from_token
from tamdan.taxonomy.models import State

MOST_DIGITS = 19
"""Of a number that the database can hold."""

api = Api(
    title="Tamdan",
    version="1",
    description="Recommendations to States, what became of them, released words of the press, and search. Counts name their unit.",
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
)
tell_problems(api)
api.add_router("", reference.router)
api.add_router("", press.router)


@api.get(
    "/recommendations",
    response={200: RegisterOut, 404: Problem, 422: Problem},
    exclude_unset=True,
    operation_id="listRecommendations",
)
def recommendations(request: HttpRequest, response: HttpResponse, asked: Query[RegisterQuery]) -> dict[str, Any]:
    """The register, narrowed, a page at a time. The order is that of ``sort``; ``next`` and ``previous`` are tokens for ``page``,
    and stand as addresses in the header ``Link`` (RFC 8288)."""
    fields = _fields(asked.fields)
    selection = Selection.read(request.GET)
    _known_or_404(selection)
    counts, page = page_of_records(request.user, selection, asked.page, asked.limit)
    links = [_link(request, token, rel) for token, rel in ((page.next, "next"), (page.previous, "prev")) if token]
    if links:
        response["Link"] = ", ".join(links)
    return {
        "count": _count(counts),
        "results": [_only(row, fields) for row in as_json(page.rows, request.user)],
        "next": page.next or None,
        "previous": page.previous or None,
    }


@api.get(
    "/recommendations/{path:identifier}",
    response={200: RecommendationOut, 404: Problem, 422: Problem},
    exclude_unset=True,
    operation_id="getRecommendation",
)
def recommendation(request: HttpRequest, identifier: str, asked: Query[FieldsQuery]) -> dict[str, Any]:
    """One recommendation by its identifier, such as ``A/HRC/26/16 118.5``, by the number in the address of its page, or by the
    ``id`` of a table."""
    wanted = _fields(asked.fields)
    rows = Recommendation.objects.visible_to(request.user).filter(_named(_plain(identifier))).order_by("id")
    found = next(as_json(rows[:1], request.user), None)
    if found is None:
        raise HttpError(404, _("There is no such recommendation, or it is not public."))
    return _only(found, wanted)


def _known_or_404(selection: Selection) -> None:
    """A mistyped code would look like a State without recommendations."""
    known = table()
    for facet, codes in selection.chosen.items():
        for code in codes:
            if facet in known and code not in known[facet]:
                raise HttpError(404, f"{facet}={code}: " + _("There is nothing with this code."))


def _named(identifier: str) -> Q:
    """No identifier is a number alone."""
    if identifier.isascii() and identifier.isdigit() and len(identifier) < MOST_DIGITS:
        number = int(identifier)
        return Q(pk=merged_into(number) or number)
    try:
        return Q(identifier=identifier) | Q(uuid=UUID(identifier))
    except ValueError:
        return Q(identifier=identifier)


@api.get("/states/{code}/reviews", response={200: list[ReviewOut], 404: Problem}, operation_id="listReviews")
def reviews(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """The reviews of a State (ISO 3166 alpha-3), the newest first, in recommendations and in pairs."""
    if not State.objects.filter(code=_plain(code)).exists():
        raise HttpError(404, _("There is nothing with this code."))
    return [
        {
            "session": review.session,
            "cycle": review.cycle,
            "recommendations": _by_position(review.recommendations),
            "pairs": _by_position(review.pairs),
            "total_recommendations": review.total,
            "total_pairs": review.total_pairs,
        }
        for review in reviews_of(request.user, code)
    ]


@api.get("/search", response={200: SearchOut, 422: Problem}, exclude_unset=True, operation_id="search")
def search_everything(request: HttpRequest, asked: Query[SearchQuery]) -> dict[str, Any]:
    """Every kind of record that holds all of the words, whole words first."""
    after = from_token(asked.page)
    found = search(request.user, asked.q, asked.kind, asked.limit, after, everywhere=asked.everywhere)
    return {
        "query": asked.q,
        "hits": [as_hit(hit) for hit in found.hits],
        "total": found.total,
        "counts": found.counts,
        "capped": sorted(found.capped),
        "next": as_token(found.next) or None,
    }


def _fields(names: str) -> frozenset[str]:
    """The fields that were asked for, which the description has checked; all of them for none."""
    return frozenset(names.split(",")) if names else frozenset(RecommendationOut.model_fields)


def _only(row: dict[str, Any], fields: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name in fields}


def _count(counts: Counts) -> dict[str, Any]:
    return {"recommendations": counts.recommendations, "pairs": counts.pairs, "more": counts.more}


def _by_position(numbers: dict[str, int]) -> dict[str, int]:
    return {position or NO_POSITION: number for position, number in numbers.items()}


def _link(request: HttpRequest, token: str, rel: str) -> str:
    """The address of a neighbour of this page, with everything else that was asked."""
    query = request.GET.copy()
    query["page"] = token
    return f'<{request.build_absolute_uri(request.path)}?{urlencode(query.lists(), doseq=True)}>; rel="{rel}"'


def _plain(text: str) -> str:
    """What a database can compare: no text of ours holds a control character."""
    return text if text.isprintable() else ""
