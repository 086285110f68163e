"""The acts of the library's pages in the ledger: signing in and out, passwords, second factors."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth.signals import user_logged_out
from django.db import transaction
from django.dispatch import Signal

from tamdan.accounts.models import User
from tamdan.core.ledger import record

VERBS: list[tuple[Signal, str]] = [
    (account.user_logged_in, "accounts.signed_in"),
    (user_logged_out, "accounts.signed_out"),
    (account.password_changed, "accounts.password.changed"),
    (account.password_set, "accounts.password.changed"),
    (account.password_reset, "accounts.password.changed"),
    (mfa.authenticator_added, "accounts.second_factor.added"),
    (mfa.authenticator_removed, "accounts.second_factor.removed"),
    (mfa.authenticator_reset, "accounts.recovery_codes.made"),
]


def connect() -> None:
    """Called once, when the app is ready."""
    for signal, verb in VERBS:
        signal.connect(_recorder(verb), dispatch_uid=f"tamdan {verb} {id(signal)}", weak=False)


def _recorder(verb: str) -> Any:
    def receive(*, user: User | None, **_details: Any) -> None:
        if user is not None:  # Django signs out visitors too
            with transaction.atomic():
                record(verb, user, by=user)

    return receive
