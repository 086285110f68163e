import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("imports", "0001_runs_and_what_they_changed"),
        ("institutions", "0001_bodies_people_posts"),
        ("recommendations", "0001_register"),
        ("taxonomy", "0001_reference_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="PositionTakenHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.positiontaken",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="recommendations.sourcerecord",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecommendationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
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
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="imports.importrun",
                    ),
                ),
                (
                    "mechanism",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="taxonomy.mechanism",
                        to_field="code",
                        verbose_name="made by",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.body",
                        verbose_name="owner",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="recommendations.recommendation",
                        verbose_name="part of",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RecommendationTextHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="recommendations.recommendationtext",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="recommendations.recommendation",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positiontaken",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."document" IS DISTINCT FROM (NEW."document") OR OLD."recommendation_id" IS DISTINCT FROM (NEW."recommendation_id") OR OLD."recorded" IS DISTINCT FROM (NEW."recorded") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."stated" IS DISTINCT FROM (NEW."stated"))',
                    func='INSERT INTO "recommendations_positiontakenhistory" ("date", "document", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "recorded", "source_id", "stated") VALUES (OLD."date", OLD."document", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."recommendation_id", OLD."recorded", OLD."source_id", OLD."stated"); RETURN NULL;',
                    hash="15119c281d6891f96c07162d841567c07700db85",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_656b8",
                    table="recommendations_positiontaken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="positiontaken",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "recommendations_positiontakenhistory" ("date", "document", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "recorded", "source_id", "stated") VALUES (OLD."date", OLD."document", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."recorded", OLD."source_id", OLD."stated"); RETURN NULL;',
                    hash="9469ae8a31673f706e20a457bbccbcfa8a920f9a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_954b5",
                    table="recommendations_positiontaken",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_in_id" IS DISTINCT FROM (NEW."created_in_id") OR OLD."cycle" IS DISTINCT FROM (NEW."cycle") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."identifier" IS DISTINCT FROM (NEW."identifier") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."mechanism_id" IS DISTINCT FROM (NEW."mechanism_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."paragraph" IS DISTINCT FROM (NEW."paragraph") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."part" IS DISTINCT FROM (NEW."part") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."position_stated" IS DISTINCT FROM (NEW."position_stated") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."session" IS DISTINCT FROM (NEW."session") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."state_id" IS DISTINCT FROM (NEW."state_id") OR OLD."symbol" IS DISTINCT FROM (NEW."symbol") OR OLD."text_key" IS DISTINCT FROM (NEW."text_key") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "recommendations_recommendationhistory" ("created_at", "created_in_id", "cycle", "date", "identifier", "kind", "mechanism_id", "number", "owner_id", "paragraph", "parent_id", "part", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "position_stated", "published_at", "session", "shared_with", "state_id", "symbol", "text_key", "uuid", "version", "visibility") VALUES (OLD."created_at", OLD."created_in_id", OLD."cycle", OLD."date", OLD."identifier", OLD."kind", OLD."mechanism_id", OLD."number", OLD."owner_id", OLD."paragraph", OLD."parent_id", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."position", OLD."position_stated", OLD."published_at", OLD."session", OLD."shared_with", OLD."state_id", OLD."symbol", OLD."text_key", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="7931538f5b9a2a63c4870793a1a5b71035efa62c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f7db8",
                    table="recommendations_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "recommendations_recommendationhistory" ("created_at", "created_in_id", "cycle", "date", "identifier", "kind", "mechanism_id", "number", "owner_id", "paragraph", "parent_id", "part", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "position_stated", "published_at", "session", "shared_with", "state_id", "symbol", "text_key", "uuid", "version", "visibility") VALUES (OLD."created_at", OLD."created_in_id", OLD."cycle", OLD."date", OLD."identifier", OLD."kind", OLD."mechanism_id", OLD."number", OLD."owner_id", OLD."paragraph", OLD."parent_id", OLD."part", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."position", OLD."position_stated", OLD."published_at", OLD."session", OLD."shared_with", OLD."state_id", OLD."symbol", OLD."text_key", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="4c4628b437126ff68886c47bffccb1cb62f1efaf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_540f8",
                    table="recommendations_recommendation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendationtext",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."recommendation_id" IS DISTINCT FROM (NEW."recommendation_id") OR OLD."reviewed_at" IS DISTINCT FROM (NEW."reviewed_at") OR OLD."reviewed_by_id" IS DISTINCT FROM (NEW."reviewed_by_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."translated_from" IS DISTINCT FROM (NEW."translated_from") OR OLD."translator" IS DISTINCT FROM (NEW."translator"))',
                    func='INSERT INTO "recommendations_recommendationtexthistory" ("digest", "kind", "language", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "reviewed_at", "reviewed_by_id", "text", "translated_from", "translator") VALUES (OLD."digest", OLD."kind", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."recommendation_id", OLD."reviewed_at", OLD."reviewed_by_id", OLD."text", OLD."translated_from", OLD."translator"); RETURN NULL;',
                    hash="222d6bc3739bc6c0df14c2886fa3c76e37f10840",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6ab5f",
                    table="recommendations_recommendationtext",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recommendationtext",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "recommendations_recommendationtexthistory" ("digest", "kind", "language", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommendation_id", "reviewed_at", "reviewed_by_id", "text", "translated_from", "translator") VALUES (OLD."digest", OLD."kind", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."recommendation_id", OLD."reviewed_at", OLD."reviewed_by_id", OLD."text", OLD."translated_from", OLD."translator"); RETURN NULL;',
                    hash="3abcfb9c7a888daa0e8ceeebe0e67673dcb15e25",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cf9b8",
                    table="recommendations_recommendationtext",
                    when="AFTER",
                ),
            ),
        ),
    ]
