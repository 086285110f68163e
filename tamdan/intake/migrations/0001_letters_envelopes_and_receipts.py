import django.contrib.postgres.fields
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
        ("sealing", "0001_officer_keys_offices_and_the_list_of_keys"),
        ("vault", "0002_sealed_blobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the list")),
                ("hint_en", models.CharField(blank=True, max_length=300)),
                ("hint_km", models.CharField(blank=True, max_length=300)),
                ("by_sender", models.BooleanField(default=False, verbose_name="sent by the person alone")),
                ("by_officer", models.BooleanField(default=False, verbose_name="taken down by an officer")),
            ],
            options={
                "ordering": ("position",),
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
                        name="intake_channel_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosingReason",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the list")),
                ("hint_en", models.CharField(blank=True, max_length=300)),
                ("hint_km", models.CharField(blank=True, max_length=300)),
                ("is_refusal", models.BooleanField(default=False, verbose_name="the complaint was not taken up")),
            ],
            options={
                "ordering": ("position",),
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
                        name="intake_closingreason_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentPurpose",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the list")),
                ("hint_en", models.CharField(blank=True, max_length=300)),
                ("hint_km", models.CharField(blank=True, max_length=300)),
                ("names_a_body", models.BooleanField(default=False, verbose_name="for one named body")),
            ],
            options={
                "ordering": ("position",),
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
                        name="intake_consentpurpose_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Kind",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the list")),
                ("hint_en", models.CharField(blank=True, max_length=300)),
                ("hint_km", models.CharField(blank=True, max_length=300)),
                ("right", models.CharField(blank=True, max_length=80, verbose_name="right")),
                (
                    "articles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80), blank=True, default=list, size=None
                    ),
                ),
                ("is_dangerous", models.BooleanField(default=False, verbose_name="often dangerous")),
            ],
            options={
                "verbose_name": "kind of complaint",
                "ordering": ("position",),
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
                        name="intake_kind_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
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
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("complainant", "The person who complained"),
                            ("office", "The office"),
                            ("note", "A note of the office to itself"),
                        ],
                        default="complainant",
                        max_length=11,
                        verbose_name="from",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="received")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="kind of complaint")),
                ("district", models.CharField(blank=True, max_length=80, verbose_name="district")),
                ("urgency", models.CharField(blank=True, max_length=40, verbose_name="urgency")),
                ("channel", models.CharField(blank=True, max_length=40, verbose_name="channel")),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                ("week", models.CharField(blank=True, max_length=8, verbose_name="week of the event")),
                (
                    "consents",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=80)),
                ("verify", models.CharField(blank=True, max_length=44)),
                ("accepted", models.TextField(blank=True)),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
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
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="intake.letter",
                    ),
                ),
            ],
            options={
                "verbose_name": "sealed letter",
                "ordering": ("-id",),
                "indexes": [
                    models.Index(fields=["thread", "id"], name="intake_letter_thread"),
                    models.Index(
                        condition=models.Q(("thread__isnull", True)), fields=["owner", "id"], name="intake_letter_first"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side", "complainant"),
                            models.Q(("author__isnull", False), ("thread__isnull", False)),
                            _connector="OR",
                        ),
                        name="intake_letter_office_says_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipient", ""), ("verify", "")),
                            models.Q(
                                models.Q(("recipient", ""), _negated=True), models.Q(("verify", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="intake_letter_both_public_halves",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ref", models.CharField(editable=False, max_length=32, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("story", "What happened"),
                            ("identity", "Name and contact"),
                            ("file", "Picture, video or paper"),
                            ("voice", "Recorded voice"),
                            ("message", "Message"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="intake.letter"
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(fields=("letter", "position"), name="intake_item_position_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("withdraw", "Withdraw the complaint"),
                            ("confirm", "Confirm that it was put right"),
                            ("contest", "Contest that it was put right"),
                            ("reopen", "Reopen the complaint"),
                            ("narrow", "Take an item away from an office"),
                            ("rate", "Rate how the complaint was handled"),
                            ("consent", "Give or take back a consent"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by_officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="decisions", to="intake.letter"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="MoreReleases",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "allowed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("officer", models.F("allowed_by")), _negated=True),
                        name="intake_more_by_another",
                        violation_error_message="Another officer of your office has to let you go on.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lookup", models.BinaryField(unique=True)),
                ("u", models.BinaryField()),
                ("wrapped", models.BinaryField()),
                ("keyring_version", models.PositiveIntegerField()),
                ("voided_at", models.DateTimeField(blank=True, null=True)),
                ("opened_on", models.DateField(blank=True, null=True)),
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="receipt", to="intake.letter"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("voided_at__isnull", True), models.Q(("u", b""), ("wrapped", b"")), _connector="OR"
                        ),
                        name="intake_voided_receipt_is_empty",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("purpose", models.CharField(max_length=40, verbose_name="purpose")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="time")),
                ("leaf", models.CharField(max_length=64)),
                (
                    "epoch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sealing.epoch",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="releases", to="intake.item"
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["officer", "at"], name="intake_release_officer")],
            },
        ),
        migrations.CreateModel(
            name="Urgency",
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
                ("position", models.PositiveSmallIntegerField(verbose_name="place in the list")),
                ("hint_en", models.CharField(blank=True, max_length=300)),
                ("hint_km", models.CharField(blank=True, max_length=300)),
                ("is_dangerous", models.BooleanField(default=True, verbose_name="danger")),
            ],
            options={
                "verbose_name_plural": "urgencies",
                "ordering": ("position",),
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
                        name="intake_urgency_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("token_hash", models.BinaryField(primary_key=True, serialize=False)),
                ("expires", models.DateTimeField(db_index=True)),
                (
                    "receipt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="visits", to="intake.receipt"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Envelope",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("audience", models.CharField(max_length=80)),
                ("is_complainants", models.BooleanField(default=False)),
                ("data", models.BinaryField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "epoch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="envelopes",
                        to="sealing.epoch",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="envelopes", to="intake.item"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("until__isnull", False)), fields=["until"], name="intake_envelope_until"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "audience"), name="intake_envelope_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_complainants", False),
                            models.Q(("epoch__isnull", True), ("until__isnull", True)),
                            _connector="OR",
                        ),
                        name="intake_envelope_of_one_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemSegment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "blob",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.blob"),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="segments", to="intake.item"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [models.UniqueConstraint(fields=("item", "number"), name="intake_segment_once")],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."thread_id" IS DISTINCT FROM (NEW."thread_id") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."author_id" IS DISTINCT FROM (NEW."author_id") OR OLD."digest" IS DISTINCT FROM (NEW."digest") OR OLD."received_at" IS DISTINCT FROM (NEW."received_at") OR OLD."recipient" IS DISTINCT FROM (NEW."recipient") OR OLD."verify" IS DISTINCT FROM (NEW."verify"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="b062e08acf4e2f170e6bba696f5a4286c7d0bcca",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_09ec6",
                    table="intake_letter",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="item",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."position" IS DISTINCT FROM (NEW."position"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="a5ef8697dce8f7df6c38e516eb6bfad1023181cd",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_b4ec1",
                    table="intake_item",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."thread_id" IS DISTINCT FROM (NEW."thread_id") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_officer_id" IS DISTINCT FROM (NEW."by_officer_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="4f81ca4a548f5d89918bfcdbd907b432c6fd89b0",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_dc6b9",
                    table="intake_decision",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="release",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."epoch_id" IS DISTINCT FROM (NEW."epoch_id") OR OLD."officer_id" IS DISTINCT FROM (NEW."officer_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."leaf" IS DISTINCT FROM (NEW."leaf"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="1b826e00422d7f225e4515e5669ee872343736c3",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_a54d9",
                    table="intake_release",
                    when="BEFORE",
                ),
            ),
        ),
    ]
