"""Addresses that a script of a page or another program asks: no language in the address, no page for an answer, no cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from tamdan.core.errors import DomainError

View = Callable[..., HttpResponseBase]
UNESCAPED = {"ensure_ascii": False}


def machine(view: View) -> View:
    """Answers a refusal as JSON ``{code, message, values}`` in the language that the request asks for, and lets nothing be stored.

    It stands outside the decorator of the transaction, so that what is refused is rolled back.
    """

    @csrf_exempt  # nothing at these addresses rides on a cookie: whoever asks shows a ticket, a key or a proof of work
    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except DomainError as refused:
            response = refusal(refused)
        patch_cache_control(response, no_store=True)
        return response

    return inner


def refusal(error: DomainError) -> JsonResponse:
    values = {name: value if isinstance(value, int | list) else str(value) for name, value in error.values.items()}
    return JsonResponse(
        {"code": error.code, "message": str(error), "values": values}, status=error.status, json_dumps_params=UNESCAPED
    )
