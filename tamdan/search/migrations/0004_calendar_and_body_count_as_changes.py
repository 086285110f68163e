from django.db import migrations

# Public pages show these rows, whose rooms lie above this one and cannot call search.stamps.touch; a trigger also sees bulk
# statements. One row a statement, whatever it changed.
TABLES = {
    "clocks_clock": "calendar",
    "clocks_pause": "calendar",
    "clocks_rule": "calendar",
    "institutions_installation": "site",
    "institutions_body": "site",
}
FUNCTION = """
CREATE FUNCTION search_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_stamp (subject, shard, number, changed_at)
    VALUES (TG_ARGV[0], pg_backend_pid() % 1024, 1, clock_timestamp())
    ON CONFLICT (subject, shard) DO UPDATE SET number = search_stamp.number + 1, changed_at = clock_timestamp();
    RETURN NULL;
END $$
"""
TRIGGER = """
CREATE TRIGGER search_touch AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION search_touch('{subject}')
"""


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_index_of_terms_alone"),
        ("clocks", "0001_rules_and_clocks"),
        ("institutions", "0001_bodies_people_posts"),
    ]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION search_touch()"),
        *(
            migrations.RunSQL(TRIGGER.format(table=table, subject=subject), f"DROP TRIGGER search_touch ON {table}")
            for table, subject in TABLES.items()
        ),
    ]
