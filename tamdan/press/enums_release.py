"""Words of releasing: what the reader marks, as whom somebody speaks, what may be asked of a released quotation, and answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.institutions.enums import BodyKind


class Sensitive(models.TextChoices):
    """Why a second person looks before a passage is released (data/sensitive.yaml)."""

    PRIVATE_LIFE = "private_life", _("Private life")
    HEALTH = "health", _("Health")
    CHILDREN = "children", _("Children")
    VICTIMS = "victims", _("Victims")
    DETAINEES_FAMILIES = "detainees_families", _("Families of detainees")
    UNTRIED_ACCUSATION = "untried_accusation", _("Untried accusation against somebody without a public post")
    NAMED = "named", _("Somebody named whose public post is not known")


class SpokeAs(models.TextChoices):
    """In which standing the words were said; nobody else's words are released."""

    HOLDER = "holder", _("Holder of a public post")
    SPOKESPERSON = "spokesperson", _("Spokesperson of a body")
    BODY = "body", _("The body itself, in a statement")


class Asked(models.TextChoices):
    """What somebody may ask about a released quotation."""

    CORRECTION = "correction", _("Correction")
    REPLY = "reply", _("Reply")
    REMOVAL = "removal", _("Removal")


class Answer(models.TextChoices):
    """What was decided; every decision has a reason that everybody can read."""

    WAITING = "waiting", _("Waits for a decision")
    NOTED = "noted", _("A note stands beside the quotation")
    SHOWN = "shown", _("The reply stands beside the quotation")
    TAKEN_DOWN = "taken_down", _("The quotation was taken down")
    REFUSED = "refused", _("Nothing was changed")


ANSWERS: dict[str, tuple[str, ...]] = {
    Asked.CORRECTION: (Answer.NOTED, Answer.TAKEN_DOWN, Answer.REFUSED),
    Asked.REPLY: (Answer.SHOWN, Answer.REFUSED),
    Asked.REMOVAL: (Answer.TAKEN_DOWN, Answer.NOTED, Answer.REFUSED),
}
"""What may be decided of which request; read by the model's constraint, the form and docs/domain/press.md."""


class Why(models.TextChoices):
    """Why a release ended."""

    TAKEN_BACK = "taken_back", _("Taken back by the office")
    REQUEST = "request", _("Taken down after a request")
    REFUSED = "refused", _("A second person refused it")


class SpeaksFor(models.TextChoices):
    """For whom somebody speaks in public, by the register's kind of the body: nobody's guess, and no word about who is right."""

    STATE = "state", _("Bodies of the State")
    INSTITUTION = "nhri", _("National human-rights institution")
    CIVIL_SOCIETY = "civil-society", _("Civil society")
    UN = "un", _("United Nations")
    OTHER = "other", _("Others")


SPEAKS_FOR: dict[str, SpeaksFor] = {
    **dict.fromkeys(BodyKind.values, SpeaksFor.STATE),
    BodyKind.NHRI: SpeaksFor.INSTITUTION,
    BodyKind.RIGHTS_GROUP: SpeaksFor.CIVIL_SOCIETY,
    BodyKind.COALITION: SpeaksFor.CIVIL_SOCIETY,
    BodyKind.BAR: SpeaksFor.CIVIL_SOCIETY,
    BodyKind.UN_BODY: SpeaksFor.UN,
    BodyKind.OTHER: SpeaksFor.OTHER,
}
"""Kind of body -> side; an office speaks for the body above it, without one for the State."""
