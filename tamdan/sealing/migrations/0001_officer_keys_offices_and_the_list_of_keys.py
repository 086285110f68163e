import uuid

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
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
            name="KeyListVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(unique=True)),
                ("canonical", models.BinaryField()),
                ("text", models.TextField()),
                ("expires", models.DateField(verbose_name="valid to")),
                ("drafted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("published_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("anchor", models.BinaryField(null=True)),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(
                        models.Value(1),
                        condition=models.Q(("dropped_at__isnull", True), ("published_at__isnull", True)),
                        name="sealing_one_draft",
                        violation_error_message="A draft waits for its signatures. Publish or drop it first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("anchor__isnull", True), ("published_at__isnull", True)),
                            models.Q(
                                ("anchor__isnull", False), ("dropped_at__isnull", True), ("published_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="sealing_published_list_has_its_anchor",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Kit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("drilled_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
                ("canary", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ("-made_at", "-id"),
                "constraints": [
                    models.UniqueConstraint(
                        models.Value(1), condition=models.Q(("retired_at__isnull", True)), name="sealing_one_kit"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Office",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("office", "Reads letters"),
                            ("custodian", "Keeps names and contacts"),
                            ("referral", "Receives what is referred"),
                        ],
                        default="office",
                        max_length=9,
                        verbose_name="purpose",
                    ),
                ),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                ("name_km", models.CharField(max_length=200, verbose_name="name in Khmer")),
                ("set_up_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="institutions.body",
                        verbose_name="body",
                    ),
                ),
            ],
            options={
                "ordering": ("purpose", "name_en", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_en", ""), _negated=True), models.Q(("name_km", ""), _negated=True)
                        ),
                        name="sealing_office_has_both_names",
                        violation_error_message="Give the name in both languages: people choose an office by it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Epoch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("recipient", models.CharField(max_length=80, unique=True)),
                ("verify", models.CharField(max_length=44, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retired_at", models.DateTimeField(null=True)),
                ("must_change_since", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="epochs", to="sealing.office"
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(fields=("office", "number"), name="sealing_epoch_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("office",),
                        name="sealing_one_epoch_an_office",
                        violation_error_message="This office has a key already. End it with a new one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="sealing_epochs_count_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficerKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recipient", models.CharField(max_length=80, unique=True)),
                ("file", models.BinaryField(null=True)),
                ("touch_file", models.BinaryField(null=True)),
                ("touch_credential", models.CharField(blank=True, max_length=600)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="officer_keys",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-id"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("user",),
                        name="sealing_one_key_a_person",
                        violation_error_message="This person has a key already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("retired_at__isnull", True)),
                            models.Q(
                                ("file__isnull", True), ("retired_at__isnull", False), ("touch_file__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="sealing_key_has_its_file_while_it_lives",
                        violation_error_message="A key that is in use has its file, one that ended has none.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("data", models.BinaryField()),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "epoch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="sealing.epoch"
                    ),
                ),
                (
                    "officer_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="copies", to="sealing.officerkey"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [models.UniqueConstraint(fields=("epoch", "officer_key"), name="sealing_copy_once")],
            },
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="join_requests", to="sealing.office"
                    ),
                ),
                (
                    "officer_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to="sealing.officerkey",
                    ),
                ),
            ],
            options={
                "ordering": ("asked_at",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("office", "officer_key"),
                        name="sealing_ask_once",
                        violation_error_message="You have asked already. An officer of this office has to admit you.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Steward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="which of the three")),
                ("verify", models.CharField(blank=True, max_length=44)),
                ("seed", models.BinaryField(null=True)),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "officer_key",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="sealing.officerkey",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="stewardships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("position", "-named_at"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("position__in", (1, 2, 3))), name="sealing_at_most_three_stewards"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("position",),
                        name="sealing_one_steward_a_position",
                        violation_error_message="This position is taken. End it first.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True), ("user__isnull", False)),
                        fields=("user",),
                        name="sealing_steward_once",
                        violation_error_message="This person is a steward already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyListSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.CharField(max_length=400)),
                ("signed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="sealing.keylistversion",
                    ),
                ),
                (
                    "steward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="sealing.steward"
                    ),
                ),
            ],
            options={
                "ordering": ("steward__position", "id"),
                "constraints": [models.UniqueConstraint(fields=("version", "steward"), name="sealing_sign_once")],
            },
        ),
        migrations.CreateModel(
            name="KitCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(max_length=120)),
                ("pair", models.CharField(max_length=2)),
                ("data", models.BinaryField()),
                ("stamp", models.CharField(blank=True, max_length=64)),
                ("stored_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "kit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="sealing.kit"
                    ),
                ),
            ],
            options={
                "ordering": ("subject", "pair"),
                "constraints": [
                    models.UniqueConstraint(fields=("kit", "subject", "pair"), name="sealing_kit_copy_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pair__in", ("AB", "AC", "BC"))), name="sealing_pairs_of_sheets"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KitSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("letter", models.CharField(max_length=1)),
                ("recipient", models.CharField(max_length=80, unique=True)),
                ("holder", models.CharField(max_length=120, verbose_name="where it is kept")),
                (
                    "kit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="sealing.kit"
                    ),
                ),
            ],
            options={
                "ordering": ("letter",),
                "constraints": [
                    models.UniqueConstraint(fields=("kit", "letter"), name="sealing_sheet_once"),
                    models.CheckConstraint(
                        condition=models.Q(("letter__in", ("A", "B", "C"))), name="sealing_sheets_are_abc"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keylistversion",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="02a46770cda0c2fb36dbeba3b4a73c7149def15d",
                    operation="DELETE",
                    pgid="pgtrigger_stays_5aa77",
                    table="sealing_keylistversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="keylistversion",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."canonical" IS DISTINCT FROM (NEW."canonical") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."expires" IS DISTINCT FROM (NEW."expires"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="647c38609fbd0973038ce64d03c1b7ea32d06277",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_9b01f",
                    table="sealing_keylistversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kit",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="a1421a5dc03f7990fd36d762734836cde3318c69",
                    operation="DELETE",
                    pgid="pgtrigger_stays_80175",
                    table="sealing_kit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kitsheet",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="340e2c585944e7e4c31526e5c2d121ba126a3174",
                    operation="DELETE",
                    pgid="pgtrigger_stays_a32a9",
                    table="sealing_kitsheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="kitsheet",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."kit_id" IS DISTINCT FROM (NEW."kit_id") OR OLD."letter" IS DISTINCT FROM (NEW."letter") OR OLD."recipient" IS DISTINCT FROM (NEW."recipient"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="9bffb4d7610011ff84905539d53cbff543601563",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_0ad64",
                    table="sealing_kitsheet",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="42a30d47b3234890555558a33f4d7aa93fc85fc3",
                    operation="DELETE",
                    pgid="pgtrigger_stays_e87c8",
                    table="sealing_office",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="office",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c8c1f04270793f41ad9826950197e5374f33aae0",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_4d249",
                    table="sealing_office",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="epoch",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="4fc24d015ae128f5d44973eeda81df9c00a5b9d8",
                    operation="DELETE",
                    pgid="pgtrigger_stays_3eda9",
                    table="sealing_epoch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="epoch",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."office_id" IS DISTINCT FROM (NEW."office_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."recipient" IS DISTINCT FROM (NEW."recipient") OR OLD."verify" IS DISTINCT FROM (NEW."verify"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1dc2638d6bbdcc12e6f211c3d93be6cef227c57f",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_e8bbf",
                    table="sealing_epoch",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="steward",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="b898dd1d0ef47e7f82fd229c16b3b38786e557b1",
                    operation="DELETE",
                    pgid="pgtrigger_stays_a002c",
                    table="sealing_steward",
                    when="BEFORE",
                ),
            ),
        ),
    ]
