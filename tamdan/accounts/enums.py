from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a user does in a body (docs/domain/accounts.md lists what each may do)."""

    ADMINISTRATOR = "administrator", _("Administrator")
    SECRETARIAT = "secretariat", _("Secretariat")
    INTAKE_OFFICER = "intake_officer", _("Intake officer")
    CASE_OFFICER = "case_officer", _("Case officer")
    LAWYER = "lawyer", _("Lawyer or legal-aid coordinator")
    MONITOR = "monitor", _("Monitor")
    FOCAL_POINT = "focal_point", _("Focal point of a ministry")
    VALIDATOR = "validator", _("Validating authority")
    RIGHTS_GROUP = "rights_group", _("Rights group")
    AUDITOR = "auditor", _("Auditor")


STAFF_ROLES = frozenset({
    Role.ADMINISTRATOR, Role.SECRETARIAT, Role.INTAKE_OFFICER, Role.CASE_OFFICER, Role.LAWYER, Role.MONITOR, Role.AUDITOR,
})  # fmt: skip
"""Roles that see what is marked for the staff of this installation; focal points and rights groups see only their own."""
