"""The API, version 1: read-only, what is public and what the signed-in person may see besides (docs/domain/api.md)."""

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Query
from ninja.errors import HttpError

from tamdan.api import reference
from tamdan.api.schemas import (
    FieldsQuery,
    RecommendationOut,
    Refusal,
    RegisterOut,
    RegisterQuery,
    SearchOut,
    SearchQuery,
)
from tamdan.recommendations.counts import Counts, count
from tamdan.recommendations.exports import as_json
from tamdan.recommendations.models import Recommendation
from tamdan.recommendations.rows import page_of_records
from tamdan.recommendations.selection import Selection
from tamdan.search.access import search
from tamdan.search.cli import as_hit
from tamdan.search.hits import as_token, from_token

api = NinjaAPI(
    title="Tamdan",
    version="1",
    description="Recommendations to States, what became of them, and search. Counts name their unit.",
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("", reference.router)


@api.get(
    "/recommendations",
    response={200: RegisterOut},
    exclude_unset=True,
    operation_id="listRecommendations",
)
def recommendations(request: HttpRequest, asked: Query[RegisterQuery]) -> dict[str, Any]:
    """The register, narrowed, a page at a time. The order is that of ``sort``; ``next`` and ``previous`` are tokens for ``page``."""
    fields = _fields(asked.fields)
    selection = Selection.read(request.GET)
    page = page_of_records(request.user, selection, asked.page, asked.limit)
    return {
        "count": _count(count(request.user, selection)),
        "results": [_only(row, fields) for row in as_json(page.rows, request.user)],
        "next": page.next or None,
        "previous": page.previous or None,
    }


@api.get(
    "/recommendations/{path:identifier}",
    response={200: RecommendationOut, 404: Refusal},
    exclude_unset=True,
    operation_id="getRecommendation",
)
def recommendation(request: HttpRequest, identifier: str, asked: Query[FieldsQuery]) -> dict[str, Any]:
    """One recommendation by its identifier, such as ``A/HRC/26/16 118.5``."""
    wanted = _fields(asked.fields)
    rows = Recommendation.objects.visible_to(request.user).filter(identifier=_plain(identifier)).order_by("id")
    found = next(as_json(rows[:1], request.user), None)
    if found is None:
        raise HttpError(404, "There is no such recommendation, or it is not public.")
    return _only(found, wanted)


@api.get("/search", response={200: SearchOut}, exclude_unset=True, operation_id="search")
def search_everything(request: HttpRequest, asked: Query[SearchQuery]) -> dict[str, Any]:
    """Every kind of record that holds all of the words, whole words first."""
    found = search(request.user, asked.q, asked.kind, asked.limit, from_token(asked.page))
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


def _plain(text: str) -> str:
    """What a database can compare: no text of ours holds a control character."""
    return text if text.isprintable() else ""
