"""Tags and typed links on records of any room, each with its origin, reason, confidence and the decision on it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.institutions.models import Owned, OwnedQuerySet
from tamdan.links.enums import Decision, Origin, Predicate


class Decided(models.Model):
    """Who says something about a record, why, how surely, and what a person decided about it."""

    origin = models.CharField(_("origin"), max_length=8, choices=Origin)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    confidence = models.FloatField(_("confidence"), null=True, blank=True)
    """From 0 to 1, for what a machine suggests; None where nobody guessed."""
    decision = models.CharField(_("decision"), max_length=9, choices=Decision)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=models.Q(confidence__isnull=True) | models.Q(confidence__gte=0, confidence__lte=1),
                name="%(app_label)s_%(class)s_confidence_is_a_share",
                violation_error_message=_("Confidence is a number from 0 to 1."),
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=Origin.MACHINE, decided_by__isnull=True)
                | models.Q(decision=Decision.SUGGESTED),
                name="%(app_label)s_%(class)s_person_decides",
                violation_error_message=_("A person decides about what the computer suggests."),
            ),
        )


class TagQuerySet(models.QuerySet["Tag"]):
    def on(self, kind: str, *ids: int) -> Self:
        """The tags of these records; ``kind`` is ``app.model``."""
        return self.filter(kind=kind, object_id__in=ids)

    def standing(self) -> Self:
        """Those that hold: from the source, set by a person, or accepted by one. A suggestion is no fact."""
        return self.filter(decision=Decision.ACCEPTED)

    def waiting(self) -> Self:
        """Suggestions that wait for a person."""
        return self.filter(decision=Decision.SUGGESTED)


@tracked()
class Tag(Decided):
    """A code of a vocabulary on a record, such as ``theme`` ``detention``. It is seen by those who see the record.

    ``kind`` is the record's ``app.model``, ``scheme`` one of the vocabularies of ``taxonomy`` (theme, group, sdg,
    upr_issue, action_kind), ``code`` the stable code there.
    """

    kind = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    scheme = models.CharField(_("vocabulary"), max_length=16)
    code = models.CharField(_("code"), max_length=80)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ("scheme", "code", "id")
        constraints = (
            *Decided.Meta.constraints,
            models.UniqueConstraint(
                fields=("object_id", "kind", "scheme", "code"),
                name="links_tag_once",
                violation_error_message=_("This record has this tag already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme}:{self.code}"


class LinkQuerySet(OwnedQuerySet["Link"]):
    def touching(self, kind: str, *ids: int) -> Self:
        """Links that begin or end at one of these records."""
        return self.filter(
            models.Q(from_kind=kind, from_id__in=ids) | models.Q(to_kind=kind, to_id__in=ids),
        )

    def standing(self) -> Self:
        return self.filter(decision=Decision.ACCEPTED)


@tracked()
class Link(Decided, Owned):
    """One record is something to another one (``predicate``). Shown to those who see the link and both ends."""

    predicate = models.CharField(_("is"), max_length=16, choices=Predicate)
    from_kind = models.CharField(max_length=60)
    from_id = models.BigIntegerField()
    to_kind = models.CharField(max_length=60)
    to_id = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("to_id", "to_kind"), name="links_link_to"),)
        constraints = (
            *Decided.Meta.constraints,
            models.UniqueConstraint(
                fields=("from_id", "from_kind", "to_id", "to_kind", "predicate", "owner"),
                name="links_link_once",
                violation_error_message=_("These two records are linked in this way already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(from_kind=models.F("to_kind"), from_id=models.F("to_id")),
                name="links_link_has_two_ends",
                violation_error_message=_("A record cannot be linked to itself."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.from_kind}:{self.from_id} {self.predicate} {self.to_kind}:{self.to_id}"
