from typing import ClassVar

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Signatures on a list and listings of scripts are only added.

    Keys and lists themselves are kept from changing by triggers (models.py).
    """

    name = "tamdan.sealing"
    append_only: ClassVar[set[str]] = {"keylistsignature", "releasedcode"}
