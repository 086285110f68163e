import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="UprSession",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.CharField(max_length=10, verbose_name="date of the source")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                ("number", models.PositiveSmallIntegerField(unique=True, verbose_name="session")),
                ("cycle", models.PositiveSmallIntegerField(verbose_name="cycle")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="ActionKind",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                ("meaning_en", models.CharField(max_length=200, verbose_name="meaning in English")),
                ("meaning_km", models.CharField(max_length=200, verbose_name="meaning in Khmer")),
            ],
            options={
                "verbose_name": "kind of action",
                "ordering": ["position"],
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
                        name="taxonomy_actionkind_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AffectedGroup",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="taxonomy.affectedgroup",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "affected group",
                "ordering": ["position"],
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
                        name="taxonomy_affectedgroup_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineKind",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                (
                    "kind",
                    models.CharField(
                        choices=[("due", "Last day"), ("event", "Event")], max_length=5, verbose_name="nature"
                    ),
                ),
            ],
            options={
                "verbose_name": "step of the review",
                "ordering": ["position"],
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
                        name="taxonomy_deadlinekind_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sdg",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                (
                    "level",
                    models.CharField(
                        choices=[("goal", "Goal"), ("target", "Target")], max_length=6, verbose_name="level"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="taxonomy.sdg",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "Sustainable Development Goal",
                "ordering": ["position"],
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
                        name="taxonomy_sdg_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StateGroup",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("un-group", "Regional group of the United Nations"),
                            ("organisation", "International organisation"),
                            ("region", "Region of the UN statistical list"),
                            ("subregion", "Subregion of the UN statistical list"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="taxonomy.stategroup",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of States",
                "ordering": ["position"],
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
                        name="taxonomy_stategroup_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="State",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                ("iso2", models.CharField(max_length=2, unique=True, verbose_name="ISO 3166 alpha-2")),
                ("m49", models.CharField(blank=True, max_length=3, verbose_name="M49")),
                ("name_fr", models.CharField(blank=True, max_length=200, verbose_name="name in French")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("member", "Member State"),
                            ("observer", "Observer State"),
                            ("area", "Area of the UN statistical list"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "un_member_since",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="member of the United Nations since"
                    ),
                ),
                ("fictional", models.BooleanField(default=False, verbose_name="invented for demonstration")),
                (
                    "groups",
                    models.ManyToManyField(
                        related_name="states", to="taxonomy.stategroup", verbose_name="organisations and regions"
                    ),
                ),
                (
                    "regional_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="taxonomy.stategroup",
                        to_field="code",
                        verbose_name="regional group",
                    ),
                ),
            ],
            options={
                "verbose_name": "State",
                "ordering": ["position"],
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
                        name="taxonomy_state_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mechanism",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("upr", "Universal Periodic Review"),
                            ("treaty-body", "Treaty body"),
                            ("special-procedure", "Special procedure"),
                            ("country-mandate", "Special procedure on one State"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("short_name", models.CharField(blank=True, max_length=40, verbose_name="short name")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="taxonomy.mechanism",
                        to_field="code",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="taxonomy.state",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "mechanism",
                "ordering": ["position"],
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
                        name="taxonomy_mechanism_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Instrument",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("declaration", "Declaration"),
                            ("covenant", "Covenant"),
                            ("convention", "Convention"),
                            ("protocol", "Optional protocol"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("adopted_on", models.DateField(verbose_name="adopted on")),
                ("in_force_on", models.DateField(blank=True, null=True, verbose_name="in force since")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protocols",
                        to="taxonomy.instrument",
                        to_field="code",
                    ),
                ),
                (
                    "monitored_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="instruments",
                        to="taxonomy.mechanism",
                        to_field="code",
                        verbose_name="monitored by",
                    ),
                ),
            ],
            options={
                "verbose_name": "instrument",
                "ordering": ["position"],
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
                        name="taxonomy_instrument_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ratification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.CharField(max_length=10, verbose_name="date of the source")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("party", "State party"),
                            ("signatory", "Signed, not ratified"),
                            ("none", "No action"),
                            ("denounced", "Denounced"),
                            ("unclear", "Unclear in the source"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="year of ratification or accession"
                    ),
                ),
                ("ratified_on", models.DateField(blank=True, null=True, verbose_name="ratified or acceded on")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratifications",
                        to="taxonomy.instrument",
                        to_field="code",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ratifications",
                        to="taxonomy.state",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("instrument", "state"), name="taxonomy_one_status_a_state")
                ],
            },
        ),
        migrations.CreateModel(
            name="Theme",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="taxonomy.theme",
                        to_field="code",
                    ),
                ),
            ],
            options={
                "verbose_name": "human-rights theme",
                "ordering": ["position"],
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
                        name="taxonomy_theme_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegacyTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.CharField(max_length=10, verbose_name="date of the source")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="code")),
                ("scheme", models.CharField(max_length=8, verbose_name="list")),
                ("legacy_code", models.CharField(max_length=8, verbose_name="code in that list")),
                ("name_en", models.CharField(max_length=300, verbose_name="name in English")),
                ("groups", models.ManyToManyField(related_name="legacy_codes", to="taxonomy.affectedgroup")),
                ("themes", models.ManyToManyField(related_name="legacy_codes", to="taxonomy.theme")),
            ],
            options={
                "ordering": ["scheme", "code"],
            },
        ),
        migrations.CreateModel(
            name="Article",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="taxonomy.instrument",
                        to_field="code",
                    ),
                ),
                ("themes", models.ManyToManyField(related_name="articles", to="taxonomy.theme")),
            ],
            options={
                "verbose_name": "article",
                "ordering": ["position"],
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
                        name="taxonomy_article_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UprIssue",
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
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other spellings",
                    ),
                ),
                ("km_source", models.CharField(blank=True, max_length=200, verbose_name="source of the Khmer name")),
                ("position", models.PositiveIntegerField(verbose_name="place in the list")),
                ("groups", models.ManyToManyField(related_name="upr_issues", to="taxonomy.affectedgroup")),
                ("themes", models.ManyToManyField(related_name="upr_issues", to="taxonomy.theme")),
            ],
            options={
                "verbose_name": "issue of UPR Info",
                "ordering": ["position"],
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
                        name="taxonomy_uprissue_says_when_khmer_is_missing",
                        violation_error_message="A name without Khmer is marked as not yet translated, and only such a name.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.CharField(max_length=10, verbose_name="date of the source")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                (
                    "state",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="taxonomy.state",
                        to_field="code",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="taxonomy.uprsession",
                        to_field="number",
                    ),
                ),
            ],
            options={
                "ordering": ["session", "state"],
                "constraints": [
                    models.UniqueConstraint(fields=("session", "state"), name="taxonomy_one_review_a_session")
                ],
            },
        ),
        migrations.CreateModel(
            name="Deadline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_date", models.CharField(max_length=10, verbose_name="date of the source")),
                ("retired", models.BooleanField(default=False, verbose_name="no longer in use")),
                ("code", models.CharField(max_length=80, unique=True, verbose_name="code")),
                ("on", models.DateField(verbose_name="date")),
                (
                    "precision",
                    models.CharField(
                        choices=[("day", "to the day"), ("month", "to the month")], max_length=5, verbose_name="known"
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="taxonomy.deadlinekind",
                        to_field="code",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deadlines",
                        to="taxonomy.state",
                        to_field="code",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="taxonomy.uprsession",
                        to_field="number",
                    ),
                ),
            ],
            options={
                "ordering": ["on", "code"],
            },
        ),
    ]
