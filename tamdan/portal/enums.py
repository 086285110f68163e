"""Words of following: how often somebody wants mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pace(models.TextChoices):
    """When news is mailed to a follower."""

    AT_ONCE = "at_once", _("As soon as something changes")
    DAILY = "daily", _("Once a day, in the morning")
