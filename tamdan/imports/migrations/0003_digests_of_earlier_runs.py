from django.db import migrations

FILL = """
UPDATE imports_importrun AS run SET digest = file.digest FROM vault_file AS file WHERE file.id = run.file_id AND run.digest = ''
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_runs_outlive_their_file")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
