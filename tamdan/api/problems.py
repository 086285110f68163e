"""What the API says to a request that it cannot answer: problem details (RFC 9457), in the language of ``Accept-Language``.

``type`` is ``about:blank``: the status says what kind of problem it is. ``errors`` names each value that cannot be read.
"""

from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from tamdan.core.errors import DomainError

MEDIA_TYPE = "application/problem+json"
TITLES = {
    404: gettext_lazy("Not found"),
    422: gettext_lazy("The question cannot be answered as it is"),
    429: gettext_lazy("Too many requests"),
}
SENTENCES = {
    "missing": gettext_lazy("It is needed."),
    "int_parsing": gettext_lazy("It has to be a whole number."),
    "bool_parsing": gettext_lazy("It has to be true or false."),
    "greater_than_equal": gettext_lazy("It has to be at least %(ge)s."),
    "less_than_equal": gettext_lazy("It may be at most %(le)s."),
    "string_too_short": gettext_lazy("It is too short: at least %(min_length)s characters are needed."),
    "string_too_long": gettext_lazy("It is too long: at most %(max_length)s characters are read."),
    "too_long": gettext_lazy("These are too many values: at most %(max_length)s are read."),
    "enum": gettext_lazy("It has to be one of these: %(expected)s."),
    "unknown_fields": gettext_lazy("There is no field “%(unknown)s”. The fields are: %(known)s."),
}
"""Kind of fault, as pydantic names it or as schemas.py does -> what is said."""


class Fault(Schema):
    """One value that cannot be read: where it stands, the stable name of the fault, and a sentence."""

    loc: list[str] = Field(examples=[["query", "limit"]])
    code: str
    msg: str


class Problem(Schema):
    """Why a request was refused (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="A sentence that says what to do")
    code: str = Field(description="Stable name of the problem")
    errors: list[Fault] = Field(default_factory=list, description="Of a question: what cannot be read")


def problem(status: int, code: str, detail: str, errors: list[dict[str, Any]] | None = None) -> HttpResponse:
    title = str(TITLES.get(status, HTTPStatus(status).phrase))
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    found = JsonResponse(body | ({"errors": errors} if errors else {}), status=status, content_type=MEDIA_TYPE)
    found["Content-Language"] = get_language() or "en"
    return found


def _of_status(_request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(error, HttpError)
    return problem(error.status_code, HTTPStatus(error.status_code).name.lower(), str(error))


def of_absence(*_asked: HttpRequest | Http404 | type[Http404]) -> HttpResponse:
    """The same whatever was asked."""
    return problem(404, "not_found", _("There is nothing at this address, or it is not public."))


def _of_rule(_request: HttpRequest, error: DomainError | type[DomainError]) -> HttpResponse:
    assert isinstance(error, DomainError)
    return problem(error.status, error.code, str(error))


def _of_question(_request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    errors = [_fault(one) for one in error.errors]
    return problem(422, "unreadable", " ".join(f"{_name(one['loc'])}: {one['msg']}" for one in errors), errors)


def _fault(found: dict[str, Any]) -> dict[str, Any]:
    """``asked`` is our own name of the group of parameters, which nobody wrote."""
    kind, values = found["type"], found.get("ctx", {})
    sentence = SENTENCES.get(kind)
    said = str(sentence) % values if sentence else _("It cannot be read.")
    return {"loc": [str(part) for part in found["loc"] if part != "asked"], "code": kind, "msg": said}


def _name(loc: list[str]) -> str:
    """The parameter; of several values of one, ``loc`` ends with the place of the value."""
    return next(part for part in reversed(loc) if not part.isdigit())


class Api(NinjaAPI):
    """Describes every refusal with the media type in which it is sent."""

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        described = super().get_openapi_schema(*args, **kwargs)
        for path in described["paths"].values():
            for operation in path.values():
                for status, response in operation["responses"].items():
                    if int(status) >= 400:
                        response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        return described


def tell_problems(api: NinjaAPI) -> None:
    """Registers what is said to each kind of error."""
    api.add_exception_handler(HttpError, _of_status)
    api.add_exception_handler(ValidationError, _of_question)
    api.add_exception_handler(Http404, of_absence)
    api.add_exception_handler(DomainError, _of_rule)
