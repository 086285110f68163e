import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("verb", models.CharField(max_length=64, verbose_name="act")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("who", models.CharField(max_length=40, verbose_name="who")),
                ("kind", models.CharField(blank=True, max_length=80)),
                ("object_id", models.CharField(blank=True, max_length=64)),
                ("about_kind", models.CharField(blank=True, max_length=80)),
                ("about_id", models.CharField(blank=True, max_length=64)),
                ("digest", models.BinaryField(null=True)),
                ("body", models.BinaryField()),
            ],
            options={
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["kind", "object_id"], name="audit_event_object"),
                    models.Index(
                        condition=models.Q(("about_kind", ""), _negated=True),
                        fields=["about_kind", "about_id"],
                        name="audit_event_about",
                    ),
                    models.Index(fields=["who", "id"], name="audit_event_who"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Log",
            fields=[
                ("number", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("origin", models.CharField(max_length=255, unique=True)),
                ("key", models.CharField(max_length=400)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("-number",),
            },
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "log", "size", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "log",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checkpoints",
                        to="audit.log",
                    ),
                ),
                ("size", models.BigIntegerField()),
                ("root", models.BinaryField()),
                ("note", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("-log_id", "-size"),
            },
        ),
        migrations.CreateModel(
            name="Leaf",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "log", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaf",
                        to="audit.event",
                    ),
                ),
                (
                    "log",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaves",
                        to="audit.log",
                    ),
                ),
                ("seq", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={
                "indexes": [django.contrib.postgres.indexes.HashIndex(fields=["hash"], name="audit_leaf_hash")],
            },
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=80, verbose_name="kind of record")),
                ("object_id", models.CharField(max_length=64)),
                (
                    "basis",
                    models.CharField(help_text="Case number or order. No names.", max_length=300, verbose_name="basis"),
                ),
                ("placed_by", models.UUIDField()),
                ("placed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("lifted_by", models.UUIDField(blank=True, null=True)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-placed_at",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at__isnull", True)),
                        fields=["kind", "object_id"],
                        name="audit_hold_object",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Node",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "log", "level", "position", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "log",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nodes",
                        to="audit.log",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                ("position", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="RecordKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "kind", "object_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=80)),
                ("object_id", models.CharField(max_length=64)),
                ("key", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="RetentionRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=80, unique=True, verbose_name="kind of record")),
                ("days", models.PositiveIntegerField(verbose_name="days kept")),
                ("basis_en", models.CharField(max_length=300, verbose_name="basis in English")),
                ("basis_km", models.CharField(blank=True, max_length=300, verbose_name="basis in Khmer")),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("delete", "Deleted at once"),
                            ("erase", "Proposed for erasure, carried out when a person approves"),
                        ],
                        max_length=8,
                        verbose_name="afterwards",
                    ),
                ),
            ],
            options={
                "ordering": ("kind",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("days__gt", 0)),
                        name="audit_retention_keeps_a_day",
                        violation_error_message="A record is kept for at least one day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("language", models.CharField(default="en", max_length=8, verbose_name="language")),
            ],
            options={
                "verbose_name": "witness",
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=80, verbose_name="kind of record")),
                ("object_id", models.CharField(max_length=64)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("request", "Asked for by the person concerned"),
                            ("retention", "Its keeping time is over"),
                            ("order", "Ordered by a court or an authority"),
                            ("mistake", "Should never have been recorded"),
                        ],
                        max_length=12,
                        verbose_name="ground",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        help_text="Letter number, order or article. No names.", max_length=300, verbose_name="basis"
                    ),
                ),
                ("requested_by", models.UUIDField(blank=True, null=True)),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[("approved", "Approved"), ("refused", "Refused")],
                        max_length=8,
                        verbose_name="decision",
                    ),
                ),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("executed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("-requested_at",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("decided_by__isnull", True), ("decision", "")),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="audit_erasure_decision_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("requested_by__isnull", True),
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="audit_erasure_two_persons",
                        violation_error_message="You asked for this yourself. Another person has to decide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("executed_at__isnull", True), ("decision", "approved"), _connector="OR"),
                        name="audit_erasure_only_when_approved",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")),
                        fields=("kind", "object_id"),
                        name="audit_erasure_asked_once",
                        violation_error_message="This erasure is asked for already and waits for a decision.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ErasureTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=80)),
                ("object_id", models.CharField(max_length=64)),
                (
                    "erasure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="audit.erasure"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="audit_target_object")],
            },
        ),
        migrations.CreateModel(
            name="EventAddress",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="address",
                        serialize=False,
                        to="audit.event",
                    ),
                ),
                ("address", models.GenericIPAddressField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="EventDetail",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="detail",
                        serialize=False,
                        to="audit.event",
                    ),
                ),
                ("salt", models.BinaryField()),
                ("detail", models.BinaryField()),
            ],
        ),
    ]
