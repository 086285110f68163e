"""Every page asks to sign in unless its view says ``@public`` (core.access) or belongs to signing in."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

OPEN_NAMES = frozenset({"account_login", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
    "account_reauthenticate", "account_inactive", "mfa_trust"})  # fmt: skip
"""The pages of signing in, which come from a library and cannot carry our decorator."""


class LoginRequiredByDefault:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        is_open = getattr(view, "is_public", False) or (match is not None and match.url_name in OPEN_NAMES)
        if is_open or request.user.is_authenticated:
            return None
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
