import datetime

import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("grievances", "0003_names_that_officers_ask_for"),
        ("intake", "0001_letters_envelopes_and_receipts"),
        ("sealing", "0001_officer_keys_offices_and_the_list_of_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferralReason",
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
            ],
            options={
                "verbose_name": "reason of another body",
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
                        name="grievances_referralreason_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=16, unique=True, verbose_name="number")),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("asked", "The complainant is asked"),
                            ("agreed", "The complainant agreed"),
                            ("declined", "The complainant said no"),
                            ("offered", "Waits for the other body"),
                            ("accepted", "Taken up by the other body"),
                            ("refused", "Not taken up"),
                            ("returned", "Given back"),
                            ("done", "Answered by the other body"),
                            ("handed", "Given as a file"),
                            ("ended", "Taken back"),
                        ],
                        max_length=9,
                        verbose_name="standing",
                    ),
                ),
                ("recipient", models.CharField(blank=True, max_length=80)),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked")),
                ("passed_at", models.DateTimeField(blank=True, null=True, verbose_name="passed on")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("due_on", models.DateField(default=datetime.date(9999, 12, 31), verbose_name="next day")),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consent", "The complainant took the consent back."),
                            ("office", "The office took it back."),
                            ("closed", "The complaint was closed."),
                            ("recused", "The complaint is about that body."),
                        ],
                        max_length=8,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referrals", to="grievances.case"
                    ),
                ),
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
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sealing.office",
                        verbose_name="body",
                    ),
                ),
                (
                    "reason",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grievances.referralreason",
                        to_field="code",
                        verbose_name="reason",
                    ),
                ),
            ],
            options={
                "verbose_name": "referral",
                "ordering": ("id",),
                "indexes": [models.Index(fields=["office", "due_on", "id"], name="grievances_referral_waiting")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("standing__in", ["accepted", "agreed", "asked", "handed", "offered"])),
                        fields=("case", "office"),
                        name="grievances_referral_once",
                        violation_error_message="This complaint is with that body already, or its consent is being asked for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing__in", ["accepted", "handed", "offered"]), _negated=True),
                            models.Q(("ended_at__isnull", True), ("passed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="grievances_referral_open_was_passed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("standing", "ended"), ("ending", ""), _connector="OR"),
                        name="grievances_referral_ends_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="intake.item"),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="given", to="grievances.referral"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("referral", "item"), name="grievances_referral_item_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferralMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_body", models.BooleanField(default=False)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "letter",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="referral_message", to="intake.letter"
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="grievances.referral"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="referral",
            name="items",
            field=models.ManyToManyField(related_name="+", through="grievances.ReferralItem", to="intake.item"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referralitem",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."referral_id" IS DISTINCT FROM (NEW."referral_id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="46c1bdecebf5febbff49a48a09242194bb4de14f",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_6c87e",
                    table="grievances_referralitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referralmessage",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."referral_id" IS DISTINCT FROM (NEW."referral_id") OR OLD."letter_id" IS DISTINCT FROM (NEW."letter_id") OR OLD."from_body" IS DISTINCT FROM (NEW."from_body") OR OLD."at" IS DISTINCT FROM (NEW."at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f476d55e927e9de6a71c3606904e818c08352af6",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_36b2f",
                    table="grievances_referralmessage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."office_id" IS DISTINCT FROM (NEW."office_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="023b12ea84ecca39faeaa6c23d590196b6e45cca",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_bd33b",
                    table="grievances_referral",
                    when="BEFORE",
                ),
            ),
        ),
    ]
