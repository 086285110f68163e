import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("institutions", "0001_bodies_people_posts"),
        ("links", "0001_tags_and_links"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkHistory",
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
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("official", "From the source itself"),
                            ("mapped", "From the source by a reviewed table"),
                            ("machine", "Suggested by the computer"),
                            ("person", "Set by a person"),
                        ],
                        max_length=8,
                        verbose_name="origin",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("confidence", models.FloatField(blank=True, null=True, verbose_name="confidence")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("suggested", "Waits for a decision"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                        ],
                        max_length=9,
                        verbose_name="decision",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "predicate",
                    models.CharField(
                        choices=[("repeats", "asks again what was asked before"), ("related", "is related to")],
                        max_length=16,
                        verbose_name="is",
                    ),
                ),
                ("from_kind", models.CharField(max_length=60)),
                ("from_id", models.BigIntegerField()),
                ("to_kind", models.CharField(max_length=60)),
                ("to_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decided_by",
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
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="links.link",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TagHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("official", "From the source itself"),
                            ("mapped", "From the source by a reviewed table"),
                            ("machine", "Suggested by the computer"),
                            ("person", "Set by a person"),
                        ],
                        max_length=8,
                        verbose_name="origin",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("confidence", models.FloatField(blank=True, null=True, verbose_name="confidence")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("suggested", "Waits for a decision"),
                            ("accepted", "Accepted"),
                            ("refused", "Refused"),
                        ],
                        max_length=9,
                        verbose_name="decision",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("scheme", models.CharField(max_length=16, verbose_name="vocabulary")),
                ("code", models.CharField(max_length=80, verbose_name="code")),
                (
                    "decided_by",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="links.tag",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."from_id" IS DISTINCT FROM (NEW."from_id") OR OLD."from_kind" IS DISTINCT FROM (NEW."from_kind") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."predicate" IS DISTINCT FROM (NEW."predicate") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."to_id" IS DISTINCT FROM (NEW."to_id") OR OLD."to_kind" IS DISTINCT FROM (NEW."to_kind") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "links_linkhistory" ("confidence", "decided_at", "decided_by_id", "decision", "from_id", "from_kind", "made_at", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "predicate", "reason", "shared_with", "to_id", "to_kind", "visibility") VALUES (OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."from_id", OLD."from_kind", OLD."made_at", OLD."origin", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."predicate", OLD."reason", OLD."shared_with", OLD."to_id", OLD."to_kind", OLD."visibility"); RETURN NULL;',
                    hash="4f6144f60f9bde09d6630e506a945f47242a3e22",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_55549",
                    table="links_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "links_linkhistory" ("confidence", "decided_at", "decided_by_id", "decision", "from_id", "from_kind", "made_at", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "predicate", "reason", "shared_with", "to_id", "to_kind", "visibility") VALUES (OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."from_id", OLD."from_kind", OLD."made_at", OLD."origin", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."predicate", OLD."reason", OLD."shared_with", OLD."to_id", OLD."to_kind", OLD."visibility"); RETURN NULL;',
                    hash="0700d6c66295a2f76148633015abccd59d396eca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_305f8",
                    table="links_link",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."scheme" IS DISTINCT FROM (NEW."scheme"))',
                    func='INSERT INTO "links_taghistory" ("code", "confidence", "decided_at", "decided_by_id", "decision", "kind", "object_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme") VALUES (OLD."code", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."kind", OLD."object_id", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."scheme"); RETURN NULL;',
                    hash="e4b62e4167162dfed27ee0ea62823dbf76fc6cad",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3ca56",
                    table="links_tag",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tag",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "links_taghistory" ("code", "confidence", "decided_at", "decided_by_id", "decision", "kind", "object_id", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "scheme") VALUES (OLD."code", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."kind", OLD."object_id", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."scheme"); RETURN NULL;',
                    hash="32616e37bf174a1375cde003244c795cf3179ef8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3f184",
                    table="links_tag",
                    when="AFTER",
                ),
            ),
        ),
    ]
