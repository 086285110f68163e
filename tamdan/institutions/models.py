"""Bodies, posts and the people who hold them on a date, in the terms of Popolo; and what every owned record shares."""

import datetime
import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, Visibility, reach_of
from tamdan.institutions.enums import BodyKind, FocalRole


class HeldQuerySet(models.QuerySet["Held"]):
    def on(self, day: datetime.date) -> Self:
        """Those that were in force on ``day``; an open end means still in force."""
        return self.filter(
            models.Q(start__isnull=True) | models.Q(start__lte=day), models.Q(end__isnull=True) | models.Q(end__gte=day)
        )


class Held(models.Model):
    """Something that holds from a day to a day, both included; an absent day is open."""

    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=models.Q(start__isnull=True) | models.Q(end__isnull=True) | models.Q(end__gte=models.F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The last day lies before the first. Correct one of them."),
            ),
        )


class Body(Held):
    """A ministry, committee, court, rights group or any other organisation, with its successor after a reshuffle."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=32, choices=BodyKind)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name_km = models.CharField(_("name in Khmer"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of"))
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("succeeded by")
    )
    is_confirmed = models.BooleanField(_("confirmed by a person"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Held.Meta):
        abstract = False
        ordering = ("name_en", "id")
        constraints = (
            *Held.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(name_en="") | ~models.Q(name_km=""),
                name="institutions_body_has_a_name",
                violation_error_message=_("Give the name in at least one language."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language, or the only one there is."""
        if get_language() == "km":
            return self.name_km or self.name_en
        return self.name_en or self.name_km


class Person(models.Model):
    """Somebody who holds or held a post. Family and given name apart, and the whole name as written."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    name_en = models.CharField(_("whole name in Latin letters"), max_length=200, blank=True)
    name_km = models.CharField(_("whole name in Khmer"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ("name_en", "id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name_en="") | ~models.Q(name_km=""),
                name="institutions_person_has_a_name",
                violation_error_message=_("Give the name in at least one language."),
            ),
        )

    def __str__(self) -> str:
        return (self.name_km or self.name_en) if get_language() == "km" else (self.name_en or self.name_km)


class Post(Held):
    """A position in a body that one person after another holds (Popolo: post)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="posts", verbose_name=_("body"))
    label_en = models.CharField(_("title in English"), max_length=200, blank=True)
    label_km = models.CharField(_("title in Khmer"), max_length=200, blank=True)

    class Meta(Held.Meta):
        abstract = False
        ordering = ("label_en", "id")

    def __str__(self) -> str:
        return (self.label_km or self.label_en) if get_language() == "km" else (self.label_en or self.label_km)


class Holding(Held):
    """A person in a post from a day to a day (Popolo: membership)."""

    objects = HeldQuerySet.as_manager()

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")

    class Meta(Held.Meta):
        abstract = False
        ordering = ("-start", "id")

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


class FocalPoint(Held):
    """Who answers for a body in follow-up: focal point, alternate, validating authority."""

    objects = HeldQuerySet.as_manager()

    body = models.ForeignKey(Body, models.PROTECT, related_name="focal_points")
    person = models.ForeignKey(Person, models.PROTECT, related_name="focal_roles")
    role = models.CharField(_("role"), max_length=16, choices=FocalRole)

    class Meta(Held.Meta):
        abstract = False
        ordering = ("role", "-start", "id")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class Installation(models.Model):
    """The one body that this installation belongs to, and its home State; a single row made on the first-run page."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="+")
    country = models.CharField(max_length=8)
    state_iso3 = models.CharField(max_length=3)
    default_language = models.CharField(max_length=8, default="km")
    is_demonstration = models.BooleanField(default=False)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(singleton=True), name="institutions_one_installation"),)

    def __str__(self) -> str:
        return str(self.body)


class OwnedQuerySet(models.QuerySet["Owned"]):
    def visible_to(self, user: Viewer) -> Self:
        """What this person may see today: public, of their bodies, shared with them, or staff's when they are staff."""
        return self.filter(reach_of(user).condition())


class Owned(models.Model):
    """A record that a body owns and shows to nobody, named bodies, staff or everyone."""

    owner = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name=_("owner"))
    visibility = models.CharField(_("who may see it"), max_length=8, choices=Visibility, default=Visibility.OWNER)
    shared_with = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Ids of the bodies that ``shared`` names; bodies are never deleted."""

    class Meta:
        abstract = True
