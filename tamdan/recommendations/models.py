"""The register: what a body asked of a State, by whom, in which words, and what the State said to it over time.

Counts name their unit: a **recommendation** is one numbered demand, a **pair** is a recommendation and one State that
made it, a **source record** is one row as a source printed it.
"""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tamdan.core.history import tracked
from tamdan.imports.models import ImportRun
from tamdan.institutions.models import Body, Owned, OwnedQuerySet
from tamdan.recommendations.enums import Position, RecommendationKind, Sameness, Stated, TextKind
from tamdan.taxonomy.models import Mechanism, State


class RecommendationQuerySet(OwnedQuerySet["Recommendation"]):
    def of_review(self, state: str, session: int | None) -> Self:
        """Everything addressed to a State (ISO 3166 alpha-3) at one session."""
        return self.filter(state__code=state, session=session)

    def whole(self) -> Self:
        """Without the parts that were cut out of a compound recommendation."""
        return self.filter(parent__isnull=True)


@tracked("facets", "sort_key")
class Recommendation(Owned):
    """One numbered demand of any body to a State, or a pledge. ``position`` is the last that the UN recorded.

    ``identifier`` is alike on every installation: ``symbol paragraph part`` where the UN document is known, otherwise
    the UUIDv5 of State, session, folded text and recorded position (``identity.py``).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    identifier = models.CharField(_("identifier"), max_length=160, editable=False)
    kind = models.CharField(
        _("kind"), max_length=16, choices=RecommendationKind, default=RecommendationKind.RECOMMENDATION
    )
    mechanism = models.ForeignKey(
        Mechanism, models.PROTECT, to_field="code", related_name="+", db_index=False, verbose_name=_("made by")
    )
    state = models.ForeignKey(
        State, models.PROTECT, to_field="code", related_name="+", db_index=False, verbose_name=_("State")
    )
    session = models.SmallIntegerField(_("session"), null=True, blank=True)
    cycle = models.SmallIntegerField(_("cycle"), null=True, blank=True)
    symbol = models.CharField(_("document symbol"), max_length=60, blank=True)
    paragraph = models.CharField(_("paragraph"), max_length=30, blank=True)
    number = models.CharField(_("number"), max_length=30, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    asker = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("asked by the body"),
    )
    """The national institution, rights group, court or team behind a demand from outside the United Nations."""
    asker_name = models.CharField(_("asked by"), max_length=200, blank=True)
    """Who asked where no body of the register stands for it, such as a coalition of the day."""
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    part = models.CharField(_("part"), max_length=4, blank=True)
    position = models.CharField(_("position recorded by the UN"), max_length=20, choices=Position, blank=True)
    position_stated = models.CharField(_("position as the State put it"), max_length=20, choices=Stated, blank=True)
    text_key = models.UUIDField(editable=False)
    """UUIDv5 of the folded text: equal where two recommendations say the same words."""
    sort_key = models.CharField(max_length=80, editable=False, db_index=True)
    """State, session, document and paragraph in an order that people expect (9 before 10)."""
    facets = ArrayField(models.CharField(max_length=100), default=list, blank=True, editable=False)
    """``facet:code`` of everything that a list can be narrowed by (``enums.Facet``); ``actions`` keeps it in step."""
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    created_in = models.ForeignKey(
        ImportRun, models.PROTECT, null=True, blank=True, related_name="created_recommendations", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        ordering = ("sort_key", "id")
        indexes = (
            GinIndex(fields=("facets",), name="recommendations_facets"),
            models.Index(Coalesce("session", 0).desc(), "sort_key", "id", name="recommendations_newest"),
            models.Index(fields=("text_key", "state"), name="recommendations_same_words"),
            models.Index(fields=("state", "session"), name="recommendations_review"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "identifier"),
                name="recommendations_identifier_once",
                violation_error_message=_(
                    "A recommendation with this document and paragraph is in the register already."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True, part="") | models.Q(parent__isnull=False) & ~models.Q(part=""),
                name="recommendations_part_has_a_letter",
                violation_error_message=_("A part of a recommendation needs a letter."),
            ),
        )

    def __str__(self) -> str:
        return self.identifier


@tracked()
class RecommendationText(models.Model):
    """The words in one language. A translation keeps the digest of its source text, and so shows when it is behind."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("text"))
    kind = models.CharField(_("kind of text"), max_length=12, choices=TextKind)
    digest = models.CharField(max_length=64, editable=False)
    """SHA-256 of the text (NFC, UTF-8), hexadecimal."""
    translated_from = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the text that this translation was made from."""
    translator = models.CharField(_("translator"), max_length=200, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)

    class Meta:
        ordering = ("kind", "language")
        constraints = (
            models.UniqueConstraint(
                fields=("recommendation", "language"),
                name="recommendations_text_once_a_language",
                violation_error_message=_("There is a text in this language already. Change that one."),
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="recommendations_text_not_empty",
                violation_error_message=_("The text is empty."),
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=TextKind.TRANSLATION, translated_from=""),
                name="recommendations_translation_names_source",
                violation_error_message=_("A translation names the text that it was made from."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.language}: {self.text[:60]}"

    def is_behind(self, official: "RecommendationText") -> bool:
        """Whether the official text changed after this translation of it was made."""
        return self.kind == TextKind.TRANSLATION and self.translated_from != official.digest


class RecommendingState(models.Model):
    """A State that made the recommendation. One row is one pair, the unit in which UPR figures are counted."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="recommending", db_index=False)
    state = models.ForeignKey(State, models.PROTECT, to_field="code", related_name="+", db_index=False)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("recommendation", "state"),
                name="recommendations_pair_once",
                violation_error_message=_("This State is among those that made the recommendation already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.state_id}"


class SourceRecord(models.Model):
    """One row as a source printed it: a list of [column, value] pairs, because the names of columns may repeat.

    ``digest`` is the SHA-256 of format and verbatim row. ``file_digest`` names the file in the vault, ``row`` counts as
    a spreadsheet does. ``superseded_by`` is set when a newer export of the same source prints the row differently.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="sources")
    run = models.ForeignKey(ImportRun, models.PROTECT, null=True, blank=True, related_name="source_records")
    file_digest = models.CharField(max_length=64, blank=True)
    row = models.IntegerField(_("row"), null=True, blank=True)
    format = models.CharField(_("format"), max_length=40)
    verbatim = models.JSONField()
    read = models.JSONField(default=dict)
    """What was understood: field -> value, so that a page shows the source of each field and compares sources."""
    state = models.ForeignKey(
        State,
        models.PROTECT,
        to_field="code",
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("recommending State"),
    )
    digest = models.CharField(max_length=64)
    superseded_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="supersedes", db_index=False
    )

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("digest", "recommendation"), name="recommendations_source_once"),
        )
        indexes = (
            models.Index(
                models.F("format"),
                KT("read__source_id"),
                name="recommendations_source_id",
                condition=models.Q(read__has_key="source_id"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.format} {self.row}"


@tracked()
class PositionTaken(models.Model):
    """What the State answered at one moment: as it put it (``stated``), as the UN recorded it, or both."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="positions")
    recorded = models.CharField(_("as recorded by the UN"), max_length=20, choices=Position, blank=True)
    stated = models.CharField(_("as the State put it"), max_length=20, choices=Stated, blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    document = models.CharField(_("document"), max_length=200, blank=True)
    source = models.ForeignKey(SourceRecord, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(recorded="", stated=""),
                name="recommendations_position_says_something",
                violation_error_message=_("Say what the State answered, or what the UN recorded."),
            ),
        )

    def __str__(self) -> str:
        return self.recorded or self.stated


@tracked()
class NearCase(models.Model):
    """Two records that may be one: nearly the same words to the same State at the same session. A person decides.

    ``likeness`` is from 0 to 1, of the folded words. A pair stands once, the older record as ``candidate``.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="near_cases")
    candidate = models.ForeignKey(Recommendation, models.CASCADE, related_name="near_to")
    source = models.ForeignKey(SourceRecord, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    likeness = models.FloatField(_("likeness"))
    decision = models.CharField(_("decision"), max_length=9, choices=Sameness, default=Sameness.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-likeness", "id")
        constraints = (
            models.UniqueConstraint(fields=("recommendation", "candidate"), name="recommendations_near_case_once"),
        )

    def __str__(self) -> str:
        return f"{self.recommendation_id} ~ {self.candidate_id}"


@tracked()
class Disagreement(models.Model):
    """Sources of one record that say different things of one field (a key of ``SourceRecord.read``).

    ``settled_for`` is the source that a person chose; until then the record keeps what it held and the page shows both.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="disagreements")
    field = models.CharField(_("field"), max_length=20)
    settled_for = models.ForeignKey(
        SourceRecord, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("recommendation", "field"), name="recommendations_disagreement_once"),
        )

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.field}"


class Merge(Owned):
    """One record was joined to another; the page of the lost one leads to ``kept``. ``snapshot`` holds the lost record with
    its rows, and what was added to the kept one, so that the merge can be taken back."""

    kept = models.ForeignKey(Recommendation, models.CASCADE, related_name="merges")
    lost_id = models.BigIntegerField(db_index=True)
    lost_identifier = models.CharField(_("identifier"), max_length=160)
    snapshot = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    """None where an import found that both are one paragraph."""
    at = models.DateTimeField(_("merged"), default=timezone.now)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.lost_identifier} -> {self.kept_id}"


class Tally(Owned):
    """How many recommendations of one owner and visibility have an entry in ``facets``; entry "" counts all of them.

    Kept by triggers of the table of recommendations (migration 0003), so that the numbers of the whole register cost
    nothing however large it is. ``shard`` differs by database connection: writers do not wait for each other; numbers
    are summed over it and may be negative in one shard.
    """

    kept_by_triggers = True
    """Nothing else writes here, not even what gives every row to another owner (accounts.first_run)."""

    entry = models.CharField(max_length=100)
    shard = models.SmallIntegerField()
    number = models.IntegerField()

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("entry", "owner", "visibility", "shared_with", "shard"), name="recommendations_tally_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry}: {self.number}"
