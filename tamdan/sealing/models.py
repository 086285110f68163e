"""Officer keys, offices with their epochs, stewards, the versions of the list of keys, and the recovery kit.

Private halves stand here only as age files that this server cannot open. Recipients are ``age1…``; ``verify`` is the standard
base64 of a 32-byte Ed25519 key. What was once said about a key cannot be changed or deleted: triggers refuse it.
"""

import base64
import uuid
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tamdan.audit.notes import PublicKey
from tamdan.core.access import Viewer, reach_of
from tamdan.institutions.models import Body, localized
from tamdan.sealing.code import ReleasedCode
from tamdan.sealing.enums import Purpose
from tamdan.sealing.fingerprints import fingerprint
from tamdan.sealing.kit import PAIRS, SHEETS
from tamdan.sealing.server import host

__all__ = ["ReleasedCode"]
RECIPIENT_LENGTH, VERIFY_LENGTH = 80, 44


def kept(*fields: str) -> list[pgtrigger.Trigger]:
    """Triggers of a model whose rows stay for ever, with ``fields`` as they were written."""
    return [
        pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(name="keeps_what_it_says", fields=list(fields)),
    ]


class OfficerKey(models.Model):
    """A person's key. ``file`` is the identity under seven words, ``touch_file`` the same under a security key, which
    ``touch_credential`` names; all go when it ends."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="officer_keys")
    recipient = models.CharField(max_length=RECIPIENT_LENGTH, unique=True)
    file = models.BinaryField(null=True)
    touch_file = models.BinaryField(null=True)
    touch_credential = models.CharField(max_length=600, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(retired_at__isnull=True),
                name="sealing_one_key_a_person",
                violation_error_message=_("This person has a key already."),
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, file__isnull=False)
                | Q(retired_at__isnull=False, file__isnull=True, touch_file__isnull=True),
                name="sealing_key_has_its_file_while_it_lives",
                violation_error_message=_("A key that is in use has its file, one that ended has none."),
            ),
        )

    def __str__(self) -> str:
        return fingerprint(self.recipient)

    @property
    def fingerprint(self) -> str:
        """Six groups of four digits that two people compare."""
        return fingerprint(self.recipient)


class OfficeQuerySet(models.QuerySet["Office"]):
    def visible_to(self, user: Viewer) -> Self:
        """Staff see every office, others those of their own bodies."""
        reach = reach_of(user)
        return self if reach.sees_staff else self.filter(body__in=sorted(reach.bodies))

    def open(self) -> Self:
        return self.filter(closed_at__isnull=True)


class Office(models.Model):
    """Those who share a key: they read letters, keep names, or receive what is referred to their body."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="offices", verbose_name=_("body"))
    purpose = models.CharField(_("purpose"), max_length=9, choices=Purpose, default=Purpose.OFFICE)
    name_en = models.CharField(_("name in English"), max_length=200)
    name_km = models.CharField(_("name in Khmer"), max_length=200)
    set_up_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ("purpose", "name_en", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(name_en="") & ~Q(name_km=""),
                name="sealing_office_has_both_names",
                violation_error_message=_("Give the name in both languages: people choose an office by it."),
            ),
        )
        triggers = kept("uuid", "body", "purpose")

    def __str__(self) -> str:
        return localized(self, "name")

    def get_absolute_url(self) -> str:
        return reverse("sealing:office", args=[self.uuid])

    @cached_property
    def epoch(self) -> "Epoch | None":
        """The key that is in use now; None before the first."""
        return next((epoch for epoch in self.epochs.all() if epoch.retired_at is None), None)

    @property
    def named(self) -> str:
        """The name of its signing key in notes."""
        return f"{host()}/office/{self.uuid}"


class Epoch(models.Model):
    """One key pair of an office, from when to when. ``must_change_since``: somebody who held it left."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="epochs")
    number = models.PositiveIntegerField()
    recipient = models.CharField(max_length=RECIPIENT_LENGTH, unique=True)
    verify = models.CharField(max_length=VERIFY_LENGTH, unique=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True)
    must_change_since = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("office", "number"), name="sealing_epoch_number_once"),
            models.UniqueConstraint(
                fields=("office",),
                condition=Q(retired_at__isnull=True),
                name="sealing_one_epoch_an_office",
                violation_error_message=_("This office has a key already. End it with a new one."),
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="sealing_epochs_count_from_one"),
        )
        triggers = kept("office", "number", "recipient", "verify")

    def __str__(self) -> str:
        return f"{self.office} {self.number}"

    @property
    def fingerprint(self) -> str:
        return fingerprint(f"{self.recipient} {self.verify}")

    @property
    def subject(self) -> str:
        """What the recovery kit calls it."""
        return f"office/{self.office.uuid}/{self.number}"


class OfficeCopy(models.Model):
    """An office's key as an age file to one officer. Its content is ``{"v":1,"office":ID,"epoch":N,"key":…,"seed":…}``.

    Who leaves loses theirs (``actions.leave_office``); what is left is an office's last one, and goes with no account.
    """

    epoch = models.ForeignKey(Epoch, models.CASCADE, related_name="copies")
    officer_key = models.ForeignKey(OfficerKey, models.PROTECT, related_name="copies")
    data = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("office’s key that nobody else holds")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("epoch", "officer_key"), name="sealing_copy_once"),)

    def __str__(self) -> str:
        return f"{self.epoch}: {self.officer_key}"


class JoinRequest(models.Model):
    """Somebody who may serve asks for the office's key; it goes when they are admitted or refused."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="join_requests")
    officer_key = models.ForeignKey(OfficerKey, models.CASCADE, related_name="join_requests")
    asked_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("asked_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("office", "officer_key"),
                name="sealing_ask_once",
                violation_error_message=_("You have asked already. An officer of this office has to admit you."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer_key.user}: {self.office}"


class Steward(models.Model):
    """One of at most three people who sign the list of keys. ``verify`` is empty until they made their key in their own browser."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="stewardships")
    position = models.PositiveSmallIntegerField(_("which of the three"))
    verify = models.CharField(max_length=VERIFY_LENGTH, blank=True)
    seed = models.BinaryField(null=True)
    officer_key = models.ForeignKey(OfficerKey, models.SET_NULL, null=True, related_name="+")
    named_at = models.DateTimeField(default=timezone.now, editable=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("position", "-named_at")
        constraints = (
            models.CheckConstraint(condition=Q(position__in=(1, 2, 3)), name="sealing_at_most_three_stewards"),
            models.UniqueConstraint(
                fields=("position",),
                condition=Q(retired_at__isnull=True),
                name="sealing_one_steward_a_position",
                violation_error_message=_("This position is taken. End it first."),
            ),
            models.UniqueConstraint(
                fields=("user",),
                condition=Q(retired_at__isnull=True, user__isnull=False),
                name="sealing_steward_once",
                violation_error_message=_("This person is a steward already."),
            ),
        )
        triggers = (pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return f"{self.position}"

    @property
    def key(self) -> PublicKey:
        return PublicKey(f"{host()}/steward/{self.position}", base64.b64decode(self.verify))

    @property
    def fingerprint(self) -> str:
        return fingerprint(str(self.key))


class KeyListVersion(models.Model):
    """One version of the list: drafted, then published or dropped. ``anchor`` is what pages pin from then on."""

    number = models.PositiveIntegerField(unique=True)
    canonical = models.BinaryField()
    text = models.TextField()
    expires = models.DateField(_("valid to"))
    drafted_at = models.DateTimeField(default=timezone.now, editable=False)
    published_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    anchor = models.BinaryField(null=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                models.Value(1),
                condition=Q(published_at__isnull=True, dropped_at__isnull=True),
                name="sealing_one_draft",
                violation_error_message=_("A draft waits for its signatures. Publish or drop it first."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True, anchor__isnull=True)
                | Q(published_at__isnull=False, anchor__isnull=False, dropped_at__isnull=True),
                name="sealing_published_list_has_its_anchor",
            ),
        )
        triggers = kept("number", "canonical", "text", "expires")

    def __str__(self) -> str:
        return str(self.number)

    @property
    def note(self) -> str:
        """The text with the signatures of its stewards."""
        return f"{self.text}\n" + "".join(f"{one.line}\n" for one in self.signatures.all())


class KeyListSignature(models.Model):
    """A steward's signature line on a version. Only added."""

    version = models.ForeignKey(KeyListVersion, models.PROTECT, related_name="signatures")
    steward = models.ForeignKey(Steward, models.PROTECT, related_name="signatures")
    line = models.CharField(max_length=400)
    signed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("steward__position", "id")
        constraints = (models.UniqueConstraint(fields=("version", "steward"), name="sealing_sign_once"),)

    def __str__(self) -> str:
        return self.line


class Kit(models.Model):
    """Three printed sheets, any two of which open what is stored for them. ``canary`` is the keyed digest of the drill's number."""

    made_at = models.DateTimeField(default=timezone.now, editable=False)
    drilled_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)
    canary = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(models.Value(1), condition=Q(retired_at__isnull=True), name="sealing_one_kit"),
        )
        triggers = (pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),)

    def __str__(self) -> str:
        return str(self.pk)

    def recipients(self) -> dict[str, str]:
        """Each sheet's public half by its letter."""
        return {sheet.letter: sheet.recipient for sheet in self.sheets.all()}


class KitSheet(models.Model):
    """The public half of one sheet. ``holder`` says by a role where the sheet is, never by a person's name."""

    kit = models.ForeignKey(Kit, models.PROTECT, related_name="sheets")
    letter = models.CharField(max_length=1)
    recipient = models.CharField(max_length=RECIPIENT_LENGTH, unique=True)
    holder = models.CharField(_("where it is kept"), max_length=120)

    class Meta:
        ordering = ("letter",)
        constraints = (
            models.UniqueConstraint(fields=("kit", "letter"), name="sealing_sheet_once"),
            models.CheckConstraint(condition=Q(letter__in=tuple(SHEETS)), name="sealing_sheets_are_abc"),
        )
        triggers = kept("kit", "letter", "recipient")

    def __str__(self) -> str:
        return self.letter

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.recipient)


class KitCopy(models.Model):
    """One secret for one pair of sheets. ``stamp`` tells a task whether the secret changed since; it is keyed."""

    kit = models.ForeignKey(Kit, models.PROTECT, related_name="copies")
    subject = models.CharField(max_length=120)
    pair = models.CharField(max_length=2)
    data = models.BinaryField()
    stamp = models.CharField(max_length=64, blank=True)
    stored_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("subject", "pair")
        constraints = (
            models.UniqueConstraint(fields=("kit", "subject", "pair"), name="sealing_kit_copy_once"),
            models.CheckConstraint(condition=Q(pair__in=PAIRS), name="sealing_pairs_of_sheets"),
        )

    def __str__(self) -> str:
        return f"{self.subject} {self.pair}"


def current_kit() -> Kit | None:
    """The kit in force, with its sheets."""
    return Kit.objects.filter(retired_at__isnull=True).prefetch_related("sheets").first()
