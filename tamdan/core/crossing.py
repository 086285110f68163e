"""Public data for pages of other sites (the Fetch standard, "CORS protocol"): what a visitor may read, any page may read."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

View = Callable[..., HttpResponseBase]
ASKED = "Accept, Accept-Language, If-None-Match, If-Modified-Since"
SHOWN = "ETag, Last-Modified, Link, Retry-After"


def open_to_other_sites(view: View) -> View:
    """Lets scripts of other sites read the answer, without cookies: a browser gives them what a visitor gets, never what
    somebody who is signed in here sees."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return _allowed()
        response = view(request, *args, **kwargs)
        if request.user.is_anonymous:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = SHOWN
        return response

    return inner


def _allowed() -> HttpResponse:
    """The answer to a browser that asks first, because the script sends a condition or a language."""
    response = HttpResponse(status=204)
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD"
    response["Access-Control-Allow-Headers"] = ASKED
    response["Access-Control-Max-Age"] = "86400"
    return response
