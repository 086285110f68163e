from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.accounts.enums import Role


class Purpose(models.TextChoices):
    """What an office's key opens."""

    OFFICE = "office", _("Reads letters")
    CUSTODIAN = "custodian", _("Keeps names and contacts")
    REFERRAL = "referral", _("Receives what is referred")


SERVING = {
    Purpose.OFFICE: frozenset({Role.INTAKE_OFFICER, Role.CASE_OFFICER}),
    Purpose.CUSTODIAN: frozenset({Role.INTAKE_OFFICER, Role.CASE_OFFICER, Role.LAWYER, Role.SECRETARIAT}),
    Purpose.REFERRAL: frozenset({Role.FOCAL_POINT, Role.VALIDATOR, Role.RIGHTS_GROUP, Role.LAWYER}),
}
"""Who may hold the key of an office, by its purpose: an administrator sets offices up and opens nothing."""
SERVERS: frozenset[Role] = frozenset().union(*SERVING.values())
"""Roles that may serve in some office."""
HOLDERS = frozenset(Role) - {Role.ADMINISTRATOR}
"""Who may make a key of their own: for an office, or to sign the list of keys as a steward."""
FEWEST = {Purpose.OFFICE: 1, Purpose.CUSTODIAN: 2, Purpose.REFERRAL: 1}
"""People that an office needs before its key is put on the list."""
