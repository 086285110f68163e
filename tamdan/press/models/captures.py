"""One thing as somebody brought it or a feed gave it: the untouched original, the text that was read out of it, what came of it."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tamdan.imports.errors import sentence_of
from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.press.enums import CaptureState, How, Note
from tamdan.press.models.outlets import Feed
from tamdan.vault.models import File

NOT_HAD = "not_had"
"""Key of ``Capture.told``: why the page behind a feed's entry could not be fetched, as ``imports.errors.kept`` writes it."""


class CaptureQuerySet(OwnedQuerySet["Capture"]):
    def standing(self) -> Self:
        """Without those that were removed."""
        return self.filter(removed_at__isnull=True)


class Capture(Owned):
    """A paste, a file, a page or an entry of a feed, as it came. Lines of ``text`` count from 1.

    ``told`` is what the source says of itself (``title``, ``author``, ``published``, ``outlet``, ``language``), which the reader
    takes where the text itself is silent and the capture holds one article.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    how = models.CharField(_("how it came in"), max_length=8, choices=How)
    file = models.ForeignKey(File, models.PROTECT, null=True, related_name="captures", verbose_name=_("original"))
    """None once the file was erased."""
    digest = models.CharField(_("SHA-256 of the original"), max_length=64)
    """Outlives the file: it tells from which bytes the articles were read, and that something removed came again."""
    name = models.CharField(_("file name"), max_length=255, blank=True)
    address = models.URLField(_("address"), max_length=2000, blank=True)
    feed = models.ForeignKey(
        Feed, models.SET_NULL, null=True, blank=True, related_name="captures", verbose_name=_("feed")
    )
    entry = models.CharField(max_length=64, blank=True, editable=False)
    """SHA-256 of the entry's own identifier in its feed; empty for what came otherwise."""
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    captured_at = models.DateTimeField(_("captured"), default=timezone.now)
    told = models.JSONField(default=dict, blank=True)
    text = models.TextField(_("text as read"), blank=True)
    boilerplate = ArrayField(models.IntegerField(), default=list, blank=True)
    """Numbers of the lines that belong to no article: menus, closing lines."""
    notes = ArrayField(models.CharField(max_length=20, choices=Note), default=list, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=CaptureState, default=CaptureState.WAITING)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    """Pages of a document, then articles of the text, that are done and that there are: for the bar on the page."""
    error = models.JSONField(null=True, blank=True)
    """Why it could not be read: ``code`` and ``values`` of the refusing sentence."""
    reader = models.CharField(max_length=12, blank=True, editable=False)
    """Digest of the reader that read it (press.storing.reader_digest): whatever an older one read can be read again."""
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    removed_reason = models.CharField(_("why it was removed"), max_length=300, blank=True)

    objects = CaptureQuerySet.as_manager()

    class Meta:
        verbose_name = _("capture")
        ordering = ("-captured_at", "-id")
        indexes = (models.Index(fields=("-captured_at", "-id"), name="press_capture_newest"),)
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "digest", "entry"),
                name="press_capture_once",
                violation_error_message=_("The same text was captured already."),
            ),
        )

    def __str__(self) -> str:
        return self.name or self.address or gettext("Pasted text")

    def get_absolute_url(self) -> str:
        return reverse("press:capture", args=[self.uuid])

    @property
    def reason(self) -> str:
        """Why it could not be read, as a sentence in the reader's language."""
        return sentence_of(self.error["code"], self.error["values"]) if self.error else ""

    @property
    def remarks(self) -> list[str]:
        """What the reader says of it as a whole, as sentences."""
        said = [str(Note(code).label) for code in self.notes]
        if NOT_HAD in self.told:
            why = sentence_of(self.told[NOT_HAD]["code"], self.told[NOT_HAD]["values"])
            said.append(
                gettext("The page itself could not be had, so that only what the feed carries is kept: %(why)s")
                % {"why": why}
            )
        if Note.DAMAGED_LAYER in self.notes and not {Note.READ_FROM_IMAGE, Note.NO_RECOGNITION} & {*self.notes}:
            said.append(gettext("Its pages were read as pictures too (Tesseract), which gave nothing better."))
        if Note.NO_RECOGNITION in self.notes:
            said.append(gettext("Paste the words of these pages as a text of their own."))
        return said

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")
