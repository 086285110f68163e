from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    name = "tamdan.clocks"
    verbose_name = _("Deadlines")
    append_only: ClassVar[set[str]] = {"clockhistory", "pausehistory"}
