import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("code", models.SlugField(max_length=64, unique=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national_committee", "National human-rights committee"),
                            ("ministry", "Ministry"),
                            ("agency", "Public agency"),
                            ("province", "Provincial administration"),
                            ("court", "Court"),
                            ("parliament", "Parliament"),
                            ("detention", "Prison or place of detention"),
                            ("nhri", "National human-rights institution"),
                            ("rights_group", "Rights group"),
                            ("coalition", "Coalition of rights groups"),
                            ("bar", "Bar association"),
                            ("un_body", "United Nations body"),
                            ("office", "Office or department of a body"),
                            ("other", "Other body"),
                        ],
                        max_length=32,
                        verbose_name="kind",
                    ),
                ),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("name_km", models.CharField(blank=True, max_length=300, verbose_name="name in Khmer")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                ("is_confirmed", models.BooleanField(default=False, verbose_name="confirmed by a person")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="institutions.body",
                        verbose_name="part of",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="institutions.body",
                        verbose_name="succeeded by",
                    ),
                ),
            ],
            options={
                "ordering": ("name_en", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="institutions_body_ends_after_start",
                        violation_error_message="The last day lies before the first. Correct one of them.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_en", ""), _negated=True),
                            models.Q(("name_km", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="institutions_body_has_a_name",
                        violation_error_message="Give the name in at least one language.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="institutions_body_is_not_its_own_part",
                        violation_error_message="A body cannot be part of itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("successor__isnull", True),
                            models.Q(("successor", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="institutions_body_is_not_its_own_successor",
                        violation_error_message="A body cannot succeed itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BodyHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("code", models.SlugField(db_index=False, max_length=64, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("national_committee", "National human-rights committee"),
                            ("ministry", "Ministry"),
                            ("agency", "Public agency"),
                            ("province", "Provincial administration"),
                            ("court", "Court"),
                            ("parliament", "Parliament"),
                            ("detention", "Prison or place of detention"),
                            ("nhri", "National human-rights institution"),
                            ("rights_group", "Rights group"),
                            ("coalition", "Coalition of rights groups"),
                            ("bar", "Bar association"),
                            ("un_body", "United Nations body"),
                            ("office", "Office or department of a body"),
                            ("other", "Other body"),
                        ],
                        max_length=32,
                        verbose_name="kind",
                    ),
                ),
                ("name_en", models.CharField(blank=True, max_length=300, verbose_name="name in English")),
                ("name_km", models.CharField(blank=True, max_length=300, verbose_name="name in Khmer")),
                ("acronym", models.CharField(blank=True, max_length=40, verbose_name="acronym")),
                ("is_confirmed", models.BooleanField(default=False, verbose_name="confirmed by a person")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                        to="institutions.body",
                        verbose_name="part of",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="institutions.body",
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.body",
                        verbose_name="succeeded by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("country", models.CharField(max_length=8)),
                ("state_iso3", models.CharField(max_length=3)),
                ("default_language", models.CharField(default="km", max_length=8)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), default=list, size=None
                    ),
                ),
                ("mail_from", models.EmailField(blank=True, max_length=254)),
                ("is_demonstration", models.BooleanField(default=False)),
                ("singleton", models.BooleanField(default=True, editable=False, unique=True)),
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.body"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("singleton", True)), name="institutions_one_installation"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("family_name", models.CharField(blank=True, max_length=100, verbose_name="family name")),
                ("given_name", models.CharField(blank=True, max_length=100, verbose_name="given name")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="whole name in Latin letters")),
                ("name_km", models.CharField(blank=True, max_length=200, verbose_name="whole name in Khmer")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "verbose_name": "person",
                "ordering": ("name_en", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_en", ""), _negated=True),
                            models.Q(("name_km", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="institutions_person_has_a_name",
                        violation_error_message="Give the name in at least one language.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FocalPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("focal_point", "Focal point"),
                            ("alternate", "Alternate"),
                            ("validator", "Validating authority"),
                        ],
                        max_length=16,
                        verbose_name="role",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="focal_points", to="institutions.body"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="focal_roles",
                        to="institutions.person",
                    ),
                ),
            ],
            options={
                "ordering": ("role", "-start", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="institutions_focalpoint_ends_after_start",
                        violation_error_message="The last day lies before the first. Correct one of them.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FocalPointHistory",
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
                            ("focal_point", "Focal point"),
                            ("alternate", "Alternate"),
                            ("validator", "Validating authority"),
                        ],
                        max_length=16,
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
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="institutions.focalpoint",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("family_name", models.CharField(blank=True, max_length=100, verbose_name="family name")),
                ("given_name", models.CharField(blank=True, max_length=100, verbose_name="given name")),
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="whole name in Latin letters")),
                ("name_km", models.CharField(blank=True, max_length=200, verbose_name="whole name in Khmer")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="institutions.person",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                ("label_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("label_km", models.CharField(blank=True, max_length=200, verbose_name="title in Khmer")),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="institutions.body",
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "ordering": ("label_en", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="institutions_post_ends_after_start",
                        violation_error_message="The last day lies before the first. Correct one of them.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("label_en", ""), _negated=True),
                            models.Q(("label_km", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="institutions_post_has_a_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="institutions.person"
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="institutions.post"
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
                        name="institutions_holding_ends_after_start",
                        violation_error_message="The last day lies before the first. Correct one of them.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldingHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="institutions.holding",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PostHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                ("label_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("label_km", models.CharField(blank=True, max_length=200, verbose_name="title in Khmer")),
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
                        to="institutions.post",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."family_name" IS DISTINCT FROM (NEW."family_name") OR OLD."given_name" IS DISTINCT FROM (NEW."given_name") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_km" IS DISTINCT FROM (NEW."name_km") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "institutions_personhistory" ("family_name", "given_name", "name_en", "name_km", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "version") VALUES (OLD."family_name", OLD."given_name", OLD."name_en", OLD."name_km", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."uuid", OLD."version"); RETURN NULL;',
                    hash="a76847ec003ce07fb3fc3bd1f35b8714181fc1fc",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e155d",
                    table="institutions_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="person",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_personhistory" ("family_name", "given_name", "name_en", "name_km", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "uuid", "version") VALUES (OLD."family_name", OLD."given_name", OLD."name_en", OLD."name_km", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."uuid", OLD."version"); RETURN NULL;',
                    hash="1a6117370217d8f25c206ac6a6be85787435a993",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_37148",
                    table="institutions_person",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="body",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."acronym" IS DISTINCT FROM (NEW."acronym") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."is_confirmed" IS DISTINCT FROM (NEW."is_confirmed") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_km" IS DISTINCT FROM (NEW."name_km") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."successor_id" IS DISTINCT FROM (NEW."successor_id") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "institutions_bodyhistory" ("acronym", "code", "end", "is_confirmed", "kind", "name_en", "name_km", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "successor_id", "uuid", "version") VALUES (OLD."acronym", OLD."code", OLD."end", OLD."is_confirmed", OLD."kind", OLD."name_en", OLD."name_km", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."start", OLD."successor_id", OLD."uuid", OLD."version"); RETURN NULL;',
                    hash="b09896307450c16eb69d545d2270fcac77cb840e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c0e3f",
                    table="institutions_body",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="body",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_bodyhistory" ("acronym", "code", "end", "is_confirmed", "kind", "name_en", "name_km", "parent_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "start", "successor_id", "uuid", "version") VALUES (OLD."acronym", OLD."code", OLD."end", OLD."is_confirmed", OLD."kind", OLD."name_en", OLD."name_km", OLD."parent_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."start", OLD."successor_id", OLD."uuid", OLD."version"); RETURN NULL;',
                    hash="1ba786e7740f85275453d7fa7f6e9d568bff9a35",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4c791",
                    table="institutions_body",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="focalpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    func='INSERT INTO "institutions_focalpointhistory" ("body_id", "end", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start") VALUES (OLD."body_id", OLD."end", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."role", OLD."start"); RETURN NULL;',
                    hash="a721e7720aa4dfb63245f6e5c4663ef30fcc755d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a3494",
                    table="institutions_focalpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="focalpoint",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_focalpointhistory" ("body_id", "end", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "start") VALUES (OLD."body_id", OLD."end", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."role", OLD."start"); RETURN NULL;',
                    hash="3bc257e266650d4d82ad5f50fb9602c1789eb2fe",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e356c",
                    table="institutions_focalpoint",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."label_en" IS DISTINCT FROM (NEW."label_en") OR OLD."label_km" IS DISTINCT FROM (NEW."label_km") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    func='INSERT INTO "institutions_posthistory" ("body_id", "end", "label_en", "label_km", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (OLD."body_id", OLD."end", OLD."label_en", OLD."label_km", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."start"); RETURN NULL;',
                    hash="95f329497ed8419f3ea4db196089b5a6a1007903",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_96a01",
                    table="institutions_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="post",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_posthistory" ("body_id", "end", "label_en", "label_km", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (OLD."body_id", OLD."end", OLD."label_en", OLD."label_km", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."start"); RETURN NULL;',
                    hash="630d72eb3fd9c5f02ddbe81c76fe94ea88b1b0b9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_987e1",
                    table="institutions_post",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."post_id" IS DISTINCT FROM (NEW."post_id") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    func='INSERT INTO "institutions_holdinghistory" ("end", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "start") VALUES (OLD."end", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."post_id", OLD."start"); RETURN NULL;',
                    hash="c25fd34684111b488e0eb83ac30d7234ae89bd56",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_235b3",
                    table="institutions_holding",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="holding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "institutions_holdinghistory" ("end", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "start") VALUES (OLD."end", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."post_id", OLD."start"); RETURN NULL;',
                    hash="7b0168d6b48d2bf3e5ad5330164233070daa394c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3ace4",
                    table="institutions_holding",
                    when="AFTER",
                ),
            ),
        ),
    ]
