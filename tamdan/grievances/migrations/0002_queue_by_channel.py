"""The queue narrowed by a channel that few letters come by reads these letters alone, in the order of the page."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grievances", "0001_files_of_complaints")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                models.F("channel"),
                models.F("rank"),
                models.F("due_on"),
                models.F("id"),
                name="grievances_by_channel",
            ),
        ),
    ]
