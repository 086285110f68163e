from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_bulk_acts"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpentEffort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("hash", models.CharField(max_length=64, unique=True)),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
