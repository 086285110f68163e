from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrievancesConfig(AppConfig):
    name = "tamdan.grievances"
    verbose_name = _("Complaints")
    append_only: ClassVar[set[str]] = {"casehistory"}
