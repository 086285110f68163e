from typing import ClassVar

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """What was once said about a letter is kept from changing by triggers (models.py); an approved erasure removes it."""

    name = "tamdan.intake"
    append_only: ClassVar[set[str]] = {"boxhistory", "outofusehistory", "forumsessionhistory", "recordinghistory"}
