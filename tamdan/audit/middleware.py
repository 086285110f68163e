"""Puts the acting user beside each row of history that a request writes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from tamdan.audit.acting import acting


class HistoryContext:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with acting(request.user, request.META.get("REMOTE_ADDR", "")):
            return self.get_response(request)
