"""Addresses that a script of a page or another program asks: no language in the address, no page for an answer, no cookie."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
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


def for_script(view: View) -> View:
    """Refuses a form that the browser posted by itself, because its page's script did not listen yet: whatever the view would record
    is recorded for a script alone. Browsers before 2021 do not say which it is; there the button is off until the script listens."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.headers.get("Sec-Fetch-Mode") != "navigate":
            return view(request, *args, **kwargs)
        messages.error(
            request, _("Nothing was opened: the page was not ready yet. Wait a moment, then press the button again.")
        )
        back = request.headers.get("Referer", "")
        is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
        return redirect(back if is_ours else "/")

    return inner


def refusal(error: DomainError) -> JsonResponse:
    values = {name: value if isinstance(value, int | list) else str(value) for name, value in error.values.items()}
    return JsonResponse(
        {"code": error.code, "message": str(error), "values": values}, status=error.status, json_dumps_params=UNESCAPED
    )
