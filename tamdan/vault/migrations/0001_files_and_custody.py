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
    ]

    operations = [
        migrations.CreateModel(
            name="File",
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
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.BigIntegerField(verbose_name="size in bytes")),
                ("media_type", models.CharField(max_length=120, verbose_name="type")),
                ("name", models.CharField(max_length=255, verbose_name="name")),
                (
                    "copy",
                    models.CharField(
                        choices=[("original", "Original"), ("working", "Working copy")],
                        default="original",
                        max_length=8,
                        verbose_name="copy",
                    ),
                ),
                ("made_by", models.CharField(blank=True, max_length=200, verbose_name="made how")),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="received")),
                (
                    "original",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="vault.file",
                        verbose_name="made from",
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
                    "received_by",
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
                "verbose_name": "file",
                "ordering": ("-received_at", "-id"),
                "indexes": [models.Index(fields=["digest"], name="vault_file_digest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "digest", "original"),
                        name="vault_file_once_a_body",
                        nulls_distinct=False,
                        violation_error_message="This body holds this file already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("copy", "original"), ("original__isnull", True)),
                            models.Q(("copy", "working"), ("original__isnull", False)),
                            _connector="OR",
                        ),
                        name="vault_file_copy_names_original",
                        violation_error_message="A working copy names the original that it was made from.",
                    ),
                    models.CheckConstraint(condition=models.Q(("size__gte", 0)), name="vault_file_size_not_negative"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Custody",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="time")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("stored", "Stored"),
                            ("stored_again", "Handed in again, the same bytes"),
                            ("viewed", "Opened"),
                            ("copied", "Working copy made"),
                            ("verified", "Bytes compared with their digest"),
                        ],
                        max_length=12,
                        verbose_name="act",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="custody", to="vault.file"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "custody",
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Quota",
            fields=[
                (
                    "body",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="institutions.body",
                    ),
                ),
                ("bytes_allowed", models.BigIntegerField(verbose_name="bytes allowed")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("bytes_allowed__gte", 0)), name="vault_quota_not_negative"
                    )
                ],
            },
        ),
    ]
