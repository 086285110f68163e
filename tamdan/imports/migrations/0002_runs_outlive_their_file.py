import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A file may be erased; the import keeps its digest."""

    dependencies = [("imports", "0001_runs_and_what_they_changed")]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="digest",
            field=models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the file"),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="imports",
                to="vault.file",
            ),
        ),
    ]
