from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InstitutionsConfig(AppConfig):
    name = "tamdan.institutions"
    verbose_name = _("Institutions")
    append_only: ClassVar[set[str]] = {
        "bodyhistory",
        "personhistory",
        "posthistory",
        "holdinghistory",
        "focalpointhistory",
    }
