"""What changed for the public, and who asked to be told of it.

News is written by triggers (migration 0002), in the transaction that changes a public record, whoever changes it: an import,
a form, a publication, a merge. Nothing here is ``Owned``: news belongs to its public record and is read through it
(``News.objects.public()``); an address belongs to the person who gave it, no page shows it, and its owner's signed link is the
only way to it (docs/domain/portal.md, docs/adr/0016-follow.md).
"""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Visibility
from tamdan.notices.enums import Mail
from tamdan.portal.enums import Pace
from tamdan.recommendations.models import Recommendation

LONGEST_QUERY = 2000
"""Of the address of a list that is followed by mail, in characters."""


class Bulletin(models.Model):
    """What one transaction changed for the public: one import, one publication. ``told_at`` is when the followers whom it
    concerns were written down (Telling)."""

    at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("id",), condition=models.Q(told_at=None), name="portal_bulletin_untold"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.at:%Y-%m-%d %H:%M}"


class NewsQuerySet(models.QuerySet["News"]):
    def public(self) -> Self:
        """What may be told: of records that are public now, and that did change."""
        answered = ~models.Q(position_before=models.F("position_after")) | ~models.Q(
            stated_before=models.F("stated_after")
        )
        changed = models.Q(is_published=True) | ~models.Q(languages=[]) | answered
        return self.filter(changed, recommendation__visibility=Visibility.PUBLIC)


class News(models.Model):
    """What one transaction changed in one public record: it was published, its answer changed, its words did.

    ``languages`` are those of the texts that were written anew (BCP 47). What is told is read from the record when it is told.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="news", db_index=False)
    # The tables' own constraint removes the rows too: an import that is undone removes its records without asking models.
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="+", db_constraint=False)
    is_published = models.BooleanField(default=False)
    position_before = models.CharField(max_length=20, blank=True)
    position_after = models.CharField(max_length=20, blank=True)
    stated_before = models.CharField(max_length=20, blank=True)
    stated_after = models.CharField(max_length=20, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list)

    objects = NewsQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("bulletin", "recommendation"), name="portal_news_once"),)

    def __str__(self) -> str:
        return f"{self.bulletin_id}: {self.recommendation_id}"


class Outgoing(models.Model):
    """A mail and what became of it. ``mail_at`` is when it, or the next attempt at it, is due."""

    mail = models.CharField(max_length=8, choices=Mail, default=Mail.WAITING)
    mail_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Follower(models.Model):
    """A mail address whose owner follows something; it goes when its last follow does. Language and pace are what its owner
    confirmed last."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.EmailField(_("mail address"))
    language = models.CharField(_("language"), max_length=12, choices=settings.LANGUAGES)
    pace = models.CharField(_("how often"), max_length=7, choices=Pace, default=Pace.DAILY)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("follower")
        constraints = (models.UniqueConstraint(Lower("address"), name="portal_follower_once"),)

    def __str__(self) -> str:
        return str(self.uuid)


class FollowQuerySet(models.QuerySet["Follow"]):
    def confirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed(self) -> Self:
        return self.filter(confirmed_at__isnull=True)


class Follow(Outgoing):
    """One thing that an address follows: a record, or a list of the register by its address ("" is the whole register).

    The mail is the one that asks to confirm it, in the ``language`` of the page and with the ``pace`` that was chosen there.
    """

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="follows", db_index=False)
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, null=True, related_name="+", db_constraint=False)
    query = models.CharField(max_length=LONGEST_QUERY, blank=True)
    language = models.CharField(max_length=12, choices=settings.LANGUAGES)
    pace = models.CharField(max_length=7, choices=Pace)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("follower", "recommendation", "query"), nulls_distinct=False, name="portal_follow_once"
            ),
            models.CheckConstraint(
                condition=models.Q(recommendation__isnull=True) | models.Q(query=""),
                name="portal_follow_of_one_thing",
                violation_error_message=_("Follow a record or a list, not both at once."),
            ),
        )
        indexes = (
            models.Index(fields=("asked_at",), name="portal_follow_asked"),
            models.Index(fields=("mail_at",), condition=models.Q(mail=Mail.WAITING), name="portal_follow_to_mail"),
        )

    def __str__(self) -> str:
        return str(self.recommendation_id or self.query)


class Telling(Outgoing):
    """One bulletin to one follower: the row that makes it reach them once."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="tellings", db_index=False)
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("follower", "bulletin"), name="portal_told_once"),)
        indexes = (
            models.Index(fields=("mail_at",), condition=models.Q(mail=Mail.WAITING), name="portal_telling_to_mail"),
        )

    def __str__(self) -> str:
        return f"{self.follower_id}: {self.bulletin_id}"


class Edition(models.Model):
    """What the worker found when it read a table of open data whole: for the descriptions, which say size and checksum.

    ``stamp`` is the count of changes (search.stamps) that the table had then; ``kind`` is the ending of the file.
    """

    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=8)
    stamp = models.BigIntegerField()
    rows = models.BigIntegerField()
    bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "kind"), name="portal_edition_once"),)

    def __str__(self) -> str:
        return f"{self.name}.{self.kind}"
