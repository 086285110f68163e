"""This room's rows of the permission matrix, those of the library's pages among them."""

import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from tamdan.accounts.enums import Role
from tamdan.accounts.models import Membership, User
from tests.matrix import EVERYBODY, SIGNED_IN, Row

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def of_user(_user, body):
    """Somebody of this body."""
    made = User.objects.create_user("member@example.org", "a long enough password", name="Member")
    Membership.objects.create(user=made, body=body, role=Role.VALIDATOR, start=datetime.date(2024, 1, 1))
    return {"wanted": made.uuid}


def of_closed_user(user, body):
    found = of_user(user, body)
    User.objects.filter(uuid=found["wanted"]).update(is_active=False)
    return found


def of_membership(user, body):
    found = of_user(user, body)
    return {**found, "pk": Membership.objects.get(user__uuid=found["wanted"]).pk}


def of_session(user, _body):
    return {"pk": UserSession.objects.create(user=user, session_key="k", ip="192.0.2.1", user_agent="A browser").pk}


def of_passkey(user, _body):
    data = {"name": "My phone", "credential": {}}
    return {"pk": Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data).pk}


def of_link(user, _body):
    """A link that opens nothing: the page says so to everybody alike."""
    return {"uidb36": "1", "key": "wrong-key"}


def library(name: str, **more) -> Row:
    """A page of the library for people who are signed in."""
    return Row(name, SIGNED_IN, **more)


ROWS = [
    Row("desk", SIGNED_IN),
    Row("accounts:start", EVERYBODY, status=404),  # the suite's installation is set up
    Row("accounts:profile", SIGNED_IN),
    Row("accounts:kept", SIGNED_IN, status=302),  # nothing waits
    Row("accounts:throw_away", SIGNED_IN, post={}, status=302),
    Row("accounts:end_session", SIGNED_IN, of_session, post={}, status=302),
    Row("accounts:users", ADMINISTRATORS),
    Row("accounts:invite", ADMINISTRATORS),
    Row("accounts:user", ADMINISTRATORS, of_user, ADMINISTRATORS),
    Row("accounts:new_link", ADMINISTRATORS, of_user, ADMINISTRATORS, post={}, status=302),
    Row("accounts:give_role", ADMINISTRATORS, of_user, ADMINISTRATORS),
    Row("accounts:end_role", ADMINISTRATORS, of_membership, ADMINISTRATORS),
    Row("accounts:close", ADMINISTRATORS, of_user, ADMINISTRATORS, post={}, status=302),
    Row("accounts:reopen", ADMINISTRATORS, of_closed_user, ADMINISTRATORS, post={}, status=302),
    Row("accounts:reset_second_factor", ADMINISTRATORS, of_user, ADMINISTRATORS, post={}, status=302),
    # the library's pages
    Row("account_login", EVERYBODY, status=302, visitor=200),
    Row("account_logout", EVERYBODY, visitor=302),
    Row("account_inactive", EVERYBODY),
    library("account_reauthenticate"),
    library("account_change_password"),
    library("account_set_password", status=302),  # everybody in the suite has a password
    Row("account_reset_password", EVERYBODY),
    Row("account_reset_password_done", EVERYBODY),
    Row("account_reset_password_from_key", EVERYBODY, of_link, EVERYBODY),
    Row("account_reset_password_from_key_done", EVERYBODY),
    library("mfa_index"),
    Row("mfa_authenticate", EVERYBODY, status=302),  # only in the middle of signing in
    Row("mfa_login_webauthn", EVERYBODY, status=302),
    library("mfa_reauthenticate"),
    library("mfa_activate_totp", status=302),  # everybody in the suite has an authenticator app
    library("mfa_deactivate_totp"),
    library("mfa_view_recovery_codes", status=404),
    library("mfa_generate_recovery_codes"),
    library("mfa_download_recovery_codes", status=404),
    library("mfa_list_webauthn"),
    library("mfa_add_webauthn"),
    library("mfa_reauthenticate_webauthn", status=302),
    library("mfa_edit_webauthn", make=of_passkey),
    library("mfa_remove_webauthn", make=of_passkey),
    library("usersessions_list"),
]
