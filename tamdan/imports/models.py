"""Imports: one run for each file that somebody brings, the rows it refused and the records it changed."""

import datetime
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tamdan.imports.enums import RunState
from tamdan.imports.errors import sentence_of
from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.vault.models import File

UNDO_DAYS = 30


class ImportRun(Owned):
    """One file on its way into the records of ``owner``. Counts are rows of the file, one outcome each."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="imports")
    """None once the file was erased."""
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    """Outlives the file: it tells which bytes the records came from."""
    format = models.CharField(_("format"), max_length=40, blank=True)
    columns = ArrayField(models.TextField(), default=list, blank=True)
    """Column names as the file prints them, in its order; a name may stand twice."""
    mapping = models.JSONField(default=dict, blank=True)
    """Field of the target -> number of the column, from 0."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("state"), max_length=12, choices=RunState, default=RunState.UPLOADED)
    done = models.IntegerField(_("rows done"), default=0)
    total = models.IntegerField(_("rows"), default=0)
    new = models.IntegerField(_("new"), default=0)
    changed = models.IntegerField(_("changed"), default=0)
    unchanged = models.IntegerField(_("unchanged"), default=0)
    attached = models.IntegerField(_("joined"), default=0)
    refused = models.IntegerField(_("refused"), default=0)
    notes = models.JSONField(default=dict, blank=True)
    """``first``: cells of the first row; ``is_certain``: nobody has to say which format it is; after a check also ``repairs``
    (code -> number of rows) and ``samples`` of each outcome."""
    error = models.JSONField(null=True, blank=True)
    """Why it failed: ``code`` and ``values`` of the refusing sentence."""
    created_at = models.DateTimeField(_("begun"), default=timezone.now)
    committed_at = models.DateTimeField(_("stored"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    waits_for = models.CharField(max_length=300, blank=True)
    """The import that has to end before this one goes on."""
    cancel_asked = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")

    def __str__(self) -> str:
        return f"{self.file_name}, {self.created_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("imports:run", args=[self.uuid])

    @property
    def file_name(self) -> str:
        """What the sender called the file, in whatever language; words for an erased one."""
        return self.file.name if self.file else gettext("A file that was erased")

    @property
    def undo_until(self) -> datetime.datetime | None:
        """The moment after which the import can no longer be undone; None before it is stored."""
        return self.committed_at + datetime.timedelta(days=UNDO_DAYS) if self.committed_at else None

    @property
    def reason(self) -> str:
        """Why it failed, as a sentence in the reader's language."""
        return sentence_of(self.error["code"], self.error["values"]) if self.error else ""

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": self.new, "changed": self.changed, "unchanged": self.unchanged,
            "attached": self.attached, "refused": self.refused,
        }  # fmt: skip


class RefusedRow(models.Model):
    """A row that cannot become a record, as printed, and why: ``code`` and ``values`` give the sentence."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="refused_rows")
    number = models.IntegerField(_("row"))
    """As a spreadsheet counts: the column names stand in row 1."""
    verbatim = models.JSONField()
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("run", "number"), name="imports_refused_row_once"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.code}"


class ImportChange(models.Model):
    """A record that stood before this import and that the import changed: what was there, what is there now."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="changes")
    number = models.IntegerField(_("row"))
    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta:
        ordering = ("number", "id")
        indexes = (models.Index(fields=("kind", "object_id"), name="imports_change_record"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
