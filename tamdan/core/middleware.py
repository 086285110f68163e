"""Shows what a rule refused as a page in the reader's language, with its status."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from tamdan.core.errors import DomainError


class DomainErrors:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponseBase | None:
        """A file that could not be taken (core.uploads) is refused before the view misses it."""
        refused = getattr(request, "upload_refused", None)
        return self.process_exception(request, refused) if refused else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, DomainError):
            return None
        return render(request, exception.template, {"error": exception}, status=exception.status)
