from django.db import migrations

# Ranking reads the terms of thousands of rows. Moved out of line they cost four times as much (docs/adr/0011-search.md), so
# the texts, which only a page of hits needs, leave the row first.
STAY = "ALTER TABLE search_document ALTER COLUMN terms SET STORAGE MAIN"
LEAVE = "ALTER TABLE search_document ALTER COLUMN terms SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    dependencies = [("search", "0001_index_and_stamps")]

    operations = [migrations.RunSQL(STAY, LEAVE)]
