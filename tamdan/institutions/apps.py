from typing import ClassVar

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    name = "tamdan.institutions"
    append_only: ClassVar[set[str]] = {
        "bodyhistory",
        "personhistory",
        "posthistory",
        "holdinghistory",
        "focalpointhistory",
    }
