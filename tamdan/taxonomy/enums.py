from django.db import models
from django.utils.translation import gettext_lazy as _


class StateKind(models.TextChoices):
    """What a row of the list of States is to the United Nations; an area of the M49 list implies no position on its status."""

    MEMBER = "member", _("Member State")
    OBSERVER = "observer", _("Observer State")
    AREA = "area", _("Area of the UN statistical list")


class GroupKind(models.TextChoices):
    """The kinds of grouping that States are counted by."""

    UN_GROUP = "un-group", _("Regional group of the United Nations")
    ORGANISATION = "organisation", _("International organisation")
    REGION = "region", _("Region of the UN statistical list")
    SUBREGION = "subregion", _("Subregion of the UN statistical list")


class SdgLevel(models.TextChoices):
    GOAL = "goal", _("Goal")
    TARGET = "target", _("Target")


class MechanismKind(models.TextChoices):
    UPR = "upr", _("Universal Periodic Review")
    TREATY_BODY = "treaty-body", _("Treaty body")
    SPECIAL_PROCEDURE = "special-procedure", _("Special procedure")
    COUNTRY_MANDATE = "country-mandate", _("Special procedure on one State")
    OUTSIDE = "outside", _("Outside the United Nations")


class InstrumentKind(models.TextChoices):
    DECLARATION = "declaration", _("Declaration")
    COVENANT = "covenant", _("Covenant")
    CONVENTION = "convention", _("Convention")
    PROTOCOL = "protocol", _("Optional protocol")


class RatificationStatus(models.TextChoices):
    """Where a State stands towards a treaty. ``unclear`` is said where the source contradicts itself."""

    PARTY = "party", _("State party")
    SIGNATORY = "signatory", _("Signed, not ratified")
    NONE = "none", _("No action")
    DENOUNCED = "denounced", _("Denounced")
    UNCLEAR = "unclear", _("Unclear in the source")


class DeadlineNature(models.TextChoices):
    """A last day to do something, or a day on which something happens."""

    DUE = "due", _("Last day")
    EVENT = "event", _("Event")


class Precision(models.TextChoices):
    """How exactly a day of the calendar is known; ``month`` is shown without the day."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
