from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """What was once said about a letter is kept from changing by triggers (models.py); an approved erasure removes it."""

    name = "tamdan.intake"
    verbose_name = _("Letters")
    append_only: ClassVar[set[str]] = {"boxhistory", "outofusehistory", "forumsessionhistory", "recordinghistory"}
