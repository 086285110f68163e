import uuid

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
        ("intake", "0001_letters_envelopes_and_receipts"),
        ("places", "0001_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="TakenMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BinaryField(unique=True)),
                ("on", models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Box",
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
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                ("name_km", models.CharField(max_length=200, verbose_name="name in Khmer")),
                ("spot", models.CharField(blank=True, max_length=200, verbose_name="where exactly")),
                ("seal", models.CharField(max_length=40, verbose_name="seal on it now")),
                ("hung_on", models.DateField(verbose_name="there since")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.body",
                        verbose_name="institution where it hangs",
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
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                        to_field="code",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "ordering": ("name_en", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_en", ""), _negated=True), models.Q(("name_km", ""), _negated=True)
                        ),
                        name="intake_box_has_both_names",
                        violation_error_message="Give the name in both languages.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seal", ""), _negated=True),
                        name="intake_box_is_sealed",
                        violation_error_message="Give the seal's number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoxHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name_en", models.CharField(max_length=200, verbose_name="name in English")),
                ("name_km", models.CharField(max_length=200, verbose_name="name in Khmer")),
                ("spot", models.CharField(blank=True, max_length=200, verbose_name="where exactly")),
                ("seal", models.CharField(max_length=40, verbose_name="seal on it now")),
                ("hung_on", models.DateField(verbose_name="there since")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.body",
                        verbose_name="institution where it hangs",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.body",
                        verbose_name="owner",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="intake.box",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                        to_field="code",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ForumSession",
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
                ("held_on", models.DateField(verbose_name="date")),
                ("venue", models.CharField(max_length=200, verbose_name="where exactly")),
                ("host", models.CharField(max_length=300, verbose_name="host")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), size=None, verbose_name="languages spoken"
                    ),
                ),
                ("present", models.PositiveIntegerField(verbose_name="people present")),
                ("raised", models.PositiveSmallIntegerField(verbose_name="questions and complaints on the sheet")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                        to_field="code",
                        verbose_name="place",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-held_on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)s",
                        to="intake.letter",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="intake.forumsession",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("session", "number"), name="intake_contribution_once")],
            },
        ),
        migrations.CreateModel(
            name="ForumSessionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("held_on", models.DateField(verbose_name="date")),
                ("venue", models.CharField(max_length=200, verbose_name="where exactly")),
                ("host", models.CharField(max_length=300, verbose_name="host")),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=8), size=None, verbose_name="languages spoken"
                    ),
                ),
                ("present", models.PositiveIntegerField(verbose_name="people present")),
                ("raised", models.PositiveSmallIntegerField(verbose_name="questions and complaints on the sheet")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.body",
                        verbose_name="owner",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="intake.forumsession",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="places.place",
                        to_field="code",
                        verbose_name="place",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="openings", to="intake.box"
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="CustodyRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("opened_at", models.DateTimeField(verbose_name="opened")),
                ("second_name", models.CharField(blank=True, max_length=200, verbose_name="name")),
                ("second_post", models.CharField(blank=True, max_length=200, verbose_name="post")),
                (
                    "absent",
                    models.CharField(blank=True, max_length=500, verbose_name="who should have been there and was not"),
                ),
                ("seal_expected", models.CharField(max_length=40, verbose_name="seal that should be on it")),
                ("seal_found", models.CharField(blank=True, max_length=40, verbose_name="seal found")),
                (
                    "seal_state",
                    models.CharField(
                        choices=[
                            ("intact", "Intact"),
                            ("broken", "Broken or tampered with"),
                            ("missing", "No seal was there"),
                        ],
                        max_length=8,
                        verbose_name="state of the seal",
                    ),
                ),
                ("seal_words", models.CharField(blank=True, max_length=500, verbose_name="what was seen")),
                ("slips", models.PositiveSmallIntegerField(verbose_name="slips counted")),
                ("seal_new", models.CharField(max_length=40, verbose_name="new seal")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="why it was corrected")),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="written down")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed")),
                (
                    "counted",
                    models.PositiveSmallIntegerField(null=True, verbose_name="slips counted by the second person"),
                ),
                (
                    "objection",
                    models.CharField(blank=True, max_length=500, verbose_name="what the second person saw otherwise"),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="first person",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="second person",
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="intake.opening"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "constraints": [
                    models.UniqueConstraint(fields=("opening", "number"), name="intake_custody_record_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("second__isnull", True),
                            models.Q(("second", models.F("first")), _negated=True),
                            _connector="OR",
                        ),
                        name="intake_box_opened_by_two",
                        violation_error_message="Two different people open a box. Choose or name another second person.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("second__isnull", False), ("second_name", ""), ("second_post", "")),
                            models.Q(
                                ("second__isnull", True),
                                models.Q(("second_name", ""), _negated=True),
                                models.Q(("second_post", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intake_box_second_is_known",
                        violation_error_message="Choose the second person from the list, or give name and post of somebody from outside; not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seal_state", "intact"), models.Q(("seal_found", ""), _negated=True)),
                            models.Q(("seal_words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="intake_box_seal_is_told",
                        violation_error_message="Say what you saw of a seal that was broken or not there.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("seal_new", ""), _negated=True),
                            models.Q(("seal_new", models.F("seal_found")), _negated=True),
                        ),
                        name="intake_box_gets_a_new_seal",
                        violation_error_message="A new seal has a number of its own.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="intake_custody_corrected_why",
                        violation_error_message="Say why the record is corrected.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("counted__isnull", True), ("objection", "")),
                            models.Q(
                                ("confirmed_at__isnull", False), ("counted__isnull", False), ("second__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="intake_custody_confirmed_by_second",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutOfUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                (
                    "box",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rests", to="intake.box"
                    ),
                ),
            ],
            options={
                "ordering": ("-start", "-id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("start__isnull", True),
                            ("end__isnull", True),
                            ("end__gte", models.F("start")),
                            _connector="OR",
                        ),
                        name="intake_outofuse_ends_after_start",
                        violation_error_message="The last day lies before the first. Correct one of them.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("start__isnull", False)),
                        name="intake_out_of_use_since",
                        violation_error_message="Give the day.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("end__isnull", True)),
                        fields=("box",),
                        name="intake_box_rests_once",
                        violation_error_message="This box is out of use already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutOfUseHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("start", models.DateField(blank=True, null=True, verbose_name="from")),
                ("end", models.DateField(blank=True, null=True, verbose_name="to")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                (
                    "box",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="intake.box",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="intake.outofuse",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_illegible", models.BooleanField(default=False, verbose_name="illegible")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="%(class)s",
                        to="intake.letter",
                    ),
                ),
                (
                    "opening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="slips", to="intake.opening"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("opening", "number"), name="intake_slip_once")],
            },
        ),
        migrations.AddField(
            model_name="channel",
            name="taken_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("box", "Opening of a complaint box"),
                    ("forum", "Session of a public forum"),
                    ("email", "File of an e-mail"),
                ],
                max_length=5,
                verbose_name="taken from",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="box",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."hung_on" IS DISTINCT FROM (NEW."hung_on") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_km" IS DISTINCT FROM (NEW."name_km") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."seal" IS DISTINCT FROM (NEW."seal") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."spot" IS DISTINCT FROM (NEW."spot") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "intake_boxhistory" ("body_id", "hung_on", "name_en", "name_km", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "seal", "shared_with", "spot", "uuid", "version", "visibility") VALUES (OLD."body_id", OLD."hung_on", OLD."name_en", OLD."name_km", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."place_id", OLD."seal", OLD."shared_with", OLD."spot", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="e92676b90e4f1c9caaf5b4e6a66baecc56991587",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_59399",
                    table="intake_box",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="box",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "intake_boxhistory" ("body_id", "hung_on", "name_en", "name_km", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "seal", "shared_with", "spot", "uuid", "version", "visibility") VALUES (OLD."body_id", OLD."hung_on", OLD."name_en", OLD."name_km", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."seal", OLD."shared_with", OLD."spot", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="c6fb02a185959b8f1efed2f3992f601ed3d6f88c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7e267",
                    table="intake_box",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forumsession",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."host" IS DISTINCT FROM (NEW."host") OR OLD."languages" IS DISTINCT FROM (NEW."languages") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."present" IS DISTINCT FROM (NEW."present") OR OLD."raised" IS DISTINCT FROM (NEW."raised") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."venue" IS DISTINCT FROM (NEW."venue") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "intake_forumsessionhistory" ("held_on", "host", "languages", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "present", "raised", "recorded_by_id", "shared_with", "uuid", "venue", "version", "visibility") VALUES (OLD."held_on", OLD."host", OLD."languages", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."place_id", OLD."present", OLD."raised", OLD."recorded_by_id", OLD."shared_with", OLD."uuid", OLD."venue", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="88c90016752daa30b649615c9fd2d0328041001f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c441a",
                    table="intake_forumsession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="forumsession",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "intake_forumsessionhistory" ("held_on", "host", "languages", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "present", "raised", "recorded_by_id", "shared_with", "uuid", "venue", "version", "visibility") VALUES (OLD."held_on", OLD."host", OLD."languages", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."present", OLD."raised", OLD."recorded_by_id", OLD."shared_with", OLD."uuid", OLD."venue", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="62d1c06848c160111dca6a240ab7c7779745498a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_49f65",
                    table="intake_forumsession",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contribution",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."session_id" IS DISTINCT FROM (NEW."session_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="915d0cc0afc47e8c157e5923d4680de710f18095",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_0d047",
                    table="intake_contribution",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opening",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="0f47e495958ed1be52d9b5f4a11414ff3de45132",
                    operation="DELETE",
                    pgid="pgtrigger_stays_2cb43",
                    table="intake_opening",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="opening",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."box_id" IS DISTINCT FROM (NEW."box_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="3562e26c433ef0ab39cb1082f5185ff79af94f0e",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_b8594",
                    table="intake_opening",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custodyrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="c792e9d6e72d727896a469c38c5e7f912821a463",
                    operation="DELETE",
                    pgid="pgtrigger_stays_3ba36",
                    table="intake_custodyrecord",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custodyrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="said_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confirmed_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="f1ada7a8ff1a9d55d7611e7bf4014f53ebfd4d22",
                    operation="UPDATE",
                    pgid="pgtrigger_said_once_2e15a",
                    table="intake_custodyrecord",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="custodyrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."opening_id" IS DISTINCT FROM (NEW."opening_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."first_id" IS DISTINCT FROM (NEW."first_id") OR OLD."second_id" IS DISTINCT FROM (NEW."second_id") OR OLD."second_name" IS DISTINCT FROM (NEW."second_name") OR OLD."second_post" IS DISTINCT FROM (NEW."second_post") OR OLD."absent" IS DISTINCT FROM (NEW."absent") OR OLD."seal_expected" IS DISTINCT FROM (NEW."seal_expected") OR OLD."seal_found" IS DISTINCT FROM (NEW."seal_found") OR OLD."seal_state" IS DISTINCT FROM (NEW."seal_state") OR OLD."seal_words" IS DISTINCT FROM (NEW."seal_words") OR OLD."slips" IS DISTINCT FROM (NEW."slips") OR OLD."seal_new" IS DISTINCT FROM (NEW."seal_new") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."at" IS DISTINCT FROM (NEW."at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="ae72d5e648a81848397551de43f11ddb514509ec",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_f92c4",
                    table="intake_custodyrecord",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outofuse",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."box_id" IS DISTINCT FROM (NEW."box_id") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."start" IS DISTINCT FROM (NEW."start"))',
                    func='INSERT INTO "intake_outofusehistory" ("box_id", "end", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start") VALUES (OLD."box_id", OLD."end", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."start"); RETURN NULL;',
                    hash="4bd17e2417c584274450552ca4ac14509ca78384",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b75d0",
                    table="intake_outofuse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outofuse",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "intake_outofusehistory" ("box_id", "end", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start") VALUES (OLD."box_id", OLD."end", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."start"); RETURN NULL;',
                    hash="9c3396a9064401f4739686dd636c59358c6dabae",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9de4",
                    table="intake_outofuse",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="slip",
            trigger=pgtrigger.compiler.Trigger(
                name="keeps_what_it_says",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."opening_id" IS DISTINCT FROM (NEW."opening_id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."is_illegible" IS DISTINCT FROM (NEW."is_illegible") OR OLD."at" IS DISTINCT FROM (NEW."at") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c86564cdd4a74d8e236eb0178d340a5f8f6b26b1",
                    operation="UPDATE",
                    pgid="pgtrigger_keeps_what_it_says_b8357",
                    table="intake_slip",
                    when="BEFORE",
                ),
            ),
        ),
    ]
