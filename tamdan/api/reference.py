"""Reference in the API: States, instruments, themes and places, read only. Rows of reference are public."""

import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from tamdan.api.problems import Problem
from tamdan.places.access import search
from tamdan.places.models import Place
from tamdan.taxonomy.access import ratifications_of, standings, states_named
from tamdan.taxonomy.models import Instrument, State, Theme

MOST_PLACES = 100
router = Router(tags=["reference"])


class TermOut(Schema):
    """A named entry. ``km_status`` says how far the Khmer may be trusted: official, attested, unreviewed or missing."""

    code: str
    name_en: str
    name_km: str
    km_status: str
    source: str
    source_date: str = Field(description="EDTF: a year, a month or a day")
    retired: bool


class StateOut(TermOut):
    iso2: str
    m49: str
    kind: str
    un_member_since: int | None
    regional_group: str | None = Field(alias="regional_group_id")


class RatificationOut(Schema):
    """Where a State stands towards an instrument; ``since`` is EDTF, empty where it is not known."""

    instrument: str = Field(alias="instrument_id")
    status: str
    since: str
    signed_on: datetime.date | None
    note: str
    source: str
    source_date: str


class StateWhole(StateOut):
    ratifications: list[RatificationOut]
    sessions: list[int] = Field(description="Sessions of the UPR working group that reviewed it, as far as sources say")


class InstrumentOut(TermOut):
    kind: str
    parent: str | None = Field(alias="parent_id")
    adopted_on: datetime.date
    in_force_on: datetime.date | None
    monitored_by: str | None = Field(alias="monitored_by_id")


class ArticleOut(TermOut):
    number: int


class InstrumentWhole(InstrumentOut):
    articles: list[ArticleOut]
    states: dict[str, list[str]] = Field(description="Codes of States by where they stand")


class ThemeOut(TermOut):
    parent: str | None = Field(alias="parent_id")


class ThemeWhole(ThemeOut):
    below: list[str]
    articles: list[str]
    upr_issues: list[str]


class PlaceOut(Schema):
    code: str
    name_en: str
    name_km: str
    km_status: str
    level: str
    parent: str | None = Field(alias="parent_id")
    pcode: str = Field(description="Derived, empty where the published code is doubtful")
    note: str
    retired: bool


class PlaceWhole(PlaceOut):
    """``lies_in`` are the codes of the places around it, the nearest first."""

    lies_in: list[str]
    below: list[PlaceOut]


class StateQuery(Schema):
    q: str = Field("", max_length=100, description="A code, or part of a name in any language")


class PlaceQuery(Schema):
    q: str = Field(..., min_length=1, max_length=100, description="A name as one types it, in Khmer or Latin letters")
    level: str = Field("", max_length=20)
    limit: int = Field(20, ge=1, le=MOST_PLACES)


def _plain(text: str) -> str:
    """What a database can compare: no name or code of ours holds a control character."""
    return text if text.isprintable() else ""


def _found(rows: Any, code: str) -> Any:
    row = rows.filter(code=_plain(code)).first()
    if row is None:
        raise HttpError(404, _("There is nothing with this code."))
    return row


def _with(row: Any, schema: type[Schema], **more: Any) -> dict[str, Any]:
    return {**schema.from_orm(row).dict(by_alias=True), **more}


@router.get("/states", response={200: list[StateOut], 422: Problem}, operation_id="listStates")
def states(request: HttpRequest, asked: Query[StateQuery]) -> list[State]:
    """States and areas; ``q`` is a code or part of a name in any language."""
    return states_named(_plain(asked.q))


@router.get("/states/{code}", response={200: StateWhole, 404: Problem}, operation_id="getState")
def state(request: HttpRequest, code: str) -> dict[str, Any]:
    """A State by its ISO 3166 alpha-3 code, with its ratifications and reviews."""
    found = _found(State.objects, code)
    sessions = list(found.reviews.filter(retired=False).values_list("session", flat=True))
    return _with(found, StateOut, ratifications=ratifications_of(found), sessions=sessions)


@router.get("/instruments", response=list[InstrumentOut], operation_id="listInstruments")
def instruments(request: HttpRequest) -> Any:
    return Instrument.objects.current()


@router.get("/instruments/{code}", response={200: InstrumentWhole, 404: Problem}, operation_id="getInstrument")
def instrument(request: HttpRequest, code: str) -> dict[str, Any]:
    """An instrument by its customary abbreviation, with its articles and the States by where they stand."""
    found = _found(Instrument.objects, code)
    by_status = {branch.rows[0].status: [row.state_id for row in branch.rows] for branch in standings(found)}
    return _with(found, InstrumentOut, articles=list(found.articles.filter(retired=False)), states=by_status)


@router.get("/themes", response=list[ThemeOut], operation_id="listThemes")
def themes(request: HttpRequest) -> Any:
    return Theme.objects.current()


@router.get("/themes/{code}", response={200: ThemeWhole, 404: Problem}, operation_id="getTheme")
def theme(request: HttpRequest, code: str) -> dict[str, Any]:
    found = _found(Theme.objects, code)
    related = {"below": found.children, "articles": found.articles, "upr_issues": found.upr_issues}
    codes = {name: list(rows.filter(retired=False).values_list("code", flat=True)) for name, rows in related.items()}
    return _with(found, ThemeOut, **codes)


@router.get("/places", response={200: list[PlaceOut], 422: Problem}, operation_id="searchPlaces")
def places(request: HttpRequest, asked: Query[PlaceQuery]) -> list[Place]:
    """Places of the home country by name, the best match first."""
    return search(_plain(asked.q), _plain(asked.level) or None, asked.limit)


@router.get("/places/{code}", response={200: PlaceWhole, 404: Problem}, operation_id="getPlace")
def place(request: HttpRequest, code: str) -> dict[str, Any]:
    """A place with what it lies in and what lies in it."""
    found = _found(Place.objects.with_ancestors(), code)
    below = list(found.children.filter(retired=False))
    return _with(found, PlaceOut, lies_in=list(_codes_above(found)), below=below)


def _codes_above(found: Place) -> list[str]:
    codes = []
    while found.parent:
        found = found.parent
        codes.append(found.code)
    return codes
