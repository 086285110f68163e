"""What the API takes and gives, as OpenAPI describes it."""

import datetime
import re
from enum import StrEnum
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from tamdan.recommendations.enums import Position, RecommendationKind
from tamdan.recommendations.labels import NO_POSITION

MOST = 200
Codes = Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)]
"""Values of one facet."""


def _whole(number: str) -> str:
    """Refuses what is no number of a session or a cycle. An empty value narrows nothing."""
    if not re.fullmatch(WHOLE, number):
        raise PydanticCustomError("int_parsing", "no whole number")
    return number


def _one_of(known: list[str]) -> AfterValidator:
    """Refuses a value that is none of ``known``. An empty value narrows nothing."""

    def check(value: str) -> str:
        if value and value not in known:
            raise PydanticCustomError("enum", "unknown value", {"expected": ", ".join(known)})
        return value

    return AfterValidator(check)


ANSWERS = [*Position.values, NO_POSITION]
KINDS = list(RecommendationKind.values)
WHOLE = r"^[0-9]{0,4}$"
_Number = Annotated[str, AfterValidator(_whole), Field(json_schema_extra={"pattern": WHOLE})]
Numbers = Annotated[list[_Number], Field(max_length=50)]
_Answer = Annotated[str, _one_of(ANSWERS), Field(json_schema_extra={"enum": ["", *ANSWERS]})]
Answers = Annotated[list[_Answer], Field(max_length=50)]
_Kind = Annotated[str, _one_of(KINDS), Field(json_schema_extra={"enum": ["", *KINDS]})]
Kinds = Annotated[list[_Kind], Field(max_length=50)]


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    STATE = "state"


class PositionOut(Schema):
    """What the State answered at one moment: as the UN recorded it, as the State put it, or both."""

    recorded: str | None = Field(description="supported, noted, partially_supported, under_consideration")
    stated: str | None = Field(description="accepted, rejected, noted, partly, under_consideration")
    date: datetime.date | None
    document: str | None


class TagOut(Schema):
    """A term of a vocabulary that holds. ``origin`` says who set it: official, mapped, person."""

    scheme: str
    code: str
    origin: str
    reason: str


class SourceOut(Schema):
    """One row as a source printed it, a list of [column, value]."""

    format: str
    file: str | None = Field(description="SHA-256 of the file, hexadecimal")
    row: int | None
    recommending_state: str | None
    verbatim: Any
    digest: str = Field(description="SHA-256 of format and row, hexadecimal")
    superseded: bool = Field(description="Whether a newer export of the same source prints it differently")


class RecommendationOut(Schema):
    """A recommendation. Only the fields that were asked for are there; what is not known is null."""

    id: str | None = Field(None, description="Identifier that two installations compute alike")
    part: str | None = Field(None, description="Letter of a part")
    kind: str | None = Field(None, description="recommendation, pledge")
    symbol: str | None = Field(None, description="Symbol of the document", examples=["A/HRC/26/16"])
    paragraph: str | None = Field(None, examples=["118.5"])
    number: str | None = None
    body: str | None = Field(None, description="Code of the mechanism", examples=["upr"])
    state: str | None = Field(None, description="State under review, ISO 3166 alpha-3")
    session: int | None = Field(None, description="Session of the UPR working group")
    cycle: int | None = None
    date: datetime.date | None = None
    position: str | None = Field(None, description="The last one that the UN recorded")
    position_stated: str | None = Field(None, description="The last one in the State's own word")
    positions: list[PositionOut] | None = Field(None, description="All of them, in the order of their dates")
    recommending_states: list[str] | None = Field(None, description="ISO 3166 alpha-3: one pair each")
    texts: dict[str, str] | None = Field(None, description="BCP 47 language -> words, the official text first")
    parts: list["RecommendationOut"] | None = None
    tags: list[TagOut] | None = None
    sources: list[SourceOut] | None = None
    visibility: str | None = Field(None, description="public, to a visitor")


KNOWN = tuple(RecommendationOut.model_fields)
_NAME = "|".join(KNOWN)
FIELDS = f"^(?:(?:{_NAME})(?:,(?:{_NAME}))*)?$"
"""What ``fields`` may hold, for the description."""


def _known(names: str) -> str:
    """Refuses a field that there is not, with the names of those that there are."""
    unknown = [name for name in names.split(",") if name not in KNOWN] if names else []
    if unknown:
        values = {"unknown": unknown[0][:40], "known": ", ".join(KNOWN)}
        raise PydanticCustomError("unknown_fields", "unknown field", values)
    return names


class FieldsQuery(Schema):
    """Which fields of a recommendation are wanted."""

    fields: Annotated[str, AfterValidator(_known)] = Field(
        "",
        max_length=400,
        description="Names of fields parted by commas; all of them when empty",
        json_schema_extra={"pattern": FIELDS},
    )


class RegisterQuery(FieldsQuery):
    """Narrows the register as its page does: one of the values within a facet, all of the facets."""

    q: str = Field(
        "", max_length=400, description="Words in Khmer or English, “phrases”, or a UN symbol with its paragraph"
    )
    state: Codes = Field(default_factory=list, description="State under review, ISO 3166 alpha-3")
    by: Codes = Field(default_factory=list, description="Recommending State, ISO 3166 alpha-3")
    session: Numbers = Field(default_factory=list, description="Session of the UPR working group")
    cycle: Numbers = Field(default_factory=list)
    position: Answers = Field(
        default_factory=list, description="supported, noted, partially_supported, under_consideration, none"
    )
    body: Codes = Field(default_factory=list, description="Code of the mechanism")
    theme: Codes = Field(default_factory=list)
    group: Codes = Field(default_factory=list, description="Code of the affected group")
    sdg: Codes = Field(default_factory=list, description="Goal or target, such as 16.3")
    issue: Codes = Field(default_factory=list, description="Code of the UPR Info issue")
    action: Codes = Field(default_factory=list, description="Kind of action, 1 to 5")
    kind: Kinds = Field(default_factory=list)
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
    everywhere: bool = Field(False, description="Also places of other countries than the home State")


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


class ReviewOut(Schema):
    """One review of a State, counted in both units: position ("none" where no answer is known) -> number."""

    session: int | None
    cycle: int | None
    recommendations: dict[str, int]
    pairs: dict[str, int] = Field(description="Pairs of a recommendation and a State that made it")
    total_recommendations: int
    total_pairs: int
