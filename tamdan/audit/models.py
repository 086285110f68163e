"""The ledger's tables, and the rows that say what may be forgotten, when and by whose word.

``event``, ``leaf``, ``node``, ``checkpoint`` and ``log`` only grow: the roles of the application lack the right to
change them and triggers refuse it besides. References between them carry no database constraint, because checking one
would lock a row per insert; ``verify`` reads them all instead.
"""

import json
import uuid
from typing import Any, ClassVar, NamedTuple

from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.audit.enums import Decision, Ground, RetentionAction, Trouble
from tamdan.audit.verbs import label_of
from tamdan.core.history import tracked


class Reference(NamedTuple):
    """A record named without its content: ``kind`` is ``app.model``, ``id`` its primary key as text."""

    kind: str
    id: str

    @classmethod
    def of(cls, obj: models.Model) -> "Reference":
        """The reference of a saved record."""
        if obj.pk is None:
            raise ValueError("a record has a reference only between being saved and being deleted")
        return cls(obj._meta.label_lower, str(obj.pk))

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


class EventQuerySet(models.QuerySet["Event"]):
    def about(self, obj: models.Model) -> "EventQuerySet":
        """Events on a record or on something that belongs to it, newest first."""
        kind, pk = Reference.of(obj)
        return self.filter(
            models.Q(kind=kind, object_id=pk) | models.Q(about_kind=kind, about_id=pk)
        ).order_by("-id")  # fmt: skip

    def matching(self, verb: str = "", record: str = "") -> "EventQuerySet":
        """Acts of one verb, acts on one record (``kind:id``); empty means any."""
        kind, _colon, pk = record.partition(":")
        found = self.filter(verb=verb) if verb else self
        on_record = models.Q(kind=kind, object_id=pk) | models.Q(about_kind=kind, about_id=pk)
        return found.filter(on_record) if record else found

    def readings(self) -> "EventQuerySet":
        """The reading log: who opened or revealed what."""
        return self.filter(verb__endswith=".read")


class Event(models.Model):
    """One act. ``body`` is the exact RFC 8785 JSON that the tree covers; the other columns repeat it for queries."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    verb = models.CharField(_("act"), max_length=64)
    at = models.DateTimeField(_("time"))
    who = models.CharField(_("who"), max_length=40)
    kind = models.CharField(max_length=80, blank=True)
    object_id = models.CharField(max_length=64, blank=True)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.CharField(max_length=64, blank=True)
    digest = models.BinaryField(null=True)
    body = models.BinaryField()

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("kind", "object_id"), name="audit_event_object"),
            models.Index(
                fields=("about_kind", "about_id"), name="audit_event_about", condition=~models.Q(about_kind="")
            ),
            models.Index(fields=("who", "id"), name="audit_event_who"),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}:{self.object_id}"

    @property
    def label(self) -> str:
        """The act as people call it."""
        return label_of(self.verb)


class EventDetail(models.Model):
    """What an event says about a person, erasable: the event itself holds only SHA-256(salt | detail)."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.BinaryField()
    detail = models.BinaryField()

    def __str__(self) -> str:
        return str(self.event_id)

    @property
    def value(self) -> Any:
        """The detail as it was given."""
        return json.loads(bytes(self.detail))


class EventAddress(models.Model):
    """The network address that a member of staff acted from; never a visitor's. Retention rules end it."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="address")
    address = models.GenericIPAddressField()
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.address


class RecordKey(models.Model):
    """The key of a record's digests. Without it nobody can tell which content a digest stood for."""

    pk = models.CompositePrimaryKey("kind", "object_id")
    kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)
    key = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class Pending(models.Model):
    """An event that waits for its place in the tree; filled by a trigger, emptied by the sequencer alone."""

    event_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return str(self.event_id)


class Log(models.Model):
    """A tree with a name and a key. A second one is opened only after a restore (SEALING 8.9)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    origin = models.CharField(max_length=255, unique=True)
    key = models.CharField(max_length=400)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-number",)

    def __str__(self) -> str:
        return self.origin


class Leaf(models.Model):
    """An event's place in a log, counted from 0."""

    pk = models.CompositePrimaryKey("log", "seq")
    log = models.ForeignKey(Log, models.PROTECT, related_name="leaves", db_constraint=False, db_index=False)
    seq = models.BigIntegerField()
    event = models.OneToOneField(Event, models.PROTECT, related_name="leaf", db_constraint=False)
    hash = models.BinaryField()

    class Meta:
        indexes = (HashIndex(fields=("hash",), name="audit_leaf_hash"),)

    def __str__(self) -> str:
        return f"{self.log_id}:{self.seq}"


class Node(models.Model):
    """A complete subtree above the leaves, written once when its last leaf comes."""

    pk = models.CompositePrimaryKey("log", "level", "position")
    log = models.ForeignKey(Log, models.PROTECT, related_name="nodes", db_constraint=False, db_index=False)
    level = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.log_id}:{self.level}:{self.position}"


class Checkpoint(models.Model):
    """A signed statement of a log's size and root; public as soon as the row is committed."""

    pk = models.CompositePrimaryKey("log", "size")
    log = models.ForeignKey(Log, models.PROTECT, related_name="checkpoints", db_constraint=False, db_index=False)
    size = models.BigIntegerField()
    root = models.BinaryField()
    note = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-log_id", "-size")

    def __str__(self) -> str:
        return f"{self.log_id}:{self.size}"

    @property
    def root_hex(self) -> str:
        """The root as people read it aloud."""
        return bytes(self.root).hex()


@tracked()
class Witness(models.Model):
    """Somebody outside who keeps checkpoints: a person gets each day's by mail, a program cosigns them (C2SP tlog-witness)."""

    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    address = models.URLField(_("address that cosigns"), blank=True)
    key = models.CharField(
        _("key of the witness"), max_length=200, blank=True,
        help_text=_("The line that the witness's program prints when it starts: name, number and key, joined by plus signs."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("witness")
        ordering = ("name",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(address="", key="") | (~models.Q(address="") & ~models.Q(key="")),
                name="audit_witness_cosigns_with_a_key",
                violation_error_message=_("Give both the address and the key of the program, or neither."),
            ),
            models.CheckConstraint(
                condition=models.Q(email__isnull=False) | ~models.Q(address=""),
                name="audit_witness_can_be_reached",
                violation_error_message=_("Give an e-mail address, or the address and key of a program that cosigns."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Asked(models.Model):
    """How the last request to a witness's program ended. ``size`` is what it holds of our newest log, as far as we know."""

    witness = models.OneToOneField(Witness, models.CASCADE, primary_key=True, related_name="asked")
    log = models.ForeignKey(Log, models.PROTECT, related_name="+", db_constraint=False)
    size = models.BigIntegerField(default=0)
    trouble = models.CharField(max_length=12, choices=Trouble, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.witness_id}:{self.size}"


class Cosignature(models.Model):
    """A witness's line below one of our checkpoints; kept for good, also when the witness is no longer named."""

    log = models.ForeignKey(Log, models.PROTECT, related_name="+", db_constraint=False, db_index=False)
    size = models.BigIntegerField()
    key = models.CharField(max_length=200)
    line = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("-log_id", "-size", "key", "-at")
        indexes = (models.Index(fields=("-log", "-size"), name="audit_cosigned_size"),)

    def __str__(self) -> str:
        return f"{self.log_id}:{self.size}"

    @property
    def name(self) -> str:
        """Who cosigned, as the key says it."""
        return self.key.partition("+")[0]


class RetentionRule(models.Model):
    """How long records of a kind are kept, and on what legal basis. ``days`` count from what the room says."""

    kind = models.CharField(_("kind of record"), max_length=80, unique=True)
    days = models.PositiveIntegerField(_("days kept"))
    basis_en = models.CharField(_("basis in English"), max_length=300)
    basis_km = models.CharField(_("basis in Khmer"), max_length=300, blank=True)
    action = models.CharField(_("afterwards"), max_length=8, choices=RetentionAction)

    class Meta:
        ordering = ("kind",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(days__gt=0),
                name="audit_retention_keeps_a_day",
                violation_error_message=_("A record is kept for at least one day."),
            ),
        )

    def __str__(self) -> str:
        return self.kind


class LegalHold(models.Model):
    """A record that may not be removed as long as a proceeding needs it."""

    kind = models.CharField(_("kind of record"), max_length=80)
    object_id = models.CharField(max_length=64)
    basis = models.CharField(_("basis"), max_length=300, help_text=_("Case number or order. No names."))
    placed_by = models.UUIDField()
    placed_at = models.DateTimeField(default=timezone.now)
    lifted_by = models.UUIDField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-placed_at",)
        indexes = (
            models.Index(
                fields=("kind", "object_id"), name="audit_hold_object", condition=models.Q(lifted_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class Erasure(models.Model):
    """That a record is to be forgotten everywhere: asked by one person, decided by another.

    ``requested_by`` and ``decided_by`` are identities of users; nobody asked when a retention rule proposed it.
    """

    kind = models.CharField(_("kind of record"), max_length=80)
    object_id = models.CharField(max_length=64)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground)
    basis = models.CharField(_("basis"), max_length=300, help_text=_("Letter number, order or article. No names."))
    requested_by = models.UUIDField(null=True, blank=True)
    requested_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    decided_by = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    executed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-requested_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | (~models.Q(decision="") & models.Q(decided_by__isnull=False, decided_at__isnull=False)),
                name="audit_erasure_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(requested_by__isnull=True)
                | models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("requested_by")),
                name="audit_erasure_two_persons",
                violation_error_message=_("You asked for this yourself. Another person has to decide."),
            ),
            models.CheckConstraint(
                condition=models.Q(executed_at__isnull=True) | models.Q(decision=Decision.APPROVED),
                name="audit_erasure_only_when_approved",
            ),
            models.UniqueConstraint(
                fields=("kind", "object_id"),
                condition=models.Q(decision=""),
                name="audit_erasure_asked_once",
                violation_error_message=_("This erasure is asked for already and waits for a decision."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"


class ErasureTarget(models.Model):
    """One record that an erasure removed; says to ``verify`` why a detail is gone."""

    erasure = models.ForeignKey(Erasure, models.PROTECT, related_name="targets")
    kind = models.CharField(max_length=80)
    object_id = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("kind", "object_id"), name="audit_target_object"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id}"
