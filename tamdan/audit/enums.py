from django.db import models
from django.utils.translation import gettext_lazy as _


class Ground(models.TextChoices):
    """Why a record may be forgotten."""

    REQUEST = "request", _("Asked for by the person concerned")
    RETENTION = "retention", _("Its keeping time is over")
    ORDER = "order", _("Ordered by a court or an authority")
    MISTAKE = "mistake", _("Should never have been recorded")


class Decision(models.TextChoices):
    """What the second person said about an erasure."""

    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")


class RetentionAction(models.TextChoices):
    """What happens when the keeping time of a kind of record is over."""

    DELETE = "delete", _("Deleted at once")
    ERASE = "erase", _("Proposed for erasure, carried out when a person approves")


class Trouble(models.TextChoices):
    """Why a witness's program did not cosign when it was asked last."""

    UNREACHABLE = "unreachable", _("It could not be reached")
    REFUSED = "refused", _("It refused: it does not watch this ledger, or knows another key of it")
    FALSE = "false", _("Its answer does not fit its key")
    OTHER = "other", _("It saw entries that this ledger does not have")
