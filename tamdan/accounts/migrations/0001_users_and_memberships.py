import uuid

import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0001_bodies_people_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("language", models.CharField(default="km", max_length=8, verbose_name="language")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("is_demonstration", models.BooleanField(default=False, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="users",
                        to="institutions.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "account",
                "ordering": ("email",),
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("secretariat", "Secretariat"),
                            ("intake_officer", "Intake officer"),
                            ("case_officer", "Case officer"),
                            ("lawyer", "Lawyer or legal-aid coordinator"),
                            ("monitor", "Monitor"),
                            ("focal_point", "Focal point of a ministry"),
                            ("validator", "Validating authority"),
                            ("rights_group", "Rights group"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="institutions.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-start", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="accounts_membership_ends_after_start",
                        violation_error_message="The last day lies before the first. Correct one of them.",
                    ),
                    models.UniqueConstraint(
                        fields=("user", "body", "role", "start"),
                        name="accounts_membership_once",
                        nulls_distinct=False,
                        violation_error_message="This person has this role in this body already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("secretariat", "Secretariat"),
                            ("intake_officer", "Intake officer"),
                            ("case_officer", "Case officer"),
                            ("lawyer", "Lawyer or legal-aid coordinator"),
                            ("monitor", "Monitor"),
                            ("focal_point", "Focal point of a ministry"),
                            ("validator", "Validating authority"),
                            ("rights_group", "Rights group"),
                            ("auditor", "Auditor"),
                        ],
                        max_length=24,
                        verbose_name="role",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.body",
                        verbose_name="body",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.membership",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
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
        migrations.CreateModel(
            name="UserHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("language", models.CharField(default="km", max_length=8, verbose_name="language")),
                ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("is_demonstration", models.BooleanField(default=False, editable=False)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_demonstration" IS DISTINCT FROM (NEW."is_demonstration") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid"))',
                    func='INSERT INTO "accounts_userhistory" ("date_joined", "email", "is_active", "is_demonstration", "language", "name", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid") VALUES (OLD."date_joined", OLD."email", OLD."is_active", OLD."is_demonstration", OLD."language", OLD."name", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."uuid"); RETURN NULL;',
                    hash="b58569e7642c15e7a94b05bfc6fc2de0d77f80f0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e890",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="user",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_userhistory" ("date_joined", "email", "is_active", "is_demonstration", "language", "name", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid") VALUES (OLD."date_joined", OLD."email", OLD."is_active", OLD."is_demonstration", OLD."language", OLD."name", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."uuid"); RETURN NULL;',
                    hash="507596f6e09f1631a4d2ce9746e950eb6247bc09",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19f14",
                    table="accounts_user",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "accounts_membershiphistory" ("body_id", "end", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start", "user_id") VALUES (OLD."body_id", OLD."end", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."role", OLD."start", OLD."user_id"); RETURN NULL;',
                    hash="d15ca45c8f4d2d666bc0690200b5aa2722b277aa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_20ab5",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_membershiphistory" ("body_id", "end", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start", "user_id") VALUES (OLD."body_id", OLD."end", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role", OLD."start", OLD."user_id"); RETURN NULL;',
                    hash="201ba71ccc040502d19e7bbb172d1723cfdb478f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19a8f",
                    table="accounts_membership",
                    when="AFTER",
                ),
            ),
        ),
    ]
