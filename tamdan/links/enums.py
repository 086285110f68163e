"""Words of tags and links: where one comes from, what was decided about it, and what two records are to each other."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    """Who says so. What a machine says is a suggestion until a person decides."""

    OFFICIAL = "official", _("From the source itself")
    MAPPED = "mapped", _("From the source by a reviewed table")
    MACHINE = "machine", _("Suggested by the computer")
    PERSON = "person", _("Set by a person")


class Decision(models.TextChoices):
    """What became of a tag or link. Official ones and a person's own are accepted from the start."""

    SUGGESTED = "suggested", _("Waits for a decision")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


class Predicate(models.TextChoices):
    """What the first record is to the second one."""

    REPEATS = "repeats", _("asks again what was asked before")
    RELATED = "related", _("is related to")


TRANSITIONS: dict[str, frozenset[str]] = {
    Decision.SUGGESTED: frozenset({Decision.ACCEPTED, Decision.REFUSED}),
    Decision.ACCEPTED: frozenset({Decision.REFUSED}),
    Decision.REFUSED: frozenset({Decision.ACCEPTED}),
}
"""Decisions that may follow one another; a decision can be turned round, never back into a suggestion."""
