from django.db import migrations

# The plan of a trigger's statement is made at its first call and kept for the session. After a call with three rows the rows
# before and after were joined by a nested loop for good: publishing 34,437 recommendations then took nine minutes.
ALTER = "ALTER FUNCTION recommendations_tally_update() SET enable_nestloop = off"
RESET = "ALTER FUNCTION recommendations_tally_update() RESET enable_nestloop"


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0005_near_cases_disagreements_merges")]

    operations = [migrations.RunSQL(ALTER, RESET)]
