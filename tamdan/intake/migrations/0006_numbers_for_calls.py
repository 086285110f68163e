from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_new_receipts_for_lost_ones")]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="kind",
            field=models.CharField(
                choices=[
                    ("story", "What happened"),
                    ("identity", "Name and contact"),
                    ("file", "Picture, video or paper"),
                    ("voice", "Recorded voice"),
                    ("message", "Message"),
                    ("call", "A number to call, without the name"),
                ],
                max_length=8,
                verbose_name="kind",
            ),
        ),
    ]
