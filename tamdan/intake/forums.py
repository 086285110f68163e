"""Public forums: one sheet a session, and what was raised there; and which e-mails were taken in already."""

import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.intake.boxes import Taken
from tamdan.places.models import Place


class ForumSessionQuerySet(OwnedQuerySet["ForumSession"]):
    def with_all(self) -> Self:
        """With what a list of sessions shows: one query more."""
        return self.select_related("place", "owner").prefetch_related("contributions")


@tracked()
class ForumSession(Owned):
    """A gathering at which people asked and complained aloud. ``raised``: how many questions and complaints stand on the sheet."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    held_on = models.DateField(_("date"))
    place = models.ForeignKey(
        Place, models.PROTECT, to_field="code", null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    venue = models.CharField(_("where exactly"), max_length=200)
    host = models.CharField(_("host"), max_length=300)
    languages = ArrayField(models.CharField(max_length=8), verbose_name=_("languages spoken"))
    present = models.PositiveIntegerField(_("people present"))
    raised = models.PositiveSmallIntegerField(_("questions and complaints on the sheet"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ForumSessionQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-id")

    def __str__(self) -> str:
        return f"{self.venue}, {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("grievances:forum", args=[self.uuid])

    @cached_property
    def written(self) -> int:
        """How many of the sheet's lines are letters by now."""
        return len(self.contributions.all())

    @property
    def left(self) -> int:
        return max(0, self.raised - self.written)

    def counts(self) -> tuple[int, int]:
        """Lines of the sheet and those that are letters, as it is now. Two queries."""
        return type(self).objects.values_list("raised", flat=True).get(pk=self.pk), Contribution.objects.filter(
            session=self
        ).count()

    @property
    def is_finished(self) -> bool:
        return not self.left


class Contribution(Taken):
    """One question or complaint of a session's sheet."""

    session = models.ForeignKey(ForumSession, models.PROTECT, related_name="contributions")

    class Meta(Taken.Meta):
        abstract = False
        constraints = (models.UniqueConstraint(fields=("session", "number"), name="intake_contribution_once"),)
        triggers = (pgtrigger.ReadOnly(name="keeps_what_it_says", fields=["session", "number", "at", "by"]),)


class TakenMessage(models.Model):
    """That an e-mail was taken in on a day. ``mark`` is an HMAC under this server's pepper of a digest that the officer's browser made:
    without the secrets nobody can try a message on it, and no row says which letter it became."""

    mark = models.BinaryField(unique=True)
    on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return str(self.on)
