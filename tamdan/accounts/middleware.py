"""What stands before every page: the first-run page, signing in, and the second factor of administrators."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from tamdan.accounts import kept
from tamdan.accounts.enums import Role
from tamdan.accounts.models import User
from tamdan.institutions.models import Installation

View = Callable[..., HttpResponseBase]
OPEN_NAMES = frozenset({"account_login", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn",
    "account_inactive", "account_logout"})  # fmt: skip
"""The pages of signing in, which come from a library and cannot carry our decorator."""
SETTING_UP_NAMES = frozenset({"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_index",
    "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "account_logout"})  # fmt: skip
"""What an administrator without a second factor may open: only what leads to one."""


class Before:
    """What the three have in common: they may answer in the view's place (``process_view``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


class FirstRun(Before):
    """Until a body has taken this installation over, every page leads to the page that asks for it."""

    is_set_up = False
    """Never false again once it was true, so it is asked of the database only until then."""

    def process_view(self, request: HttpRequest, _view: View, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        if FirstRun.is_set_up or name_of(request) == "accounts:start":
            return None
        FirstRun.is_set_up = Installation.objects.exists()
        return None if FirstRun.is_set_up else redirect("accounts:start")


class LoginRequiredByDefault(Before):
    """Every page asks to sign in unless its view says ``@public`` (core.access) or belongs to signing in.

    A form sent after the session ended is kept and comes back after signing in.
    """

    def process_view(self, request: HttpRequest, view: View, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        if request.user.is_authenticated:
            if request.method == "POST":
                self._forget_what_is_sent(request)
            return None
        if getattr(view, "is_public", False) or name_of(request) in OPEN_NAMES:
            return None
        wanted = request.get_full_path()
        if request.method == "POST":
            is_kept = getattr(view, "access", "") == "form" and kept.keep(request)
            wanted = reverse("accounts:kept") if is_kept else ""
        return self._to_sign_in(request, wanted)

    def _forget_what_is_sent(self, request: HttpRequest) -> None:
        found = kept.kept_for(request, request.user) if isinstance(request.user, User) else None
        if found and found.path == request.get_full_path():
            kept.drop(request)

    def _to_sign_in(self, request: HttpRequest, wanted: str) -> HttpResponseBase:
        response = redirect_to_login(wanted, reverse("account_login")) if wanted else redirect("account_login")
        if "HX-Request" in request.headers:  # a piece of a page cannot hold the page of signing in
            return HttpResponse(status=204, headers={"HX-Redirect": response.url})
        return response


class SecondFactorOfAdministrators(Before):
    """An administrator without a second factor is led to set one up, and nothing else opens. Invented people need none."""

    def process_view(self, request: HttpRequest, _view: View, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        user = request.user
        if not isinstance(user, User) or user.is_demonstration or name_of(request) in SETTING_UP_NAMES:
            return None
        if Role.ADMINISTRATOR not in user.roles() or has_second_factor(user):
            return None
        return redirect("mfa_index")


def name_of(request: HttpRequest) -> str:
    """The name of the page in the URLconf."""
    return request.resolver_match.view_name if request.resolver_match else ""


def has_second_factor(user: User) -> bool:
    """Whether an authenticator app or a passkey guards the account; recovery codes alone do not."""
    found = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(found.exists())
