import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("institutions", "0001_bodies_people_posts"),
        ("vault", "0001_files_and_custody"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
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
                ("format", models.CharField(blank=True, max_length=40, verbose_name="format")),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("mapping", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "Received"),
                            ("read", "Read: columns wait to be mapped"),
                            ("checking", "Being checked"),
                            ("previewed", "Checked: nothing is stored yet"),
                            ("committing", "Being stored"),
                            ("done", "Stored"),
                            ("cancelled", "Cancelled: nothing was stored"),
                            ("failed", "Failed: nothing was stored"),
                            ("undone", "Undone"),
                        ],
                        default="uploaded",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("done", models.IntegerField(default=0, verbose_name="rows done")),
                ("total", models.IntegerField(default=0, verbose_name="rows")),
                ("new", models.IntegerField(default=0, verbose_name="new")),
                ("changed", models.IntegerField(default=0, verbose_name="changed")),
                ("unchanged", models.IntegerField(default=0, verbose_name="unchanged")),
                ("attached", models.IntegerField(default=0, verbose_name="joined")),
                ("refused", models.IntegerField(default=0, verbose_name="refused")),
                ("notes", models.JSONField(blank=True, default=dict)),
                ("error", models.JSONField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun")),
                ("committed_at", models.DateTimeField(blank=True, null=True, verbose_name="stored")),
                ("undone_at", models.DateTimeField(blank=True, null=True, verbose_name="undone")),
                ("waits_for", models.CharField(blank=True, max_length=300)),
                ("cancel_asked", models.BooleanField(default=False)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="imports", to="vault.file"
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
                "ordering": ("-created_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="ImportChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(verbose_name="row")),
                ("kind", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="imports.importrun"
                    ),
                ),
            ],
            options={
                "ordering": ("number", "id"),
                "indexes": [models.Index(fields=["kind", "object_id"], name="imports_change_record")],
            },
        ),
        migrations.CreateModel(
            name="RefusedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.IntegerField(verbose_name="row")),
                ("verbatim", models.JSONField()),
                ("code", models.CharField(max_length=40)),
                ("values", models.JSONField(default=dict)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="refused_rows", to="imports.importrun"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("run", "number"), name="imports_refused_row_once")],
            },
        ),
    ]
