from django.db import models
from django.utils.translation import gettext_lazy as _


class Act(models.TextChoices):
    """What the custody log of a file records."""

    STORED = "stored", _("Stored")
    STORED_AGAIN = "stored_again", _("Handed in again, the same bytes")
    VIEWED = "viewed", _("Opened")
    COPIED = "copied", _("Working copy made")
    VERIFIED = "verified", _("Bytes compared with their digest")


class Copy(models.TextChoices):
    """The untouched original, or something made from it (a converted, cleaned or cut version)."""

    ORIGINAL = "original", _("Original")
    WORKING = "working", _("Working copy")
