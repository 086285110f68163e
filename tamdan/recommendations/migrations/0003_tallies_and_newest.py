import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0001_bodies_people_posts"),
        ("recommendations", "0002_former_states"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
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
                ("entry", models.CharField(max_length=100)),
                ("shard", models.SmallIntegerField()),
                ("number", models.IntegerField()),
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "owner", "visibility", "shared_with", "shard"),
                        name="recommendations_tally_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(
                models.OrderBy(django.db.models.functions.comparison.Coalesce("session", 0), descending=True),
                models.F("sort_key"),
                models.F("id"),
                name="recommendations_newest",
            ),
        ),
    ]
