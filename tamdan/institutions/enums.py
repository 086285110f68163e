from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """Kinds of body that follow-up meets (Popolo: organization.classification)."""

    NATIONAL_COMMITTEE = "national_committee", _("National human-rights committee")
    MINISTRY = "ministry", _("Ministry")
    AGENCY = "agency", _("Public agency")
    PROVINCE = "province", _("Provincial administration")
    COURT = "court", _("Court")
    PARLIAMENT = "parliament", _("Parliament")
    DETENTION = "detention", _("Prison or place of detention")
    NHRI = "nhri", _("National human-rights institution")
    RIGHTS_GROUP = "rights_group", _("Rights group")
    COALITION = "coalition", _("Coalition of rights groups")
    BAR = "bar", _("Bar association")
    UN_BODY = "un_body", _("United Nations body")
    OFFICE = "office", _("Office or department of a body")
    OTHER = "other", _("Other body")


class FocalRole(models.TextChoices):
    """The three people a body names for follow-up: who answers, who stands in, who validates the answer."""

    FOCAL_POINT = "focal_point", _("Focal point")
    ALTERNATE = "alternate", _("Alternate")
    VALIDATOR = "validator", _("Validating authority")
