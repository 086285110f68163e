from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Who wrote a letter, and to whom it is sealed."""

    COMPLAINANT = "complainant", _("The person who complained")
    OFFICE = "office", _("The office")
    NOTE = "note", _("A note of the office to itself")


class Code(models.TextChoices):
    """What a complainant may decide about a complaint, always signed with the key made when it was sent."""

    WITHDRAW = "withdraw", _("Withdraw the complaint")
    CONFIRM = "confirm", _("Confirm that it was put right")
    CONTEST = "contest", _("Contest that it was put right")
    REOPEN = "reopen", _("Reopen the complaint")
    NARROW = "narrow", _("Take an item away from an office")
    RATE = "rate", _("Rate how the complaint was handled")
    CONSENT = "consent", _("Give or take back a consent")


class ReleasePurpose(models.TextChoices):
    """What an officer opens an item for; the complainant sees it."""

    TRIAGE = "triage", _("To see what it is about")
    HANDLE = "handle", _("To work on the complaint")
    REFER = "refer", _("To pass it on, with consent")
    REVIEW = "review", _("To review how it was handled")
    LEND = "lend", _("To let one officer know the name")
    CONFIRM = "confirm", _("To see whether a person who lost the receipt is the one who complained")


RATINGS = ("1", "2", "3", "4", "5")
CONSENT_GIVEN, CONSENT_TAKEN_BACK = "given", "taken-back"
