import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("imports", "0001_runs_and_what_they_changed"),
        ("institutions", "0001_bodies_people_posts"),
        ("taxonomy", "0001_reference_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("owner", "Its own body only"),
                            ("shared", "Shared with named bodies"),
                            ("staff", "Staff of this installation"),
                            ("public", "Public"),
                        ],
                        default="owner",
                        max_length=8,
                        verbose_name="who may see it",
                    ),
                ),
                (
                    "shared_with",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("identifier", models.CharField(editable=False, max_length=160, verbose_name="identifier")),
                (
                    "kind",
                    models.CharField(
                        choices=[("recommendation", "Recommendation"), ("pledge", "Voluntary pledge")],
                        default="recommendation",
                        max_length=16,
                        verbose_name="kind",
                    ),
                ),
                ("session", models.SmallIntegerField(blank=True, null=True, verbose_name="session")),
                ("cycle", models.SmallIntegerField(blank=True, null=True, verbose_name="cycle")),
                ("symbol", models.CharField(blank=True, max_length=60, verbose_name="document symbol")),
                ("paragraph", models.CharField(blank=True, max_length=30, verbose_name="paragraph")),
                ("number", models.CharField(blank=True, max_length=30, verbose_name="number")),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("part", models.CharField(blank=True, max_length=4, verbose_name="part")),
                (
                    "position",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "Supported"),
                            ("noted", "Noted"),
                            ("partially_supported", "Supported in part"),
                            ("under_consideration", "Under consideration"),
                        ],
                        max_length=20,
                        verbose_name="position recorded by the UN",
                    ),
                ),
                (
                    "position_stated",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("noted", "Noted by the State"),
                            ("partly", "Accepted in part"),
                            ("under_consideration", "Under consideration by the State"),
                        ],
                        max_length=20,
                        verbose_name="position as the State put it",
                    ),
                ),
                ("text_key", models.UUIDField(editable=False)),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=80)),
                (
                    "facets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), blank=True, default=list, editable=False, size=None
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_in",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="created_recommendations",
                        to="imports.importrun",
                    ),
                ),
                (
                    "mechanism",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.mechanism",
                        to_field="code",
                        verbose_name="made by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.body",
                        verbose_name="owner",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="recommendations.recommendation",
                        verbose_name="part of",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "ordering": ("sort_key", "id"),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["facets"], name="recommendations_facets"),
                    models.Index(fields=["text_key", "state"], name="recommendations_same_words"),
                    models.Index(fields=["state", "session"], name="recommendations_review"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "identifier"),
                        name="recommendations_identifier_once",
                        violation_error_message="A recommendation with this document and paragraph is in the register already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("parent__isnull", True), ("part", "")),
                            models.Q(("parent__isnull", False), models.Q(("part", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="recommendations_part_has_a_letter",
                        violation_error_message="A part of a recommendation needs a letter.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_digest", models.CharField(blank=True, max_length=64)),
                ("row", models.IntegerField(blank=True, null=True, verbose_name="row")),
                ("format", models.CharField(max_length=40, verbose_name="format")),
                ("verbatim", models.JSONField()),
                ("read", models.JSONField(default=dict)),
                ("digest", models.CharField(max_length=64)),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source_records",
                        to="imports.importrun",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="recommending State",
                    ),
                ),
                (
                    "superseded_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="supersedes",
                        to="recommendations.sourcerecord",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("digest", "recommendation"), name="recommendations_source_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("text", models.TextField(verbose_name="text")),
                (
                    "kind",
                    models.CharField(
                        choices=[("official", "Official text"), ("translation", "Translation")],
                        max_length=12,
                        verbose_name="kind of text",
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("translated_from", models.CharField(blank=True, editable=False, max_length=64)),
                ("translator", models.CharField(blank=True, max_length=200, verbose_name="translator")),
                ("reviewed_at", models.DateTimeField(blank=True, null=True, verbose_name="reviewed")),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="texts",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("kind", "language"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "language"),
                        name="recommendations_text_once_a_language",
                        violation_error_message="There is a text in this language already. Change that one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="recommendations_text_not_empty",
                        violation_error_message="The text is empty.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "translation"), ("translated_from", ""), _negated=True),
                        name="recommendations_translation_names_source",
                        violation_error_message="A translation names the text that it was made from.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendingState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommending",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.state",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recommendation", "state"),
                        name="recommendations_pair_once",
                        violation_error_message="This State is among those that made the recommendation already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PositionTaken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "recorded",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supported", "Supported"),
                            ("noted", "Noted"),
                            ("partially_supported", "Supported in part"),
                            ("under_consideration", "Under consideration"),
                        ],
                        max_length=20,
                        verbose_name="as recorded by the UN",
                    ),
                ),
                (
                    "stated",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("accepted", "Accepted"),
                            ("rejected", "Rejected"),
                            ("noted", "Noted by the State"),
                            ("partly", "Accepted in part"),
                            ("under_consideration", "Under consideration by the State"),
                        ],
                        max_length=20,
                        verbose_name="as the State put it",
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="date")),
                ("document", models.CharField(blank=True, max_length=200, verbose_name="document")),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="positions",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="recommendations.sourcerecord",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("recorded", ""), ("stated", ""), _negated=True),
                        name="recommendations_position_says_something",
                        violation_error_message="Say what the State answered, or what the UN recorded.",
                    )
                ],
            },
        ),
    ]
