"""How sign-in behaves: nobody registers alone, users are made by an administrator or on the first-run page."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library is untyped
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account gives reach, so somebody has to grant it."""
        return False
