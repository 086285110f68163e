from django.db import models
from django.utils.translation import gettext_lazy as _


class RecommendationKind(models.TextChoices):
    RECOMMENDATION = "recommendation", _("Recommendation")
    PLEDGE = "pledge", _("Voluntary pledge")


class Position(models.TextChoices):
    """What the UN records of the State's answer: it supports or notes (A/HRC/RES/5/1, annex, paragraph 32)."""

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


class TextKind(models.TextChoices):
    """Whether a text is what the body itself published, or a translation of it."""

    OFFICIAL = "official", _("Official text")
    TRANSLATION = "translation", _("Translation")


class Sameness(models.TextChoices):
    """What a person decided about two records that look alike."""

    WAITING = "waiting", _("Waits for a decision")
    SAME = "same", _("One and the same")
    DIFFERENT = "different", _("Two different demands")


class Facet(models.TextChoices):
    """By what a list can be narrowed: the prefix of an entry of ``Recommendation.facets`` (``theme:detention``)."""

    BODY = "body", _("Body")
    STATE = "state", _("State")
    SESSION = "session", _("Session")
    CYCLE = "cycle", _("Cycle")
    POSITION = "position", _("Position")
    BY = "by", _("Recommending State")
    THEME = "theme", _("Theme")
    GROUP = "group", _("Affected group")
    SDG = "sdg", _("Sustainable Development Goal")
    ISSUE = "issue", _("UPR Info issue")
    ACTION = "action", _("Kind of action")
    KIND = "kind", _("Kind")
