from django.db import migrations

# Processes that serve pages keep the stamps in memory (listening.py). A notification is delivered when its transaction commits,
# once however many stamps it changed.
FUNCTION = """
CREATE FUNCTION search_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NOTIFY search_stamp;
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER search_tell AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON search_stamp
FOR EACH STATEMENT EXECUTE FUNCTION search_tell()
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0004_calendar_and_body_count_as_changes")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION search_tell()"),
        migrations.RunSQL(TRIGGER, "DROP TRIGGER search_tell ON search_stamp"),
    ]
