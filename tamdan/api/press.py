"""Released words of the press in the API, read only: what a person let out, and nothing before."""

import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from tamdan.api.problems import Problem
from tamdan.core.pagination import capped_count, paginate
from tamdan.press import exported
from tamdan.press.enums_release import SpeaksFor
from tamdan.press.listed import ready
from tamdan.press.models import Release
from tamdan.press.narrowing import Narrowed, narrowed

MOST = 200
router = Router(tags=["press"])


class QuotationOut(Schema):
    """Exact words with who said them as whom, and where they stand. No field judges them."""

    id: UUID
    quotation: str = Field(
        description="Exact words; […] stands where the article has words of its own between two parts"
    )
    language: str = Field(description="BCP 47")
    speaker: str
    speaker_km: str
    office: str = Field(description="Post held on that day; empty where a body speaks")
    spoke_as: str = Field(description="holder, spokesperson, body")
    body: str = Field(description="Code of the body")
    body_name: str
    body_name_km: str
    said_on: datetime.date = Field(description="Day of the article")
    outlet: str
    address: str = Field(description="Of the article at its outlet")
    quotation_themes: list[str] = Field(description="Codes of human-rights themes")
    reply: str = Field(description="What those concerned answered, unedited")
    reply_signed: str
    released_on: datetime.date


class QuotationsQuery(Schema):
    q: str = Field("", max_length=400, description="Words, in any form, in English or Khmer")
    theme: str = Field("", max_length=80)
    body: str = Field("", max_length=80, description="Code of a body")
    person: UUID | None = Field(None, description="Identifier of an office-holder, from the address of their page")
    month: str = Field("", pattern=r"^([1-9]\d{3}-(0[1-9]|1[0-2]))?$", description="Year and month, as 2026-03")
    side: SpeaksFor | None = Field(None, description="For whom somebody speaks, by the register's kind of the body")
    page: str = Field("", max_length=600, description="The `next` or `previous` of another answer")
    limit: int = Field(50, ge=1, le=MOST)


class QuotationsOut(Schema):
    """A page of quotations, the newest words first, and the tokens of its neighbours."""

    count: int = Field(description="Exact up to 10,000, then more than that")
    results: list[QuotationOut]
    next: str | None
    previous: str | None


@router.get("/quotations", response={200: QuotationsOut, 422: Problem}, operation_id="listQuotations")
def quotations(request: HttpRequest, response: HttpResponse, asked: Query[QuotationsQuery]) -> dict[str, Any]:
    """Released quotations by words, theme, body, office-holder, month and side, as the public page narrows them."""
    given = asked.model_dump(include={"q", "theme", "body", "person", "month", "side"}, exclude_none=True)
    rows = narrowed(Narrowed.read({name: str(value) for name, value in given.items()}))
    page = paginate(ready(rows), ("-said_on", "-pk"), asked.page, asked.limit)
    return {
        "count": capped_count(rows), "results": list(exported.as_rows(list(page.rows))),
        "next": page.next or None, "previous": page.previous or None,
    }  # fmt: skip


@router.get("/quotations/{uuid:identifier}", response={200: QuotationOut, 404: Problem}, operation_id="getQuotation")
def quotation(request: HttpRequest, identifier: UUID) -> dict[str, Any]:
    """One released quotation by the identifier in the address of its page."""
    found = list(ready(Release.objects.public().filter(uuid=identifier)))
    if not found:
        raise HttpError(404, _("There is no such quotation, or it is not public."))
    return next(exported.as_rows(found))
