"""Bodies, posts and the people who hold them on a date, in the terms of Popolo; and what every owned record shares."""

import datetime
import uuid
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, Visibility, reach_of
from tamdan.core.history import tracked
from tamdan.institutions.enums import BodyKind, FocalRole


def localized(record: models.Model, field: str) -> str:
    """``field_km`` or ``field_en`` in the active language, or the only one there is."""
    english, khmer = str(getattr(record, f"{field}_en")), str(getattr(record, f"{field}_km"))
    return (khmer or english) if get_language() == "km" else (english or khmer)


class HeldQuerySet(models.QuerySet[Any]):
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
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=models.Q(start__isnull=True)
                | models.Q(end__isnull=True)
                | models.Q(end__gte=models.F("start")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("The last day lies before the first. Correct one of them."),
            ),
        )


class BodyQuerySet(HeldQuerySet):
    def visible_to(self, user: Viewer) -> Self:
        """Whose page a person may open in the office: staff all, others their own bodies and the offices in them."""
        reach = reach_of(user)
        if reach.sees_staff:
            return self
        bodies = sorted(reach.bodies)
        return self.filter(models.Q(pk__in=bodies) | models.Q(parent__in=bodies))

    def unconfirmed(self) -> Self:
        """Those that were loaded from a file or imported, and that no person has vouched for."""
        return self.filter(is_confirmed=False)


@tracked()
class Body(Held):
    """A ministry, committee, court, rights group or any other organisation, with its successor after a reshuffle.

    Bodies are never deleted: one that ends keeps its last day and, where there is one, its successor.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.SlugField(_("code"), max_length=64, unique=True)
    kind = models.CharField(_("kind"), max_length=32, choices=BodyKind)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    name_km = models.CharField(_("name in Khmer"), max_length=300, blank=True)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("succeeded by")
    )
    is_confirmed = models.BooleanField(_("confirmed by a person"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = BodyQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="institutions_body_is_not_its_own_part",
                violation_error_message=_("A body cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("id")),
                name="institutions_body_is_not_its_own_successor",
                violation_error_message=_("A body cannot succeed itself."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("institutions:detail", args=[self.code])

    @property
    def name(self) -> str:
        """The name in the active language, or the only one there is."""
        return localized(self, "name")

    def above(self) -> "list[Body]":
        """The bodies that this one is part of, the nearest first; one query each, at most ten."""
        found: list[Body] = []
        body = self.parent
        while body is not None and body not in found and len(found) < 10:
            found.append(body)
            body = body.parent
        return found


@tracked()
class Person(models.Model):
    """Somebody who holds or held a post. Family and given name apart, and the whole name as written."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    name_en = models.CharField(_("whole name in Latin letters"), max_length=200, blank=True)
    name_km = models.CharField(_("whole name in Khmer"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("person")
        ordering = ("name_en", "id")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name_en="") | ~models.Q(name_km=""),
                name="institutions_person_has_a_name",
                violation_error_message=_("Give the name in at least one language."),
            ),
        )

    def __str__(self) -> str:
        return localized(self, "name")


@tracked()
class Post(Held):
    """A position in a body that one person after another holds (Popolo: post)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="posts", verbose_name=_("body"))
    label_en = models.CharField(_("title in English"), max_length=200, blank=True)
    label_km = models.CharField(_("title in Khmer"), max_length=200, blank=True)

    class Meta(Held.Meta):
        abstract = False
        ordering = ("label_en", "id")
        constraints = (
            *Held.Meta.constraints,
            models.CheckConstraint(
                condition=~models.Q(label_en="") | ~models.Q(label_km=""),
                name="institutions_post_has_a_title",
                violation_error_message=_("Give the title in at least one language."),
            ),
        )

    def __str__(self) -> str:
        return localized(self, "label")


@tracked()
class Holding(Held):
    """A person in a post from a day to a day (Popolo: membership)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")

    objects = HeldQuerySet.as_manager()

    class Meta(Held.Meta):
        abstract = False
        ordering = ("-start", "id")

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


@tracked()
class FocalPoint(Held):
    """Who answers for a body in follow-up: focal point, alternate, validating authority."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="focal_points")
    person = models.ForeignKey(Person, models.PROTECT, related_name="focal_roles")
    role = models.CharField(_("role"), max_length=16, choices=FocalRole)

    objects = HeldQuerySet.as_manager()

    class Meta(Held.Meta):
        abstract = False
        ordering = ("role", "-start", "id")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


OWN_BODY = "own-body"
"""Code of the body that owns what was imported before the first-run page named it; that page gives it its name."""


class Installation(models.Model):
    """The one body that this installation belongs to, and its home State; a single row made on the first-run page."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="+")
    country = models.CharField(max_length=8)
    """Folder below ``country/`` that the home State's places, institutions and holidays come from."""
    state_iso3 = models.CharField(max_length=3)
    default_language = models.CharField(max_length=8, default="km")
    languages = ArrayField(models.CharField(max_length=8), default=list)
    """Languages of the interface that this body offers, the first one first."""
    mail_from = models.EmailField(blank=True)
    """Sender of what this installation mails; empty means the one of the environment."""
    is_demonstration = models.BooleanField(default=False)
    singleton = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(singleton=True), name="institutions_one_installation"),
        )

    def __str__(self) -> str:
        return str(self.body)

    @classmethod
    def current(cls) -> "Installation | None":
        """The one row, with its body; None until the first-run page was filled in."""
        return cls.objects.select_related("body").first()


O_co = TypeVar("O_co", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[O_co]):
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
