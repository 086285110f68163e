import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("institutions", "0001_bodies_people_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
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
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "indexes": [models.Index(fields=["to_id", "to_kind"], name="links_link_to")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="links_link_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="links_link_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.UniqueConstraint(
                        fields=("from_id", "from_kind", "to_id", "to_kind", "predicate", "owner"),
                        name="links_link_once",
                        violation_error_message="These two records are linked in this way already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_id", models.F("to_id")), ("from_kind", models.F("to_kind")), _negated=True
                        ),
                        name="links_link_has_two_ends",
                        violation_error_message="A record cannot be linked to itself.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("scheme", "code", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="links_tag_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="links_tag_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.UniqueConstraint(
                        fields=("object_id", "kind", "scheme", "code"),
                        name="links_tag_once",
                        violation_error_message="This record has this tag already.",
                    ),
                ],
            },
        ),
    ]
