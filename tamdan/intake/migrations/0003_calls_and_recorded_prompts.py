import datetime

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
        ("institutions", "0001_bodies_people_posts"),
        ("intake", "0002_boxes_forums_and_taken_messages"),
        ("sealing", "0001_officer_keys_offices_and_the_list_of_keys"),
        ("vault", "0002_sealed_blobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
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
                ("ref", models.CharField(editable=False, max_length=32, unique=True)),
                ("envelope", models.BinaryField()),
                ("sealed", models.BinaryField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("asked", "Asked to be called"),
                            ("left", "Called and could not stay"),
                            ("missed", "Missed call"),
                        ],
                        max_length=6,
                        verbose_name="why",
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                ("is_dangerous", models.BooleanField(default=False, verbose_name="somebody may be in danger")),
                ("safe_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="safe from")),
                ("safe_until", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="safe until")),
                ("noted_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="written down")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waits"), ("taken", "Taken"), ("closed", "Closed")],
                        default="waiting",
                        max_length=7,
                        verbose_name="standing",
                    ),
                ),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("rests_until", models.DateTimeField(blank=True, null=True)),
                ("due_on", models.DateField(default=datetime.date(9999, 12, 31), verbose_name="last day")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="closed")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("letter", "It became a complaint"),
                            ("settled", "Settled in the conversation"),
                            ("not_reached", "Not reached after several attempts"),
                            ("wrong_number", "Wrong number, or somebody else answered"),
                            ("refused", "Asked not to be called again"),
                            ("mistake", "Noted by mistake, or twice"),
                        ],
                        max_length=12,
                        verbose_name="how it ended",
                    ),
                ),
                (
                    "epoch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sealing.epoch"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="calls",
                        to="intake.letter",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.body",
                        verbose_name="owner",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-is_dangerous", "due_on", "id"),
                "indexes": [
                    models.Index(
                        models.F("office"),
                        models.F("is_dangerous"),
                        models.F("due_on"),
                        condition=models.Q(("state", "closed"), _negated=True),
                        name="intake_calls_open",
                    ),
                    models.Index(
                        models.F("closed_at"), condition=models.Q(("state", "closed")), name="intake_calls_closed"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "taken"), ("taken_at__isnull", False), ("taken_by__isnull", False)),
                            models.Q(
                                models.Q(("state", "taken"), _negated=True),
                                ("taken_at__isnull", True),
                                ("taken_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="intake_call_taken_by_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "taken")),
                        fields=("taken_by",),
                        name="intake_one_call_at_a_time",
                        violation_error_message="You have taken another call. Finish it first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("envelope", b""),
                                ("sealed", b""),
                                ("state", "closed"),
                                models.Q(("ending", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                                ("ending", ""),
                            ),
                            _connector="OR",
                        ),
                        name="intake_closed_call_keeps_no_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("safe_from__isnull", True), ("safe_until__isnull", True)),
                            models.Q(
                                ("safe_from__lt", 24),
                                ("safe_until__gte", 1),
                                ("safe_until__lte", 24),
                                models.Q(("safe_from", models.F("safe_until")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intake_call_safe_hours",
                        violation_error_message="Give both hours, or none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("answered", "Answered"),
                            ("no_answer", "No answer"),
                            ("wrong_number", "Wrong number, or somebody else answered"),
                            ("refused", "Asked not to be called again"),
                        ],
                        max_length=12,
                        verbose_name="what came of it",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attempts", to="intake.call"
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Recording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prompt", models.CharField(max_length=20, verbose_name="prompt")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("words", models.TextField(verbose_name="words")),
                ("media_type", models.CharField(max_length=20, verbose_name="type")),
                ("seconds", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="seconds")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="taken off the page")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="vault.file",
                        verbose_name="sound",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at", "-id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("published_at__isnull", False)),
                        fields=("prompt", "language"),
                        name="intake_one_recording_on_the_page",
                        violation_error_message="Another recording of this prompt is on the page already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="intake_recording_ends_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("file__isnull", False),
                            ("published_at__isnull", True),
                            ("ended_at__isnull", False),
                            _connector="OR",
                        ),
                        name="intake_recording_on_the_page_has_its_sound",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecordingHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("prompt", models.CharField(max_length=20, verbose_name="prompt")),
                ("language", models.CharField(max_length=8, verbose_name="language")),
                ("words", models.TextField(verbose_name="words")),
                ("media_type", models.CharField(max_length=20, verbose_name="type")),
                ("seconds", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="seconds")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="recorded")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="taken off the page")),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="vault.file",
                        verbose_name="sound",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
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
                        to="intake.recording",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recording",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ended_at" IS DISTINCT FROM (NEW."ended_at") OR OLD."ended_by_id" IS DISTINCT FROM (NEW."ended_by_id") OR OLD."file_id" IS DISTINCT FROM (NEW."file_id") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."media_type" IS DISTINCT FROM (NEW."media_type") OR OLD."prompt" IS DISTINCT FROM (NEW."prompt") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."published_by_id" IS DISTINCT FROM (NEW."published_by_id") OR OLD."seconds" IS DISTINCT FROM (NEW."seconds") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "intake_recordinghistory" ("ended_at", "ended_by_id", "file_id", "language", "made_at", "made_by_id", "media_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompt", "published_at", "published_by_id", "seconds", "words") VALUES (OLD."ended_at", OLD."ended_by_id", OLD."file_id", OLD."language", OLD."made_at", OLD."made_by_id", OLD."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."prompt", OLD."published_at", OLD."published_by_id", OLD."seconds", OLD."words"); RETURN NULL;',
                    hash="900b042f08c8afb927e10a62502ebb64df39e2fa",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2cf22",
                    table="intake_recording",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recording",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "intake_recordinghistory" ("ended_at", "ended_by_id", "file_id", "language", "made_at", "made_by_id", "media_type", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "prompt", "published_at", "published_by_id", "seconds", "words") VALUES (OLD."ended_at", OLD."ended_by_id", OLD."file_id", OLD."language", OLD."made_at", OLD."made_by_id", OLD."media_type", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."prompt", OLD."published_at", OLD."published_by_id", OLD."seconds", OLD."words"); RETURN NULL;',
                    hash="fff3af0ad9284330e4a15816b8f35d416855b98b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7a455",
                    table="intake_recording",
                    when="AFTER",
                ),
            ),
        ),
    ]
