import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("institutions", "0001_bodies_people_posts"),
        ("places", "0001_places"),
        ("taxonomy", "0002_askers_outside_the_united_nations"),
        ("vault", "0002_sealed_blobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Naming",
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
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                ("folded", models.CharField(editable=False, max_length=200)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="institutions.body",
                        verbose_name="body",
                    ),
                ),
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
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="institutions.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "ordering": ("folded", "-confidence", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_naming_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_naming_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("person__isnull", False), ("state__isnull", True)),
                            models.Q(("body__isnull", False), ("person__isnull", True), ("state__isnull", True)),
                            models.Q(("body__isnull", True), ("person__isnull", True), ("state__isnull", False)),
                            _connector="OR",
                        ),
                        name="press_naming_of_one",
                    ),
                    models.UniqueConstraint(
                        fields=("owner", "folded", "person", "body", "state"),
                        name="press_naming_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NamingHistory",
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
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                ("folded", models.CharField(editable=False, max_length=200)),
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
                        verbose_name="body",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="press.naming",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Outlet",
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
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("name_km", models.CharField(blank=True, max_length=200, verbose_name="name in Khmer")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                (
                    "folded",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, editable=False, size=None
                    ),
                ),
                ("home_page", models.URLField(blank=True, max_length=500, verbose_name="home page")),
                ("host", models.CharField(blank=True, editable=False, max_length=253)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("newspaper", "Newspaper or magazine"),
                            ("agency", "News agency"),
                            ("broadcaster", "Radio or television"),
                            ("site", "News site"),
                            ("account", "Account on a social network"),
                            ("institution", "A body's own pages"),
                            ("other", "Other outlet"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("is_confirmed", models.BooleanField(default=False, verbose_name="confirmed by a person")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="country",
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
                "verbose_name": "outlet",
                "ordering": ("name_en", "name_km", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("host", ""), _negated=True), fields=["host"], name="press_outlet_host"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_en", ""), _negated=True),
                            models.Q(("name_km", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="press_outlet_has_a_name",
                        violation_error_message="Give the name in at least one language.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feed",
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
                ("address", models.URLField(max_length=1000, verbose_name="address")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                (
                    "takes",
                    models.CharField(
                        choices=[
                            ("entry", "The text that the feed itself carries"),
                            ("page", "The page that the entry leads to"),
                        ],
                        default="page",
                        max_length=5,
                        verbose_name="what is kept",
                    ),
                ),
                ("every", models.PositiveIntegerField(default=60, verbose_name="minutes between two looks")),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("never", "Not fetched yet"),
                            ("fresh", "Fetched"),
                            ("unchanged", "Nothing new since the last time"),
                            ("failed", "Could not be fetched"),
                        ],
                        default="never",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("last_fetched_at", models.DateTimeField(blank=True, null=True, verbose_name="last fetched")),
                ("last_entry_at", models.DateTimeField(blank=True, null=True, verbose_name="last new entry")),
                (
                    "next_due",
                    models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="next look"),
                ),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
                ("error", models.JSONField(blank=True, null=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                    "outlet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feeds",
                        to="press.outlet",
                        verbose_name="outlet",
                    ),
                ),
            ],
            options={
                "verbose_name": "feed",
                "ordering": ("outlet", "id"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "address"),
                        name="press_feed_once",
                        violation_error_message="This feed is in the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("every__gte", 10), ("every__lte", 10080)),
                        name="press_feed_not_too_often",
                        violation_error_message="Give a number of minutes from 10 to 10080 (a week).",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Capture",
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
                    "how",
                    models.CharField(
                        choices=[
                            ("pasted", "Pasted"),
                            ("text", "Text file"),
                            ("page", "Saved web page"),
                            ("pdf", "PDF"),
                            ("docx", "Word document"),
                            ("email", "E-mail"),
                            ("feed", "Feed"),
                        ],
                        max_length=8,
                        verbose_name="how it came in",
                    ),
                ),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256 of the original")),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="file name")),
                ("address", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                ("entry", models.CharField(blank=True, editable=False, max_length=64)),
                ("captured_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="captured")),
                ("told", models.JSONField(blank=True, default=dict)),
                ("text", models.TextField(blank=True, verbose_name="text as read")),
                (
                    "boilerplate",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "notes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("empty", "The page is empty."),
                                ("login", "This is a page that asks to sign in, not the article behind it."),
                                ("cookies", "This is a page that asks to accept cookies, not the article behind it."),
                                ("no-article", "No article was found in this text."),
                                (
                                    "mixed-encodings",
                                    "The lines are in more than one encoding; each was read in its own. Look at them.",
                                ),
                                ("repaired", "Letters that another program had garbled were put right. Look at them."),
                                (
                                    "damaged-layer",
                                    "The Khmer text inside this PDF is damaged. Compare it with the pages as they look.",
                                ),
                                (
                                    "read-from-image",
                                    "The words were read from the pictures of the pages. Check them against the pages.",
                                ),
                                (
                                    "no-recognition",
                                    "Some pages are pictures or hold damaged text, and no program for reading pictures (Tesseract) is installed here.",
                                ),
                                (
                                    "lying-type",
                                    "The file is of another kind than its name says; it was read as what it is.",
                                ),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waits to be read"),
                            ("reading", "Being read"),
                            ("read", "Read"),
                            ("failed", "Could not be read"),
                        ],
                        default="waiting",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("done", models.IntegerField(default=0)),
                ("total", models.IntegerField(default=0)),
                ("error", models.JSONField(blank=True, null=True)),
                ("reader", models.CharField(blank=True, editable=False, max_length=12)),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="read")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed")),
                ("removed_reason", models.CharField(blank=True, max_length=300, verbose_name="why it was removed")),
                (
                    "by",
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
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="captures",
                        to="vault.file",
                        verbose_name="original",
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
                    "removed_by",
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
                    "feed",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="captures",
                        to="press.feed",
                        verbose_name="feed",
                    ),
                ),
            ],
            options={
                "verbose_name": "capture",
                "ordering": ("-captured_at", "-id"),
                "indexes": [models.Index(fields=["-captured_at", "-id"], name="press_capture_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "digest", "entry"),
                        name="press_capture_once",
                        violation_error_message="The same text was captured already.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
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
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("start_line", models.IntegerField(verbose_name="first line")),
                ("end_line", models.IntegerField(verbose_name="last line")),
                ("start", models.IntegerField(editable=False)),
                ("text", models.TextField(verbose_name="text as read")),
                (
                    "boilerplate",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("outlet_name", models.CharField(blank=True, max_length=200, verbose_name="outlet as printed")),
                ("author", models.CharField(blank=True, max_length=300, verbose_name="author")),
                ("address", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                ("day", models.DateField(editable=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("km", "Khmer"), ("en+km", "English and Khmer")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("news", "News"), ("op-ed", "Opinion"), ("profile", "Profiles"), ("teaser", "Teaser")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("is_relevant", models.BooleanField(default=False, verbose_name="about human rights")),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("correction", "Corrected by the outlet"),
                                ("removed", "Removed by the outlet"),
                                ("satire", "Satire"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("skipped", models.JSONField(blank=True, default=list)),
                ("signature", models.BinaryField(default=bytes)),
                (
                    "bands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                (
                    "capture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="articles",
                        to="press.capture",
                        verbose_name="capture",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="press.outlet",
                        verbose_name="outlet",
                    ),
                ),
            ],
            options={
                "verbose_name": "article of the press",
                "ordering": ("-day", "-id"),
                "indexes": [
                    models.Index(fields=["-day", "-id"], name="press_article_newest"),
                    django.contrib.postgres.indexes.GinIndex(fields=["bands"], name="press_article_bands"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_article_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_article_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end_line__gte", models.F("start_line")), ("start__gte", 0), ("start_line__gte", 1)
                        ),
                        name="press_article_has_lines",
                        violation_error_message="The last line lies before the first. Correct one of them.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.CharField(max_length=200, verbose_name="as printed")),
                ("number", models.DecimalField(decimal_places=6, max_digits=24, verbose_name="number")),
                ("unit", models.CharField(blank=True, max_length=80, verbose_name="unit")),
                ("what", models.CharField(blank=True, max_length=300, verbose_name="what it counts")),
                ("as_of", models.CharField(blank=True, max_length=30, verbose_name="as of")),
                ("sentence_start", models.IntegerField()),
                ("sentence_end", models.IntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="press.article"
                    ),
                ),
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
                "verbose_name": "figure",
                "ordering": ("start", "id"),
                "abstract": False,
                "indexes": [models.Index(fields=["number"], name="press_figure_number")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_figure_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_figure_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                        name="press_figure_has_a_place",
                        violation_error_message="The end lies before the beginning. Mark the words again.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FigureHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.CharField(max_length=200, verbose_name="as printed")),
                ("number", models.DecimalField(decimal_places=6, max_digits=24, verbose_name="number")),
                ("unit", models.CharField(blank=True, max_length=80, verbose_name="unit")),
                ("what", models.CharField(blank=True, max_length=300, verbose_name="what it counts")),
                ("as_of", models.CharField(blank=True, max_length=30, verbose_name="as of")),
                ("sentence_start", models.IntegerField()),
                ("sentence_end", models.IntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.article",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="press.figure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Mention",
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("body", "Body"),
                            ("state", "State"),
                            ("place", "Place"),
                            ("date", "Date"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                ("folded", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=2),
                        size=None,
                    ),
                ),
                ("date", models.CharField(blank=True, max_length=30, verbose_name="date")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="press.article"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentions",
                        to="institutions.body",
                    ),
                ),
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mentions",
                        to="institutions.person",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="places.place",
                        to_field="code",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="taxonomy.state",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "mention",
                "ordering": ("start", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_mention_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_mention_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                        name="press_mention_has_a_place",
                        violation_error_message="The end lies before the beginning. Mark the words again.",
                    ),
                    models.UniqueConstraint(fields=("article", "kind", "folded"), name="press_mention_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentionHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("body", "Body"),
                            ("state", "State"),
                            ("place", "Place"),
                            ("date", "Date"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                ("folded", models.CharField(editable=False, max_length=200)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=2),
                        size=None,
                    ),
                ),
                ("date", models.CharField(blank=True, max_length=30, verbose_name="date")),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.article",
                    ),
                ),
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
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="press.mention",
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
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="taxonomy.state",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FeedHistory",
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
                ("address", models.URLField(max_length=1000, verbose_name="address")),
                ("title", models.CharField(blank=True, max_length=300, verbose_name="title")),
                (
                    "takes",
                    models.CharField(
                        choices=[
                            ("entry", "The text that the feed itself carries"),
                            ("page", "The page that the entry leads to"),
                        ],
                        default="page",
                        max_length=5,
                        verbose_name="what is kept",
                    ),
                ),
                ("every", models.PositiveIntegerField(default=60, verbose_name="minutes between two looks")),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
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
                        to="press.feed",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.outlet",
                        verbose_name="outlet",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ArticleHistory",
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
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("start_line", models.IntegerField(verbose_name="first line")),
                ("end_line", models.IntegerField(verbose_name="last line")),
                ("start", models.IntegerField(editable=False)),
                (
                    "boilerplate",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), blank=True, default=list, size=None
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="title")),
                ("outlet_name", models.CharField(blank=True, max_length=200, verbose_name="outlet as printed")),
                ("author", models.CharField(blank=True, max_length=300, verbose_name="author")),
                ("address", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="published")),
                ("day", models.DateField(editable=False)),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("km", "Khmer"), ("en+km", "English and Khmer")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("news", "News"), ("op-ed", "Opinion"), ("profile", "Profiles"), ("teaser", "Teaser")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("is_relevant", models.BooleanField(default=False, verbose_name="about human rights")),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("correction", "Corrected by the outlet"),
                                ("removed", "Removed by the outlet"),
                                ("satire", "Satire"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="removed")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        to="press.article",
                    ),
                ),
                (
                    "capture",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.capture",
                        verbose_name="capture",
                    ),
                ),
                (
                    "outlet",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.outlet",
                        verbose_name="outlet",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutletHistory",
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
                ("name_en", models.CharField(blank=True, max_length=200, verbose_name="name in English")),
                ("name_km", models.CharField(blank=True, max_length=200, verbose_name="name in Khmer")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                (
                    "folded",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, editable=False, size=None
                    ),
                ),
                ("home_page", models.URLField(blank=True, max_length=500, verbose_name="home page")),
                ("host", models.CharField(blank=True, editable=False, max_length=253)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("newspaper", "Newspaper or magazine"),
                            ("agency", "News agency"),
                            ("broadcaster", "Radio or television"),
                            ("site", "News site"),
                            ("account", "Account on a social network"),
                            ("institution", "A body's own pages"),
                            ("other", "Other outlet"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("is_confirmed", models.BooleanField(default=False, verbose_name="confirmed by a person")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "country",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="country",
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
                        to="press.outlet",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Republication",
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
                (
                    "likeness",
                    models.CharField(
                        choices=[
                            ("same", "The same words"),
                            ("near", "Nearly the same words"),
                            ("version", "Another language of the same text"),
                        ],
                        max_length=7,
                        verbose_name="likeness",
                    ),
                ),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="republication", to="press.article"
                    ),
                ),
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
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="republications", to="press.article"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_republication_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_republication_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("original")), _negated=True),
                        name="press_republication_of_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RepublicationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                    "likeness",
                    models.CharField(
                        choices=[
                            ("same", "The same words"),
                            ("near", "Nearly the same words"),
                            ("version", "Another language of the same text"),
                        ],
                        max_length=7,
                        verbose_name="likeness",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.article",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.article",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="press.republication",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Voice",
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
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                ("folded", models.CharField(db_index=True, editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("body", "Body"),
                            ("state", "State"),
                            ("group", "Group of people"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=300, verbose_name="office as printed")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("opposition", "Opposition"),
                            ("civil-society", "Civil society"),
                            ("un", "United Nations"),
                            ("foreign-state", "Foreign State"),
                            ("expert", "Expert"),
                            ("court", "Court"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=13,
                        verbose_name="side",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="voices", to="press.article"
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="voices",
                        to="institutions.body",
                        verbose_name="body",
                    ),
                ),
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
                    "holding",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="institutions.holding",
                        verbose_name="post",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="voices",
                        to="institutions.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_voice_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_voice_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.UniqueConstraint(
                        fields=("article", "name"),
                        name="press_voice_once",
                        violation_error_message="This name is among those who speak in the article already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Commitment",
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.TextField(verbose_name="words")),
                ("due_text", models.CharField(blank=True, max_length=200, verbose_name="by when, as printed")),
                ("due", models.CharField(blank=True, max_length=30, verbose_name="by when")),
                ("within", models.CharField(blank=True, max_length=12, verbose_name="within")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="press.article"
                    ),
                ),
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
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="commitments",
                        to="press.voice",
                        verbose_name="promised by",
                    ),
                ),
            ],
            options={
                "verbose_name": "commitment",
                "ordering": ("start", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_commitment_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_commitment_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                        name="press_commitment_has_a_place",
                        violation_error_message="The end lies before the beginning. Mark the words again.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quotation",
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "manner",
                    models.CharField(
                        choices=[("direct", "In quotation marks"), ("indirect", "Reported without quotation marks")],
                        max_length=8,
                        verbose_name="manner",
                    ),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=2),
                        size=None,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None, verbose_name="words"
                    ),
                ),
                ("named_start", models.IntegerField(blank=True, null=True)),
                ("named_end", models.IntegerField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="press.article"
                    ),
                ),
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
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="quotations",
                        to="press.voice",
                        verbose_name="said by",
                    ),
                ),
            ],
            options={
                "verbose_name": "quotation",
                "ordering": ("start", "id"),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_quotation_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_quotation_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), ("start__gte", 0)),
                        name="press_quotation_has_a_place",
                        violation_error_message="The end lies before the beginning. Mark the words again.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("contradicts", "contradicts"),
                            ("tension", "stands against"),
                            ("repeats", "says the same"),
                            ("answers", "answers"),
                            ("disagrees", "gives another figure"),
                        ],
                        max_length=11,
                        verbose_name="is",
                    ),
                ),
                ("score", models.FloatField(default=0, verbose_name="score")),
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
                    "first_figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="press.figure",
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
                    "second_figure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="press.figure",
                    ),
                ),
                (
                    "first_quotation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="press.quotation",
                    ),
                ),
                (
                    "second_quotation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="press.quotation",
                    ),
                ),
            ],
            options={
                "verbose_name": "pair",
                "ordering": ("-score", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confidence__isnull", True),
                            models.Q(("confidence__gte", 0), ("confidence__lte", 1)),
                            _connector="OR",
                        ),
                        name="press_pair_confidence_is_a_share",
                        violation_error_message="Confidence is a number from 0 to 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by__isnull", True), ("origin", "machine"), _negated=True),
                            ("decision", "suggested"),
                            _connector="OR",
                        ),
                        name="press_pair_person_decides",
                        violation_error_message="A person decides about what the computer suggests.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("first_figure__isnull", True),
                                ("first_quotation__lt", models.F("second_quotation")),
                                ("second_figure__isnull", True),
                            ),
                            models.Q(
                                ("first_figure__lt", models.F("second_figure")),
                                ("first_quotation__isnull", True),
                                ("second_quotation__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="press_pair_of_two_alike",
                        violation_error_message="A pair is of two different quotations, or of two different figures.",
                    ),
                    models.UniqueConstraint(
                        fields=("first_quotation", "second_quotation"), name="press_pair_of_quotations_once"
                    ),
                    models.UniqueConstraint(
                        fields=("first_figure", "second_figure"), name="press_pair_of_figures_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairHistory",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("contradicts", "contradicts"),
                            ("tension", "stands against"),
                            ("repeats", "says the same"),
                            ("answers", "answers"),
                            ("disagrees", "gives another figure"),
                        ],
                        max_length=11,
                        verbose_name="is",
                    ),
                ),
                ("score", models.FloatField(default=0, verbose_name="score")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first_figure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.figure",
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
                        to="press.pair",
                    ),
                ),
                (
                    "second_figure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.figure",
                    ),
                ),
                (
                    "first_quotation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.quotation",
                    ),
                ),
                (
                    "second_quotation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.quotation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QuotationHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "manner",
                    models.CharField(
                        choices=[("direct", "In quotation marks"), ("indirect", "Reported without quotation marks")],
                        max_length=8,
                        verbose_name="manner",
                    ),
                ),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=2),
                        size=None,
                    ),
                ),
                (
                    "words",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None, verbose_name="words"
                    ),
                ),
                ("named_start", models.IntegerField(blank=True, null=True)),
                ("named_end", models.IntegerField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.article",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="press.quotation",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.voice",
                        verbose_name="said by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommitmentHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("line", models.IntegerField(verbose_name="line")),
                ("start", models.IntegerField()),
                ("end", models.IntegerField()),
                (
                    "cautions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("words", models.TextField(verbose_name="words")),
                ("due_text", models.CharField(blank=True, max_length=200, verbose_name="by when, as printed")),
                ("due", models.CharField(blank=True, max_length=30, verbose_name="by when")),
                ("within", models.CharField(blank=True, max_length=12, verbose_name="within")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.article",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="press.commitment",
                    ),
                ),
                (
                    "voice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.voice",
                        verbose_name="promised by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VoiceHistory",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
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
                ("name", models.CharField(max_length=200, verbose_name="name as printed")),
                ("folded", models.CharField(editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "Person"),
                            ("body", "Body"),
                            ("state", "State"),
                            ("group", "Group of people"),
                        ],
                        max_length=6,
                        verbose_name="kind",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=300, verbose_name="office as printed")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("government", "Government"),
                            ("opposition", "Opposition"),
                            ("civil-society", "Civil society"),
                            ("un", "United Nations"),
                            ("foreign-state", "Foreign State"),
                            ("expert", "Expert"),
                            ("court", "Court"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=13,
                        verbose_name="side",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="press.article",
                    ),
                ),
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
                        verbose_name="body",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "holding",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.holding",
                        verbose_name="post",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="press.voice",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="taxonomy.state",
                        to_field="code",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."cautions" IS DISTINCT FROM (NEW."cautions") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."line" IS DISTINCT FROM (NEW."line") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."sentence_end" IS DISTINCT FROM (NEW."sentence_end") OR OLD."sentence_start" IS DISTINCT FROM (NEW."sentence_start") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "press_figurehistory" ("article_id", "as_of", "cautions", "confidence", "decided_at", "decided_by_id", "decision", "end", "line", "number", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sentence_end", "sentence_start", "start", "unit", "version", "what", "words") VALUES (OLD."article_id", OLD."as_of", OLD."cautions", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end", OLD."line", OLD."number", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."sentence_end", OLD."sentence_start", OLD."start", OLD."unit", OLD."version", OLD."what", OLD."words"); RETURN NULL;',
                    hash="2bcc29631c4a9eb3f35c6fac360d5e9a5e140ce2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2f66b",
                    table="press_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="figure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_figurehistory" ("article_id", "as_of", "cautions", "confidence", "decided_at", "decided_by_id", "decision", "end", "line", "number", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "sentence_end", "sentence_start", "start", "unit", "version", "what", "words") VALUES (OLD."article_id", OLD."as_of", OLD."cautions", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end", OLD."line", OLD."number", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."sentence_end", OLD."sentence_start", OLD."start", OLD."unit", OLD."version", OLD."what", OLD."words"); RETURN NULL;',
                    hash="ed7e521fd9acbcc1fe832039dea892d48b7adcf3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0c461",
                    table="press_figure",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."cautions" IS DISTINCT FROM (NEW."cautions") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."date" IS DISTINCT FROM (NEW."date") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."folded" IS DISTINCT FROM (NEW."folded") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."line" IS DISTINCT FROM (NEW."line") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."place_id" IS DISTINCT FROM (NEW."place_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."state_id" IS DISTINCT FROM (NEW."state_id") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "press_mentionhistory" ("article_id", "body_id", "cautions", "confidence", "date", "decided_at", "decided_by_id", "decision", "end", "folded", "kind", "line", "name", "origin", "parts", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "start", "state_id", "version") VALUES (OLD."article_id", OLD."body_id", OLD."cautions", OLD."confidence", OLD."date", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end", OLD."folded", OLD."kind", OLD."line", OLD."name", OLD."origin", OLD."parts", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."place_id", OLD."reason", OLD."start", OLD."state_id", OLD."version"); RETURN NULL;',
                    hash="c4cecfba4fb598aaefc0851c642d7da62045098a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b9329",
                    table="press_mention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="mention",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_mentionhistory" ("article_id", "body_id", "cautions", "confidence", "date", "decided_at", "decided_by_id", "decision", "end", "folded", "kind", "line", "name", "origin", "parts", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "reason", "start", "state_id", "version") VALUES (OLD."article_id", OLD."body_id", OLD."cautions", OLD."confidence", OLD."date", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end", OLD."folded", OLD."kind", OLD."line", OLD."name", OLD."origin", OLD."parts", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."place_id", OLD."reason", OLD."start", OLD."state_id", OLD."version"); RETURN NULL;',
                    hash="4ecc3e31b00cedc1f85c70d4ebd6b54a4666dabf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_80eb4",
                    table="press_mention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="naming",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."folded" IS DISTINCT FROM (NEW."folded") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."state_id" IS DISTINCT FROM (NEW."state_id") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "press_naminghistory" ("body_id", "confidence", "decided_at", "decided_by_id", "decision", "folded", "name", "origin", "owner_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "shared_with", "state_id", "visibility") VALUES (OLD."body_id", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."folded", OLD."name", OLD."origin", OLD."owner_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."shared_with", OLD."state_id", OLD."visibility"); RETURN NULL;',
                    hash="8d6880ca686cadc31ded1b5ee563dcf47b02428e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8136",
                    table="press_naming",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="naming",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_naminghistory" ("body_id", "confidence", "decided_at", "decided_by_id", "decision", "folded", "name", "origin", "owner_id", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "shared_with", "state_id", "visibility") VALUES (OLD."body_id", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."folded", OLD."name", OLD."origin", OLD."owner_id", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."shared_with", OLD."state_id", OLD."visibility"); RETURN NULL;',
                    hash="3aac151f5bcbe9dd3f8d656a272ece231ffa4b54",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a5ac7",
                    table="press_naming",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."aliases" IS DISTINCT FROM (NEW."aliases") OR OLD."country_id" IS DISTINCT FROM (NEW."country_id") OR OLD."folded" IS DISTINCT FROM (NEW."folded") OR OLD."home_page" IS DISTINCT FROM (NEW."home_page") OR OLD."host" IS DISTINCT FROM (NEW."host") OR OLD."is_confirmed" IS DISTINCT FROM (NEW."is_confirmed") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."name_km" IS DISTINCT FROM (NEW."name_km") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "press_outlethistory" ("aliases", "country_id", "folded", "home_page", "host", "is_confirmed", "kind", "name_en", "name_km", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_with", "uuid", "version", "visibility") VALUES (OLD."aliases", OLD."country_id", OLD."folded", OLD."home_page", OLD."host", OLD."is_confirmed", OLD."kind", OLD."name_en", OLD."name_km", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."shared_with", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="c3fa48a8e684d782c58f7e4752915fd30a61717a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6bfe3",
                    table="press_outlet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="outlet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_outlethistory" ("aliases", "country_id", "folded", "home_page", "host", "is_confirmed", "kind", "name_en", "name_km", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_with", "uuid", "version", "visibility") VALUES (OLD."aliases", OLD."country_id", OLD."folded", OLD."home_page", OLD."host", OLD."is_confirmed", OLD."kind", OLD."name_en", OLD."name_km", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."shared_with", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="3bcf4d5885225aa16b34d76fc7da2cf076525b9e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_91443",
                    table="press_outlet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."every" IS DISTINCT FROM (NEW."every") OR OLD."is_paused" IS DISTINCT FROM (NEW."is_paused") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."takes" IS DISTINCT FROM (NEW."takes") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "press_feedhistory" ("address", "created_at", "every", "is_paused", "outlet_id", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_with", "takes", "title", "uuid", "version", "visibility") VALUES (OLD."address", OLD."created_at", OLD."every", OLD."is_paused", OLD."outlet_id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."shared_with", OLD."takes", OLD."title", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="cefcd37b1dc1bf08796723ec5e0b69e40914c90e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_80d8f",
                    table="press_feed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="feed",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_feedhistory" ("address", "created_at", "every", "is_paused", "outlet_id", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "shared_with", "takes", "title", "uuid", "version", "visibility") VALUES (OLD."address", OLD."created_at", OLD."every", OLD."is_paused", OLD."outlet_id", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."shared_with", OLD."takes", OLD."title", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="214cee0db738ceef5002f016892731a8fc655b5d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_795aa",
                    table="press_feed",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."author" IS DISTINCT FROM (NEW."author") OR OLD."boilerplate" IS DISTINCT FROM (NEW."boilerplate") OR OLD."capture_id" IS DISTINCT FROM (NEW."capture_id") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."end_line" IS DISTINCT FROM (NEW."end_line") OR OLD."is_relevant" IS DISTINCT FROM (NEW."is_relevant") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."marks" IS DISTINCT FROM (NEW."marks") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."outlet_id" IS DISTINCT FROM (NEW."outlet_id") OR OLD."outlet_name" IS DISTINCT FROM (NEW."outlet_name") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."published_on" IS DISTINCT FROM (NEW."published_on") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."removed_at" IS DISTINCT FROM (NEW."removed_at") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."start_line" IS DISTINCT FROM (NEW."start_line") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "press_articlehistory" ("address", "author", "boilerplate", "capture_id", "confidence", "created_at", "day", "decided_at", "decided_by_id", "decision", "end_line", "is_relevant", "kind", "language", "marks", "origin", "outlet_id", "outlet_name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reason", "removed_at", "shared_with", "start", "start_line", "title", "uuid", "version", "visibility") VALUES (OLD."address", OLD."author", OLD."boilerplate", OLD."capture_id", OLD."confidence", OLD."created_at", OLD."day", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end_line", OLD."is_relevant", OLD."kind", OLD."language", OLD."marks", OLD."origin", OLD."outlet_id", OLD."outlet_name", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."published_on", OLD."reason", OLD."removed_at", OLD."shared_with", OLD."start", OLD."start_line", OLD."title", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="488f8cf2de4ab6701e2021456f57fedb6398182d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6cff6",
                    table="press_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="article",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_articlehistory" ("address", "author", "boilerplate", "capture_id", "confidence", "created_at", "day", "decided_at", "decided_by_id", "decision", "end_line", "is_relevant", "kind", "language", "marks", "origin", "outlet_id", "outlet_name", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_on", "reason", "removed_at", "shared_with", "start", "start_line", "title", "uuid", "version", "visibility") VALUES (OLD."address", OLD."author", OLD."boilerplate", OLD."capture_id", OLD."confidence", OLD."created_at", OLD."day", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end_line", OLD."is_relevant", OLD."kind", OLD."language", OLD."marks", OLD."origin", OLD."outlet_id", OLD."outlet_name", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."published_on", OLD."reason", OLD."removed_at", OLD."shared_with", OLD."start", OLD."start_line", OLD."title", OLD."uuid", OLD."version", OLD."visibility"); RETURN NULL;',
                    hash="3fceab9cd72243fffdee77895ca2e7bb23715197",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_30cbd",
                    table="press_article",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pair",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."first_figure_id" IS DISTINCT FROM (NEW."first_figure_id") OR OLD."first_quotation_id" IS DISTINCT FROM (NEW."first_quotation_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."score" IS DISTINCT FROM (NEW."score") OR OLD."second_figure_id" IS DISTINCT FROM (NEW."second_figure_id") OR OLD."second_quotation_id" IS DISTINCT FROM (NEW."second_quotation_id") OR OLD."shared_with" IS DISTINCT FROM (NEW."shared_with") OR OLD."visibility" IS DISTINCT FROM (NEW."visibility"))',
                    func='INSERT INTO "press_pairhistory" ("confidence", "decided_at", "decided_by_id", "decision", "first_figure_id", "first_quotation_id", "kind", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "score", "second_figure_id", "second_quotation_id", "shared_with", "visibility") VALUES (OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."first_figure_id", OLD."first_quotation_id", OLD."kind", OLD."origin", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."score", OLD."second_figure_id", OLD."second_quotation_id", OLD."shared_with", OLD."visibility"); RETURN NULL;',
                    hash="2a057ad09f2167f0127bbe39cfb6edee670021e1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_eefb7",
                    table="press_pair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="pair",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_pairhistory" ("confidence", "decided_at", "decided_by_id", "decision", "first_figure_id", "first_quotation_id", "kind", "origin", "owner_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "score", "second_figure_id", "second_quotation_id", "shared_with", "visibility") VALUES (OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."first_figure_id", OLD."first_quotation_id", OLD."kind", OLD."origin", OLD."owner_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."score", OLD."second_figure_id", OLD."second_quotation_id", OLD."shared_with", OLD."visibility"); RETURN NULL;',
                    hash="3e4e18b8b075a65e48d79fa3cf73cb27f87b86d1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f36ca",
                    table="press_pair",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="republication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."likeness" IS DISTINCT FROM (NEW."likeness") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."original_id" IS DISTINCT FROM (NEW."original_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason"))',
                    func='INSERT INTO "press_republicationhistory" ("article_id", "confidence", "decided_at", "decided_by_id", "decision", "likeness", "origin", "original_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."article_id", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."likeness", OLD."origin", OLD."original_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="f13274ae202930e51c6a283aedbaaeb7e970c951",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b9188",
                    table="press_republication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="republication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_republicationhistory" ("article_id", "confidence", "decided_at", "decided_by_id", "decision", "likeness", "origin", "original_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason") VALUES (OLD."article_id", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."likeness", OLD."origin", OLD."original_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason"); RETURN NULL;',
                    hash="37bc7ebffbdcf3a1ac9b84cce1a6e860f3e73b1a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1c58e",
                    table="press_republication",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="voice",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."body_id" IS DISTINCT FROM (NEW."body_id") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."folded" IS DISTINCT FROM (NEW."folded") OR OLD."holding_id" IS DISTINCT FROM (NEW."holding_id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."side" IS DISTINCT FROM (NEW."side") OR OLD."state_id" IS DISTINCT FROM (NEW."state_id"))',
                    func='INSERT INTO "press_voicehistory" ("article_id", "body_id", "confidence", "decided_at", "decided_by_id", "decision", "folded", "holding_id", "kind", "name", "origin", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "side", "state_id") VALUES (OLD."article_id", OLD."body_id", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."folded", OLD."holding_id", OLD."kind", OLD."name", OLD."origin", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."role", OLD."side", OLD."state_id"); RETURN NULL;',
                    hash="7e0184e38656a7db70bd6ba5fe2a10f4c5110285",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_358a9",
                    table="press_voice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="voice",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_voicehistory" ("article_id", "body_id", "confidence", "decided_at", "decided_by_id", "decision", "folded", "holding_id", "kind", "name", "origin", "person_id", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "role", "side", "state_id") VALUES (OLD."article_id", OLD."body_id", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."folded", OLD."holding_id", OLD."kind", OLD."name", OLD."origin", OLD."person_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."role", OLD."side", OLD."state_id"); RETURN NULL;',
                    hash="28f82060cf4b0218e23d73aed49a8dbb707ea46c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1007c",
                    table="press_voice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."cautions" IS DISTINCT FROM (NEW."cautions") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."line" IS DISTINCT FROM (NEW."line") OR OLD."manner" IS DISTINCT FROM (NEW."manner") OR OLD."named_end" IS DISTINCT FROM (NEW."named_end") OR OLD."named_start" IS DISTINCT FROM (NEW."named_start") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."voice_id" IS DISTINCT FROM (NEW."voice_id") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "press_quotationhistory" ("article_id", "cautions", "confidence", "decided_at", "decided_by_id", "decision", "end", "line", "manner", "named_end", "named_start", "origin", "parts", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start", "version", "voice_id", "words") VALUES (OLD."article_id", OLD."cautions", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end", OLD."line", OLD."manner", OLD."named_end", OLD."named_start", OLD."origin", OLD."parts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."start", OLD."version", OLD."voice_id", OLD."words"); RETURN NULL;',
                    hash="61dc77046b23ceec9f7c1b5b4ae984acfb26f048",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_490bc",
                    table="press_quotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="quotation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_quotationhistory" ("article_id", "cautions", "confidence", "decided_at", "decided_by_id", "decision", "end", "line", "manner", "named_end", "named_start", "origin", "parts", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start", "version", "voice_id", "words") VALUES (OLD."article_id", OLD."cautions", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."end", OLD."line", OLD."manner", OLD."named_end", OLD."named_start", OLD."origin", OLD."parts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."start", OLD."version", OLD."voice_id", OLD."words"); RETURN NULL;',
                    hash="ffd1ebc3d6a7e3e3229f54d12ce62e43869cf8a1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_51639",
                    table="press_quotation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."cautions" IS DISTINCT FROM (NEW."cautions") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision" IS DISTINCT FROM (NEW."decision") OR OLD."due" IS DISTINCT FROM (NEW."due") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."due_text" IS DISTINCT FROM (NEW."due_text") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."line" IS DISTINCT FROM (NEW."line") OR OLD."origin" IS DISTINCT FROM (NEW."origin") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."voice_id" IS DISTINCT FROM (NEW."voice_id") OR OLD."within" IS DISTINCT FROM (NEW."within") OR OLD."words" IS DISTINCT FROM (NEW."words"))',
                    func='INSERT INTO "press_commitmenthistory" ("article_id", "cautions", "confidence", "decided_at", "decided_by_id", "decision", "due", "due_on", "due_text", "end", "line", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start", "version", "voice_id", "within", "words") VALUES (OLD."article_id", OLD."cautions", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."due", OLD."due_on", OLD."due_text", OLD."end", OLD."line", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'update\', OLD."id", OLD."reason", OLD."start", OLD."version", OLD."voice_id", OLD."within", OLD."words"); RETURN NULL;',
                    hash="30410220857d8d10a7b88caba315312729e3b69c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3ccf",
                    table="press_commitment",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="commitment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "press_commitmenthistory" ("article_id", "cautions", "confidence", "decided_at", "decided_by_id", "decision", "due", "due_on", "due_text", "end", "line", "origin", "pgh_context", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start", "version", "voice_id", "within", "words") VALUES (OLD."article_id", OLD."cautions", OLD."confidence", OLD."decided_at", OLD."decided_by_id", OLD."decision", OLD."due", OLD."due_on", OLD."due_text", OLD."end", OLD."line", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, NOW(), \'delete\', OLD."id", OLD."reason", OLD."start", OLD."version", OLD."voice_id", OLD."within", OLD."words"); RETURN NULL;',
                    hash="e121a532bd22e0e41ca29302d7b9edf6446f3a01",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5fb93",
                    table="press_commitment",
                    when="AFTER",
                ),
            ),
        ),
    ]
