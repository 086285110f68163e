from django.db import models
from django.utils.translation import gettext_lazy as _


class RecommendationKind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("Recommendation")
    PLEDGE = "pledge", _("Voluntary pledge")


class Position(models.TextChoices):
    """What the UN records of the State's answer (A/HRC/RES/5/1, annex, paragraph 32: those that enjoy its support, others noted)."""

    SUPPORTED = "supported", _("Supported")
    NOTED = "noted", _("Noted")
    PARTIALLY_SUPPORTED = "partially_supported", _("Supported in part")
    UNDER_CONSIDERATION = "under_consideration", _("Under consideration")


class Stated(models.TextChoices):
    """How the State itself put it; "rejected" is counted by the UN as noted."""

    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    NOTED = "noted", _("Noted by the State")
    PARTLY = "partly", _("Accepted in part")
    UNDER_CONSIDERATION = "under_consideration", _("Under consideration by the State")
