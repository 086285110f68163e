"""Words of notices: when a person wants mail, and what became of the mail of a notice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Delivery(models.TextChoices):
    """When notices are mailed; they stand in the inbox at once in any case."""

    IMMEDIATE = "immediate", _("At once, one mail a notice")
    DAILY = "daily", _("Once a day, in the morning")
    NONE = "none", _("Never; I look into the inbox")


class Mail(models.TextChoices):
    """What became of a notice's mail."""

    NONE = "none", _("Not mailed")
    WAITING = "waiting", _("Waits to be mailed")
    SENT = "sent", _("Mailed")
    FAILED = "failed", _("The mail could not be sent")
