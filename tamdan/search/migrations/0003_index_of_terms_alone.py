import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """Kind and visibility hold for most rows: their lists in the index were read whole for every query (docs/adr/0011-search.md).

    Reference rows, few of each kind among many recommendations, get an index of their own.
    """

    dependencies = [("search", "0002_terms_stay_in_the_row")]

    operations = [
        migrations.RemoveIndex(model_name="document", name="search_terms"),
        migrations.AddIndex(
            model_name="document",
            index=django.contrib.postgres.indexes.GinIndex(fields=["terms"], name="search_by_terms"),
        ),
        migrations.AddIndex(
            model_name="document",
            index=django.contrib.postgres.indexes.GinIndex(
                condition=models.Q(("owner__isnull", True)), fields=["kind", "terms"], name="search_reference"
            ),
        ),
    ]
