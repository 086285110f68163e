"""Files that must stay what they were: each named by the SHA-256 of its bytes, with a log of who had it in hand.

Beside them sealed blobs: ciphertext of letters, which nobody here can read, with what brings them in (tickets, uploads).
"""

import datetime
import uuid
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.institutions.models import Body, Owned, OwnedQuerySet
from tamdan.vault.enums import Act, Copy
from tamdan.vault.store import incoming

PROMISE_LIFE = datetime.timedelta(hours=1)
"""How long after a ticket was last used the rest of its room is kept free, so that idle tickets do not fill an empty disk."""


class File(Owned):
    """A file that a body holds. ``digest`` is its address in the store; bytes that two bodies hold are stored once.

    ``media_type`` is read from the bytes, never believed from a name; ``name`` is what the sender called it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    digest = models.CharField(_("SHA-256"), max_length=64)
    size = models.BigIntegerField(_("size in bytes"))
    media_type = models.CharField(_("type"), max_length=120)
    name = models.CharField(_("name"), max_length=255)
    copy = models.CharField(_("copy"), max_length=8, choices=Copy, default=Copy.ORIGINAL)
    original = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="copies", verbose_name=_("made from")
    )
    made_by = models.CharField(_("made how"), max_length=200, blank=True)
    """The step that made a working copy, such as ``text layer, 1``."""
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        ordering = ("-received_at", "-id")
        indexes = (models.Index(fields=("digest",), name="vault_file_digest"),)
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "digest", "original"),
                nulls_distinct=False,
                name="vault_file_once_a_body",
                violation_error_message=_("This body holds this file already."),
            ),
            models.CheckConstraint(
                condition=models.Q(copy=Copy.ORIGINAL, original__isnull=True)
                | models.Q(copy=Copy.WORKING, original__isnull=False),
                name="vault_file_copy_names_original",
                violation_error_message=_("A working copy names the original that it was made from."),
            ),
            models.CheckConstraint(condition=models.Q(size__gte=0), name="vault_file_size_not_negative"),
        )

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """How many bytes a body may hold here; without a row only the disk's floor limits it."""

    body = models.OneToOneField(Body, models.PROTECT, primary_key=True, related_name="+")
    bytes_allowed = models.BigIntegerField(_("bytes allowed"))

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(bytes_allowed__gte=0), name="vault_quota_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.body_id}: {self.bytes_allowed}"


class Custody(models.Model):
    """One line of a file's custody log: who had it in hand, when and what for. Rows are only added."""

    file = models.ForeignKey(File, models.PROTECT, related_name="custody")
    at = models.DateTimeField(_("time"), default=timezone.now)
    act = models.CharField(_("act"), max_length=12, choices=Act)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ("at", "id")
        verbose_name_plural = "custody"

    def __str__(self) -> str:
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"


class Blob(models.Model):
    """Ciphertext in the store, one age file, named by its SHA-256. What it belongs to is known to the room that refers to it.

    ``brought_at`` is when somebody last brought it: a blob that nothing refers to goes two days after.
    """

    digest = models.CharField(_("SHA-256"), max_length=64, unique=True)
    size = models.BigIntegerField(_("size in bytes"))
    created_at = models.DateTimeField(default=timezone.now)
    brought_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(size__gt=0), name="vault_blob_not_empty"),)

    def __str__(self) -> str:
        return self.digest


class TicketQuerySet(models.QuerySet["Ticket"]):
    def valid(self) -> Self:
        return self.filter(expires__gt=timezone.now())

    def promised(self) -> int:
        """Bytes that are kept free for what was announced and has not begun to arrive."""
        since = timezone.now() - PROMISE_LIFE
        rows = self.valid().filter(used_at__gt=since)
        return int(rows.aggregate(total=models.Sum("bytes_reserved", default=0))["total"])


class Ticket(models.Model):
    """The right to upload the segments of one letter, got for a proof of work. The token is the sender's; here is its SHA-256.

    ``bytes_allowed`` was announced; ``bytes_reserved`` is what of it no upload has taken yet.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    letter = models.CharField(max_length=32)
    bytes_allowed = models.BigIntegerField()
    bytes_reserved = models.BigIntegerField()
    used_at = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(db_index=True)

    objects = TicketQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(bytes_reserved__gte=0, bytes_reserved__lte=models.F("bytes_allowed")),
                name="vault_ticket_within_its_bytes",
            ),
        )

    def __str__(self) -> str:
        return self.letter


class Upload(models.Model):
    """One segment on its way in. ``offset`` counts bytes that are durable; when it reaches ``length`` there is the Blob.

    The row stays until it expires, so that a sender who missed the last answer can ask. Whoever knows ``uuid`` may go on.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="uploads")
    digest = models.CharField(_("SHA-256"), max_length=64)
    length = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    expires = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("ticket", "digest"), name="vault_upload_once_a_ticket"),
            models.CheckConstraint(
                condition=models.Q(offset__gte=0, offset__lte=models.F("length"), length__gt=0),
                name="vault_upload_within_its_length",
            ),
        )

    def __str__(self) -> str:
        return f"{self.digest} {self.offset}/{self.length}"

    @property
    def is_whole(self) -> bool:
        return self.offset == self.length

    @property
    def path(self) -> Path:
        """Where its bytes lie until they are whole."""
        return incoming() / self.uuid.hex
