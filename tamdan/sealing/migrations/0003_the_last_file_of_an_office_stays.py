import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sealing", "0002_scripts_since_when"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="officecopy",
            options={"ordering": ("id",), "verbose_name": "office’s key that nobody else holds"},
        ),
        migrations.AlterField(
            model_name="officecopy",
            name="officer_key",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="sealing.officerkey"
            ),
        ),
    ]
