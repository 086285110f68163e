from typing import ClassVar

from django.apps import AppConfig


class GrievancesConfig(AppConfig):
    name = "tamdan.grievances"
    append_only: ClassVar[set[str]] = {"casehistory"}
