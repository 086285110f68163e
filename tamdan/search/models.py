"""The index: one row for each document in each of its languages, with the terms that find it and who may see it."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.core.access import Viewer, Visibility, reach_of
from tamdan.institutions.models import Body


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Viewer) -> Self:
        """What this person may see today; what is out of reach is neither shown nor counted."""
        return self.filter(reach_of(user).condition())


class Document(models.Model):
    """One record (or one piece of a long one) in one language, as a room's search source drafted it.

    ``terms`` holds everything that finds it (docs/adr/0011-search.md): weight A the title, B the text, D the names.
    Rows are written by ``actions`` alone.
    """

    kind = models.CharField(max_length=32)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=16)
    piece = models.PositiveSmallIntegerField(default=0)
    slug = models.CharField(max_length=120)
    """What the record's address needs: its number or code."""
    identifier = models.CharField(max_length=200)
    """What exports and other installations call the record: its symbol and paragraph, its code, or the slug."""
    key = models.CharField(max_length=200)
    """The identifier, folded: who types it whole finds this document first."""
    owner = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", db_index=False)
    visibility = models.CharField(max_length=8, choices=Visibility)
    shared_with = ArrayField(models.BigIntegerField(), default=list)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    names = models.TextField(blank=True)
    """Labels in any language, one a line: those that a query meets are shown with the hit."""
    weight = models.IntegerField(default=0)
    """Breaks ties of rank, the greater first: for a recommendation its session."""
    terms = SearchVectorField()
    analyser = models.CharField(max_length=32)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "object_id", "language", "piece"), name="search_document_once"),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False) | models.Q(visibility=Visibility.PUBLIC),
                name="search_without_owner_is_public",
                violation_error_message=_("A document that no body owns can only be public reference data."),
            ),
        )
        indexes = (
            GinIndex(fields=("terms",), name="search_by_terms"),
            GinIndex(fields=("kind", "terms"), name="search_reference", condition=models.Q(owner__isnull=True)),
            models.Index(fields=("key", "kind"), name="search_key"),
        )

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.object_id}"


class Stamp(models.Model):
    """Counts the changes of one subject, in a row for each database connection so that writers do not wait for each other."""

    subject = models.CharField(max_length=32)
    shard = models.PositiveSmallIntegerField()
    number = models.BigIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("subject", "shard"), name="search_stamp_once"),)

    def __str__(self) -> str:
        return f"{self.subject}: {self.number}"
