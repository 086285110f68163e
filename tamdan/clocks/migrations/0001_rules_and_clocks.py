import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0001_bodies_people_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="PauseReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_en", models.CharField(max_length=300, verbose_name="name in English")),
                ("name_km", models.CharField(blank=True, max_length=300, verbose_name="name in Khmer")),
                (
                    "km_status",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("attested", "found in a published source"),
                            ("unreviewed", "unofficial, unreviewed"),
                            ("missing", "not yet translated"),
                        ],
                        max_length=10,
                        verbose_name="standing of the Khmer name",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.CharField(max_length=10, verbose_name="date of the source")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
            ],
            options={
                "ordering": ("code",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("km_status", "missing"), ("name_km", "")),
                            models.Q(
                                models.Q(("name_km", ""), _negated=True),
                                models.Q(("km_status", "missing"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="clocks_pausereason_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name_en", models.CharField(max_length=300, verbose_name="name in English")),
                ("name_km", models.CharField(blank=True, max_length=300, verbose_name="name in Khmer")),
                (
                    "km_status",
                    models.CharField(
                        choices=[
                            ("official", "official"),
                            ("attested", "found in a published source"),
                            ("unreviewed", "unofficial, unreviewed"),
                            ("missing", "not yet translated"),
                        ],
                        max_length=10,
                        verbose_name="standing of the Khmer name",
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.CharField(max_length=10, verbose_name="date of the source")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                ("code", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                ("stage", models.SlugField(max_length=60, verbose_name="stage")),
                (
                    "unit",
                    models.CharField(
                        choices=[
                            ("days", "calendar days"),
                            ("working_days", "working days"),
                            ("date", "to a given day"),
                        ],
                        max_length=12,
                        verbose_name="counted in",
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="time given")),
                (
                    "pause_reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                (
                    "tells",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("escalates_to", models.CharField(blank=True, max_length=24, verbose_name="steps in when it is late")),
                ("is_extendable", models.BooleanField(default=False, verbose_name="may be extended")),
                ("lapses", models.BooleanField(default=False, verbose_name="ends by itself")),
                ("law_en", models.CharField(max_length=400, verbose_name="what the law says, in English")),
                ("law_km", models.CharField(blank=True, max_length=400, verbose_name="what the law says, in Khmer")),
            ],
            options={
                "ordering": ("stage", "code"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("km_status", "missing"), ("name_km", "")),
                            models.Q(
                                models.Q(("name_km", ""), _negated=True),
                                models.Q(("km_status", "missing"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="clocks_rule_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__isnull", True), ("unit", "date")),
                            models.Q(models.Q(("unit", "date"), _negated=True), ("amount__gte", 1)),
                            _connector="OR",
                        ),
                        name="clocks_rule_counts_or_is_given_a_day",
                        violation_error_message="Give a number of days, or count to a given day, not both.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Clock",
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
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("title_km", models.CharField(blank=True, max_length=300)),
                ("started_on", models.DateField(verbose_name="started on")),
                ("due_on", models.DateField(verbose_name="last day")),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month")],
                        default="day",
                        max_length=5,
                        verbose_name="known",
                    ),
                ),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("dropped", "No longer needed"), ("passed", "The day has passed")],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
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
                    "rule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="clocks.rule",
                        verbose_name="rule",
                    ),
                ),
            ],
            options={
                "ordering": ("due_on", "id"),
                "indexes": [models.Index(fields=["object_id", "kind"], name="clocks_clock_record")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("stopped_on__isnull", True)),
                        fields=("object_id", "kind", "rule"),
                        name="clocks_clock_runs_once",
                        violation_error_message="A clock of this rule runs on this record already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("stopped_on__isnull", True)),
                            models.Q(("stopped_on__isnull", False), models.Q(("outcome", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="clocks_clock_stops_with_an_outcome",
                        violation_error_message="A clock that stops has an outcome, and only such a clock.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title_en", ""), _negated=True),
                            models.Q(("title_km", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="clocks_clock_has_a_title",
                        violation_error_message="Give the title in at least one language.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pauses", to="clocks.clock"
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clocks.pausereason",
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "ordering": ("since", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("clock",),
                        name="clocks_pause_one_at_a_time",
                        violation_error_message="This clock is paused already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                        name="clocks_pause_ends_after_start",
                        violation_error_message="The last day lies before the first. Correct one of them.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PauseHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("since", models.DateField(verbose_name="from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="to")),
                (
                    "clock",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clocks.clock",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="clocks.pause",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clocks.pausereason",
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ClockHistory",
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
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("title_en", models.CharField(blank=True, max_length=300)),
                ("title_km", models.CharField(blank=True, max_length=300)),
                ("started_on", models.DateField(verbose_name="started on")),
                ("due_on", models.DateField(verbose_name="last day")),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month")],
                        default="day",
                        max_length=5,
                        verbose_name="known",
                    ),
                ),
                ("stopped_on", models.DateField(blank=True, null=True, verbose_name="stopped on")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Done"), ("dropped", "No longer needed"), ("passed", "The day has passed")],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("escalated_at", models.DateTimeField(blank=True, null=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
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
                        to="clocks.clock",
                    ),
                ),
                (
                    "rule",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="clocks.rule",
                        verbose_name="rule",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("offset", models.SmallIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="told", to="clocks.clock"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("clock", "offset"), name="clocks_told_once")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pause",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."clock_id" IS DISTINCT FROM (NEW."clock_id") OR OLD."reason_id" IS DISTINCT FROM (NEW."reason_id") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                    func='INSERT INTO "clocks_pausehistory" ("clock_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_id", "since", "until") VALUES (OLD."clock_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason_id", OLD."since", OLD."until"); RETURN NULL;',
                    hash="998f5034667236e68346b934b2d24a2f2519ef1f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ebf4e",
                    table="clocks_pause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pause",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "clocks_pausehistory" ("clock_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_id", "since", "until") VALUES (OLD."clock_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason_id", OLD."since", OLD."until"); RETURN NULL;',
                    hash="de180239b50b1006c4ad7affdd1ee235be09dcc6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f05ec",
                    table="clocks_pause",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clock",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."escalated_at" IS DISTINCT FROM (NEW."escalated_at") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."object_id" IS DISTINCT FROM (NEW."object_id") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."precision" IS DISTINCT FROM (NEW."precision") OR OLD."rule_id" IS DISTINCT FROM (NEW."rule_id") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on") OR OLD."stopped_on" IS DISTINCT FROM (NEW."stopped_on") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."title_km" IS DISTINCT FROM (NEW."title_km") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "clocks_clockhistory" ("changed_at", "due_on", "escalated_at", "kind", "object_id", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "rule_id", "shared_with", "started_on", "stopped_on", "title_en", "title_km", "uuid", "visibility") VALUES (OLD."changed_at", OLD."due_on", OLD."escalated_at", OLD."kind", OLD."object_id", OLD."outcome", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."precision", OLD."rule_id", OLD."shared_with", OLD."started_on", OLD."stopped_on", OLD."title_en", OLD."title_km", OLD."uuid", OLD."visibility"); RETURN NULL;',
                    hash="147730147677c363ff909c23f888717c94084948",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_03e1e",
                    table="clocks_clock",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="clock",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "clocks_clockhistory" ("changed_at", "due_on", "escalated_at", "kind", "object_id", "outcome", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "precision", "rule_id", "shared_with", "started_on", "stopped_on", "title_en", "title_km", "uuid", "visibility") VALUES (OLD."changed_at", OLD."due_on", OLD."escalated_at", OLD."kind", OLD."object_id", OLD."outcome", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."precision", OLD."rule_id", OLD."shared_with", OLD."started_on", OLD."stopped_on", OLD."title_en", OLD."title_km", OLD."uuid", OLD."visibility"); RETURN NULL;',
                    hash="e1a21a5551a07401769d5f006c5e56b5e7c3e074",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0a2d9",
                    table="clocks_clock",
                    when="AFTER",
                ),
            ),
        ),
    ]
