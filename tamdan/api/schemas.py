"""What the API takes and gives, as OpenAPI describes it."""

import datetime
from enum import StrEnum
from typing import Annotated, Any

from ninja import Field, Schema

MOST = 200
Codes = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)]
"""Values of one facet."""


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    STATE = "state"


class RecommendationOut(Schema):
    """A recommendation. Only the fields that were asked for are there."""

    id: str | None = None
    part: str | None = None
    kind: str | None = None
    symbol: str | None = None
    paragraph: str | None = None
    number: str | None = None
    body: str | None = None
    state: str | None = None
    session: int | None = None
    cycle: int | None = None
    date: datetime.date | None = None
    position: str | None = None
    position_stated: str | None = None
    positions: list[dict[str, Any]] | None = None
    recommending_states: list[str] | None = None
    texts: dict[str, str] | None = None
    parts: list[dict[str, Any]] | None = None
    tags: list[dict[str, Any]] | None = None
    sources: list[dict[str, Any]] | None = None
    visibility: str | None = None


_NAME = "|".join(RecommendationOut.model_fields)
FIELDS = f"^(?:(?:{_NAME})(?:,(?:{_NAME}))*)?$"
"""What ``fields`` may hold."""


class FieldsQuery(Schema):
    """Which fields of a recommendation are wanted."""

    fields: str = Field("", pattern=FIELDS, description="Names of fields parted by commas; all of them when empty")


class RegisterQuery(FieldsQuery):
    """Narrows the register as its page does: one of the values within a facet, all of the facets."""

    q: str = Field(
        "", max_length=400, description="Words in Khmer or English, “phrases”, or a UN symbol with its paragraph"
    )
    state: Codes = Field(default_factory=list, description="State under review, ISO 3166 alpha-3")
    by: Codes = Field(default_factory=list, description="Recommending State, ISO 3166 alpha-3")
    session: Codes = Field(default_factory=list, description="Session of the UPR working group")
    cycle: Codes = Field(default_factory=list)
    position: Codes = Field(
        default_factory=list, description="supported, noted, partially_supported, under_consideration, none"
    )
    body: Codes = Field(default_factory=list, description="Code of the mechanism")
    theme: Codes = Field(default_factory=list)
    group: Codes = Field(default_factory=list, description="Code of the affected group")
    sdg: Codes = Field(default_factory=list, description="Goal or target, such as 16.3")
    issue: Codes = Field(default_factory=list, description="Code of the UPR Info issue")
    action: Codes = Field(default_factory=list, description="Kind of action, 1 to 5")
    kind: Codes = Field(default_factory=list)
    sort: Sort | None = None
    page: str = Field("", max_length=600, description="The `next` or `previous` of another answer")
    limit: int = Field(50, ge=1, le=MOST)


class Count(Schema):
    """Numbers name their unit; with ``more`` they are what was counted before counting stopped."""

    recommendations: int
    pairs: int
    more: bool


class RegisterOut(Schema):
    """A page of the register and the tokens of its neighbours."""

    count: Count
    results: list[RecommendationOut]
    next: str | None
    previous: str | None


class SearchQuery(Schema):
    q: str = Field(..., min_length=1, max_length=400)
    kind: list[str] = Field(default_factory=list)
    limit: int = Field(20, ge=1, le=MOST)
    page: str = Field("", max_length=100, description="The `next` of another answer")


class HitOut(Schema):
    """A record that was found; what was found stands between ⟦ and ⟧."""

    id: str
    kind: str
    score: float
    title: str
    highlighted: str
    language: str
    url: str


class SearchOut(Schema):
    """``counts`` are records by kind; a kind in ``capped`` holds more than its count."""

    query: str
    hits: list[HitOut]
    total: int
    counts: dict[str, int]
    capped: list[str]
    next: str | None = None


class Refusal(Schema):
    """Why a request was refused."""

    detail: str
