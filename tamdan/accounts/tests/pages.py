"""Pages that walks over the whole system visit (tests/pages.py)."""

from django.urls import reverse

from tests.cast import Cast
from tests.pages import Page, person


def at(name: str):
    return lambda _cast: reverse(name)


def one_user(cast: Cast) -> str:
    return reverse("accounts:user", args=[person("focal_point", cast).uuid])


PAGES = [
    Page("accounts-login", at("account_login")),
    Page("accounts-forgotten", at("account_reset_password")),
    Page("accounts-sent", at("account_reset_password_done")),
    Page("accounts-bad-link", lambda _cast: reverse("account_reset_password_from_key", args=["1", "wrong-key"])),
    Page("accounts-chosen", at("account_reset_password_from_key_done")),
    Page("accounts-closed", at("account_inactive")),
    Page("accounts-desk", at("desk"), who="secretary"),
    Page("accounts-profile", at("accounts:profile"), who="focal_point"),
    Page("accounts-logout", at("account_logout"), who="secretary"),
    Page("accounts-password", at("account_change_password"), who="secretary"),
    Page("accounts-is-it-you", at("account_reauthenticate"), who="secretary"),
    Page("accounts-second-factor", at("mfa_index"), who="secretary"),
    Page("accounts-passkeys", at("mfa_list_webauthn"), who="secretary"),
    Page("accounts-sessions", at("usersessions_list"), who="secretary"),
    Page("accounts-users", at("accounts:users"), who="administrator"),
    Page("accounts-user", one_user, who="administrator"),
]
