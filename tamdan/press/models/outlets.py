"""Who publishes, and the feeds by which an outlet tells what is new."""

import uuid
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.imports.errors import sentence_of
from tamdan.institutions.models import Owned, OwnedQuerySet, localized
from tamdan.press.enums import FeedState, OutletKind, Takes
from tamdan.taxonomy.models import State


@tracked()
class Outlet(Owned):
    """A newspaper, agency, broadcaster or site. ``folded`` holds every spelling as articles print it, folded, to be found by.

    One that the reader met in an article is not ``is_confirmed`` until a person has looked at it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)
    name_km = models.CharField(_("name in Khmer"), max_length=200, blank=True)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True, verbose_name=_("other spellings"))
    folded = ArrayField(models.CharField(max_length=200), default=list, editable=False)
    home_page = models.URLField(_("home page"), max_length=500, blank=True)
    host = models.CharField(max_length=253, blank=True, editable=False)
    """Host of the home page without "www.", by which captured addresses are known to be this outlet's."""
    kind = models.CharField(_("kind"), max_length=12, choices=OutletKind, default=OutletKind.OTHER)
    country = models.ForeignKey(
        State,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("country"),
    )
    is_confirmed = models.BooleanField(_("confirmed by a person"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("outlet")
        ordering = ("name_en", "name_km", "id")
        indexes = (models.Index(fields=("host",), name="press_outlet_host", condition=~models.Q(host="")),)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name_en="") | ~models.Q(name_km=""),
                name="press_outlet_has_a_name",
                violation_error_message=_("Give the name in at least one language."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("press:outlet", args=[self.uuid])

    @property
    def name(self) -> str:
        return localized(self, "name")


class FeedQuerySet(OwnedQuerySet["Feed"]):
    def due(self) -> Self:
        """Those to look at now, the longest waiting first."""
        return self.filter(is_paused=False, next_due__lte=timezone.now()).order_by("next_due", "id")


@tracked(
    "etag", "last_modified", "last_fetched_at", "last_entry_at", "state", "error", "failures", "next_due", "digest"
)
class Feed(Owned):
    """An address that an outlet keeps up to date with what is new (RSS 2.0, RDF or Atom), looked at every ``every`` minutes.

    ``etag`` and ``last_modified`` are what the server said last time and is asked by; ``failures`` counts in a row, and the time
    until ``next_due`` grows with it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    outlet = models.ForeignKey(Outlet, models.PROTECT, related_name="feeds", verbose_name=_("outlet"))
    address = models.URLField(_("address"), max_length=1000)
    title = models.CharField(_("title"), max_length=300, blank=True)
    takes = models.CharField(_("what is kept"), max_length=5, choices=Takes, default=Takes.PAGE)
    every = models.PositiveIntegerField(_("minutes between two looks"), default=60)
    is_paused = models.BooleanField(_("paused"), default=False)
    state = models.CharField(_("state"), max_length=9, choices=FeedState, default=FeedState.NEVER)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of the body that was fetched last: a server that knows no conditions is not read twice for nothing."""
    last_fetched_at = models.DateTimeField(_("last fetched"), null=True, blank=True)
    last_entry_at = models.DateTimeField(_("last new entry"), null=True, blank=True)
    next_due = models.DateTimeField(_("next look"), default=timezone.now, db_index=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    error = models.JSONField(null=True, blank=True)
    """Why the last look failed: ``code`` and ``values`` of the refusing sentence."""
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed")
        ordering = ("outlet", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "address"),
                name="press_feed_once",
                violation_error_message=_("This feed is in the list already."),
            ),
            models.CheckConstraint(
                condition=models.Q(every__gte=10, every__lte=10080),
                name="press_feed_not_too_often",
                violation_error_message=_("Give a number of minutes from 10 to 10080 (a week)."),
            ),
        )

    def __str__(self) -> str:
        return self.title or self.address

    def get_absolute_url(self) -> str:
        return reverse("press:feed", args=[self.uuid])

    @property
    def reason(self) -> str:
        """Why the last look failed, as a sentence in the reader's language."""
        return sentence_of(self.error["code"], self.error["values"]) if self.error else ""
