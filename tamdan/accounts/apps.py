from typing import ClassVar

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "tamdan.accounts"
    append_only: ClassVar[set[str]] = {"userhistory", "membershiphistory"}

    def ready(self) -> None:
        """What the library's pages do is recorded like our own acts."""
        from tamdan.accounts import trace  # noqa: PLC0415 models load first

        trace.connect()
