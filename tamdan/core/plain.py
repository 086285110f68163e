"""Pages that need no database, no session and nothing of the request but its address, for those may be what is broken.

They are in the language of the address. What a rule refuses is not shown here but by ``core.middleware``.
"""

import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

RETRY_SECONDS = "30"
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
TITLES = {
    400: _("This request could not be read"),
    411: _("The length of what was sent is missing"),
    413: _("Too much was sent at once"),
    503: _("This site cannot answer right now"),
}
SENTENCES = {
    400: _(
        "It was cut off on its way, or holds something that no form of this site sends. Nothing was changed. "
        "Go back with your browser, load the page again and send it once more."
    ),
    411: _(
        "Your browser, or something between it and this site, did not say how long the file is. Nothing was changed. "
        "Try another browser or network, or tell the administrator, who can look at the proxy."
    ),
    413: _(
        "It is longer than the longest text that a form of this site takes. Nothing was changed. "
        "Go back with your browser: what you wrote is still there. Shorten it, or send it in parts."
    ),
    503: _(
        "Its database has stopped or its disk is full. Nothing was changed. Go back with your browser: what you wrote is "
        "still there. Try again in a few minutes, and tell the administrator if it goes on."
    ),
}


def plain_page(request: HttpRequest, status: int) -> HttpResponse:
    """The page of one of TITLES."""
    language = translation.get_language_from_path(request.path_info) or translation.get_language() or "en"
    with translation.override(language):
        shown = {"language": language, "title": TITLES[status], "sentence": SENTENCES[status]}
        return HttpResponse(render_to_string("plain.html", shown), status=status, headers={"Cache-Control": "no-store"})


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database is away; otherwise a fault of ours, 500 in both languages."""
    if not is_database_away(sys.exc_info()[1]):
        return HttpResponse(render_to_string("500.html"), status=500)
    page = plain_page(request, 503)
    page["Retry-After"] = RETRY_SECONDS
    return page


def is_database_away(error: BaseException | None) -> bool:
    """The database has no room to write, stopped, or cannot be reached: the operator has to act, not we.

    PostgreSQL gives a read-only disk the code of a missing right (42501), so that one is told by its words.
    """
    if isinstance(error, ProgrammingError):
        return "Read-only file system" in str(error)
    return isinstance(error, (OperationalError, InterfaceError))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return plain_page(request, 413 if isinstance(exception, TOO_MUCH) else 400)


class LengthRequired:
    """Middleware: a body whose length nobody says would reach the views as an empty one (WSGI), so it is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.headers.get("Transfer-Encoding") and not request.headers.get("Content-Length"):
            return plain_page(request, 411)
        return self.get_response(request)
