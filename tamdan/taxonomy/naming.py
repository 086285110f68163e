"""Paired names: one thing named in English and in Khmer, shown in the reader's language or visibly in the other."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class KhmerStatus(models.TextChoices):
    """How far the Khmer of a name may be trusted. Words of ours are never shown as official."""

    OFFICIAL = "official", _("official")
    ATTESTED = "attested", _("found in a published source")
    UNREVIEWED = "unreviewed", _("unofficial, unreviewed")
    MISSING = "missing", _("not yet translated")


@dataclass(frozen=True)
class Label:
    """A name as it is shown: its text, the language it is written in (for ``lang``), and two warnings.

    ``missing``: the reader's language has no name, so this is the other one. ``reviewed``: no person of the field has
    confirmed the wording when it is false.
    """

    text: str
    language: str
    missing: bool
    reviewed: bool

    def __str__(self) -> str:
        return self.text


class Named(models.Model):
    """Something with a name in both languages. The Khmer may be absent; then every page says so."""

    name_en = models.CharField(_("name in English"), max_length=300)
    name_km = models.CharField(_("name in Khmer"), max_length=300, blank=True)
    km_status = models.CharField(_("standing of the Khmer name"), max_length=10, choices=KhmerStatus)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(name_km="", km_status=KhmerStatus.MISSING)
                | (~models.Q(name_km="") & ~models.Q(km_status=KhmerStatus.MISSING)),
                name="%(app_label)s_%(class)s_says_when_khmer_is_missing",
                violation_error_message=_(
                    "A name without Khmer is marked as not yet translated, and only such a name."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.localized.text

    @property
    def localized(self) -> Label:
        """The name in the active language, or the English one marked as missing."""
        if (get_language() or "en").split("-")[0] != "km":
            return Label(self.name_en, "en", missing=False, reviewed=True)
        if not self.name_km:
            return Label(self.name_en, "en", missing=True, reviewed=True)
        return Label(self.name_km, "km", missing=False, reviewed=self.km_status != KhmerStatus.UNREVIEWED)

    @property
    def otherwise(self) -> Label:
        """The name in the language that the page is not in; the Khmer one may be missing, then the text is empty."""
        if (get_language() or "en").split("-")[0] == "km":
            return Label(self.name_en, "en", missing=False, reviewed=True)
        reviewed = self.km_status != KhmerStatus.UNREVIEWED
        return Label(self.name_km, "km", missing=not self.name_km, reviewed=reviewed)
