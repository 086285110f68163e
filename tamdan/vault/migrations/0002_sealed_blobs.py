import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0001_files_and_custody"),
    ]

    operations = [
        migrations.CreateModel(
            name="Blob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("size", models.BigIntegerField(verbose_name="size in bytes")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("brought_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("size__gt", 0)), name="vault_blob_not_empty")
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("letter", models.CharField(max_length=32)),
                ("bytes_allowed", models.BigIntegerField()),
                ("bytes_reserved", models.BigIntegerField()),
                ("used_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bytes_reserved__gte", 0), ("bytes_reserved__lte", models.F("bytes_allowed"))
                        ),
                        name="vault_ticket_within_its_bytes",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("length", models.BigIntegerField()),
                ("offset", models.BigIntegerField(default=0)),
                ("expires", models.DateTimeField(db_index=True)),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="uploads", to="vault.ticket"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "digest"), name="vault_upload_once_a_ticket"),
                    models.CheckConstraint(
                        condition=models.Q(("length__gt", 0), ("offset__gte", 0), ("offset__lte", models.F("length"))),
                        name="vault_upload_within_its_length",
                    ),
                ],
            },
        ),
    ]
