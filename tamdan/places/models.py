"""The home country's administration: province, district, commune, village, in both scripts.

Rows come from ``country/<code>/places.csv`` alone. The names of the levels are data of the country (country.yaml).
"""

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.taxonomy.naming import Label, Named


class PlaceQuerySet(models.QuerySet["Place"]):
    def current(self) -> Self:
        """Places that their file still holds."""
        return self.filter(retired=False)

    def with_ancestors(self) -> Self:
        """What ``trail`` shows, in the same query; three levels above the lowest, as everywhere so far."""
        return self.select_related("parent__parent__parent")


class Place(Named):
    """A place. ``code`` is ours and never changes: the country's two letters and the published code, made unique where needed.

    ``pcode`` is derived, not checked against the humanitarian list, and empty where the published code is doubtful; ``note`` then
    says why and ``source_code`` keeps what was published.
    """

    code = models.CharField(_("code"), max_length=80, unique=True)
    country = models.CharField(_("country"), max_length=2)
    level = models.CharField(_("level"), max_length=20)
    depth = models.PositiveSmallIntegerField(_("depth"))
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        to_field="code",
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("lies in"),
    )
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name=_("other spellings"))
    pcode = models.CharField(_("P-code, derived"), max_length=20, blank=True)
    source_code = models.CharField(_("published code"), max_length=20)
    note = models.CharField(_("note"), max_length=300, blank=True)
    retired = models.BooleanField(_("no longer in use"), default=False)
    folded = models.TextField(editable=False)
    """Every spelling as search compares it, between bars (access.py)."""

    objects = PlaceQuerySet.as_manager()

    class Meta(Named.Meta):
        abstract = False
        ordering: ClassVar = ["code"]
        verbose_name = _("place")
        indexes = (
            GinIndex(fields=["folded"], name="places_folded_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["country", "level", "code"], name="places_by_level"),
        )

    def trail(self) -> list[Label]:
        """The names from the place itself up to its province. Costs a query a level unless ``with_ancestors`` was asked."""
        found, place = [], self
        while True:
            found.append(place.localized)
            if place.parent is None:
                return found
            place = place.parent
