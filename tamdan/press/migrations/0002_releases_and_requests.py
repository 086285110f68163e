import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("institutions", "0001_bodies_people_posts"),
        ("press", "0001_articles_and_what_stands_in_them"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
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
                (
                    "spoke_as",
                    models.CharField(
                        choices=[
                            ("holder", "Holder of a public post"),
                            ("spokesperson", "Spokesperson of a body"),
                            ("body", "The body itself, in a statement"),
                        ],
                        max_length=12,
                        verbose_name="spoke as",
                    ),
                ),
                ("said_on", models.DateField(verbose_name="said on")),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("private_life", "Private life"),
                                ("health", "Health"),
                                ("children", "Children"),
                                ("victims", "Victims"),
                                ("detainees_families", "Families of detainees"),
                                ("untried_accusation", "Untried accusation against somebody without a public post"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("released_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("taken_back", "Taken back by the office"),
                            ("request", "Taken down after a request"),
                            ("refused", "A second person refused it"),
                        ],
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "agreed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="institutions.body"
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
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
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.post",
                    ),
                ),
                (
                    "quotation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="press.quotation"
                    ),
                ),
            ],
            options={
                "verbose_name": "released quotation",
                "ordering": ("-said_on", "-id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["-said_on", "-id"], name="press_release_newest"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("quotation",),
                        name="press_release_once",
                        violation_error_message="This quotation is released, or waits for a second person, already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_by__isnull", True),
                            ("cautions", []),
                            models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="press_release_needs_a_second_person",
                        violation_error_message="A passage with a mark is released by a second person, not by whoever asked.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at__isnull", True), ("agreed_by__isnull", False), _connector="OR"
                        ),
                        name="press_release_is_somebodys_act",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("post__isnull", False), ("spoke_as", "holder")),
                            models.Q(("person__isnull", False), ("spoke_as", "spokesperson")),
                            models.Q(("person__isnull", True), ("post__isnull", True), ("spoke_as", "body")),
                            _connector="OR",
                        ),
                        name="press_release_of_an_office",
                        violation_error_message="Only words of somebody in an office, or of a body, are released.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("why", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="press_release_ends_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Request",
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
                (
                    "kind",
                    models.CharField(
                        choices=[("correction", "Correction"), ("reply", "Reply"), ("removal", "Removal")],
                        max_length=10,
                        verbose_name="what is asked",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="in your words")),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("contact", models.CharField(blank=True, max_length=300, verbose_name="how to reach you")),
                ("language", models.CharField(choices=[("km", "Khmer"), ("en", "English")], max_length=12)),
                ("with_effort", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits for a decision"),
                            ("noted", "A note stands beside the quotation"),
                            ("shown", "The reply stands beside the quotation"),
                            ("taken_down", "The quotation was taken down"),
                            ("refused", "Nothing was changed"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=600, verbose_name="reason")),
                ("reply", models.TextField(blank=True, max_length=4000, verbose_name="reply")),
                ("signed", models.CharField(blank=True, max_length=200, verbose_name="signed")),
                ("decided_at", models.DateTimeField(null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
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
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="requests", to="press.release"
                    ),
                ),
            ],
            options={
                "verbose_name": "request about a quotation",
                "ordering": ("-made_at", "-id"),
                "indexes": [models.Index(fields=["-made_at", "-id"], name="press_request_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answer", "waiting"),
                            models.Q(("answer__in", ("noted", "taken_down", "refused")), ("kind", "correction")),
                            models.Q(("answer__in", ("shown", "refused")), ("kind", "reply")),
                            models.Q(("answer__in", ("taken_down", "noted", "refused")), ("kind", "removal")),
                            _connector="OR",
                        ),
                        name="press_request_answer_fits",
                        violation_error_message="This cannot be decided of a request of this kind.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "waiting"), ("decided_by__isnull", True)),
                            models.Q(
                                models.Q(("answer", "waiting"), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                ("decided_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="press_request_decided_with_a_reason",
                        violation_error_message="Give the reason of the decision: everybody can read it.",
                    ),
                ],
            },
        ),
    ]
