import datetime

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
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
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("core", "0003_spent_effort"),
        ("institutions", "0001_bodies_people_posts"),
        ("intake", "0001_letters_envelopes_and_receipts"),
        ("places", "0001_places"),
        ("sealing", "0001_officer_keys_offices_and_the_list_of_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="YearOfNumbers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True)),
                ("before", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="AdmissibilityReason",
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
                ("is_admissible", models.BooleanField(verbose_name="this office handles it")),
                ("words_en", models.CharField(max_length=600, verbose_name="words for the complainant, in English")),
                (
                    "words_km",
                    models.CharField(blank=True, max_length=600, verbose_name="words for the complainant, in Khmer"),
                ),
            ],
            options={
                "ordering": ("-is_admissible", "code"),
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
                        name="grievances_admissibilityreason_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Case",
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
                ("number", models.CharField(max_length=12, unique=True, verbose_name="number")),
                ("holders", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("admissible", "Being handled"),
                            ("inadmissible", "Not for this office"),
                            ("referred", "Passed to another body"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("reopened", "Opened again"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="standing",
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Danger"), (1, "Often dangerous"), (2, "Usual")], default=2
                    ),
                ),
                ("urgency", models.CharField(blank=True, max_length=40, verbose_name="urgency")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="about")),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="district")),
                ("channel", models.CharField(max_length=40, verbose_name="came by")),
                ("week", models.CharField(blank=True, max_length=8, verbose_name="week")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("due_on", models.DateField(default=datetime.date(9999, 12, 31), verbose_name="next day")),
                ("answered_by_complainant", models.DateField(blank=True, null=True, verbose_name="new words since")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="asked on")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "complained_bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "complained_people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "admissibility",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grievances.admissibilityreason",
                        to_field="code",
                        verbose_name="decision",
                    ),
                ),
                (
                    "closing_reason",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="intake.closingreason",
                        to_field="code",
                        verbose_name="reason",
                    ),
                ),
                (
                    "elsewhere",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.body",
                        verbose_name="where to go",
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="case", to="intake.letter"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sealing.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
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
                    "province",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                        to_field="code",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "ordering": ("rank", "due_on", "id"),
                "indexes": [
                    models.Index(
                        models.F("rank"),
                        models.F("due_on"),
                        models.F("id"),
                        condition=models.Q(("status", "closed"), _negated=True),
                        name="grievances_queue",
                    ),
                    models.Index(models.F("received_on"), models.F("id"), name="grievances_by_day"),
                    models.Index(
                        models.F("officer"), models.F("rank"), models.F("due_on"), name="grievances_of_officer"
                    ),
                    models.Index(models.F("province"), models.F("status"), name="grievances_by_province"),
                    models.Index(models.F("kind"), models.F("district"), models.F("week"), name="grievances_alike"),
                    models.Index(
                        models.F("due_on"),
                        condition=models.Q(("status", "closed"), _negated=True),
                        name="grievances_due",
                    ),
                    models.Index(
                        models.F("answered_by_complainant"),
                        condition=models.Q(("answered_by_complainant__isnull", False)),
                        name="grievances_with_answer",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["holders"], name="grievances_holders"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False), ("closing_reason__isnull", False), ("status", "closed")
                            ),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                                ("closing_reason__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="grievances_closed_with_a_reason",
                        violation_error_message="A file is closed with a reason, and only a closed one has it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holders", []), _negated=True),
                        name="grievances_somebody_holds",
                        violation_error_message="A file belongs to at least one office.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateTimeField(default=django.utils.timezone.now, verbose_name="from")),
                ("end", models.DateTimeField(blank=True, null=True, verbose_name="to")),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="assignments", to="grievances.case"
                    ),
                ),
            ],
            options={
                "ordering": ("start", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("end__isnull", True)),
                        fields=("case",),
                        name="grievances_one_officer_at_a_time",
                        violation_error_message="Somebody handles this file already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseHistory",
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
                ("number", models.CharField(max_length=12, verbose_name="number")),
                ("holders", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("admissible", "Being handled"),
                            ("inadmissible", "Not for this office"),
                            ("referred", "Passed to another body"),
                            ("answered", "Answered"),
                            ("closed", "Closed"),
                            ("reopened", "Opened again"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="standing",
                    ),
                ),
                ("urgency", models.CharField(blank=True, max_length=40, verbose_name="urgency")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="about")),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="district")),
                ("channel", models.CharField(max_length=40, verbose_name="came by")),
                ("week", models.CharField(blank=True, max_length=8, verbose_name="week")),
                ("received_on", models.DateField(verbose_name="received on")),
                ("answered_by_complainant", models.DateField(blank=True, null=True, verbose_name="new words since")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="asked on")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "complained_bodies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "complained_people",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "admissibility",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grievances.admissibilityreason",
                        to_field="code",
                        verbose_name="decision",
                    ),
                ),
                (
                    "closing_reason",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="intake.closingreason",
                        to_field="code",
                        verbose_name="reason",
                    ),
                ),
                (
                    "elsewhere",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.body",
                        verbose_name="where to go",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="intake.letter",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sealing.office",
                        verbose_name="office",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
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
                        to="grievances.case",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                        to_field="code",
                        verbose_name="province",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.bulkact"
                    ),
                ),
                (
                    "leaver",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.body"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."admissibility_id" IS DISTINCT FROM (NEW."admissibility_id") OR OLD."answered_by_complainant" IS DISTINCT FROM (NEW."answered_by_complainant") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."closing_reason_id" IS DISTINCT FROM (NEW."closing_reason_id") OR OLD."complained_bodies" IS DISTINCT FROM (NEW."complained_bodies") OR OLD."complained_people" IS DISTINCT FROM (NEW."complained_people") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."district" IS DISTINCT FROM (NEW."district") OR OLD."elsewhere_id" IS DISTINCT FROM (NEW."elsewhere_id") OR OLD."holders" IS DISTINCT FROM (NEW."holders") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."officer_id" IS DISTINCT FROM (NEW."officer_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."urgency" IS DISTINCT FROM (NEW."urgency") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility") OR OLD."week" IS DISTINCT FROM (NEW."week"))',
                    func='INSERT INTO "grievances_casehistory" ("admissibility_id", "answered_by_complainant", "answered_on", "asked_on", "channel", "closed_at", "closing_reason_id", "complained_bodies", "complained_people", "decided_on", "district", "elsewhere_id", "holders", "kind", "letter_id", "number", "office_id", "officer_id", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "received_on", "shared_with", "status", "urgency", "version", "visibility", "week") VALUES (OLD."admissibility_id", OLD."answered_by_complainant", OLD."answered_on", OLD."asked_on", OLD."channel", OLD."closed_at", OLD."closing_reason_id", OLD."complained_bodies", OLD."complained_people", OLD."decided_on", OLD."district", OLD."elsewhere_id", OLD."holders", OLD."kind", OLD."letter_id", OLD."number", OLD."office_id", OLD."officer_id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."province_id", OLD."received_on", OLD."shared_with", OLD."status", OLD."urgency", OLD."version", OLD."visibility", OLD."week"); RETURN NULL;',
                    hash="c2fd0682080a8e3b82018178bcacc5cc67d2d51b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2faeb",
                    table="grievances_case",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="case",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "grievances_casehistory" ("admissibility_id", "answered_by_complainant", "answered_on", "asked_on", "channel", "closed_at", "closing_reason_id", "complained_bodies", "complained_people", "decided_on", "district", "elsewhere_id", "holders", "kind", "letter_id", "number", "office_id", "officer_id", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "received_on", "shared_with", "status", "urgency", "version", "visibility", "week") VALUES (OLD."admissibility_id", OLD."answered_by_complainant", OLD."answered_on", OLD."asked_on", OLD."channel", OLD."closed_at", OLD."closing_reason_id", OLD."complained_bodies", OLD."complained_people", OLD."decided_on", OLD."district", OLD."elsewhere_id", OLD."holders", OLD."kind", OLD."letter_id", OLD."number", OLD."office_id", OLD."officer_id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."province_id", OLD."received_on", OLD."shared_with", OLD."status", OLD."urgency", OLD."version", OLD."visibility", OLD."week"); RETURN NULL;',
                    hash="a63634170750012c5cfb1fad1b327e3026e4508e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8aa87",
                    table="grievances_case",
                    when="AFTER",
                ),
            ),
        ),
    ]
